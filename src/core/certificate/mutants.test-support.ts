import { RECORD_READING } from '../evidence/readings.ts'
import type { Reading } from '../evidence/reading.ts'
import type { Agreement } from '../agreement/agreement.ts'
import { certificateOf } from '../standing/certify.ts'
import type { Engine } from '../standing/engine.ts'
import {
  CERTIFIED_STATUSES,
  EXCHANGE_STATUSES,
  ORDER_FINDINGS,
  STATE_STATUSES,
  type Certificate,
  type CertifiedRule,
  type WhyNot,
} from './certificate.ts'

/** A certificate with one thing in it changed. */
export type Mutant = { readonly what: string; readonly certificate: Certificate }

/** A whole number that the mutant is free to choose, from 0 up to `below`. */
export type Choose = (below: number) => number

/** What else could stand in a certificate of this text: other duties, other rules. */
export type Others = {
  readonly text: Agreement
  readonly readings: readonly Reading[]
  readonly entries: number
}

const HOUR = 3_600_000

/**
 * One mutant of each sort: of every entry dropped, added or another one; another status, time, party, clause, bound, count
 * of entries, rule or text; of the open matters, of the moves and of the last change, each part.
 */
export function mutantsOf(of: Certificate, { text, readings, entries }: Others, choose: Choose): Mutant[] {
  const mutants: Mutant[] = []
  const put = (what: string, change: object): void => {
    mutants.push({ what, certificate: { ...of, ...change } })
  }
  const pick = <T>(all: readonly T[]): T | undefined => all[choose(all.length)]
  const otherwise = <T>(all: readonly T[], than: unknown): T | undefined =>
    pick(all.filter((one) => JSON.stringify(one) !== JSON.stringify(than)))
  const lists = (list: readonly number[]): readonly (readonly [string, readonly number[]])[] => {
    const which = choose(list.length)
    const extra = [...list, choose(of.known)].toSorted((a, b) => a - b)
    const dropped: [string, readonly number[]][] = [
      ['entry dropped', list.filter((_, i) => i !== which)],
      ['entry replaced', list.map((one, i) => (i === which ? (one + 1) % of.known : one))],
    ]
    return [['entry added', extra], ...(list.length === 0 ? [] : dropped)]
  }
  const statuses = { clause: CERTIFIED_STATUSES, exchange: EXCHANGE_STATUSES, state: STATE_STATUSES }[of.is]
  put('status', { status: otherwise<string>(statuses, of.status) })
  put('time', { at: of.at + (1 + choose(60)) * HOUR })
  put('time', { at: of.at - (1 + choose(60)) * HOUR })
  put('entries known', { known: 1 + choose(entries) })
  put('entries known', { known: entries + 1 })
  put('text', { text: (of.text + 1) % of.known })
  if (of.is === 'clause') {
    const bearers = text.clauses.get(of.clause)?.bearers ?? []
    put('clause', { clause: otherwise([...text.clauses.keys()], of.clause) })
    put('party', { party: otherwise([...text.parties.keys()], of.party) })
    if (bearers.length > 1) put('party', { party: otherwise(bearers, of.party) })
  }
  if (of.is === 'exchange') put('exchange', { exchange: otherwise([...text.exchanges.keys()], of.exchange) })
  if (of.is === 'state') put('state', { state: otherwise([...text.terms.keys()], of.state) })
  put('rule', {
    rule: otherwise(
      readings.map(({ rule }) => rule),
      of.rule,
    ),
  })
  const { why, next, changed } = of
  const whyNot: readonly WhyNot[] = of.whyNot
  const moved = (time: number | null): number | null =>
    time === null ? of.at : choose(4) === 0 ? null : time + (choose(2) === 0 ? 1 : -HOUR)
  const ids = [...text.clauses.keys(), ...text.parties.keys(), ...ORDER_FINDINGS]
  /** Each part of a value changed by itself. */
  const variants = (value: unknown): readonly (readonly [string, unknown])[] => {
    if (value === null || typeof value === 'number') return [['bound', moved(value)]]
    if (typeof value === 'string') return [['word', otherwise<string>(ids, value)]]
    if (!Array.isArray(value)) {
      const whole = Object(value) as object
      return Object.entries(whole).flatMap(([name, part]) => ofPart(whole, name, part))
    }
    if (value.every((one) => typeof one === 'number')) return lists(value)
    const which = choose(value.length)
    return [
      ['part dropped', value.toSpliced(which, 1)],
      ['part twice', [...value, value[which]]],
      ...ofPart(value, String(which), value[which]),
    ]
  }
  const ofPart = (whole: object, name: string, part: unknown) =>
    variants(part).map(([what, other]) => {
      const one = Array.isArray(whole) ? whole.with(Number(name), other) : { ...whole, [name]: other }
      return [what, one] as const
    })
  for (const [what, other] of variants(why)) put(what, { why: other })
  if (of.is !== 'exchange') for (const [what, other] of variants(of.bounds)) put(what, { bounds: other })
  if (of.is === 'clause') {
    const about = { is: 'report', report: choose(of.known) }
    put('claim', { why: { ...why, claim: { about, entries: [about.report] } } })
    if (of.why.claim !== null) put('claim', { why: { ...why, claim: null } })
  }
  for (const [i, one] of whyNot.entries()) {
    const put1 = (what: string, change: object): void =>
      put(what, { whyNot: whyNot.map((each, j) => (i === j ? { ...each, ...change } : each)) })
    put('way out dropped', { whyNot: whyNot.filter((_, j) => i !== j) })
    put1('other end', { becomes: otherwise<string>(statuses, one.becomes) })
    put1('decided otherwise', { as: one.as === 'shown' ? 'refuted' : 'shown' })
    put1('matter dropped', { open: one.open.slice(1) })
    put1('matter twice', { open: [...one.open, ...one.open.slice(0, 1)] })
    put1('matter added', { open: [...one.open, { is: 'condition', atom: choose(3) }] })
    for (const [k, matter] of one.open.entries()) {
      if (matter.is === 'condition') continue
      for (const [what, cited] of lists(matter.entries))
        put1(what, { open: one.open.map((each, l) => (k === l ? { ...each, entries: cited } : each)) })
    }
  }
  for (const [i, move] of next.entries()) {
    const put1 = (change: object): void =>
      put('move', { next: next.map((each, j) => (i === j ? { ...each, ...change } : each)) })
    put('move', { next: next.filter((_, j) => i !== j) })
    put1({ who: otherwise([...text.parties.keys()], move.who) })
    put1({ what: otherwise(['perform', 'verify', 'determine', 'close', 'reply'], move.what) })
    put1({ subject: otherwise([...text.clauses.keys()], move.subject) })
    put1({ by: moved(move.by) })
  }
  put('move', {
    next: [...next, { who: pick([...text.parties.keys()]), what: 'reply', subject: pick(ids), by: null }],
  })
  put('last change', { changed: { ...changed, entry: choose(of.known) } })
  put('last change', { changed: { ...changed, entry: (changed.entry + 1) % of.known } })
  put('last change', {
    changed: { ...changed, from: otherwise<string | null>([...statuses, null], changed.from) },
  })
  return mutants
}

/** Whether a mutant is true all the same: what it says is what the engine finds at the place that it speaks of. */
export function isTrueOf(engine: Engine, { certificate: of }: Mutant): boolean {
  const there = certified(engine, of, of.known)
  if (there === undefined || there.text !== of.text || there.status !== of.status) return false
  const ways = there.whyNot.map((way) => JSON.stringify(way))
  const said = of.whyNot.map((way) => JSON.stringify(way))
  const isWays = said.toSorted().join() === ways.toSorted().join()
  const { changed } = of
  const before = certified(engine, of, changed.entry)?.status ?? null
  const after = certified(engine, of, changed.entry + 1)?.status ?? null
  const rest = ({ why, next, ...one }: Certificate) =>
    JSON.stringify(['bounds' in one && one.bounds, why, next.map((move) => JSON.stringify(move)).toSorted()])
  const isChange = before !== after && before === changed.from && after === of.status
  return rest(of) === rest(there) && isWays && changed.entry < of.known && isChange
}

function certified(engine: Engine, of: Certificate, known: number): Certificate | undefined {
  if (known > engine.size) return undefined
  try {
    return certificateOf(engine, { ...of, known, reading: readingOf(of.rule) })
  } catch {
    return undefined
  }
}

function readingOf(rule: CertifiedRule): Reading {
  return { ...RECORD_READING, id: JSON.stringify(rule), rule }
}
