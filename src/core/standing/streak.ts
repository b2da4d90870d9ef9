/**
 * The counting kernel (K3), on spans of event time in milliseconds. A span says that something happened once, no earlier
 * than `from` and no later than `until`; or, where it is `whole`, that it went on for all of that time. What it amounts to
 * (one, if nothing else is said) lies between `least` and `most`.
 */
export type Span = {
  readonly from: number
  readonly until: number
  readonly whole?: boolean
  readonly least?: number
  readonly most?: number
}

/**
 * The first time `t` not before `since + length` with nothing in (t − length, t], whatever the moment of each span: a breach
 * at exactly t − length no longer blocks. `latestBy` gives the latest end among the spans that begin by a time, and is asked
 * about ever later times.
 */
export function quietForSure(latestBy: (time: number) => number, since: number, length: number): number {
  let t = since + length
  for (let last = latestBy(t); last > t - length; last = latestBy(t)) t = last + length
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

/** What surely lies in the window (t − within, t] adds up to, as `t` goes on. A window of `Infinity` forgets nothing. */
export function surelyIn(spans: readonly Span[], within: number): readonly Step[] {
  const steps: Step[] = []
  for (const { from, until, whole, least = 1 } of spans) {
    if (whole === true) addWholeTime(steps, from, until)
    else if (from + within > until) addBetween(steps, until, from + within, least)
  }
  return steps
}

/** What may lie in the window (t − within, t] adds up to at most. */
export function perhapsIn(spans: readonly Span[], within: number): readonly Step[] {
  const steps: Step[] = []
  for (const { from, until, whole, most = 1 } of spans) {
    if (whole === true) addWholeTime(steps, from, until)
    else addBetween(steps, from, until + within, most)
  }
  return steps
}

/** Over a stretch that is decided to fail, no limit is kept. */
function addWholeTime(steps: Step[], from: number, until: number): void {
  addBetween(steps, from, until + 1, NO_LIMIT)
}

function addBetween(steps: Step[], from: number, until: number, amount: number): void {
  // An amount without a bound is a number all the same, so that taking it away again leaves what was there.
  const by = Math.min(amount, NO_LIMIT)
  steps.push({ at: from, by })
  if (until !== Infinity) steps.push({ at: until, by: -by })
}

/** More than any limit that a text can name, and small enough that sums of it stay exact. */
export const NO_LIMIT = 1e8

/** When the count first exceeds `over`; `undefined` if never. */
export function firstOver(steps: readonly Step[], over: number): number | undefined {
  for (const { at, count } of levels(steps)) if (count > over) return at
  return undefined
}

/**
 * When the steps that spans make first exceed `over`, for spans in order of `from`: reads no more of them than it takes.
 * @param steps what a list of spans adds up to as time goes on; none before the first of them begins
 */
export function firstOverIn(
  spans: Iterable<Span>,
  over: number,
  steps: (spans: readonly Span[]) => readonly Step[],
): number | undefined {
  const read: Span[] = []
  let enough = 2 * (over + 1)
  for (const span of spans) {
    if (read.length >= enough) {
      const found = firstOver(steps(read), over)
      // What begins later changes nothing before.
      if (found !== undefined && found < span.from) return found
      enough *= 2
    }
    read.push(span)
  }
  return firstOver(steps(read), over)
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
