import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Power, PowerLimits } from '../agreement/agreement.ts'
import type { Duration } from '../time/instant.ts'
import type { Standing } from './standing.ts'
import {
  askedToJoin,
  compensation,
  ENDS,
  HOLDERS,
  judged,
  statusOf,
  stillAsked,
  type Told,
  type User,
  type World,
} from './oracle-powers.test-support.ts'
import { HOUR, hours } from './small-world.test-support.ts'
import {
  at,
  clause,
  finding,
  FIRST,
  id,
  moment,
  power,
  standing,
  told,
  truce,
  until,
  type Said,
} from './truce.test-support.ts'
import { seeded } from './seeded.test-support.ts'

const { RUNS, SEED } = seeded(1000)

const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined, freq: 2 })
const may = fc.constantFrom('extend' as const, 'waive', 'suspend', 'withdraw')
const world: fc.Arbitrary<World> = fc
  .record({
    may,
    holders: fc.constantFrom(2 as const, 3),
    quorum: fc.constantFrom(1, 2, 2, 3),
    effect: fc.constantFrom('ex-nunc' as const, 'ex-tunc'),
    overAll: fc.boolean(),
    needsGround: fc.boolean(),
    ifOverturned: maybe(fc.constantFrom('stands' as const, 'falls', 'compensate')),
    times: maybe(fc.integer({ min: 1, max: 2 })),
    length: maybe(fc.integer({ min: 5, max: 40 })),
    latest: maybe(fc.integer({ min: 0, max: 40 })),
    told: maybe(fc.constantFrom(1, 5, 20)),
    reasons: fc.boolean(),
  })
  .map((one) => ({ ...one, quorum: Math.min(one.quorum, one.holders) }))
const hour = fc.integer({ min: -4, max: 70 })
/** Few different uses, so that several often say the same; RED holds nothing. */
const uses = (own: World['may']): fc.Arbitrary<Told> =>
  fc.record({
    is: fc.constant('used' as const),
    act: fc.oneof({ weight: 6, arbitrary: fc.constant(own) }, { weight: 1, arbitrary: may }),
    by: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...HOLDERS).map((one) => [one]) },
      { weight: 1, arbitrary: fc.subarray<User>([...HOLDERS, 'RED'], { minLength: 1 }) },
    ),
    from: fc.constantFrom(-2, 10, 24, 24, ENDS, 50),
    until: fc.constantFrom(undefined, 52, 60, 80),
    reasons: fc.constantFrom(true, true, false),
  })
const ground: fc.Arbitrary<Told> = fc.record({
  is: fc.constant('found' as const),
  of: fc.constant('T.g' as const),
  hour: fc.constantFrom(0, 9),
})
const clocks: fc.Arbitrary<Told> = fc.record({ is: fc.constant('clock' as const), hour })
const withdrawals: fc.Arbitrary<Told> = fc.record({
  is: fc.constant('withdrawn' as const),
  which: fc.nat(11),
})
const anything = (own: World['may']): fc.Arbitrary<Told> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        is: fc.constant('found' as const),
        of: fc.constantFrom('T.1' as const, 'T.g'),
        hour,
      }),
    },
    { weight: 5, arbitrary: uses(own) },
    {
      weight: 1,
      arbitrary: fc.record({
        is: fc.constant('resumed' as const),
        from: fc.constantFrom(9, 10, 24, 30, 51),
      }),
    },
    { weight: 3, arbitrary: clocks },
    { weight: 2, arbitrary: withdrawals },
  )

/** Anything at all; or, between other things, a power whose ground is then taken back. */
function log(own: World['may']): fc.Arbitrary<readonly Told[]> {
  const some = fc.array(anything(own), { maxLength: 2 })
  const overturned = fc.tuple(some, ground, some, uses(own), some, withdrawals, some, clocks, some)
  return fc.oneof(
    fc.array(anything(own), { maxLength: 12 }).map((things) => asTold(things, isGround)),
    overturned.map((parts) => asTold(parts.flat(), isGround)),
  )
}

/** Little but uses of a power that asks for little, taken back and said again, while the clock is read. */
function takenBack(own: World['may']): fc.Arbitrary<readonly Told[]> {
  const use = fc.record({
    is: fc.constant('used' as const),
    act: fc.constant(own),
    by: fc.constantFrom<User[][]>(['GREEN'], ['WHITE'], ['GREEN', 'WHITE'], ['GREEN', 'WHITE', 'BLUE']),
    from: fc.constantFrom(10, 24),
    until: fc.constantFrom(undefined, 52, 80),
    reasons: fc.constant(true),
  })
  const resumed = fc.record({ is: fc.constant('resumed' as const), from: fc.constantFrom(10, 30) })
  const read = (...by: number[]) => fc.constantFrom(...by).map((h): Told => ({ is: 'clock', hour: h }))
  const some = fc.array(fc.oneof(use, withdrawals, read(20, 26, 40), resumed), { maxLength: 2 })
  return fc
    .tuple(use, some, read(5, 12, 26), some, withdrawals, some, read(12, 30, 49, 55), some)
    .map((parts) => asTold(parts.flat(), isUse))
}

const isGround = (one: Told): boolean => one.is === 'found' && one.of === 'T.g'
const isUse = (one: Told): boolean => one.is === 'used' || one.is === 'resumed'

/** The clock never goes back, and most often what is withdrawn is one of those that matter. */
function asTold(things: readonly Told[], matters: (one: Told) => boolean): readonly Told[] {
  let now = -20
  return things.map((one, i): Told => {
    if (one.is === 'clock') return { is: 'clock', hour: (now = Math.max(now, one.hour)) }
    if (one.is !== 'withdrawn') return one
    const before = things.flatMap((said, j) => (matters(said) && j < i ? [j] : []))
    return { is: 'withdrawn', which: before[one.which % 3] ?? one.which }
  })
}

const long = (count: number) => (count * HOUR) as Duration

function textOf({ holders, quorum, effect, overAll, needsGround, ifOverturned, ...of }: World) {
  const over = overAll ? [] : [id('T.1')]
  const limits: PowerLimits = {
    ...(of.times === undefined ? {} : { times: of.times }),
    ...(of.length === undefined ? {} : { length: long(of.length) }),
    ...(of.latest === undefined ? {} : { by: { is: 'instant', instant: at(hours(of.latest)) } }),
  }
  const overturned: Partial<Power> =
    ifOverturned === undefined
      ? {}
      : {
          ifOverturned:
            ifOverturned === 'compensate' ? { is: ifOverturned, clause: id('T.c') } : { is: ifOverturned },
        }
  return truce({
    clauses: [
      clause('T.1', { window: until(hours(ENDS)) }),
      clause('T.g', { bearer: 'BLUE' }),
      clause('T.e', { duty: 'permit', when: { is: 'exercised', power: id('P') } }),
      clause('T.c', { duty: 'permit', when: { is: 'overturned', power: id('P') } }),
    ],
    powers: [
      power('P', {
        by: HOLDERS.slice(0, holders),
        quorum,
        may: of.may,
        effect,
        over,
        when: needsGround ? { is: 'breached', clause: id('T.g'), by: undefined } : undefined,
        limits,
        form: {
          ...(of.told === undefined ? {} : { told: long(of.told) }),
          ...(of.reasons ? { reasons: true } : {}),
        },
        ...overturned,
      }),
      power('R', { by: ['GREEN'], may: 'resume', over }),
    ],
  })
}

const ACTORS: Record<User, string> = {
  GREEN: 'green.mfa',
  WHITE: 'white.mfa',
  BLUE: 'blue.army',
  RED: 'red.army',
}

function authorOf(one: Told | undefined): string | readonly string[] {
  if (one?.is === 'found') return 'mission'
  if (one?.is === 'used') return one.by.map((party) => ACTORS[party])
  return one?.is === 'resumed' ? 'green.mfa' : 'paper'
}

function say(one: Told, i: number, all: readonly Told[]): Said {
  const by = authorOf(one)
  switch (one.is) {
    case 'found':
      return finding('mission', `INC-n${i}`, one.of, {
        when: moment(hours(one.hour)),
        attribution: [{ to: one.of === 'T.1' ? 'RED' : 'BLUE', confidence: 'established' }],
      })
    case 'used':
      return {
        kind: 'power-exercised',
        by,
        agreement: 'TRU',
        power: 'P',
        act: one.act,
        from: hours(one.from),
        ...(one.until === undefined ? {} : { until: hours(one.until) }),
        ...(one.reasons ? { words: { lang: 'en', text: 'For this reason.' } } : {}),
      }
    case 'resumed':
      return {
        kind: 'power-exercised',
        by,
        agreement: 'TRU',
        power: 'R',
        act: 'resume',
        from: hours(one.from),
      }
    case 'clock':
      return { kind: 'clock-read', by: 'office', readAt: hours(one.hour) }
    case 'withdrawn': {
      const whose = one.which < i ? authorOf(all[one.which]) : 'paper'
      return { kind: 'statement-withdrawn', by: whose, entry: FIRST + one.which, because: 'mistaken' }
    }
  }
}

const exercising = (next: Standing['next']) =>
  next.flatMap(({ who, what }) => (what === 'exercise' ? [who] : []))
const asInstant = (h: number | undefined) => (h === undefined ? undefined : at(hours(h)))

describe(`against a slow second opinion (seed ${SEED})`, () => {
  test('what a use of a power comes to is the same at every hour and knowledge time, also once its ground has fallen or it was taken back', () => {
    const plain = {
      effect: 'ex-nunc',
      needsGround: false,
      latest: undefined,
      told: undefined,
      reasons: false,
    } as const
    const given = fc.oneof(
      world.chain((of) => fc.tuple(fc.constant(of), log(of.may))),
      world.chain((of) => fc.tuple(fc.constant({ ...of, ...plain }), takenBack(of.may))),
    )
    fc.assert(
      fc.property(given, hour, fc.oneof(fc.nat(26), fc.constant(26)), ([of, all], when, cut) => {
        const known = Math.min(cut, all.length)
        const engine = told(textOf(of), ...all.map(say))
        const ask = { known: FIRST + known }
        for (const name of ['T.1', 'T.g'] as const) {
          const { status, why, next } = standing(engine, name, hours(when), ask)
          const codes = why.map(({ code }) => code).filter((code) => code.startsWith('power-'))
          expect({ name, status, codes: codes.toSorted() }).toEqual({
            name,
            ...statusOf(all, known, of, name, when),
          })
          const asked = status === 'pending' || when < 0 ? [] : askedToJoin(all, known, of, name, when)
          expect({ name, status, asked: exercising(next) }).toEqual({ name, status, asked })
        }
        const waiting = standing(engine, 'T.e', hours(when), ask)
        const used = judged(all, known, of).effective
        const first = Math.min(...used.map(({ from }) => from))
        // Nothing of the agreement begins once somebody has withdrawn from all of it.
        const ends = of.may === 'withdraw' && of.overAll ? first : Infinity
        const begins = (h: number | undefined) => asInstant(h !== undefined && h < ends ? h : undefined)
        expect(waiting.activated.certain).toBe(begins(first < Infinity ? Math.max(0, first) : undefined))
        const waits = waiting.status === 'pending'
        const isBegun =
          waiting.activated.certain !== undefined && waiting.activated.certain <= at(hours(when))
        const joining = isBegun ? askedToJoin(all, known, of, 'T.e', when) : []
        const asked = waits && when < first ? stillAsked(all, known, of) : joining
        expect({ asked: exercising(waiting.next) }).toEqual({ asked })
        const { activated } = standing(engine, 'T.c', hours(when), ask)
        const owed = compensation(all, known, of).map(({ certain, possible }) => {
          return { certain: begins(certain), possible: begins(possible) }
        })
        expect(owed.length === 0 ? [{ certain: undefined, possible: undefined }] : owed).toContainEqual(
          activated,
        )
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })
})
