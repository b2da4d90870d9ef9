import type { Agreement, Anchor } from '../agreement/agreement.ts'
import { instantOf } from '../standing/branded.ts'
import type { ClauseId } from '../statement/fields.ts'
import { parseDuration, type Duration, type Instant } from '../time/instant.ts'
import { dateOf, startIn, waitingIn } from './at-once.ts'

/** What is left to come after the last date of a text: time enough for the slowest to answer it. */
export const MARGIN = parseDuration('14d')
/** Three years: however late the last date of a text lies, it is played no further unless somebody asks for more. */
const PLAYED_AT_MOST = parseDuration('1096d')
/** Of what is owed every so often without an end, so many periods are looked at. */
const PERIODS = 2

/**
 * The last date that a text comes to by itself, if everything is done at once: beginnings, deadlines, ends and the first
 * periods of what is owed for ever. A moment that nobody has set yet is the day the text was agreed.
 */
export function lastDateOf(text: Agreement, earliest: ReadonlyMap<ClauseId, Instant>): Instant {
  const start = startIn(text)
  let last = start
  const consider = (date: number | undefined): void => {
    const instant = instantOf(date)
    if (instant !== undefined && instant > last) last = instant
  }
  const at = (anchor: Anchor | undefined): Instant | undefined =>
    anchor === undefined ? undefined : dateOf(text, anchor)
  for (const { id, window, repeats } of text.clauses.values()) {
    const begins = earliest.get(id)
    if (begins === undefined) continue
    const ends = at(window.until)
    const periods = repeats?.is === 'every' ? PERIODS * repeats.period : 0
    consider(begins)
    consider(at(window.by))
    consider(ends)
    const own = begins + periods + (window.within ?? 0)
    // A duty whose end lies further off than its deadline is played to its end; one that ends first is over by then.
    consider(ends === undefined ? own : Math.min(own, ends))
  }
  for (const { id, limits } of text.powers.values()) {
    consider(earliest.get(id))
    consider(at(limits?.by))
  }
  for (const { legs, mode } of text.exchanges.values()) {
    const apart = mode.is === 'held' ? mode.for : mode.is === 'simultaneous' ? mode.within : 0
    for (const leg of legs) {
      const begins = earliest.get(leg)
      if (begins !== undefined) consider(begins + apart)
    }
  }
  return last
}

/** How far a play goes, counted from the start of the agreement. */
export type Horizon = {
  readonly depth: Duration
  /** From then on moments are set that do nothing but end something: after all else has had its time. */
  readonly endings: Duration
}

const DAY = 86_400_000
const A_DAY = parseDuration('1d')

/**
 * A play goes on for `depth` or, where nobody says, to the last date of the text and a margin, and no longer than
 * {@link PLAYED_AT_MOST}.
 */
export function horizonOf(text: Agreement, depth: Duration | undefined): Horizon {
  const last = lastDateOf(text, waitingIn(text).earliest) - startIn(text)
  const days = Math.ceil(last / DAY)
  const played = depth ?? parseDuration(`${Math.min(days + MARGIN / DAY, PLAYED_AT_MOST / DAY)}d`)
  return { depth: played, endings: days === 0 ? A_DAY : parseDuration(`${days + 1}d`) }
}
