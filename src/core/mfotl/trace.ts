import type { Agreement, Clause } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { problems } from '../problem.ts'
import { ESTABLISHED } from '../standing/claims.ts'
import { evaluation, type Evaluation } from '../standing/evaluation.ts'
import type { Engine } from '../standing/engine.ts'
import { isSurely } from '../standing/facts.ts'
import { accessionOf, anchorOf, determinationsOf, momentOf } from '../standing/formal.ts'
import type { Onset } from '../standing/standing.ts'
import type { PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import {
  accededEvent,
  AGREED,
  BINDS,
  breachEvent,
  doneEvent,
  exercisedEvent,
  momentEvent,
  TICK,
} from './events.ts'
import { boundsIn, eventsIn } from './formula.ts'
import type { Translation } from './translate.ts'

/** What to write down: the record as known when the log had `known` entries, up to the event time `through`. */
export type Tracing = { readonly engine: Engine; readonly known: number; readonly through: Instant }

/**
 * The record as a trace for MonPoly: one line for each event time, so that what happens at one instant is simultaneous and
 * no order of lines can decide; a `tick` wherever time alone may change the verdict, since MonPoly looks only where there is a
 * line; and nothing after `through`, because jig never closes by itself.
 * @throws Problem `trace-missing` where something that the formula speaks of is open, or a power has changed what binds
 */
export function traceText(text: Agreement, of: Translation, { engine, known, through }: Tracing): string {
  const evaluated = evaluation(engine, text, known, RECORD_READING)
  const names = new Set([...eventsIn(of.active).keys(), ...eventsIn(of.breach).keys()])
  const lines = new Map<number, Map<string, string[]>>()
  const put = (at: number, name: string, value: string): void => {
    if (at > through || (name !== TICK && !names.has(name))) return
    const line = lines.get(at) ?? new Map<string, string[]>()
    // Several ticks at one instant say no more than one, and so do several events that carry no number.
    const before = line.get(name) ?? []
    if (!before.includes(value)) line.set(name, [...before, value])
    lines.set(at, line)
  }
  const bounds = [...boundsIn(of.active), ...boundsIn(of.breach)]
  let number = 0
  for (const { at, name, counted } of eventsOf(evaluated, text, names, of)) {
    if (counted === true) number += 1
    put(at, name, counted === true ? `(${number})` : '()')
    if (!names.has(name)) continue
    for (const bound of bounds) {
      put(at + bound, TICK, '()')
      put(at + bound + 1, TICK, '()')
    }
  }
  put(through, TICK, '()')
  return [...lines]
    .toSorted(([a], [b]) => a - b)
    .map(
      ([at, line]) => `@${at} ${[...line].map(([name, values]) => `${name} ${values.join('')}`).join(' ')}\n`,
    )
    .join('')
}

/** What goes into the trace; those that are counted get a number that no other has, since a monitor counts numbers. */
type Event = { readonly at: number; readonly name: string; readonly counted?: boolean }

function eventsOf(
  evaluated: Evaluation,
  text: Agreement,
  names: ReadonlySet<string>,
  { clause }: Translation,
): readonly Event[] {
  const events: Event[] = []
  const open = (because: string) => problems.traceMissing({ clause, because })
  const sure = (name: string, { certain, possible }: Onset, what: string): void => {
    if (!names.has(name)) return
    if (certain === undefined && possible === undefined) return
    if (certain === undefined || certain !== possible) throw open(`${what} is open or uncertain in time`)
    events.push({ at: certain, name })
  }
  events.push({ at: text.agreed, name: AGREED })
  if (text.startsOn !== undefined) sure(BINDS, anchorOf(evaluated, text.startsOn).onset, 'the start')
  for (const name of names) {
    const instant = /^at_(\d+)$/.exec(name)?.[1]
    if (instant !== undefined) events.push({ at: Number(instant), name })
  }
  for (const term of text.terms.values()) {
    if (term.is === 'moment') sure(momentEvent(term.id), momentOf(evaluated, term.id).onset, term.id)
    if (term.is === 'state' && isTested(term, text, names)) {
      if (determinationsOf(evaluated, term.id, term.decidedBy).length > 0) {
        throw open(`somebody has decided on “${term.id}”, above its test`)
      }
    }
  }
  for (const party of text.parties.keys()) {
    sure(accededEvent(party), accessionOf(evaluated, party).onset, `whether ${party} accepted`)
  }
  for (const power of text.powers.values()) {
    const [first] = evaluated.exercises(power).effective
    if (first !== undefined) events.push({ at: first.from, name: exercisedEvent(power.id) })
  }
  for (const one of text.clauses.values()) {
    for (const party of one.bearers) events.push(...eventsOfDuty(evaluated, one, party, names, open))
  }
  return events
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

/** What is established of one duty: that it was done, and each breach. */
function eventsOfDuty(
  evaluated: Evaluation,
  clause: Clause,
  party: PartyId,
  names: ReadonlySet<string>,
  open: (because: string) => Error,
): readonly Event[] {
  const done = doneEvent(clause.id, party)
  const breach = breachEvent(clause.id, party)
  if (!names.has(done) && !names.has(breach)) return []
  const facts = evaluated.facts(clause, party)
  if (facts.lifts.length > 0 || facts.end.because.length > 0) {
    throw open(`a power has changed until when, or whether, ${clause.id} binds`)
  }
  const events: Event[] = []
  const { established, open: maybe } = facts.discharge
  if (names.has(done)) {
    if (established !== undefined && established.earliest !== established.latest) {
      throw open(`when ${party} did ${clause.id} is uncertain`)
    }
    if (established !== undefined) events.push({ at: established.latest, name: done })
    else if (maybe !== undefined) throw open(`whether ${party} did ${clause.id} is open`)
  }
  const { claims } = facts
  for (let i = 0; names.has(breach) && i < claims.count; i += 1) {
    const from = claims.earliest[i] ?? 0
    const until = claims.latest[i] ?? 0
    if (isSurely(facts, from, until) === 'outside' && from === until) continue
    if (claims.code[i] !== ESTABLISHED)
      throw open(`a breach of ${clause.id} by ${party} is alleged or disputed`)
    if (from !== until) throw open(`when ${party} breached ${clause.id} is uncertain`)
    events.push({ at: from, name: breach, counted: true })
  }
  return events
}
