import type { Clause } from '../agreement/agreement.ts'
import { noSuchClause } from '../agreement/left-out.ts'
import type { Reading } from '../evidence/reading.ts'
import { problems } from '../problem.ts'
import type { AgreementId, ClauseId, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { clocksOf } from './clocks.ts'
import { endReadings } from './declared-ends.ts'
import { breachedBeforeDropped } from './dropped.ts'
import { notFollowed } from './elsewhere.ts'
import type { AdoptedText, Engine } from './engine-state.ts'
import { dutyOf } from './duty.ts'
import { evaluation, type Evaluation } from './evaluation.ts'
import { exchangeStanding } from './exchange.ts'
import { movesOf } from './moves.ts'
import { overlapsKnown } from './overlaps.ts'
import { occurrencesShown } from './repeated.ts'
import { stateStanding } from './states.ts'
import { factsOf, type Facts } from './facts.ts'
import type { Board, InstanceStatus, Standing } from './standing.ts'
import { gatesAgainstTest } from './gates.ts'
import { explained, judge, type Judged } from './status.ts'
import { unattributedReasons } from './unattributed.ts'

/** What is asked of the engine: which agreement, at which event time, as known when the log had `known` entries, under which reading. */
export type Ask = {
  readonly agreement: AgreementId
  readonly at: Instant
  readonly known: number
  readonly reading: Reading
}

/**
 * The text of an agreement in force at `at` as known when the log had `known` entries.
 * @throws Problem `agreement-unknown`
 */
export function textInForce(engine: Engine, { agreement, at, known }: Omit<Ask, 'reading'>): AdoptedText {
  let inForce: AdoptedText | undefined
  for (const version of engine.texts.get(agreement) ?? []) {
    if (version.entry < known && (version.from === undefined || version.from <= at)) inForce = version
  }
  if (inForce === undefined) throw problems.agreementUnknown({ agreement })
  return inForce
}

/**
 * The whole board of an agreement: every clause for every bearer, its exchanges, states, clocks and declared ends.
 * A pure function of the text in force and known, the log's first `known` entries, the event time and the reading.
 * @throws Problem `agreement-unknown`
 */
export function boardOf(engine: Engine, ask: Ask): Board {
  const { text } = textInForce(engine, ask)
  const { at, reading } = ask
  const evaluated = evaluation(engine, text, ask.known, reading)
  const standings = [...text.clauses.values()].flatMap((clause) =>
    clause.bearers.map((party) => standingIn(evaluated, clause, party, at)),
  )
  const clocks = clocksOf(evaluated)
  return {
    agreement: text.id,
    at,
    known: ask.known,
    reading: reading.id,
    overlaps: overlapsKnown(engine, text.id, ask.known),
    dropped: breachedBeforeDropped(evaluated, at),
    standings,
    exchanges: [...text.exchanges.values()].map((exchange) => exchangeStanding(evaluated, exchange, at)),
    states: [...text.terms.values()].flatMap((term) =>
      term.is === 'state' ? [stateStanding(evaluated, term, at)] : [],
    ),
    clocks,
    ends: endReadings(evaluated, clocks, at),
  }
}

/**
 * The standings of one clause, one for each of its bearers.
 * @throws Problem `agreement-unknown`, `clause-unknown`, `clause-left-out`
 */
export function standingOf(engine: Engine, ask: Ask & { readonly clause: ClauseId }): readonly Standing[] {
  const { text } = textInForce(engine, ask)
  const clause = text.clauses.get(ask.clause)
  if (clause === undefined) throw noSuchClause(text, ask.clause)
  const evaluated = evaluation(engine, text, ask.known, ask.reading)
  return clause.bearers.map((party) => standingIn(evaluated, clause, party, ask.at))
}

/**
 * Where every clause stands for every bearer, without the reasons: for whoever compares boards or asks about many moments.
 * @throws Problem `agreement-unknown`
 */
export function statusesOf(engine: Engine, ask: Ask): readonly InstanceStatus[] {
  const { text } = textInForce(engine, ask)
  const evaluated = evaluation(engine, text, ask.known, ask.reading)
  const statuses: InstanceStatus[] = []
  // What others wait for is worked out first, and kept; the rest is let go as soon as it is judged.
  for (const clause of text.clauses.values()) dutyOf(evaluated, clause)
  for (const [clause, topics] of evaluated.ofDuty) {
    const kept = evaluated.factsKept(clause)
    for (const [party, topic] of topics) {
      const facts = kept?.get(party) ?? factsOf(evaluated, clause, party, topic)
      statuses.push(statusIn(facts, judge(evaluated, facts, ask.at)))
    }
  }
  return statuses
}

function statusIn({ clause, party, activated, due: owed, end }: Facts, judged: Judged): InstanceStatus {
  const { status, performed, late, breaches } = judged
  // When a duty that was not seen in force is over, nothing is due.
  const due = judged.by.isUnseen === true ? undefined : owed
  const { id, duty } = clause
  return { clause: id, party, duty, status, performed, activated, due, ends: end.ends, late, breaches }
}

function standingIn(evaluated: Evaluation, clause: Clause, party: PartyId, at: Instant): Standing {
  const facts = evaluated.facts(clause, party)
  const judged = judge(evaluated, facts, at)
  const { why, whyNot } = explained(evaluated, facts, judged, at)
  const { status, performed, late, breaches } = judged
  const standing: Standing = {
    clause: clause.id,
    party,
    duty: clause.duty,
    status,
    performed,
    activated: facts.activated,
    due: judged.by.isUnseen === true ? undefined : facts.due,
    ends: facts.end.ends,
    late,
    breaches,
    why: [
      ...why,
      ...gatesAgainstTest(evaluated, clause, at),
      ...(clause.repeats?.is === 'for-each' ? notFollowed(evaluated, clause.repeats.breaches) : []),
      ...unattributedReasons(evaluated, facts, at),
    ],
    whyNot,
    next: movesOf(evaluated, facts, judged, at),
  }
  return facts.occurrences === undefined
    ? standing
    : { ...standing, occurrences: occurrencesShown(facts, at) }
}
