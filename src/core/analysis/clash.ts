import type { Agreement, Clause, Condition } from '../agreement/agreement.ts'
import { lowerAnchors } from './anchors.ts'
import type { Areas } from './areas.ts'
import type { Order, Span, Spans } from './spans.ts'

/** The times and the places of a text, in which two of its duties may meet. */
export type Room = { readonly spans: Spans; readonly areas: Areas }

/**
 * Whether two clauses of one party ask for two things at one time in one place. `surely`: whatever anybody does there is no
 * way to keep both. `maybe`: it can come to that; times and areas are taken as wide as they may be. `undefined`: never, or
 * the one gives way to the other.
 */
export type Clash = 'surely' | 'maybe' | undefined

export function clashOf(agreement: Agreement, { spans, areas }: Room, one: Clause, other: Clause): Clash {
  const [a, b] = [one.conduct.area, other.conduct.area]
  if (areas.surelyApart(a, b) || givesWay(one, other) || givesWay(other, one)) return undefined
  if (beginsWhenOver(one, other) || beginsWhenOver(other, one)) return undefined
  const time = clashInTime(spans, one, other)
  const binds = ({ when, unless, exceptions }: Clause): boolean =>
    unless === undefined && exceptions.length === 0 && lowerAnchors(agreement, when).every
  return time === 'surely' && !(binds(one) && binds(other) && areas.surelyMeet(a, b)) ? 'maybe' : time
}

function clashInTime(spans: Spans, one: Clause, other: Clause): Clash {
  const [a, b] = [spans.of(one), spans.of(other)]
  if (isOnce(one) && isOnce(other))
    return mayLieWithin(spans, a, b) || mayLieWithin(spans, b, a) ? 'maybe' : undefined
  if (isOnce(one)) return onceWithin(spans, a, b)
  if (isOnce(other)) return onceWithin(spans, b, a)
  const [condition, another] = [...beginsBeforeEnd(a, b), ...beginsBeforeEnd(b, a)]
  if (condition !== undefined && !spans.mayBe(condition, another)) return undefined
  const canPass = (first: Span, second: Span): boolean =>
    first.ends !== undefined && spans.mayBe([first.ends, second.begins])
  return canPass(a, b) || canPass(b, a) ? 'maybe' : 'surely'
}

const beginsBeforeEnd = ({ begins }: Span, { ends }: Span): readonly Order[] =>
  ends === undefined ? [] : [[begins, ends, 1]]

/** What is done once clashes with what lasts only if it has no time of its own before or after. */
function onceWithin(spans: Spans, once: Span, lasting: Span): Clash {
  if (!mayLieWithin(spans, once, lasting)) return undefined
  const canPrecede = spans.mayBe([once.begins, lasting.begins, 1])
  const canFollow =
    lasting.ends !== undefined && (once.ends === undefined || spans.mayBe([lasting.ends, once.ends]))
  return canPrecede || canFollow ? 'maybe' : 'surely'
}

function mayLieWithin(spans: Spans, inner: Span, outer: Span): boolean {
  if (outer.ends === undefined) return spans.mayBe([outer.begins, inner.begins])
  // Without a deadline there is always time after the other is over.
  return inner.ends !== undefined && spans.mayBe([outer.begins, inner.begins], [inner.ends, outer.ends, 1])
}

/** Whether one performance does what is owed. */
export const isOnce = ({ duty, repeats }: Clause): boolean => duty === 'achieve' && repeats === undefined

/** Whether one begins only when the other, which is owed once, has been done by all who owe it. */
function beginsWhenOver({ when }: Clause, other: Clause): boolean {
  if (when === undefined || !isOnce(other)) return false
  const needed = [when, ...(when.is === 'all' ? when.of : [])]
  return needed.some((one) => one.is === 'done' && one.clause === other.id && one.by === undefined)
}

/**
 * Whether one duty is lifted whenever the other binds: what lifts it (`unless`) is what the other begins on (`when`) or a
 * part of it, and stays true once it is.
 */
export function givesWay(one: Clause, other: Clause): boolean {
  if (one.unless === undefined || other.when === undefined) return false
  const lifting = [one.unless, ...(one.unless.is === 'any' ? one.unless.of : [])].filter(stays)
  if (lifting.length === 0) return false
  const needed = [other.when, ...(other.when.is === 'all' ? other.when.of : [])]
  const written = new Set(needed.map((condition) => JSON.stringify(condition)))
  return lifting.some((condition) => written.has(JSON.stringify(condition)))
}

/** Whether a condition stays true once it is. */
export function stays(condition: Condition): boolean {
  if ('of' in condition) return condition.of.every(stays)
  return condition.is !== 'holds' && condition.is !== 'counted' && condition.is !== 'measured'
}
