import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Condition, Term } from '../agreement/agreement.ts'
import type { Duration } from '../time/instant.ts'
import { as, findingOn, toldOf, type SaidOrText } from './elsewhere.test-support.ts'
import { againstIt, callsElsewhere, isKnown, type Told } from './oracle-elsewhere.test-support.ts'
import { calmOnset, standingOf } from './oracle-forms.test-support.ts'
import { HOUR, hours, mission, state } from './small-world.test-support.ts'
import { at, clause, FIRST, id, moment, report, standing, truce } from './truce.test-support.ts'
import { seeded } from './seeded.test-support.ts'

const { RUNS, SEED } = seeded(1000)

const long = (count: number) => (count * HOUR) as Duration
const forbidding = as('OTH', truce({ clauses: [clause('O.1', {}), clause('O.2', { bearer: 'BLUE' })] }))
const silent = as('OTH', truce({ clauses: [clause('O.2', { bearer: 'BLUE' })] }))
const textOf = (forbids: boolean) => (forbids ? forbidding : silent)

const hour = fc.integer({ min: -12, max: 130 })
const none = { least: 0, most: 0 }
const thing: fc.Arbitrary<Told> = fc.oneof(
  { weight: 4, arbitrary: hour.map((h) => ({ is: 'found' as const, hour: h, ...none })) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(hour, fc.nat(30))
      .map(([h, span]) => ({ is: 'alleged' as const, hour: h, until: h + span, ...none, placed: true })),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('closed' as const), hour }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant('clock' as const), hour }) },
  {
    weight: 3,
    arbitrary: fc.record({ is: fc.constant('amended' as const), forbids: fc.boolean(), from: hour }),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('withdrawn' as const), which: fc.nat(14) }) },
)
/** The clock never goes back, and nothing is amended that was not adopted. */
const log = fc
  .tuple(fc.array(thing, { maxLength: 14 }), fc.nat(4), fc.boolean())
  .map(([things, adoptedAt, forbids]) => {
    let now = -20
    return things.toSpliced(adoptedAt, 0, { is: 'adopted', forbids }).flatMap((one, i): Told[] => {
      if (one.is === 'clock') return [{ is: 'clock', hour: (now = Math.max(now, one.hour)) }]
      return one.is === 'amended' && i < adoptedAt ? [] : [one]
    })
  })

function say(one: Told, i: number, all: readonly Told[]): SaidOrText {
  switch (one.is) {
    case 'adopted':
      return textOf(one.forbids)
    case 'amended':
      return { text: textOf(one.forbids), from: hours(one.from) }
    case 'found':
      return findingOn('OTH', `INC-n${i}`, 'O.1', { when: moment(hours(one.hour)) })
    case 'alleged':
      return report('paper', moment(hours(one.hour), hours(one.until)))
    case 'closed':
      return { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(one.hour) }
    case 'clock':
      return { kind: 'clock-read', by: 'office', readAt: hours(one.hour) }
    case 'withdrawn': {
      const of = all[one.which]
      const by = of?.is === 'alleged' || of === undefined ? 'paper' : 'mission'
      return { kind: 'statement-withdrawn', by, entry: FIRST + one.which, because: 'mistaken' }
    }
    default:
      throw new Error(`nobody says ${one.is} here`)
  }
}

/** What stands of the log as known. Texts and readings of the clock are never withdrawn. */
function asKnown(all: readonly Told[], known: number) {
  const kept = new Set(
    standingOf(
      all.map((one) => (one.is === 'adopted' || one.is === 'amended' ? { is: 'clock', hour: 0 } : one)),
      known,
    ).map(({ place }) => place),
  )
  return all.map((one, place) => ({ ...one, place })).filter(({ place }) => kept.has(place))
}

const asInstant = (h: number | undefined) => (h === undefined ? undefined : at(hours(h)))

describe(`breaches of another agreement, against a slow second opinion (seed ${SEED})`, () => {
  test('call for an answer from the same hour, under the text of their own hour', () => {
    const asked = fc.record({ alleged: fc.boolean(), since: fc.oneof(fc.constant(-20), hour) })
    fc.assert(
      fc.property(log, asked, fc.nat(30), (all, { alleged, since }, cut) => {
        const known = Math.min(cut, all.length)
        const answers = clause('T.w', {
          duty: 'achieve',
          repeats: {
            is: 'for-each',
            breaches: { of: [id('O.1')], in: id('OTH') },
            alleged,
            since: { is: 'instant', instant: at(hours(since)) },
          },
        })
        const engine = toldOf(truce({ clauses: [answers] }), ...all.map(say))
        const { occurrences } = standing(engine, 'T.w', hours(300), { known: FIRST + known })
        expect(new Map(occurrences?.map(({ about, begins }) => [(about[0] ?? 0) - FIRST, begins]))).toEqual(
          new Map(
            [...callsElsewhere(asKnown(all, known), { alleged, since })].map(
              ([place, { certain, possible }]) => [
                place,
                { certain: asInstant(certain), possible: asInstant(possible) },
              ],
            ),
          ),
        )
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })

  test('break a state from the same hour, be it a number or what there were before', () => {
    const given = fc.record({
      within: fc.integer({ min: 1, max: 40 }),
      run: fc.integer({ min: 0, max: 30 }),
      limit: fc.oneof(fc.nat(3), fc.record({ since: fc.integer({ min: 0, max: 40 }) })),
    })
    fc.assert(
      fc.property(log, given, fc.nat(15), (all, calm, cut) => {
        const { limit } = calm
        const term = {
          ...state,
          test: {
            is: 'at-most',
            of: [id('O')],
            in: id('OTH'),
            within: long(calm.within),
            limit:
              typeof limit === 'number'
                ? { is: 'number', count: limit }
                : { is: 'baseline', from: { is: 'instant', instant: at(hours(limit.since)) } },
          },
          sources: mission,
        } as Term
        const when: Condition = { is: 'holds', state: id('adherence'), for: long(calm.run), since: undefined }
        const text = truce({ terms: [term], clauses: [clause('G', { duty: 'permit', when })] })
        const known = Math.min(cut, all.length)
        const engine = toldOf(text, ...all.map(say))
        const stood = asKnown(all, known)
        // With a text in force that has something under O, silence says something; without one it says nothing.
        const isAdopted = stood.some(({ is }) => is === 'adopted')
        const heard = againstIt(stood).filter(({ is }) => is !== 'closed' || isAdopted)
        const { certain, possible } = calmOnset(heard, calm)
        const { activated } = standing(engine, 'G', hours(0), { known: FIRST + known })
        expect(activated).toEqual({ certain: asInstant(certain), possible: asInstant(possible) })
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })

  test('keep a state open while no text in force has had such a clause', () => {
    fc.assert(
      fc.property(log, fc.integer({ min: 0, max: 30 }), fc.nat(15), (all, run, cut) => {
        const term = { ...state, test: { is: 'no-breach', of: [id('O.1')], in: id('OTH') } } as Term
        const when: Condition = { is: 'holds', state: id('adherence'), for: long(run), since: undefined }
        const text = truce({ terms: [term], clauses: [clause('G', { duty: 'permit', when })] })
        const known = Math.min(cut, all.length)
        const stood = asKnown(all, known)
        const { activated } = standing(toldOf(text, ...all.map(say)), 'G', hours(0), { known: FIRST + known })
        const hasClause = isKnown(stood)
        expect(activated.certain === undefined || hasClause).toBe(true)
        expect(hasClause || activated.possible === asInstant(run)).toBe(true)
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })
})
