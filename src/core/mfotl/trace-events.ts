import type { Agreement, Clause, Term } from '../agreement/agreement.ts'
import { problems, type Problem } from '../problem.ts'
import { eachClaim } from '../standing/claims.ts'
import { lastMoment } from '../standing/clause-onsets.ts'
import { closedThrough } from '../standing/closing.ts'
import type { Evaluation } from '../standing/evaluation.ts'
import { isSurely, type Facts } from '../standing/facts.ts'
import { ESTABLISHED } from '../standing/stances.ts'
import { accessionOf, anchorOf, momentOf } from '../standing/formal.ts'
import { saidOfState } from '../standing/said-of-state.ts'
import type { Onset } from '../standing/standing.ts'
import type { PartyId } from '../statement/fields.ts'
import { formatInstant, isInstant, type Instant } from '../time/instant.ts'
import { endMoves } from './bounds.ts'
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
  resumedEvent,
} from './events.ts'
import { eventsIn, negatedIn } from './formula.ts'
import type { Translation } from './translate.ts'

/** What goes into the trace; those that are counted get a number that no other has, since a monitor counts numbers. */
export type Event = { readonly at: number; readonly name: string; readonly counted?: boolean }

type StateTerm = Extract<Term, { readonly is: 'state' }>
type Asked = { readonly names: ReadonlySet<string>; readonly through: Instant }

/** What the formula speaks of and must be known to be written, with the places in which it may be unknown all the same. */
type Gathering = Asked & {
  readonly evaluated: Evaluation
  readonly of: Translation
  /** From here on everything binds that a formula needs: what surely came before may be uncertain in its time. */
  readonly binding: number
  /** Events of which one more can make the formula false: they may not be left out. */
  readonly needed: ReadonlySet<string>
  readonly events: Event[]
  leftOut: number
}

/**
 * The events of a record that a formula speaks of, up to `through`. What is alleged, disputed or uncertain in time cannot be
 * written as it is. What can only make the formula true is then written when it is sure, or left out, and counted: where
 * the formula is true all the same, it is so on what is established. Anything else is refused.
 * @throws Problem `trace-missing`
 */
export function eventsOf(evaluated: Evaluation, of: Translation, asked: Asked) {
  const { text } = evaluated
  const start = text.startsOn === undefined ? undefined : anchorOf(evaluated, text.startsOn).onset
  const binding = asked.names.has(AGREED) ? text.agreed : (start?.certain ?? text.agreed)
  const needed = new Set([...negatedIn(of.breach), ...negatedIn(of.active)])
  const gathering: Gathering = { ...asked, evaluated, of, binding, needed, events: [], leftOut: 0 }
  gathering.events.push({ at: text.agreed, name: AGREED })
  if (start !== undefined) sure(gathering, BINDS, start, 'the start')
  formalEvents(gathering, text)
  for (const clause of text.clauses.values()) {
    clauseEvents(gathering, clause)
    for (const party of clause.bearers) dutyEvents(gathering, clause, party)
  }
  const { events, leftOut } = gathering
  return { events, leftOut }
}

function refused({ of }: Gathering, because: string, from?: number): Problem {
  const before = isInstant(from) ? `write it up to then: --through ${formatInstant(from)}` : undefined
  return problems.traceMissing({ clause: of.clause, because, fix: before })
}

/** An event whose time has to be known, unless it surely came before anything binds, or comes after the trace. */
function sure(gathering: Gathering, name: string, { certain, possible }: Onset, what: string): void {
  const { names, needed, through, binding, events } = gathering
  if (!names.has(name) || possible === undefined || possible > through) return
  const isKnown = certain !== undefined && (certain === possible || certain <= binding)
  if (!isKnown && needed.has(name))
    throw refused(gathering, `${what} is open or uncertain in time`, possible - 1)
  if (!isKnown) gathering.leftOut += 1
  if (certain !== undefined) events.push({ at: certain, name })
}

/** Instants of the text, moments, acceptances and uses of powers. */
function formalEvents(gathering: Gathering, text: Agreement): void {
  const { evaluated, names, events } = gathering
  for (const name of names) {
    const instant = /^at_(\d+)$/.exec(name)?.[1]
    if (instant !== undefined) events.push({ at: Number(instant), name })
  }
  for (const term of text.terms.values()) {
    if (term.is === 'moment')
      sure(gathering, momentEvent(term.id), momentOf(evaluated, term.id).onset, term.id)
    if (term.is === 'state' && isTested(term, text, names)) stateIsKnown(gathering, term)
  }
  for (const party of text.parties.keys())
    sure(gathering, accededEvent(party), accessionOf(evaluated, party).onset, `whether ${party} accepted`)
  for (const power of text.powers.values()) {
    const [first] = evaluated.exercises(power).effective
    if (first !== undefined) events.push({ at: first.from, name: exercisedEvent(power.id) })
  }
}

/**
 * A monitor takes for quiet what nobody speaks of. That is so only where silence counts as quiet in the text too, and as
 * far as those who are heard have said that they have nothing more to say.
 */
function stateIsKnown(gathering: Gathering, term: StateTerm): void {
  const { id, ifSilent, sources } = term
  const { evaluated, through } = gathering
  if (saidOfState(evaluated, term).length > 0)
    throw refused(gathering, `somebody has decided on “${id}”, above its test`)
  if (ifSilent !== 'compliant')
    throw refused(
      gathering,
      `whether “${id}” holds is open while nobody speaks: its silence counts for nothing`,
    )
  const closed = closedThrough(evaluated, sources, undefined).through
  if (closed === undefined || closed < through)
    throw refused(gathering, `those who are heard on “${id}” may have more to say`, closed)
}

function isTested(
  { test }: { readonly test: { readonly of: readonly string[] } | undefined },
  text: Agreement,
  names: ReadonlySet<string>,
): boolean {
  return [...text.clauses.values()].some(
    (clause) =>
      (test?.of.some((id) => clause.id === id || clause.id.startsWith(`${id}.`)) ?? false) &&
      clause.bearers.some((party) => names.has(breachEvent(clause.id, party))),
  )
}

/** What powers did to a clause: the end that they moved, and the stretches over which it was lifted. */
function clauseEvents(gathering: Gathering, clause: Clause): void {
  const { evaluated, names, events } = gathering
  const [party] = clause.bearers
  const speaksOf = [endEvent(clause.id), liftedEvent(clause.id)].some((name) => names.has(name))
  if (party === undefined || !speaksOf) return
  const { end, lifts } = evaluated.facts(clause, party)
  const { until } = clause.window
  if (endMoves(evaluated.text, clause)) {
    const known = until === undefined || anchorOf(evaluated, until).onset.certain !== undefined
    if (!known && end.ends !== undefined) throw refused(gathering, `when ${clause.id} ends is open`)
    if (end.ends !== undefined) events.push({ at: end.ends, name: endEvent(clause.id) })
  }
  for (const { from, until: resumed } of merged(lifts)) {
    events.push({ at: Math.max(from, evaluated.text.agreed), name: liftedEvent(clause.id) })
    if (resumed < Number.MAX_SAFE_INTEGER) events.push({ at: resumed, name: resumedEvent(clause.id) })
  }
}

type Span = { readonly from: number; readonly until: number }

/** Stretches that overlap or touch as one: a monitor is told that the duty is owed again only where it is. */
function merged(spans: readonly Span[]): readonly Span[] {
  const found: Span[] = []
  for (const { from, until } of spans.toSorted((a, b) => a.from - b.from)) {
    if (until <= from) continue
    const last = found.at(-1)
    if (last === undefined || last.until < from) found.push({ from, until })
    else found[found.length - 1] = { from: last.from, until: Math.max(last.until, until) }
  }
  return found
}

/** What is established of one duty: that it was done, and each breach. */
function dutyEvents(gathering: Gathering, clause: Clause, party: PartyId): void {
  const { evaluated, names } = gathering
  const done = names.has(doneEvent(clause.id, party))
  const breach = names.has(breachEvent(clause.id, party))
  if (!done && !breach) return
  const facts = evaluated.facts(clause, party)
  if (done) doneEvents(gathering, facts)
  if (breach) breachEvents(gathering, facts)
}

function doneEvents(gathering: Gathering, facts: Facts): void {
  const { of, needed, through, events } = gathering
  const { clause, party, discharge, due, lifts, end } = facts
  const name = doneEvent(clause.id, party)
  if (clause.id === of.clause && (lifts.length > 0 || end.because.length > 0)) {
    throw refused(gathering, `a power has changed until when, or whether, ${clause.id} binds`)
  }
  const { established, open } = discharge
  if (established === undefined) {
    if (open === undefined || open.from > through) return missedForSure(gathering, facts)
    if (needed.has(name)) throw refused(gathering, `whether ${party} did ${clause.id} is open`, open.from - 1)
    gathering.leftOut += 1
    return
  }
  const { earliest, latest } = established
  // Done surely in time, or surely too late: for this clause's own deadline it does not matter when.
  const own = clause.id === of.clause && !eventsIn(of.active).has(name)
  const last = due === undefined ? undefined : lastMoment(facts, due)
  const decided = own && last !== undefined && (latest <= last || earliest > last)
  if (earliest !== latest && !decided && earliest <= through) {
    if (needed.has(name))
      throw refused(gathering, `when ${party} did ${clause.id} is uncertain`, earliest - 1)
    gathering.leftOut += 1
  }
  events.push({ at: latest, name })
}

/**
 * A monitor takes for undone what nobody speaks of. At a deadline that is so only where somebody looked, or where silence
 * counts as a breach and those who are heard have said that they have nothing more to say.
 */
function missedForSure(gathering: Gathering, facts: Facts): void {
  const { of, through } = gathering
  const { clause, party, discharge, closed } = facts
  const due = facts.due === undefined ? undefined : lastMoment(facts, facts.due)
  if (clause.id !== of.clause || due === undefined || due >= through) return
  const silent = clause.ifSilent === 'breach' ? closed.through : undefined
  if (Math.max(silent ?? 0, discharge.refuted?.through ?? 0) < due)
    throw refused(gathering, `nobody has said that ${party} did not do ${clause.id} by its deadline`, due)
}

/**
 * Breaches that are established. One whose time is uncertain is written at its end if it surely falls into the time in
 * which the clause itself is owed, where it does not matter when.
 */
function breachEvents(gathering: Gathering, facts: Facts): void {
  const { of, names, needed, through, events } = gathering
  const { clause, party } = facts
  const name = breachEvent(clause.id, party)
  const own = clause.id === of.clause && party === of.party && !needed.has(name)
  for (const { from, until, code } of names.has(name) ? eachClaim(facts.claims) : []) {
    const owed = isSurely(facts, from, until)
    if (from > through || (owed === 'outside' && from === until)) continue
    const known = from === until || (own && owed === 'inside' && until <= through)
    if (code === ESTABLISHED && known) events.push({ at: until, name, counted: true })
    else if (owed === 'outside' && own) continue
    else if (!needed.has(name)) gathering.leftOut += 1
    else if (code === ESTABLISHED)
      throw refused(gathering, `when ${party} breached ${clause.id} is uncertain`, from - 1)
    else throw refused(gathering, `a breach of ${clause.id} by ${party} is alleged or disputed`, from - 1)
  }
}
