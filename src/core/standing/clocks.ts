import type { Power } from '../agreement/agreement.ts'
import { saidAsOf } from '../evidence/said.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import type { LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Evaluation } from './evaluation.ts'
import { anchorOf } from './formal.ts'
import { endOf } from './lifts.ts'
import { covers, readAsUse, type ReadAsUse } from './powers.ts'
import type { Clock, EndReading, Reason } from './standing.ts'

/** The text's own clock first, then each clock that a party declared, in log order. Nobody's clock overrides another's. */
export function clocksOf(at: Evaluation): readonly Clock[] {
  const own = textClock(at)
  const declared = (at.engine.about.get(`clock|${at.text.id}`) ?? []).flatMap((entry): Clock[] => {
    const body = saidAsOf(at.engine.record, entry, 'clock-declared', at.known)
    if (body === undefined || body.kind !== 'clock-declared') return []
    return [{ owner: body.owner, starts: body.starts, ends: body.ends, entries: [entry] }]
  })
  return own === undefined ? declared : [own, ...declared]
}

/**
 * The period of the text: from its start to the end of the clauses that its extension powers move. Where there are none, to
 * the end of the last duty that is kept over a time (`must not`, `must keep`), and without end where one of them has none: that
 * a permission or a deadline is over ends no agreement. Only where nothing is kept over a time, to the last `until` there is.
 */
export function textClock(at: Evaluation): Clock | undefined {
  const { text } = at
  if (text.force === 'draft' || text.startsOn === undefined) return undefined
  const start = anchorOf(at, text.startsOn)
  if (start.onset.certain === undefined) return undefined
  const clauses = [...text.clauses.values()]
  const timed = clauses.filter(({ window }) => window.until !== undefined)
  const kept = clauses.filter(({ duty }) => duty === 'refrain' || duty === 'maintain')
  const extensions = [...text.powers.values()].filter(({ may }) => may === 'extend')
  const moved = timed.filter(({ id }) => extensions.some(({ over }) => covers(over, id)))
  const bound = moved.length > 0 ? moved : kept.length > 0 ? kept : timed
  const last = bound
    .map((clause) => endOf(at, clause))
    .toSorted((a, b) => byEnd(a.ends, b.ends))
    .at(-1)
  const entries = inLogOrder([...start.entries, ...(last?.entries ?? [])])
  return { owner: 'text', starts: start.onset.certain, ends: last?.ends, entries }
}

function byEnd(a: Instant | undefined, b: Instant | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1
  return a - b
}

/** Every declaration that the period is over, read by each clock in turn: question 1 of any broken truce. */
export function endReadings(at: Evaluation, clocks: readonly Clock[], when: Instant): readonly EndReading[] {
  return (at.engine.about.get(`end|${at.text.id}`) ?? []).flatMap((entry) => {
    const body = saidAsOf(at.engine.record, entry, 'end-declared', at.known)
    if (body === undefined || body.kind !== 'end-declared' || body.when.earliest > when) return []
    const { party, words } = body
    const said: Declared = { entry, party, hasReasons: words !== undefined, ...body.when }
    const early = readEarly(at, said)
    return clocks.map((clock) => readEnd(clock, said, early))
  })
}

type Declared = Omit<ReadAsUse, 'from'> & { readonly earliest: Instant; readonly latest: Instant }

function readEnd(clock: Clock, { entry, party, earliest, latest }: Declared, early: Early): EndReading {
  const values = { at: earliest, ...(clock.ends === undefined ? {} : { ends: clock.ends }) }
  const entries = [...clock.entries, entry]
  if (clock.ends !== undefined && latest >= clock.ends) {
    // Said at a time that may lie on either side of the end: the reading that alleges least stands, and says so.
    const code = earliest >= clock.ends ? 'end-after-clock' : 'end-time-uncertain'
    return { entry, party, clock, amountsTo: 'expiry', why: [{ code, values, entries }] }
  }
  const { amountsTo, code, under, uses, lacking } = early
  const reason: Reason = {
    code,
    values: { ...values, party, ...(under === undefined ? {} : { power: under.id }) },
    entries: inLogOrder([...entries, ...uses]),
  }
  return { entry, party, clock, amountsTo, why: [reason, ...lacking] }
}

/** What a declaration amounts to by a clock that has not run out. */
type Early = Pick<EndReading, 'amountsTo'> & {
  readonly code: string
  /** The power under which it is a withdrawal, and the entries by which that is used. */
  readonly under: Power | undefined
  readonly uses: readonly LogIndex[]
  /** Why powers to withdraw that the party holds would have no effect. */
  readonly lacking: readonly Reason[]
}

/** An end that is declared early is a withdrawal if the same words would be one as a use of a power that its party holds. */
function readEarly(at: Evaluation, said: Declared): Early {
  const held = [...at.text.powers.values()].filter(
    ({ may, holders }) => may === 'withdraw' && holders.includes(said.party),
  )
  const [nearest, ...others] = held
    .map((power) => tried(at, power, said))
    .toSorted((a, b) => a.lacking.length - b.lacking.length)
  if (nearest === undefined)
    return { amountsTo: 'breach', code: 'end-before-clock', under: undefined, uses: [], lacking: [] }
  const { power, uses, lacking } = nearest
  if (uses.length > 0) {
    // Of a span at one end of which it would have no effect, the reading that alleges least stands, and says so.
    const code = lacking.length === 0 ? 'end-by-withdrawal' : 'end-withdrawal-uncertain'
    return { amountsTo: 'withdrawal', code, under: power, uses, lacking }
  }
  const all = [nearest, ...others].flatMap((one) => one.lacking)
  return { amountsTo: 'breach', code: 'end-without-effect', under: undefined, uses, lacking: distinct(all) }
}

/** What a declaration would come to as a use of a power, from the earliest and from the latest time that it names. */
function tried(at: Evaluation, power: Power, said: Declared) {
  const each = [said.earliest, said.latest].map((from) => readAsUse(at, power, at.ground, { ...said, from }))
  return {
    power,
    uses: each.flatMap((one) => ('code' in one ? [] : one.entries)),
    lacking: each.filter((one) => 'code' in one),
  }
}

/** Each thing said once of each power. */
function distinct(reasons: readonly Reason[]): readonly Reason[] {
  const isSame = (a: Reason, b: Reason) => a.code === b.code && a.values['power'] === b.values['power']
  return reasons.filter((one, i) => reasons.findIndex((other) => isSame(one, other)) === i)
}
