import type { AnswerParts } from '../../../core/api/question.ts'
import type { Named } from '../../../core/statement/fields.ts'

/** Names that an answer brings with it: of the counting rules or the incident that it speaks of. */
export function namesIn(parts: AnswerParts): (id: string) => Named | undefined {
  const names = new Map<string, Named>()
  if (parts.is === 'tallies') {
    for (const { stated } of parts.table.columns) names.set(stated.rule.id, stated.rule.name)
  }
  if (parts.is === 'incident' && parts.incident.title !== undefined) {
    names.set(parts.incident.id, parts.incident.title)
  }
  return (id) => names.get(id)
}
