import type { Power } from '../agreement/agreement.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import { saidAsOf } from '../evidence/said.ts'
import type { LogIndex, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { textClock } from './clocks.ts'
import type { Evaluation } from './evaluation.ts'
import { coversAll, readAsUse, type Exercise, type ReadAsUse } from './powers.ts'
import type { Clock, EndReading, Reason } from './standing.ts'

/**
 * Every declaration that the period is over, read by each clock in turn: question 1 of any broken truce. What it amounts to
 * goes by the text that was in force at the time that it names, and by that text's own clock.
 * @param clocks those of the text that is asked about, from `clocksOf`
 */
export function endReadings(at: Evaluation, clocks: readonly Clock[], when: Instant): readonly EndReading[] {
  const declared = clocks.filter(({ owner }) => owner !== 'text')
  const own = new Map<Evaluation, readonly Clock[]>()
  const ownClock = (text: Evaluation): readonly Clock[] => {
    let found = own.get(text)
    if (found === undefined) own.set(text, (found = [textClock(text)].filter((one) => one !== undefined)))
    return found
  }
  return (at.engine.about.get(`end|${at.text.id}`) ?? []).flatMap((entry) => {
    const body = saidAsOf(at.engine.record, entry, 'end-declared', at.known)
    if (body === undefined || body.kind !== 'end-declared' || body.when.earliest > when) return []
    const { party, words } = body
    const said = [body.when.earliest, body.when.latest].map((from): Said => {
      const one: ReadAsUse = { entry, party, from, hasReasons: words !== undefined }
      const { text, until } = inForceAt(at, from)
      return { ...one, text, until, asUse: readAsWithdrawal(text, one) }
    })
    const byText = said.flatMap((one) => ownClock(one.text).map((clock) => readBy(clock, one)))
    const byOthers = declared.map((clock) => said.map((one) => readBy(clock, one)))
    return [byText, ...byOthers].flatMap(together)
  })
}

/** A declaration, as said of one instant: of a span of time, its earliest or its latest. */
type Said = ReadAsUse & {
  /** The text in force at that instant and, if it was replaced since, from when on. */
  readonly text: Evaluation
  readonly until: Instant | undefined
  readonly asUse: AsUse
}

/** Goes back from the text that is asked about: what an amendment says is no measure of what came before it. */
function inForceAt(at: Evaluation, instant: Instant, until?: Instant): Pick<Said, 'text' | 'until'> {
  const { earlier } = at
  if (earlier === undefined || instant >= earlier.from) return { text: at, until }
  return inForceAt(earlier.evaluated, instant, earlier.from)
}

/** What a declaration comes to as a use of its party's powers to withdraw. */
type AsUse = {
  /** The powers under which it would have effect, with the entries of that use. */
  readonly uses: readonly Pick<Exercise, 'power' | 'entries'>[]
  /** Why others would have none. */
  readonly lacking: readonly Reason[]
}

/** An end that is declared early is a withdrawal if the same words would be one as a use of a power that its party holds. */
function readAsWithdrawal(text: Evaluation, said: ReadAsUse): AsUse {
  const read = powersToWithdraw(text, said.party).map((power) => readAsUse(text, power, text.ground, said))
  return {
    uses: read.flatMap((one) => ('code' in one ? [] : [one])),
    lacking: read.filter((one) => 'code' in one),
  }
}

function powersToWithdraw({ text }: Evaluation, party: PartyId): readonly Power[] {
  return [...text.powers.values()].filter(({ may, holders }) => may === 'withdraw' && holders.includes(party))
}

/** What a declaration amounts to at one instant, by one clock. */
type Read = AsUse & Pick<EndReading, 'clock' | 'amountsTo'> & { readonly code: string; readonly said: Said }

function readBy(clock: Clock, said: Said): Read {
  const { uses, lacking } = said.asUse
  if (clock.ends === undefined || said.from < clock.ends) {
    if (uses.length > 0)
      return { clock, said, amountsTo: 'withdrawal', code: 'end-by-withdrawal', uses, lacking: [] }
    const code = lacking.length > 0 ? 'end-without-effect' : 'end-before-clock'
    return { clock, said, amountsTo: 'breach', code, uses, lacking }
  }
  const own = ownWithdrawals(clock, said)
  return own.length > 0
    ? { clock, said, amountsTo: 'withdrawal', code: 'end-after-withdrawal', uses: own, lacking: [] }
    : { clock, said, amountsTo: 'expiry', code: 'end-after-clock', uses: [], lacking: [] }
}

/** The uses by which the party withdrew from the text where its clock ends: what ran out by its own act has not expired. */
function ownWithdrawals({ owner, ends }: Clock, { text, party }: Said): readonly Exercise[] {
  if (owner !== 'text') return []
  return powersToWithdraw(text, party)
    .filter((power) => coversAll(power, text.text))
    .flatMap((power) => text.exercises(power).effective)
    .filter(({ from, parties }) => from === ends && parties.includes(party))
}

const MILDEST_FIRST = ['expiry', 'withdrawal', 'breach'] as const
const UNCERTAIN = { expiry: 'end-time-uncertain', withdrawal: 'end-withdrawal-uncertain' } as const

/** Where the two ends of a span differ, the reading that alleges least stands, and says so. */
function together(reads: readonly Read[]): readonly EndReading[] {
  const amountsTo = MILDEST_FIRST.find((one) => reads.some((read) => read.amountsTo === one))
  const so = reads.filter((read) => read.amountsTo === amountsTo)
  // Whoever held a power at one end of the span is not said to have held none.
  const read = so.find(({ lacking }) => lacking.length > 0) ?? so[0]
  if (amountsTo === undefined || read === undefined) return []
  const { clock, said } = read
  const { entry, party } = said
  const isCertain = amountsTo === 'breach' || so.length === reads.length
  const { power, entries = [] } = usedIn(so)
  const reason: Reason = {
    code: isCertain ? read.code : UNCERTAIN[amountsTo],
    values: {
      at: reads[0]?.said.from ?? said.from,
      party,
      ...(clock.ends === undefined ? {} : { ends: clock.ends }),
      ...(power === undefined ? {} : { power }),
    },
    entries: inLogOrder([...clock.entries, entry, ...entries]),
  }
  const lacking = amountsTo === 'expiry' ? [] : distinct(reads.flatMap((one) => one.lacking))
  return [{ entry, party, clock, amountsTo, why: [reason, ...lacking, ...underEarlierText(read)] }]
}

/** The power under which it is a withdrawal, at both ends of the span if there is such a one, and the entries of its use. */
function usedIn(reads: readonly Read[]): { readonly power?: string; readonly entries?: readonly LogIndex[] } {
  const all = reads.flatMap(({ uses }) => uses)
  const isIn = (power: Power) => (read: Read) => read.uses.some((use) => use.power.id === power.id)
  const use = all.find(({ power }) => reads.every(isIn(power))) ?? all[0]
  if (use === undefined) return {}
  const same = all.filter(({ power }) => power.id === use.power.id)
  return { power: use.power.id, entries: same.flatMap(({ entries }) => entries) }
}

/** That it is read by a text that was replaced since; whether another's clock has run out is no matter of the text. */
function underEarlierText({ amountsTo, clock, said: { until } }: Read): readonly Reason[] {
  if (until === undefined || (clock.owner !== 'text' && amountsTo === 'expiry')) return []
  return [{ code: 'end-under-earlier-text', values: { from: until }, entries: [] }]
}

/** Each thing said once of each power. */
function distinct(reasons: readonly Reason[]): readonly Reason[] {
  const isSame = (a: Reason, b: Reason) => a.code === b.code && a.values['power'] === b.values['power']
  return reasons.filter((one, i) => reasons.findIndex((other) => isSame(one, other)) === i)
}
