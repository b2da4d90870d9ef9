import { saidAsOf } from '../evidence/said.ts'
import type { ActorId, AgreementId, ClauseId, LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Engine } from './engine-state.ts'

/** Through when each source closed last, and the entry in which it said so. */
export type Closes = ReadonlyMap<ActorId, Close>
type Close = { readonly through: Instant; readonly entry: LogIndex }

/** The closings of an agreement's sources as known, by clause: those that name none hold for every clause. */
export function closesAsOf(
  engine: Engine,
  agreement: AgreementId,
  known: number,
): (clause: ClauseId | undefined) => Closes {
  let read: ReadonlyMap<ClauseId | undefined, Closes> | undefined
  const of = new Map<ClauseId | undefined, Closes>()
  return (clause) => {
    const before = of.get(clause)
    if (before !== undefined) return before
    read ??= readAll(engine, agreement, known)
    const both = new Map(read.get(undefined) ?? [])
    for (const [source, close] of (clause === undefined ? undefined : read.get(clause)) ?? []) {
      keepLater(both, source, close)
    }
    of.set(clause, both)
    return both
  }
}

function readAll(
  engine: Engine,
  agreement: AgreementId,
  known: number,
): ReadonlyMap<ClauseId | undefined, Closes> {
  const all = new Map<ClauseId | undefined, Map<ActorId, Close>>()
  for (const entry of engine.closes) {
    const body = saidAsOf(engine.record, entry, 'source-closed', known)
    if (body === undefined || body.kind !== 'source-closed') continue
    if (body.agreement !== undefined && body.agreement !== agreement) continue
    // A source closes for itself; that another says so of it is worth nothing.
    if (!(engine.record.said.get(entry)?.by ?? []).includes(body.source)) continue
    const closes = all.get(body.clause) ?? new Map<ActorId, Close>()
    keepLater(closes, body.source, { through: body.through, entry })
    all.set(body.clause, closes)
  }
  return all
}

function keepLater(closes: Map<ActorId, Close>, source: ActorId, close: Close): void {
  const before = closes.get(source)
  if (before === undefined || close.through > before.through) closes.set(source, close)
}
