import type { EventTime } from '../../core/time/event-time.ts'
import type { Range } from '../../core/statement/fields.ts'
import { timeText, type Speech } from '../words.ts'
import type { Instant } from '../../core/time/instant.ts'

/** `#12, #40`: entries as they are named everywhere. */
export function entriesText(entries: readonly number[]): string {
  const most = 12
  const shown = entries.slice(0, most).map((entry) => `#${entry}`)
  return entries.length > most ? `${shown.join(' ')} +${entries.length - most}` : shown.join(' ')
}

type Reasoned = {
  readonly code: string
  readonly values: Readonly<Record<string, string | number>>
  readonly entries: readonly number[]
}

/** A reason with the entries that bear it out. */
export function reasonText(reason: Reasoned, speech: Speech): string {
  const entries = entriesText(reason.entries)
  return `${speech.reason(reason)}${entries === '' ? '' : ` (${entries})`}`
}

/** `62–106`, `10+`, or nothing. */
export function rangeText(range: Partial<Range> | undefined): string {
  if (range?.least === undefined) return ''
  if (range.most === null || range.most === undefined) return `${range.least}+`
  return range.least === range.most ? String(range.least) : `${range.least}–${range.most}`
}

export function momentText(instant: Instant | undefined): string {
  return instant === undefined ? '' : timeText(instant)
}

/** When something happened, no closer than its source knew. */
export function whenText(
  time: Pick<EventTime, 'earliest' | 'latest'> & { readonly precision: string },
): string {
  const [from, to] = [timeText(time.earliest), timeText(time.latest)].map((text) => text.replace(' UTC', ''))
  if (from === undefined || to === undefined || from === to) return from ?? ''
  const sameDay = from.slice(0, 10) === to.slice(0, 10)
  return sameDay ? `${from}–${to.slice(11)}` : `${from} – ${to}`
}
