import type { Condition, Measured } from '../agreement/agreement.ts'
import { saidAsOf } from '../evidence/said.ts'
import type { LogIndex } from '../statement/fields.ts'
import type { Calendar } from '../time/calendar.ts'
import { dayOf } from '../time/local.ts'
import { instantOf } from './branded.ts'
import type { Evaluation } from './evaluation.ts'
import type { Found } from './onset.ts'
import type { Question } from './question.ts'
import type { BreachSpan } from './spans.ts'
import { firstOver, NO_LIMIT, perhapsIn, surelyIn, type Span } from './streak.ts'
import { spansUnder } from './under.ts'
import { CITED_AT_MOST } from './weigh-claims.ts'

type Asked = Extract<Condition, { is: 'measured' }>

/** When what breaches come to first exceeds a limit: surely, by what is established at its least; perhaps, by everything at its most. */
export function measuredOnset(at: Evaluation, { clauses, what, how, over, window }: Asked): Found {
  const all = spansUnder(at, clauses, { citing: 'all' }).map((span) => amounting(at, span, what))
  const found = all.filter(({ established }) => established)
  const { calendar } = at.text
  let certain: number | undefined
  let possible: number | undefined
  if (how === 'max') {
    certain = first(found.filter(({ least }) => least > over).map(({ until }) => until))
    possible = first(all.filter(({ most }) => most > over).map(({ from }) => from))
  } else if (window.is === 'calendar-day') {
    certain = firstDayOver(daysOf(found, calendar, window.startsAt, 'surely'), over)
    possible = firstDayOver(daysOf(all, calendar, window.startsAt, 'perhaps'), over)
  } else {
    const length = window.is === 'sliding' ? window.within : Infinity
    certain = firstOver(surelyIn(found, length), over)
    possible = firstOver(perhapsIn(all, length), over)
  }
  const entries = [...new Set(found.flatMap((span) => span.entries))].slice(0, CITED_AT_MOST)
  return {
    onset: { certain: instantOf(certain), possible: instantOf(possible) },
    entries: certain === undefined ? [] : entries.toSorted((a, b) => a - b),
  }
}

function first(times: readonly number[]): number | undefined {
  return times.length === 0 ? undefined : times.reduce((a, b) => (a < b ? a : b))
}

type Amounting = BreachSpan & { readonly least: number; readonly most: number }

/** A breach with what it amounts to. Who gives no number leaves it open: nobody knows that nobody was harmed. */
function amounting(asked: Question, span: BreachSpan, what: Measured): Amounting {
  if (what === 'breaches') return { ...span, least: 1, most: 1 }
  const told = span.entries.flatMap((entry) => toldBy(asked, entry, what))
  const findings = told.filter(({ found }) => found)
  const counts = findings.length > 0 ? findings : told
  if (counts.length === 0) return { ...span, least: 0, most: NO_LIMIT }
  const least = counts.reduce((low, one) => Math.min(low, one.least), NO_LIMIT)
  const most = counts.reduce((high, one) => Math.max(high, one.most), 0)
  return { ...span, least, most }
}

const FIELDS = { killed: 'killed', 'civilians-killed': 'killedCivilians', injured: 'injured' } as const

/** How many people an account says were harmed; a finding decides over reports. */
function toldBy({ engine, known }: Question, entry: LogIndex, what: keyof typeof FIELDS) {
  const kind = engine.record.said.get(entry)?.statement.kind
  if (kind !== 'incident-reported' && kind !== 'finding-made') return []
  const body = saidAsOf(engine.record, entry, kind, known)
  const range = body?.harm?.[FIELDS[what]]
  if (range === undefined) return []
  return [{ least: range.least, most: range.most ?? NO_LIMIT, found: kind === 'finding-made' }]
}

/** A calendar day with what falls on it: each amount with the time by which it counts. */
type Day = { readonly from: number; readonly amounts: { at: number; by: number }[] }

/**
 * The calendar days on which any of the spans begins, with what surely, or perhaps, lies on each. More than one day can
 * take part in a span of unknown time; that the most spans meet on a day on which one of them begins is what makes
 * these days enough.
 */
function daysOf(
  spans: readonly (Span & { readonly least: number; readonly most: number })[],
  calendar: Calendar,
  startsAt: number,
  side: 'surely' | 'perhaps',
): readonly Day[] {
  const days = new Map<number, Day & { readonly until: number }>()
  for (const { from } of spans) {
    const instant = instantOf(from)
    if (instant === undefined) continue
    const { from: begins, until } = dayOf(calendar, startsAt, instant)
    days.set(begins, { from: begins, until, amounts: [] })
  }
  for (const { from, until, amounts } of days.values()) {
    for (const span of spans) {
      if (side === 'surely' && span.from >= from && span.until < until)
        amounts.push({ at: span.until, by: span.least })
      if (side === 'perhaps' && span.from < until && span.until >= from)
        amounts.push({ at: Math.max(span.from, from), by: span.most })
    }
  }
  return [...days.values()]
}

function firstDayOver(days: readonly Day[], over: number): number | undefined {
  return first(days.flatMap(({ amounts }) => firstOver(amounts, over) ?? []))
}
