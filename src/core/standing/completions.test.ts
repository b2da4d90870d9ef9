import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Condition, CountWindow, Term } from '../agreement/agreement.ts'
import type { Duration, Instant } from '../time/instant.ts'
import { calmOnset, sumOnset, type Told } from './oracle-forms.test-support.ts'
import { HOUR, hours, mission, START, state } from './small-world.test-support.ts'
import {
  clause,
  finding,
  id,
  moment,
  report,
  standing,
  told,
  truce,
  type Said,
} from './truce.test-support.ts'
import { seeded } from './seeded.test-support.ts'

const { RUNS, SEED } = seeded(1000)

const long = (count: number) => (count * HOUR) as Duration
const shelling = clause('T.1', { ifSilent: 'compliant', sources: mission })

/** What happened, and what of it was said: found, alleged with a span about it, or not at all. */
type Happened = {
  /** `undefined`: it did not happen, and is alleged all the same. */
  readonly hour: number | undefined
  readonly killed: number
  readonly said: 'found' | 'alleged' | 'nothing'
  readonly from: number
  readonly until: number
}
const happened: fc.Arbitrary<Happened> = fc
  .record({
    hour: fc.integer({ min: 0, max: 100 }),
    before: fc.nat(12),
    after: fc.nat(12),
    killed: fc.nat(6),
    said: fc.constantFrom('found' as const, 'alleged', 'alleged', 'nothing'),
    true: fc.boolean(),
  })
  .map(({ hour, before, after, killed, said, true: truly }) => ({
    hour: truly || said !== 'alleged' ? hour : undefined,
    killed,
    said,
    from: hour - before,
    until: hour + after,
  }))

/** The record: nothing unsaid happened up to the hour through which the source closed. */
function record(
  all: readonly Happened[],
  closed: number,
): { readonly said: Said[]; readonly truth: readonly Told[]; readonly spokenOf: readonly Told[] } {
  const heard = all.filter(({ said, hour }) => said !== 'nothing' || (hour ?? 0) > closed)
  const said = heard.flatMap((one, i): Said[] => {
    const harm = { killed: { least: one.killed, most: one.killed } }
    if (one.said === 'alleged') return [report('paper', moment(hours(one.from), hours(one.until)), { harm })]
    if (one.said === 'nothing') return []
    return [finding('mission', `INC-${i}`, 'T.1', { when: moment(hours(one.hour ?? 0)), harm })]
  })
  const close: Said = { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(closed) }
  const truly = (some: readonly Happened[]): readonly Told[] =>
    some.flatMap(({ hour, killed }) =>
      hour === undefined ? [] : [{ is: 'found', hour, least: killed, most: killed }],
    )
  return {
    said: [...said, close],
    truth: truly(heard),
    spokenOf: truly(heard.filter((one) => one.said !== 'nothing')),
  }
}

const hourOf = (time: Instant | undefined) => (time === undefined ? Infinity : (time - START) / HOUR)
const happenings = fc.tuple(fc.array(happened, { maxLength: 10 }), fc.integer({ min: 0, max: 110 }))

describe(`however what is open turns out (seed ${SEED})`, () => {
  test('a sum is passed no sooner than it may be, and no later than it surely is', () => {
    const windows: fc.Arbitrary<CountWindow> = fc.constantFrom(
      { is: 'sliding', within: long(30) },
      { is: 'whole-time' },
      { is: 'calendar-day', startsAt: 16 * 60 },
    )
    fc.assert(
      fc.property(happenings, windows, fc.nat(10), ([all, closed], window, over) => {
        const { said, truth, spokenOf } = record(all, closed)
        const when: Condition = {
          is: 'measured',
          clauses: [id('T.1')],
          what: 'killed',
          how: 'sum',
          over,
          window,
        }
        const text = truce({ clauses: [shelling, clause('G', { duty: 'permit', when })] })
        const { certain, possible } = standing(told(text, ...said), 'G', hours(0)).activated
        const from = (h: number): number =>
          window.is === 'sliding' ? h - 29 : window.is === 'whole-time' ? 0 : Math.floor(h / 24) * 24
        const passed = (of: readonly Told[]): number =>
          sumOnset(of, over, (h) => ({ from: from(h), until: h })).certain ?? Infinity
        expect(passed(truth)).toBeLessThanOrEqual(hourOf(certain))
        // Only what somebody speaks of is weighed: what nobody has said yet may make it come sooner still.
        expect(hourOf(possible)).toBeLessThanOrEqual(passed(spokenOf))
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })

  test('a state that allows no more than so many, or than before, begins to hold between its bounds', () => {
    const given = fc.record({
      within: fc.integer({ min: 1, max: 30 }),
      run: fc.integer({ min: 0, max: 20 }),
      limit: fc.oneof(fc.nat(3), fc.record({ since: fc.integer({ min: 0, max: 40 }) })),
    })
    fc.assert(
      fc.property(happenings, given, ([all, closed], calm) => {
        const { said, truth } = record(all, closed)
        const { limit } = calm
        const term = {
          ...state,
          test: {
            is: 'at-most',
            of: [id('T.1')],
            within: long(calm.within),
            limit:
              typeof limit === 'number'
                ? { is: 'number', count: limit }
                : { is: 'baseline', from: { is: 'instant', instant: START + limit.since * HOUR } },
          },
        } as Term
        const when: Condition = { is: 'holds', state: id('adherence'), for: long(calm.run), since: undefined }
        const text = truce({ terms: [term], clauses: [shelling, clause('G', { duty: 'permit', when })] })
        const { certain, possible } = standing(told(text, ...said), 'G', hours(0)).activated
        // Everything is known in the end.
        const truly = calmOnset([...truth, { is: 'closed', hour: 399 }], calm).certain ?? Infinity
        expect(truly).toBeLessThanOrEqual(hourOf(certain))
        expect(hourOf(possible)).toBeLessThanOrEqual(truly)
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })
})
