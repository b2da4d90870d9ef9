import type { Clause, Condition } from '../agreement/agreement.ts'
import type { TermId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Evaluation } from './evaluation.ts'
import { stateTerm } from './formal.ts'
import type { Reason } from './standing.ts'
import { stateStanding } from './states.ts'

const AGAINST: Readonly<Record<string, string>> = {
  'state-test-fails': 'gate-test-fails',
  'state-test-holds': 'gate-test-holds',
}

/** Where a clause hangs on a state that those who decide have decided against its test: the clause says so too. */
export function gatesAgainstTest(evaluated: Evaluation, clause: Clause, at: Instant): readonly Reason[] {
  const { engine, text } = evaluated
  const states = [clause.when, clause.unless].flatMap((condition) => (condition ? statesIn(condition) : []))
  return [...new Set(states)].flatMap((id) => {
    const term = stateTerm(evaluated, id)
    if (term === undefined || !engine.about.has(`term|${text.id}|${id}`)) return []
    return stateStanding(evaluated, term, at).why.flatMap(({ code, entries }) => {
      const against = AGAINST[code]
      return against === undefined ? [] : [{ code: against, values: { state: id }, entries }]
    })
  })
}

function statesIn(condition: Condition): readonly TermId[] {
  if (condition.is === 'holds') return [condition.state]
  return condition.is === 'all' || condition.is === 'any' ? condition.of.flatMap(statesIn) : []
}
