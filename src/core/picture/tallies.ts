import type { Span } from '../incident/counting-day.ts'
import { recount, type Recount } from '../incident/recount.ts'
import { sideBySide, type SideBySide, type TallyColumn } from '../incident/side-by-side.ts'
import { publishedTallies, rulesOf, type PublishedSeries, type StatedRule } from '../incident/tally.ts'
import { problems } from '../problem.ts'
import type { RuleId } from '../statement/fields.ts'
import { parseInstant, type Instant } from '../time/instant.ts'
import { offsetAt } from '../time/calendar.ts'
import { askingOf } from './asking.ts'
import { lastClock, type Picture } from './picture.ts'

export type TalliesAsked = {
  readonly rule?: RuleId | undefined
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
  readonly known: number
}

/** A table, the window that jig's own counts cover, and the clock (minutes east of UTC) by which counts stand on dates. */
export type TallyTable = {
  readonly table: SideBySide
  readonly window: Span
  readonly offsetMinutes: number
}

/** Where a log holds neither clock readings nor counts, its window is empty and begins here. */
const EPOCH = parseInstant('1970-01-01T00:00:00Z')
const DAY = 86_400_000
/** A count of more days than this is a table that nobody reads; it is refused rather than made. */
const MOST_DAYS = 370

function statedRules(picture: Picture, { rule, known }: TalliesAsked): readonly StatedRule[] {
  const rules = rulesOf(picture.record, known)
  if (rule === undefined) return [...rules.values()]
  const stated = rules.get(rule)
  if (stated !== undefined) return [stated]
  throw problems.notFound({ what: `counting rule ${rule}`, fix: `there are ${[...rules.keys()].join(', ')}` })
}

/**
 * What was published under each rule, and jig's own count by the same rule over the window where one is asked for.
 * @throws Problem `not-found` for a rule that nobody stated, `parameter-malformed` for a window that is too long
 */
export function talliesOf(
  picture: Picture,
  asked: TalliesAsked,
): { readonly series: readonly PublishedSeries[]; readonly recounts: readonly Recount[] } {
  const rules = statedRules(picture, asked)
  const series = publishedTallies(picture.record, asked)
  if (asked.from === undefined || asked.to === undefined) return { series, recounts: [] }
  const window = windowOf(asked.from, asked.to)
  const asking = askingOf(picture, asked.known)
  return { series, recounts: rules.map(({ rule }) => recount(picture.incidents, rule, window, asking)) }
}

/**
 * Days as rows, rules as columns. Without a window it covers what was published.
 * @throws Problem `parameter-malformed` for a window that is too long
 */
export function tallyTable(picture: Picture, asked: Omit<TalliesAsked, 'rule'>): TallyTable {
  const series = publishedTallies(picture.record, asked)
  const window = windowAsked(picture, asked, series)
  const asking = askingOf(picture, asked.known)
  const columns = statedRules(picture, asked).map((stated): TallyColumn => ({
    stated,
    series: series.find(({ ruleId }) => ruleId === stated.rule.id),
    recount: recount(picture.incidents, stated.rule, window, asking),
  }))
  const offsetMinutes = offsetOver(picture, window.from)
  return { table: sideBySide(columns, offsetMinutes), window, offsetMinutes }
}

function windowAsked(
  picture: Picture,
  { from, to }: Omit<TalliesAsked, 'rule'>,
  series: readonly PublishedSeries[],
): Span {
  const windows = series.flatMap(({ daily, cumulative }) =>
    [...daily, ...cumulative].map(({ window }) => window),
  )
  const last = lastClock(picture)?.readAt
  const first = windows.reduce<Instant | undefined>(
    (least, span) => (least === undefined || span.from < least ? span.from : least),
    undefined,
  )
  const end = windows.reduce<Instant | undefined>(
    (most, span) => (most === undefined || span.until > most ? span.until : most),
    undefined,
  )
  const until = to ?? end ?? last ?? EPOCH
  return windowOf(from ?? first ?? until, until)
}

function windowOf(from: Instant, until: Instant): Span {
  if (until - from <= MOST_DAYS * DAY) return { from, until }
  throw problems.parameterMalformed({
    name: 'from',
    because: `a count is made over at most ${MOST_DAYS} days`,
    fix: 'ask for a shorter window with from and to',
  })
}

/** Minutes east of UTC on the clock of the agreement that came last, or UTC where none is known. */
function offsetOver(picture: Picture, instant: Instant): number {
  const calendar = [...picture.agreements.values()].at(-1)?.at(-1)?.agreement.calendar
  return calendar === undefined ? 0 : offsetAt(calendar, instant)
}
