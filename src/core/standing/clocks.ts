import { saidAsOf } from '../evidence/said.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import type { LogIndex, PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Evaluation } from './evaluation.ts'
import { anchorOf } from './formal.ts'
import { endOf } from './lifts.ts'
import { covers } from './powers.ts'
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
 * The period of the text: from its start to the end of the clauses that its extension powers move, or else to the last
 * `until` of any clause; without end where the text names none.
 */
export function textClock(at: Evaluation): Clock | undefined {
  const { text } = at
  if (text.force === 'draft' || text.startsOn === undefined) return undefined
  const start = anchorOf(at, text.startsOn)
  if (start.onset.certain === undefined) return undefined
  const timed = [...text.clauses.values()].filter(({ window }) => window.until !== undefined)
  const extensions = [...text.powers.values()].filter(({ may }) => may === 'extend')
  const moved = timed.filter(({ id }) => extensions.some(({ over }) => covers(over, id)))
  const bound = moved.length > 0 ? moved : timed
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
    return clocks.map((clock) => readEnd(at, clock, { entry, party: body.party, ...body.when }))
  })
}

type Declared = {
  readonly entry: LogIndex
  readonly party: PartyId
  readonly earliest: Instant
  readonly latest: Instant
}

function readEnd(at: Evaluation, clock: Clock, said: Declared): EndReading {
  const { entry, party } = said
  const values = { at: said.earliest, ...(clock.ends === undefined ? {} : { ends: clock.ends }) }
  const why = (code: string): Reason[] => [{ code, values, entries: [...clock.entries, entry] }]
  if (clock.ends !== undefined && said.latest >= clock.ends) {
    // Said at a time that may lie on either side of the end: the reading that alleges least stands, and says so.
    const code = said.earliest >= clock.ends ? 'end-after-clock' : 'end-time-uncertain'
    return { entry, party, clock, amountsTo: 'expiry', why: why(code) }
  }
  const holds = [...at.text.powers.values()].some(
    ({ may, holders, quorum }) => may === 'withdraw' && holders.includes(party) && quorum === 1,
  )
  return holds
    ? { entry, party, clock, amountsTo: 'withdrawal', why: why('end-by-withdrawal') }
    : { entry, party, clock, amountsTo: 'breach', why: why('end-before-clock') }
}
