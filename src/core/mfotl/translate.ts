import type { Agreement, Clause, Condition } from '../agreement/agreement.ts'
import { noSuchClause } from '../agreement/left-out.ts'
import { liftedInCircles } from '../agreement/lifted-in-circles.ts'
import { problems } from '../problem.ts'
import type { ClauseId, PartyId } from '../statement/fields.ts'
import {
  accededEvent,
  AGREED,
  BINDS,
  breachEvent,
  doneEvent,
  endEvent,
  exercisedEvent,
  liftedEvent,
  momentEvent,
  reachedEvent,
  resumedEvent,
} from './events.ts'
import { anchorFormula, endMoves, isDueBefore, powersOver } from './bounds.ts'
import { and, counted, event, EVER, eventually, not, once, or, type Formula } from './formula.ts'

/** A clause of one bearer as formulas. Both are true only at time points of a trace, in event time. */
export type Translation = {
  readonly clause: ClauseId
  readonly party: PartyId
  /** From the time point on at which the duty is in force, for ever. */
  readonly active: Formula
  /** At each time point at which the duty is breached: for a deadline, at the point from which it runs. */
  readonly breach: Formula
}

/**
 * The formula of one clause for one bearer.
 * @throws Problem `formula-missing` where MFOTL over undisputed events cannot say what the clause says, `clause-unknown`,
 * `bearer-missing`
 */
export function translate(text: Agreement, id: string, bearer: string): Translation {
  const clause = clauseIn(text, id)
  const party = clause.bearers.find((one) => one === bearer)
  if (party === undefined) {
    throw missing(clause.id, `${bearer} does not owe it`, `it is owed by ${clause.bearers.join(', ')}`)
  }
  if (clause.repeats !== undefined)
    throw missing(clause.id, 'it is owed again and again, and the formula speaks of one duty')
  const [circle] = liftedInCircles(text)
  if (circle !== undefined)
    throw missing(clause.id, `${circle.id} is set aside by what hangs on itself, which has no formula`)
  const active = activeFormula(text, clause)
  return { clause: clause.id, party, active, breach: breachFormula(text, clause, party, active) }
}

export function clauseIn(text: Agreement, id: string): Clause {
  const clause = [...text.clauses.values()].find((one) => one.id === id)
  if (clause !== undefined) return clause
  const other = [...text.exchanges.keys(), ...text.powers.keys()].find((one) => one === id)
  if (other === undefined) throw noSuchClause(text, id)
  throw missing(
    other,
    'an exchange says who waits for whom, and a power what may be done: neither is breached',
  )
}

function missing(clause: ClauseId, because: string, fix?: string) {
  return problems.formulaMissing({ clause, because, fix })
}

/** True from the activation on: the agreement binds, and the clause's condition has come true. */
function activeFormula(text: Agreement, clause: Clause): Formula {
  if (text.force === 'draft') throw missing(clause.id, 'a draft never binds')
  if (clause.window.delay !== undefined || clause.window.early !== undefined)
    throw missing(clause.id, 'it begins with a delay, or early acts do not count: neither has a formula')
  const binds = once(event(isDueBefore(text, clause) ? AGREED : BINDS))
  return clause.when === undefined ? binds : and(binds, conditionFormula(text, clause, clause.when))
}

/** “Has come true by now”: every condition is positive, so once true it stays true. */
function conditionFormula(text: Agreement, of: Clause, condition: Condition): Formula {
  const again = (one: Condition): Formula => conditionFormula(text, of, one)
  switch (condition.is) {
    case 'all':
      return and(...condition.of.map(again))
    case 'any':
      return or(...condition.of.map(again))
    case 'reached':
      return anchorFormula(condition.anchor)
    case 'acceded':
      return once(event(accededEvent(condition.party)))
    case 'exercised':
      return once(event(exercisedEvent(condition.power)))
    case 'done':
      return doneFormula(text, of, condition)
    case 'breached':
      return once(or(...violations(text, of, condition.clause, condition.by, false)))
    case 'counted':
      return countFormula(text, of, condition)
    case 'holds':
      return streakFormula(text, of, condition)
    case 'measured':
      throw missing(
        of.id,
        'it waits for what breaches add up to, and only their number in a sliding window has a formula',
      )
    case 'overturned':
      throw missing(of.id, 'it waits for a ground to fall, which depends on when each thing became known')
  }
}

function doneFormula(
  text: Agreement,
  of: Clause,
  { clause, by }: Extract<Condition, { is: 'done' | 'breached' }>,
): Formula {
  const other = clauseIn(text, clause)
  if (other.duty !== 'achieve' && other.duty !== 'intend') {
    throw missing(
      of.id,
      other.duty === 'permit'
        ? `it waits for ${clause}, which the text only permits`
        : `it waits for ${clause} to be kept to its end, which only those who watch it can say`,
    )
  }
  const bearers = other.bearers.filter((party) => by === undefined || party === by)
  return and(...bearers.map((party) => once(event(doneEvent(clause, party)))))
}

/** Breaches of a continuing duty while it is owed, for each bearer: numbered ones where they are to be counted. */
function violations(
  text: Agreement,
  of: Clause,
  id: ClauseId,
  by: PartyId | undefined,
  numbered: boolean,
): readonly Formula[] {
  return clausesUnder(text, id).flatMap((clause) => {
    if (clause.duty !== 'refrain' && clause.duty !== 'maintain') {
      throw missing(of.id, `whether ${clause.id} is breached by its deadline rests on who verified what`)
    }
    const owed = owedFormula(text, clause)
    return clause.bearers
      .filter((party) => by === undefined || party === by)
      .map((party) => {
        const name = breachEvent(clause.id, party)
        return and(numbered ? counted(name) : breachOf(name), owed)
      })
  })
}

function clausesUnder(text: Agreement, id: ClauseId): readonly Clause[] {
  return [...text.clauses.values()].filter((one) => one.id === id || one.id.startsWith(`${id}.`))
}

/** That there is a breach at this time point, whatever its number. */
function breachOf(name: string): Formula {
  return { is: 'some', of: counted(name) }
}

/**
 * In force, not yet over, not set aside by its `unless` and not lifted by a power. The end is exclusive: at that instant
 * the duty is over. A lift ends at the instant from which the duty is owed again.
 */
function owedFormula(text: Agreement, clause: Clause): Formula {
  const { until } = clause.window
  const ends = endMoves(text, clause) ? once(event(endEvent(clause.id))) : until && anchorFormula(until)
  const over = ends === undefined ? [] : [not(ends)]
  if (powersOver(text, clause, 'waive', 'suspend').length > 0) {
    const resumed = not(event(resumedEvent(clause.id)))
    over.push(not({ is: 'since', holds: resumed, of: event(liftedEvent(clause.id)) }))
  }
  const aside = clause.unless === undefined ? [] : [not(conditionFormula(text, clause, clause.unless))]
  return and(activeFormula(text, clause), ...over, ...aside)
}

/** More than N in a sliding window: an event exactly `within` ago has left it, so the interval is open. */
function countFormula(
  text: Agreement,
  of: Clause,
  { clauses, over, within }: Extract<Condition, { is: 'counted' }>,
): Formula {
  const all = clauses.flatMap((id) => violations(text, of, id, undefined, true))
  return once({ is: 'more-than', over, of: once(or(...all), { from: 0, to: within, open: true }) })
}

/** A streak: `for` long since the anchor, with nothing in (t − for, t]. A breach exactly `for` ago no longer blocks. */
function streakFormula(
  text: Agreement,
  of: Clause,
  { state, for: length, since }: Extract<Condition, { is: 'holds' }>,
): Formula {
  const term = [...text.terms.values()].find(({ id }) => id === state)
  if (term?.is !== 'state' || term.test === undefined) {
    throw missing(of.id, `whether “${state}” holds is decided by people, and the text gives no test`)
  }
  if (term.test.is !== 'no-breach') {
    throw missing(of.id, `“${state}” rests on a count that may go up and down, which has no formula`)
  }
  if (term.test.in !== undefined)
    throw missing(of.id, `“${state}” counts breaches of another agreement, ${term.test.in}`)
  const anchor = since ?? text.startsOn
  if (anchor === undefined) throw missing(of.id, 'nothing says from when the state is counted')
  const run = length ?? 0
  const broken = term.test.of.flatMap((id) => violations(text, of, id, undefined, false))
  const long =
    anchor.is === 'instant'
      ? once(event(reachedEvent(anchor.instant)), { from: run, to: undefined })
      : once(event(momentEvent(anchor.moment)), { from: anchor.plus + run, to: undefined })
  if (run === 0) return long
  return once(and(long, not(once(or(...broken), { from: 0, to: run, open: true }))))
}

function breachFormula(text: Agreement, clause: Clause, party: PartyId, active: Formula): Formula {
  switch (clause.duty) {
    case 'permit':
    case 'intend':
      throw missing(clause.id, 'the text permits or intends it, so nothing breaches it')
    case 'refrain':
    case 'maintain':
      return and(breachOf(breachEvent(clause.id, party)), owedFormula(text, clause))
    case 'achieve':
      return deadlineFormula(text, clause, party, active)
  }
}

/** Not done by the deadline. Doing it before the duty began counts; an act at exactly the deadline is in time. */
function deadlineFormula(text: Agreement, clause: Clause, party: PartyId, active: Formula): Formula {
  const { within, by } = clause.window
  if (clause.ifSilent === 'compliant') {
    throw missing(
      clause.id,
      'silence counts as compliance, so that it was not done has to be found by somebody',
    )
  }
  if (clause.window.until !== undefined) {
    throw missing(clause.id, 'a deadline and an end together are not in the fragment')
  }
  const done = event(doneEvent(clause.id, party))
  const aside = clause.unless === undefined ? undefined : conditionFormula(text, clause, clause.unless)
  if (within !== undefined && by === undefined) {
    const window = { from: 0, to: within }
    // Once active it stays so: active here and at no instant before is where it begins.
    const begins = and(active, not({ is: 'earlier', of: active }))
    const set = aside === undefined ? [] : [not(eventually(aside, window))]
    return and(begins, not(once(done)), not(eventually(done, window)), ...set)
  }
  if (by === undefined || within !== undefined) {
    throw missing(clause.id, 'the text names no deadline for it, or two')
  }
  const due =
    by.is === 'instant'
      ? event(reachedEvent(by.instant))
      : once(event(momentEvent(by.moment)), { from: by.plus, to: by.plus })
  const set = aside === undefined ? [] : [not(aside)]
  // What waits for something may begin after its deadline, and is missed from then on if it is not done by then.
  const passed = and(active, once(due))
  const turns = clause.when === undefined ? [due, active] : [passed, not({ is: 'earlier', of: passed })]
  return and(...turns, not(once(done, EVER)), ...set)
}
