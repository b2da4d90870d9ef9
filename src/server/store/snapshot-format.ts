import { createHash, subtle } from 'node:crypto'
import type { Statement } from '../../core/statement/kinds.ts'
import type { Snapshot } from '../ledger/ports.ts'
import { asPlainData, fromPlainData } from './plain-data.ts'
import type { BundlePlaces } from './put-away-file.ts'

/** What stands in the state file before the state itself. */
export type Label = Omit<Snapshot, 'state'> & {
  /** Which code wrote it, see `foldVersion`. */
  readonly version: string
  readonly places: BundlePlaces
  /** The statements of the last bundle, which is not whole. */
  readonly rest: readonly Statement[]
}

const DIGEST_BYTES = 32
const LENGTH_BYTES = 4

/**
 * The bytes of a state file: the SHA-256 of all that follows, the length of the label in four bytes, the label, the state.
 * @param state as `asPlainData` wrote it
 */
export async function packed(label: Label, state: Uint8Array): Promise<Uint8Array> {
  const written = asPlainData(label)
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(written.length)
  const content = Buffer.concat([length, written, state])
  // In a thread of its own: of a large log these are a hundred megabytes.
  return Buffer.concat([new Uint8Array(await subtle.digest('SHA-256', content)), content])
}

/** What a state file holds, or why it cannot be used. Nothing of it is read before its digest fits. */
export function unpacked(
  bytes: Uint8Array,
  version: string,
): { readonly label: Label; readonly state: unknown } | string {
  const content = bytes.subarray(DIGEST_BYTES)
  const digest = createHash('sha256').update(content).digest()
  if (!digest.equals(bytes.subarray(0, DIGEST_BYTES))) return 'it is not what was written there'
  try {
    return opened(content, version)
  } catch {
    // The digest fits, so it is as it was written: by a Node whose data this one does not read.
    return 'another version of Node wrote it'
  }
}

function opened(
  content: Uint8Array,
  version: string,
): { readonly label: Label; readonly state: unknown } | string {
  const start = LENGTH_BYTES + Buffer.from(content.buffer, content.byteOffset).readUInt32BE()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the digest says that jig wrote it; which one, is compared
  const label = fromPlainData(content.subarray(LENGTH_BYTES, start)) as Label
  if (label.version !== version) return 'another version of jig wrote it'
  return { label, state: fromPlainData(content.subarray(start)) }
}
