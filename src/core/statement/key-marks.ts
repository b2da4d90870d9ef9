import type { LogIndex } from '../log/log-index.ts'
import type { SignedNote } from '../log/signed-note.ts'
import type { Instant } from '../time/instant.ts'
import type { ActorId } from './fields.ts'
import type { Actor, RegisteredKey, Registry } from './registry.ts'

/** What became known later of a key that signed an entry. The entry stands as it did; whoever reads it is told. */
export type KeyMark = {
  readonly actor: ActorId
  /** The entry that revoked the key. */
  readonly revokedAt: LogIndex
  /** Whether, by what the revocation says, somebody else may have signed: the entry may have come after its `since`. */
  readonly doubtful: boolean
}

/** An entry with a mark on a key that signed it. */
export type MarkedEntry = KeyMark & { readonly index: LogIndex }

// The log reads its clock before the first entry of each minute (decision 2), so an entry comes within the minute.
const MINUTE = 60_000

/**
 * The marks on an entry's signatures, by what `registry` knows. The entry's own time does not count: a thief would date
 * it back.
 * @param cameAfter the log's clock at its last reading before the entry; without one every time is possible
 */
export function keyMarks(
  registry: Registry,
  { signatures }: SignedNote,
  cameAfter: Instant | undefined,
): readonly KeyMark[] {
  return signatures.flatMap(({ name, keyId }) => {
    const held = heldKey(registry, name, keyId)
    return held === undefined ? [] : markOf(held, cameAfter)
  })
}

/** Remembers which key signed which entry, so that marks can be put when the whole log has been read. */
export function keyUse(): {
  readonly add: (index: LogIndex, note: SignedNote, cameAfter: Instant | undefined) => void
  /** In the order of the log. */
  readonly marked: (registry: Registry) => readonly MarkedEntry[]
} {
  // Two rows of numbers a key: a million entries must fit beside the log that is being checked.
  const uses = new Map<string, Use>()
  return {
    add(index, { signatures }, cameAfter) {
      for (const { name, keyId } of signatures) {
        const key = `${name}+${keyId}`
        const use = uses.get(key) ?? { name, keyId, indexes: [], times: [] }
        uses.set(key, use)
        use.indexes.push(index)
        use.times.push(cameAfter)
      }
    },
    marked: (registry) =>
      [...uses.values()]
        .flatMap(({ name, keyId, indexes, times }) => {
          const held = heldKey(registry, name, keyId)
          if (held?.key.revokedAt === undefined) return []
          return indexes.flatMap((index, i) => markOf(held, times[i]).map((mark) => ({ ...mark, index })))
        })
        .toSorted((a, b) => a.index - b.index),
  }
}

type Use = {
  readonly name: string
  readonly keyId: number
  readonly indexes: LogIndex[]
  readonly times: (Instant | undefined)[]
}

type Held = { readonly actor: ActorId; readonly key: RegisteredKey }

function heldKey({ actors }: Registry, name: string, keyId: number): Held | undefined {
  // The registry's names are ActorIds; a name that is none is simply not found.
  const actor = (actors as ReadonlyMap<string, Actor>).get(name)
  const key = actor?.keys.find((each) => each.key.keyId === keyId)
  return actor === undefined || key === undefined ? undefined : { actor: actor.id, key }
}

function markOf({ actor, key }: Held, cameAfter: Instant | undefined): readonly KeyMark[] {
  const { revokedAt, doubtfulSince } = key
  if (revokedAt === undefined) return []
  const doubtful =
    doubtfulSince !== undefined && (cameAfter === undefined || cameAfter + MINUTE > doubtfulSince)
  return [{ actor, revokedAt, doubtful }]
}
