import { toHex } from '../bytes/hex.ts'
import { fromUtf8 } from '../bytes/utf8.ts'
import { leafHash } from '../log/merkle.ts'
import type { LogIndex } from '../log/log-index.ts'
import { formatVerifierKey, type VerifierKey } from '../log/verifier-key.ts'
import { changesBy } from '../picture/changes.ts'
import { lastClock, type Picture } from '../picture/picture.ts'
import { isSha256, type Sha256 } from '../bytes/sha256.ts'
import type { ActorId, Named } from '../statement/fields.ts'
import { keyMarks } from '../statement/key-marks.ts'
import { parseStatement } from '../statement/parse.ts'
import type { Registry } from '../statement/registry.ts'
import type { ActorsView, ChangesView, EntryView, LogView } from './log.ts'
import type { Frozen } from './write.ts'

/** The log as a whole. */
export function showLog(picture: Picture, origin: string, logKey: VerifierKey): Frozen<LogView> {
  const { log, title, demonstration } = picture.registry
  return {
    log: log ?? origin,
    origin,
    title: title ?? { en: origin },
    demonstration,
    size: picture.size,
    logKey: formatVerifierKey(logKey),
    clock: lastClock(picture) ?? null,
  }
}

/** An actor's name, or its id where the log never named it. */
export function nameOf(registry: Registry, actor: ActorId): Named {
  return registry.actors.get(actor)?.name ?? { en: actor }
}

/** Everybody who may sign, as known when the log had `known` entries. */
export function showActors(picture: Picture, known: number): Frozen<ActorsView> {
  const actors = [...picture.registry.actors.values()].flatMap((actor) => {
    const grants = actor.roles.filter((grant) => grant.knownFrom < known)
    const keys = actor.keys.filter((held) => held.knownFrom < known)
    if (grants.length === 0 && keys.length === 0) return []
    return [
      {
        id: actor.id,
        name: nameOf(picture.registry, actor.id),
        roles: [...new Set(grants.map((grant) => grant.role))],
        actsFor: grants.findLast((grant) => grant.actsFor !== undefined)?.actsFor ?? null,
        keys: keys.map((held) => ({
          key: formatVerifierKey(held.key),
          knownFrom: held.knownFrom,
          ...(held.revokedAt !== undefined && held.revokedAt < known
            ? { revokedAt: held.revokedAt, doubtfulSince: held.doubtfulSince ?? null }
            : { revokedAt: null, doubtfulSince: null }),
        })),
      },
    ]
  })
  return { known, actors }
}

function leafName(bytes: Uint8Array): Sha256 {
  const text = toHex(leafHash(bytes))
  if (isSha256(text)) return text
  throw new RangeError('a leaf hash is a SHA-256 digest')
}

/** One entry, with the exact bytes that were signed and what later entries did to it. */
export function showEntry(picture: Picture, index: LogIndex, bytes: Uint8Array): Frozen<EntryView> {
  const { statement, note } = parseStatement(bytes)
  const wire: EntryView['statement'] = JSON.parse(note.text)
  const receivedAfter = lastClock(picture, index)?.readAt
  const versions = picture.record.said.get(index)?.versions ?? []
  return {
    index,
    leafHash: leafName(bytes),
    note: fromUtf8(bytes),
    statement: wire,
    by: statement.by.map((actor) => ({ actor, name: nameOf(picture.registry, actor) })),
    receivedAfter: receivedAfter ?? null,
    correctedBy: versions.filter((version) => version.body !== undefined).map((version) => version.entry),
    withdrawnBy: versions.filter((version) => version.body === undefined).map((version) => version.entry),
    keyMarks: keyMarks(picture.registry, note, receivedAfter),
  }
}

/** What one entry changed in the picture. */
export function showChanges(picture: Picture, index: LogIndex): Frozen<ChangesView> {
  const { at, incidents, ...rest } = changesBy(picture, index)
  return {
    ...rest,
    at: at ?? null,
    incidents: incidents.map(({ incident, title, before, after }) => ({
      incident,
      ...(title !== undefined && { title }),
      before: before ?? null,
      after: after ?? null,
    })),
  }
}
