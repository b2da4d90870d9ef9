import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Agreement, Exchange } from '../agreement/agreement.ts'
import { withImplied } from '../agreement/implied.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import type { Duration } from '../time/instant.ts'
import { boardOf } from './board.ts'
import { HOUR, hours } from './small-world.test-support.ts'
import {
  exchangeStatus,
  orderCodes,
  standingOf,
  type Mode,
  type Told,
  type World,
} from './oracle-exchanges.test-support.ts'
import { at, clause, done, FIRST, id, moment, told, truce, within, type Said } from './truce.test-support.ts'
import { seeded } from './seeded.test-support.ts'

const { RUNS, SEED } = seeded(500)

const mode: fc.Arbitrary<Mode> = fc.oneof(
  fc.record({
    is: fc.constant('simultaneous' as const),
    within: fc.integer({ min: 1, max: 20 }),
    saysWhatIf: fc.boolean(),
  }),
  fc.record({ is: fc.constant('in-turn' as const), tie: fc.boolean() }),
  fc.record({ is: fc.constant('held' as const), for: fc.integer({ min: 1, max: 20 }) }),
)
const bearers = fc.constantFrom(['RED'], ['BLUE'], ['RED', 'BLUE'])
const world: fc.Arbitrary<World> = fc.record({
  legs: fc.array(bearers, { minLength: 2, maxLength: 3 }),
  before: fc.oneof(fc.constant([]), bearers),
  mode,
})
const thing: fc.Arbitrary<Told> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .record({
        is: fc.constantFrom('done' as const, 'done' as const, 'claims-done' as const),
        leg: fc.constantFrom(0, 1, 2, 'before' as const),
        party: fc.constantFrom('RED', 'BLUE'),
        hour: fc.integer({ min: -3, max: 30 }),
        span: fc.constantFrom(0, 0, 2, 8),
      })
      .map(({ span, ...one }) => ({ ...one, until: one.hour + span })),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('withdrawn' as const), which: fc.nat(11) }) },
)

const legName = (leg: number | 'before'): string => (leg === 'before' ? 'T.before' : `T.${leg}`)

function textOf({ legs, before, mode: of }: World): Agreement {
  const ways = {
    simultaneous: (): Pick<Exchange, 'mode' | 'ifNobodyMoves'> => ({
      mode: { is: 'simultaneous', within: (of.is === 'simultaneous' ? of.within * HOUR : 0) as Duration },
      ifNobodyMoves: of.is === 'simultaneous' && of.saysWhatIf ? 'each is due' : undefined,
    }),
    'in-turn': (): Pick<Exchange, 'mode' | 'ifNobodyMoves'> => ({
      mode: { is: 'in-turn', sameMoment: of.is === 'in-turn' && of.tie ? 'in-turn' : 'out-of-turn' },
      ifNobodyMoves: undefined,
    }),
    held: (): Pick<Exchange, 'mode' | 'ifNobodyMoves'> => ({
      mode: {
        is: 'held',
        by: { is: 'role', role: 'monitor' },
        for: (of.is === 'held' ? of.for * HOUR : 0) as Duration,
      },
      ifNobodyMoves: undefined,
    }),
  }
  const owed = (leg: number | 'before', who: readonly string[]) =>
    clause(legName(leg), { duty: 'achieve', bearers: who.map((one) => id(one)), window: within('48h') })
  const text = truce({
    clauses: [
      ...(before.length === 0 ? [] : [owed('before', before)]),
      ...legs.map((who, leg) => owed(leg, who)),
    ],
    exchanges: [
      {
        id: id('T.e'),
        wording: { text: { en: 'each for the other' }, cites: '1', source: undefined },
        legs: legs.map((_, leg) => id(legName(leg))),
        after: before.length === 0 ? undefined : done('T.before'),
        choices: [],
        at: { line: 1, column: 1 },
        ...ways[of.is](),
      },
    ],
  })
  return { ...text, clauses: withImplied(text) }
}

const AUTHORS: Readonly<Record<string, string>> = { RED: 'red.army', BLUE: 'blue.army' }

function say(one: Told, i: number, all: readonly Told[]): Said {
  const author = (of: Told | undefined): string =>
    of === undefined || of.is === 'withdrawn'
      ? 'paper'
      : of.is === 'done'
        ? 'mission'
        : (AUTHORS[of.party] ?? 'paper')
  if (one.is === 'withdrawn') {
    const by = author(one.which < i ? all[one.which] : undefined)
    return { kind: 'statement-withdrawn', by, entry: FIRST + one.which, because: 'mistaken' }
  }
  return {
    kind: one.is === 'done' ? 'act-confirmed' : 'act-declared',
    by: author(one),
    agreement: 'TRU',
    clause: legName(one.leg),
    party: one.party,
    when: moment(hours(one.hour), hours(one.until)),
  }
}

describe(`against a slow second opinion (seed ${SEED})`, () => {
  test('an exchange stands the same, and names the same of the order of its legs, at every hour and knowledge time', () => {
    fc.assert(
      fc.property(
        world,
        fc.array(thing, { maxLength: 12 }),
        fc.integer({ min: -4, max: 45 }),
        fc.nat(12),
        (of, log, hour, cut) => {
          const known = Math.min(cut, log.length)
          const board = boardOf(told(textOf(of), ...log.map(say)), {
            agreement: id('TRU'),
            at: at(hours(hour)),
            known: FIRST + known,
            reading: RECORD_READING,
          })
          const words = standingOf(log, known)
          const [shown] = board.exchanges
          expect({
            status: shown?.status,
            codes: shown?.missing.map(({ code }) => code).filter((code) => /^legs?-/.test(code)),
          }).toEqual({ status: exchangeStatus(words, of, hour), codes: orderCodes(words, of, hour) })
        },
      ),
      { numRuns: RUNS, seed: SEED },
    )
  })
})
