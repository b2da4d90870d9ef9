import type { Agreement, Condition, Term } from '../agreement/agreement.ts'
import type { ClauseId, TermId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { StateStatus } from './verdicts.ts'
import { anchored, later } from './conditions.ts'
import { breachesOf, IN_WINDOW, type Side, type Span } from './counts.ts'
import { closedThrough } from './duty.ts'
import { isUnder } from './powers.ts'
import { saidOn, saidOver, unbroken } from './states-said.ts'
import { inOrder } from './told.ts'
import { earliest, exactly, NEVER, NOT_FOUND, type When, type World } from './world.ts'

export type State = Extract<Term, { is: 'state' }>

export function stateIn({ text }: World, id: TermId): State | undefined {
  const term = text.terms.get(id)
  return term?.is === 'state' ? term : undefined
}

/** What is said on a state, and what breaks its test. */
function saidOf(world: World, term: State) {
  const { test, ifSilent, sources } = term
  const said = saidOver(world, term)
  const yes = unbroken(said, ({ holds }) => holds.sure, true)
  const all = test === undefined ? [] : breachesOf(world, test)
  // Who decides stands above the test: what fell within a time over which the state was determined to hold is not heard.
  const heard = all.filter(({ from, until }) => !yes.some((one) => one.from <= from && until <= one.until))
  const closed = closedThrough(world, sources, undefined)
  // Silence says nothing about breaches of which it is not known what they are.
  const isClear = test?.in === undefined || isKnown(world.other(test.in), test.of)
  const isTold = (time: number): boolean =>
    ifSilent === 'compliant' && isClear && closed !== undefined && time <= closed.through
  return { said, yes, heard, closed, isTold, limit: limitOf(world, test, all, isTold) }
}

/**
 * `holds S for L since X`: the earliest end of a stretch over which the state certainly, or possibly, held. Where it is no
 * breach at all (`no-breach`), the stretch is the window of a count that allows none; where it is a count (`at-most`), that
 * has its own window, and stays within its limit at every moment of the stretch.
 */
export function stateHeld(world: World, condition: Extract<Condition, { is: 'holds' }>): When {
  const term = stateIn(world, condition.state)
  const anchor = condition.since ?? world.text.startsOn
  if (term === undefined || anchor === undefined) return NOT_FOUND
  const { test } = term
  const length = condition.for ?? 0
  const { said, yes, heard, closed, isTold, limit } = saidOf(world, term)
  const no = unbroken(said, ({ fails }) => fails.entries.length > 0, false)
  const against = [...heard, ...no]
  const isCount = test?.is === 'at-most'
  const stretch = isCount
    ? { window: test.within, whole: 1, length }
    : { window: length, whole: length + 1, length: 0 }
  const start = anchored(world, anchor)
  // What is counted lies after the anchor as a whole, or the first moment would be calm; and the limit has to be known.
  const since = (side: Side): number => Math.max(start[side] + stretch.window, limit.known[side])
  const run = firstKept(against, { ...stretch, side: 'possible' }, limit.certain, since('certain'))
  const sure = [...heard.filter((span) => span.sure), ...unbroken(said, ({ fails }) => fails.sure, true)]
  const best = firstKept(sure, { ...stretch, side: 'certain' }, limit.possible, since('possible'))
  const inTheWay = isCount ? no : against
  const over = { window: length, whole: length + 1, side: 'possible' } as const
  const decided = yes.flatMap((period) => {
    const begin = Math.max(period.from, start.certain)
    const after = inTheWay
      .map(({ until, whole }) => (whole ? until + 1 : until))
      .filter((time) => time > begin)
    const last = isCount ? period.until : period.until + 1
    const ends = [begin, ...after].map((time) => time + length).filter((end) => end <= last)
    return ends.toSorted((a, b) => a - b).find((end) => !inTheWay.some(counts(end, over))) ?? []
  })
  const certain = earliest([isTold(run) ? run : NEVER, ...decided])
  const holding = said.flatMap(({ holds }) => (holds.sure ? [holds] : []))
  const entries = [start, ...(closed === undefined ? [] : [closed]), ...holding].flatMap((one) => one.entries)
  return { certain, possible: isCount ? Math.min(best, certain) : best, entries: inOrder(entries) }
}

/**
 * Whether a state holds and what that rests on, as a function of event time, and every time at which that can change.
 * Those who decide are heard first, for the periods that they name; then its test: of a count, over the window that ends
 * then; where no breach is allowed at all, over the whole time since the agreement began.
 */
export function stateOver(world: World, term: State) {
  const { startsOn } = world.text
  const began = startsOn === undefined ? NOT_FOUND : anchored(world, startsOn)
  const { said: everSaid, heard: breaches, closed, isTold, limit } = saidOf(world, term)
  const isSince = ({ until }: Span): boolean => until >= began.certain
  const said = everSaid.filter(({ until }) => until >= began.certain)
  const no = said.flatMap(({ from, until, fails }): readonly Span[] =>
    fails.entries.length === 0
      ? []
      : [{ from, until, whole: true, sure: fails.sure, entries: fails.entries }],
  )
  // What may have been before the agreement began is open.
  const heard = breaches
    .filter(isSince)
    .map((one) => ({ ...one, sure: one.sure && one.from >= began.certain }))
  const { test } = term
  const [window, whole] = test?.is === 'at-most' ? [test.within, 1] : [NEVER, NEVER]
  const full = test?.is === 'at-most' ? began.certain + window : began.certain
  const at = (time: number) => {
    const countedOn = (spans: readonly Span[], side: Side): readonly Span[] =>
      spans.filter(
        (span) => (side === 'possible' || span.sure) && counts(time, { side, window, whole })(span),
      )
    const [least, most] = [countedOn(heard, 'certain'), countedOn(heard, 'possible')]
    const count = {
      counted: { least: least.length, most: most.length },
      allowed: { least: limit.certain, most: limit.possible === NEVER ? null : limit.possible },
    }
    const is = (status: StateStatus, of: readonly Pick<Span, 'entries'>[]) => ({
      status,
      rests: inOrder(of.flatMap(({ entries }) => entries)),
      ...(test === undefined || status === 'not-yet' ? { counted: null, allowed: null } : count),
    })
    if (began.certain > time) return is('not-yet', [])
    const now = saidOn(world, term, time)
    if (now?.fails.sure === true) return is('fails', [now.fails])
    if (now?.holds.sure === true) return is('holds', [now.holds])
    if (Math.max(full, limit.known.possible) > time) return is('not-yet', [])
    const over = firstBeyond(least, countedOn(no, 'certain'), limit.possible, ({ until }) => until)
    if (over.length > 0) return is('fails', over)
    const open = firstBeyond(most, countedOn(no, 'possible'), limit.certain, ({ from }) => from)
    if (open.length > 0) return is('open', open)
    const isShown = isTold(time) && limit.known.certain <= time
    return isShown && closed !== undefined ? is('holds', [closed]) : is('open', [])
  }
  const turns = [
    began.certain,
    full,
    limit.known.certain,
    limit.known.possible,
    (closed?.through ?? NEVER) + 1,
    ...[...heard, ...said].flatMap(({ from, until }) => [from, until, until + 1]),
    ...heard.flatMap(({ from, until }) => [from + window, until + window]),
  ]
  return { began, at, turns }
}

/** From when on a state stood without a break as it stands at `at`; never, where that is not yet. */
export function standsSince({ at: stateAt, turns }: ReturnType<typeof stateOver>, at: Instant): number {
  const { status } = stateAt(at)
  let since = NEVER
  if (status === 'not-yet') return since
  for (const turn of turns.filter((time) => time <= at).toSorted((a, b) => b - a)) {
    if (stateAt(turn).status !== status) break
    since = turn
  }
  return since
}

/** By what more than `allowed` is passed: a decision that it failed or, in event time, the first breaches that are too many. */
function firstBeyond(
  breaches: readonly Span[],
  failing: readonly Span[],
  allowed: number,
  time: (span: Span) => number,
): readonly Span[] {
  if (failing.length > 0 || breaches.length <= allowed) return failing
  const last = breaches.map(time).toSorted((a, b) => a - b)[allowed] ?? NEVER
  return breaches.filter((span) => time(span) <= last)
}

/** Whether some text of an agreement that is in force, or was, has each of these clauses. */
function isKnown(world: World | undefined, of: readonly ClauseId[]): boolean {
  const textsOf = (one: World | undefined): readonly Agreement[] =>
    one === undefined ? [] : [one.text, ...textsOf(one.earlier?.world)]
  const texts = textsOf(world).filter(({ force }) => force === 'in-force')
  const has = (id: ClauseId): boolean =>
    texts.some(({ clauses }) => [...clauses.keys()].some((clause) => isUnder(clause, [id])))
  return texts.length > 0 && of.every(has)
}

/**
 * The most that the text allows, at its least and at its most, and from when it is known: a number or, for a baseline, what
 * a window in the past came to. What nobody has told of that could still come, until its sources have closed.
 */
function limitOf(world: World, test: State['test'], all: readonly Span[], isTold: (time: number) => boolean) {
  const limit = test?.is === 'at-most' ? test.limit : undefined
  if (test?.is !== 'at-most' || limit?.is !== 'baseline') {
    const count = limit?.is === 'number' ? limit.count : 0
    return { certain: count, possible: count, known: exactly(0) }
  }
  const from = anchored(world, limit.from)
  const known = later(from, test.within)
  const inPast = IN_WINDOW.possible(from.certain - 1, known.certain - 1)
  const isInside = IN_WINDOW.certain(from.certain - 1, known.certain - 1)
  const possible = isTold(known.certain - 1) ? all.filter(inPast).length : NEVER
  return { certain: all.filter((span) => span.sure && isInside(span)).length, possible, known }
}

type Count = { readonly side: Side; readonly window: number; readonly whole: number }

/** Whether a span counts at a time: it lies in the window that ends then. What went on all the time has one of its own. */
function counts(time: number, { side, window, whole }: Count): (span: Span) => boolean {
  const once = IN_WINDOW[side](time - window, time)
  const allTime = IN_WINDOW.possible(time - whole, time)
  return (span) => (span.whole ? allTime(span) : once(span))
}

/** The first end of a stretch, begun no sooner than `since`, at every moment of which no more than `allowed` counts. */
function firstKept(
  spans: readonly Span[],
  count: Count & { readonly length: number },
  allowed: number,
  since: number,
): number {
  const isOver = (time: number): boolean => {
    const counted = spans.filter(counts(time, count))
    return counted.length > allowed || counted.some((span) => span.whole)
  }
  const isAll = ({ whole }: Span): boolean => whole || count.side === 'possible'
  const begins = spans.map((span) => (isAll(span) ? span.from : span.until)).filter(isOver)
  const ends = spans.map((span) =>
    span.whole ? span.until + count.whole : (isAll(span) ? span.until : span.from) + count.window,
  )
  const starts = [since, ...ends.filter((time) => time > since)].toSorted((a, b) => a - b)
  const isKept = (from: number): boolean =>
    !isOver(from) && !begins.some((time) => time > from && time <= from + count.length)
  return (starts.find(isKept) ?? NEVER) + count.length
}
