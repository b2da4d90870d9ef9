import { concat } from '../../core/bytes/bytes.ts'
import type { Batch, StoredHead } from '../ledger/ports.ts'

/**
 * A batch with its bytes end to end. Sent to the database as one parameter and cut there, it is written two to three
 * times as fast as an array of `bytea`, which travels as escaped hexadecimal; and it crosses to a worker without a copy.
 */
export type PackedBatch = {
  readonly expected: StoredHead | undefined
  readonly next: StoredHead
  readonly kinds: readonly string[]
  readonly authors: readonly string[]
  /** 32 bytes each. */
  readonly leaves: Uint8Array
  readonly bodies: Packed
  readonly tiles: {
    readonly levels: readonly number[]
    readonly indexes: readonly number[]
    readonly hashes: Packed
  }
}

/** Byte strings end to end, and how long each is. */
export type Packed = { readonly bytes: Uint8Array; readonly lengths: readonly number[] }

export function packed(parts: readonly Uint8Array[]): Packed {
  return { bytes: concat(...parts), lengths: parts.map((part) => part.length) }
}

export function unpacked({ bytes, lengths }: Packed): readonly Uint8Array[] {
  let at = 0
  return lengths.map((length) => bytes.subarray(at, (at += length)))
}

/** Where each part begins, counted from 1 as SQL's `substring` counts. */
export function startsOf({ lengths }: Packed): readonly number[] {
  let at = 1
  return lengths.map((length) => (at += length) - length)
}

export function packedBatch(batch: Batch): PackedBatch {
  return {
    expected: batch.expected,
    next: batch.next,
    kinds: batch.entries.map((entry) => entry.kind),
    authors: batch.entries.map((entry) => entry.author),
    leaves: concat(...batch.entries.map((entry) => entry.leaf)),
    bodies: packed(batch.entries.map((entry) => entry.body)),
    tiles: {
      levels: batch.tiles.map((tile) => tile.level),
      indexes: batch.tiles.map((tile) => tile.index),
      hashes: packed(batch.tiles.map((tile) => tile.bytes)),
    },
  }
}
