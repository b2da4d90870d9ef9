import type { Reader } from './reader.ts'

/**
 * The counting kernel (K3), on spans of event time in milliseconds. A span says that something happened once, no earlier
 * than `from` and no later than `until`; or, where it is `whole`, that it went on from `from` on until `until`, at which it no
 * longer did. What it amounts to (one, if nothing else is said) lies between `least` and `most`.
 */
export type Span = {
  readonly from: number
  readonly until: number
  readonly whole?: boolean
  readonly least?: number
  readonly most?: number
}

/** The latest end, after `after`, among spans that begin by `time`; `undefined` if there is none. Asked about ever later times. */
export type LatestEnd = (time: number, after: number) => number | undefined

/**
 * The first time `t` not before `since + length` with nothing in (t − length, t], whatever the moment of each span: a breach
 * at exactly t − length no longer blocks.
 */
export function quietForSure(sources: readonly LatestEnd[], since: number, length: number): number {
  let t = since + length
  for (let quiet = 0; quiet < sources.length;) {
    const last = sources[quiet]?.(t, t - length)
    if (last === undefined) quiet += 1
    else {
      // The first source is asked anew: where it is not quiet, the others need not be read.
      t = last + length
      quiet = 0
    }
  }
  return t
}

/** The same where each span falls at the moment that blocks least: no streak can have ended sooner than this. Spans in order of `from`. */
export function quietAtBest(spans: readonly Span[], since: number, length: number): number {
  let t = since + length
  for (const { from, until, whole } of spans) {
    if (from > t) break
    if (whole === true) {
      if (until > t - length) t = until + length
    } else if (from > t - length && until <= t) t = from + length
  }
  return t
}

/** A count over time, as the amounts by which it changes and when. */
export type Step = { readonly at: number; readonly by: number }

/** The time, open on the right, for which one span counts in a window, and what it adds to the count. */
type Stretch = { readonly from: number; readonly until: number; readonly by: number }

/** How a window reads a span; `undefined` where the span counts at no time. */
export type InWindow = (span: Span) => Stretch | undefined

/** More than any limit that a text can name, and small enough that sums of it stay exact. */
export const NO_LIMIT = 1e8

/** A span as it surely lies in the window (t − within, t], as `t` goes on. A window of `Infinity` forgets nothing. */
export function surelyWithin(within: number): InWindow {
  return ({ from, until, whole, least = 1 }) => {
    if (whole === true) return wholeTime(from, until)
    return from + within > until ? { from: until, until: from + within, by: countable(least) } : undefined
  }
}

/** The same as it may lie in the window. */
export function perhapsWithin(within: number): InWindow {
  return ({ from, until, whole, most = 1 }) =>
    whole === true ? wholeTime(from, until) : { from, until: until + within, by: countable(most) }
}

/** An amount without a bound is a number all the same, so that taking it away again leaves what was there. */
function countable(amount: number): number {
  return Math.min(amount, NO_LIMIT)
}

/** Over a stretch that is decided to fail, no limit is kept. */
function wholeTime(from: number, until: number): Stretch {
  return { from, until, by: NO_LIMIT }
}

/** What surely lies in the window (t − within, t] adds up to, as `t` goes on. */
export function surelyIn(spans: readonly Span[], within: number): readonly Step[] {
  return stepsOf(spans, surelyWithin(within))
}

/** What may lie in the window (t − within, t] adds up to at most. */
export function perhapsIn(spans: readonly Span[], within: number): readonly Step[] {
  return stepsOf(spans, perhapsWithin(within))
}

function stepsOf(spans: readonly Span[], inWindow: InWindow): readonly Step[] {
  return spans.flatMap((span) => stepsFor(inWindow(span)))
}

function stepsFor(stretch: Stretch | undefined): readonly Step[] {
  if (stretch === undefined) return []
  const { from, until, by } = stretch
  return until === Infinity
    ? [{ at: from, by }]
    : [
        { at: from, by },
        { at: until, by: -by },
      ]
}

/** When the count first exceeds `over`; `undefined` if never. */
export function firstOver(steps: readonly Step[], over: number): number | undefined {
  for (const { at, count } of levels(steps)) if (count > over) return at
  return undefined
}

/**
 * When what lies in a window first exceeds `over`, for spans in order of `from`: reads no more of them than it takes, each once.
 */
export function firstOverIn(spans: Reader<Span>, over: number, inWindow: InWindow): number | undefined {
  // What changes the count, in order of time, and how much of it is counted. What begins later changes nothing before.
  const times: number[] = []
  const amounts: number[] = []
  let [counted, count] = [0, 0]
  const countBefore = (time: number): number | undefined => {
    for (let at = times[counted] ?? time; at < time; at = times[counted] ?? time) {
      // All that changes at one time changes at once.
      for (; times[counted] === at; counted += 1) count += amounts[counted] ?? 0
      if (count > over) return at
    }
    return undefined
  }
  const add = (time: number, amount: number): void => {
    let place = times.push(time) - 1
    amounts.push(amount)
    for (; place > counted && (times[place - 1] ?? 0) > time; place -= 1) {
      times[place] = times[place - 1] ?? 0
      amounts[place] = amounts[place - 1] ?? 0
    }
    times[place] = time
    amounts[place] = amount
  }
  for (let span = spans(); span !== undefined; span = spans()) {
    const found = countBefore(span.from)
    if (found !== undefined) return found
    const stretch = inWindow(span)
    if (stretch === undefined) continue
    add(stretch.from, stretch.by)
    if (stretch.until !== Infinity) add(stretch.until, -stretch.by)
  }
  return countBefore(Infinity)
}

/** What the count comes to at `at`. */
export function countAt(steps: readonly Step[], at: number): number {
  return steps.reduce((count, step) => (step.at <= at ? count + step.by : count), 0)
}

/**
 * The first time, not before `earliest + length`, up to which the count has been at most `limit` for all of `length`
 * milliseconds, both ends included; `undefined` if never.
 */
export function firstAtMost(
  steps: readonly Step[],
  limit: number,
  earliest: number,
  length: number,
): number | undefined {
  let since: number | undefined = earliest
  for (const { at, count } of levels(steps)) {
    if (since !== undefined && Math.max(since, earliest) + length < at) break
    if (count > limit) since = undefined
    else since ??= at
  }
  return since === undefined ? undefined : Math.max(since, earliest) + length
}

/** The count from each time at which it changes, in order: all that changes at one time at once. */
function levels(steps: readonly Step[]): readonly { readonly at: number; readonly count: number }[] {
  const found: { at: number; count: number }[] = []
  let count = 0
  for (const { at, by } of steps.toSorted((a, b) => a.at - b.at)) {
    count += by
    const last = found.at(-1)
    if (last?.at === at) last.count = count
    else found.push({ at, count })
  }
  return found
}
