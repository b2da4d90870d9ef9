import { saidAsOf } from '../evidence/said.ts'
import { push } from '../evidence/multimap.ts'
import type { IncidentId, LogIndex } from '../statement/fields.ts'
import { incidentNow } from './case-voices.ts'
import type { Act } from './acts.ts'
import type { Question } from './question.ts'
import type { BreachSpan } from './spans.ts'

/**
 * The acts that can answer a breach: those that name no breach, and those that name this one. Which entry of it they name
 * does not matter: a report is answered by what names the finding on the same incident, and the other way round.
 */
export function answering(
  asked: Question,
  acts: readonly Act[],
): (breach: Pick<BreachSpan, 'entries'>) => readonly Act[] {
  const naming = new Map<IncidentId | LogIndex, Act[]>()
  const others: Act[] = []
  for (const act of acts) {
    if (act.answers === undefined) others.push(act)
    else push(naming, matterOf(asked, act.answers), act)
  }
  if (naming.size === 0) return () => acts
  return ({ entries }) => {
    const matters = new Set(entries.map((entry) => matterOf(asked, entry)))
    return [...others, ...[...matters].flatMap((matter) => naming.get(matter) ?? [])]
  }
}

/** What an entry speaks of: an incident, or itself where it belongs to none. */
function matterOf(asked: Question, entry: LogIndex): IncidentId | LogIndex {
  const { record } = asked.engine
  const said = entry < asked.known ? record.said.get(entry)?.statement : undefined
  switch (said?.kind) {
    case 'incident-reported':
      return incidentNow(asked, entry) ?? entry
    case 'finding-made': {
      // A finding that was withdrawn still says which incident was meant by those who answered it.
      const now = saidAsOf(record, entry, 'finding-made', asked.known)
      return now?.kind === 'finding-made' ? now.incident : said.incident
    }
    case 'reply-made':
      // In a log that was not checked a reply may name itself.
      return said.to < entry ? matterOf(asked, said.to) : entry
    default:
      return entry
  }
}
