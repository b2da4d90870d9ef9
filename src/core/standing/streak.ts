/**
 * The counting kernel (K3), on sorted spans of event time in milliseconds. A span says that something happened once, no
 * earlier than `from` and no later than `until`; or, where it is `whole`, that it went on for all of that time.
 */
export type Span = { readonly from: number; readonly until: number; readonly whole?: boolean }

/**
 * The first time `t` not before `since + length` with nothing in (t − length, t], whatever the moment of each span:
 * a breach at exactly t − length no longer blocks. Spans in order of `from`.
 */
export function quietForSure(spans: readonly Span[], since: number, length: number): number {
  let t = since + length
  for (const { from, until } of spans) {
    if (from > t) break
    if (until > t - length) t = until + length
  }
  return t
}

/** The same where each span falls at the moment that blocks least: no streak can have ended sooner than this. */
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

/** When the count over a sliding window is first surely more than `over`; `undefined` if never. */
export function countedForSure(spans: readonly Span[], over: number, within: number): number | undefined {
  const byEnd = spans.toSorted((a, b) => a.until - b.until || a.from - b.from)
  for (let i = over; i < byEnd.length; i += 1) {
    const end = byEnd[i]?.until ?? 0
    let inside = 0
    for (let j = i; j >= 0 && (byEnd[j]?.until ?? 0) > end - within; j -= 1) {
      if ((byEnd[j]?.from ?? 0) > end - within) inside += 1
      if (inside > over) return end
    }
  }
  return undefined
}

/** When the count over a sliding window could first be more than `over`; `undefined` if never. */
export function countedAtBest(spans: readonly Span[], over: number, within: number): number | undefined {
  const byStart = spans.toSorted((a, b) => a.from - b.from || a.until - b.until)
  for (let i = over; i < byStart.length; i += 1) {
    const start = byStart[i]?.from ?? 0
    let inside = 0
    for (let j = i; j >= 0; j -= 1) {
      if ((byStart[j]?.until ?? 0) > start - within) inside += 1
      if (inside > over) return start
    }
  }
  return undefined
}
