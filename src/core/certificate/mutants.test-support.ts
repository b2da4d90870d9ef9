import { RECORD_READING } from '../evidence/readings.ts'
import type { Reading } from '../evidence/reading.ts'
import type { Agreement } from '../agreement/agreement.ts'
import { certificateOf } from '../standing/certify.ts'
import type { Engine } from '../standing/engine.ts'
import { CERTIFIED_STATUSES, type Certificate, type CertifiedRule } from './certificate.ts'

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
  const clause = text.clauses.get(of.clause)
  put('status', { status: otherwise(CERTIFIED_STATUSES, of.status) })
  put('time', { at: of.at + (1 + choose(60)) * HOUR })
  put('time', { at: of.at - (1 + choose(60)) * HOUR })
  put('entries known', { known: 1 + choose(entries) })
  put('entries known', { known: entries + 1 })
  put('text', { text: (of.text + 1) % of.known })
  put('clause', { clause: otherwise([...text.clauses.keys()], of.clause) })
  put('party', { party: otherwise([...text.parties.keys()], of.party) })
  if ((clause?.bearers.length ?? 0) > 1) put('party', { party: otherwise(clause?.bearers ?? [], of.party) })
  put('rule', {
    rule: otherwise(
      readings.map(({ rule }) => rule),
      of.rule,
    ),
  })
  const { bounds, why, whyNot, next, changed } = of
  const moved = (time: number | null): number | null =>
    time === null ? of.at : choose(4) === 0 ? null : time + (choose(2) === 0 ? 1 : -HOUR)
  const { certain, possible } = bounds.activated
  put('bound', { bounds: { ...bounds, due: moved(bounds.due) } })
  put('bound', { bounds: { ...bounds, ends: moved(bounds.ends) } })
  put('bound', { bounds: { ...bounds, activated: { certain: moved(certain), possible } } })
  put('bound', { bounds: { ...bounds, activated: { certain, possible: moved(possible) } } })
  for (const [what, begins] of lists(why.begins)) put(what, { why: { ...why, begins } })
  for (const [what, rests] of lists(why.rests)) put(what, { why: { ...why, rests } })
  put('waits', { why: { ...why, waits: why.waits.length === 0 ? [0] : why.waits.slice(1) } })
  if (why.claim === null) {
    put('claim', { why: { ...why, claim: { about: { is: 'report', report: 0 }, entries: [0] } } })
  } else {
    put('claim', { why: { ...why, claim: null } })
    const about = { is: 'report', report: choose(of.known) }
    put('claim', { why: { ...why, claim: { about, entries: [about.report] } } })
    for (const [what, cited] of lists(why.claim.entries))
      put(what, { why: { ...why, claim: { ...why.claim, entries: cited } } })
  }
  for (const [i, one] of whyNot.entries()) {
    const put1 = (what: string, change: object): void =>
      put(what, { whyNot: whyNot.map((each, j) => (i === j ? { ...each, ...change } : each)) })
    put('way out dropped', { whyNot: whyNot.filter((_, j) => i !== j) })
    put1('other end', { becomes: otherwise(CERTIFIED_STATUSES, one.becomes) })
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
  put('move', { next: [...next, { who: of.party, what: 'reply', subject: of.clause, by: null }] })
  put('last change', { changed: { ...changed, entry: choose(of.known) } })
  put('last change', { changed: { ...changed, entry: (changed.entry + 1) % of.known } })
  put('last change', {
    changed: { ...changed, from: otherwise([...CERTIFIED_STATUSES, null], changed.from) },
  })
  return mutants
}

/** Whether a mutant is true all the same: what it says is what the engine finds at the place that it speaks of. */
export function isTrueOf(engine: Engine, { certificate: of }: Mutant): boolean {
  const there = certified(engine, of, of.known)
  if (there === undefined || there.text !== of.text || there.status !== of.status) return false
  const ways = there.whyNot.map((way) => JSON.stringify(way))
  const said = of.whyNot.map((way) => JSON.stringify(way))
  // Of what has expired or is overdue, a certificate may say less, but not without what would fulfil it.
  const less =
    of.status === 'expired' || (of.status === 'overdue' && of.whyNot.some(({ as }) => as === 'shown'))
  const all = less || said.length === ways.length
  const isWays = all && said.every((way) => ways.includes(way)) && new Set(said).size === said.length
  const { changed } = of
  const before = certified(engine, of, changed.entry)?.status ?? null
  const after = certified(engine, of, changed.entry + 1)?.status ?? null
  const rest = ({ bounds, why, next }: Certificate) =>
    JSON.stringify([bounds, why, next.map((move) => JSON.stringify(move)).toSorted()])
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
