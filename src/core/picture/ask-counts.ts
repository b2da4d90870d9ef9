import { dateAt } from '../incident/counting-day.ts'
import type { PublishedTally } from '../incident/tally.ts'
import type { TallyCell } from '../incident/side-by-side.ts'
import type { Reason } from '../standing/standing.ts'
import type { LogIndex, Range } from '../statement/fields.ts'
import { formatInstant, isInstant } from '../time/instant.ts'
import { reason, type Answered } from './answer.ts'
import type { Picture } from './picture.ts'
import type { Ask } from './question.ts'
import { tallyTable } from './tallies.ts'

function counted(code: string, rule: string, { least, most }: Range, entries: readonly LogIndex[]): Reason {
  return most === null
    ? reason(`${code}-at-least`, { rule, least }, entries)
    : reason(code, { rule, least, most, range: most === least ? 'no' : 'yes' }, entries)
}

/**
 * What each counting rule gives for the days asked about: what was published, and where something was, jig's own count
 * by the same rule beside it. There is no sum and no mean: the rules count different things.
 */
export function counts(picture: Picture, ask: Extract<Ask, { is: 'tallies' }>, known: number): Answered {
  const { from, until } = ask
  const table = tallyTable(picture, { from, to: until, known })
  const first = dateAt(from, table.offsetMinutes)
  const lastMoment = until - 1
  const last = dateAt(isInstant(lastMoment) ? lastMoment : until, table.offsetMinutes)
  const rows = table.table.rows.filter(({ date }) => date >= first && date <= last)
  const summary = table.table.columns.flatMap(({ stated: { rule }, series }) => {
    const own = rows.flatMap(({ cells }) =>
      cells.filter((cell) => cell.rule === rule.id).flatMap(cellReasons),
    )
    if (own.length > 0) return own
    // A total that was published later and reaches over these days says something of them too: 0 deaths so far.
    const over = series?.cumulative.find(({ window }) => window.from < until && window.until >= until)
    return over === undefined ? [] : [running(rule.id, over)]
  })
  return {
    summary: [...summary, reason('no-single-number')],
    parts: { is: 'tallies', from, until, table: { ...table, table: { ...table.table, rows } } },
  }
}

function cellReasons({ rule, daily, cumulative, recounted }: TallyCell): readonly Reason[] {
  if (daily.length + cumulative.length === 0) return []
  return [
    ...daily.map(({ count, entry }) => counted('published-by-rule', rule, count, [entry])),
    ...cumulative.map((tally) => running(rule, tally)),
    ...recounted.map(({ count, counted: by }) =>
      counted('recounted-by-rule', rule, count, [...new Set(by.flatMap(({ entries }) => entries))]),
    ),
  ]
}

function running(rule: string, { count, entry, window }: PublishedTally): Reason {
  const { code, values, entries } = counted('running-total-by-rule', rule, count, [entry])
  const span = { from: formatInstant(window.from), until: formatInstant(window.until) }
  return reason(code, { ...values, ...span }, entries)
}
