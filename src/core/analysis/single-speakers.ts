import type { Agreement } from '../agreement/agreement.ts'
import type { Graph } from './graph.ts'
import { firstPlace, told, type Loss } from './losses.ts'
import { listed, remark, type Remark } from './remark.ts'

/**
 * One speaker, no party, without whose word clauses cannot be reached. Where it says nothing of those clauses themselves
 * but of the moments and states on which they wait, those are what has to change.
 */
export function speakerRemark(agreement: Agreement, { nodes }: Graph, speaker: string, loss: Loss): Remark {
  const says = new Set<string>(nodes.flatMap(({ move }) => (move?.by === speaker ? move.at : [])))
  // A long loss names its first clauses only: the rest may well be those of which the speaker says something.
  const isCut = loss.count > loss.named.length
  const isOfClauses =
    loss.named.some((id) => says.has(id)) ||
    (isCut && [...agreement.clauses.keys()].some((id) => says.has(id)))
  const terms = isOfClauses ? [] : [...agreement.terms.keys()].filter((id) => says.has(id))
  return remark('single-verifier', {
    clauses: loss.named,
    at: firstPlace(agreement, terms.length > 0 ? terms : loss.named),
    severity: speaker.startsWith('actor ') ? 'warning' : 'note',
    values: { speaker, site: listed(terms), ...told(loss) },
    ...(terms.length > 0 ? { fix: ['another-word-on-term'] } : {}),
  })
}
