import type { Correctable } from '../evidence/said.ts'
import type { LogIndex, PartyId } from '../statement/fields.ts'
import type { Statement } from '../statement/kinds.ts'
import type { Question } from './question.ts'

/**
 * The entry since which an account of a breach has laid it to a party: its own or, where a correction made it do so, that of
 * the correction. Nobody owes an answer to what was not yet said (decision 16).
 */
export function laidSince({ engine, known }: Question, entry: LogIndex, party: PartyId): LogIndex {
  const said = engine.record.said.get(entry)
  const versions = said?.versions.filter((version) => version.entry < known) ?? []
  if (said === undefined || versions.length === 0) return entry
  const wordings = [{ entry, body: said.statement }, ...versions]
  const last = wordings.findLastIndex(({ body }) => body === undefined || !laysTo(body, party))
  return wordings[last + 1]?.entry ?? entry
}

/** Whether a report or a finding says that a party did it. What is of another kind names nobody anew when it is corrected. */
function laysTo(body: Statement | Correctable, party: PartyId): boolean {
  if (body.kind === 'incident-reported') return body.alleged === party
  if (body.kind !== 'finding-made') return true
  return body.outcome === 'confirmed' && body.attribution.some(({ to }) => to === party)
}
