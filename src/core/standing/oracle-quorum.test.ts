import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Standard, Term, Who } from '../agreement/agreement.ts'
import {
  ACTORS,
  breaches,
  dayD,
  heldFor,
  stateAt,
  type Actor,
  type Quorum,
  type Told,
} from './oracle-quorum.test-support.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { boardOf } from './board.ts'
import { parseDuration, type Duration } from '../time/instant.ts'
import { hours } from './small-world.test-support.ts'
import {
  at,
  clause,
  finding,
  FIRST,
  id,
  moment,
  standing,
  told,
  truce,
  type Said,
} from './truce.test-support.ts'
import { seeded } from './seeded.test-support.ts'

const { RUNS, SEED } = seeded(500)

const actors = Object.keys(ACTORS) as Actor[]
const quorum: fc.Arbitrary<Quorum> = fc.record({
  least: fc.constantFrom(1, 2, 2, 2, 3),
  parties: fc.subarray(['RED', 'GREEN', 'WHITE'] as const),
  actors: fc.subarray(['mission', 'green.patrol', 'paper'] as const, { maxLength: 2 }),
  monitors: fc.boolean(),
})
const by = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...actors).map((one) => [one]) },
  { weight: 1, arbitrary: fc.subarray(actors, { minLength: 2, maxLength: 3 }) },
)
const anything: fc.Arbitrary<Told> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      is: fc.constant('finds' as const),
      by,
      about: fc.nat(1),
      says: fc.constantFrom('red' as const, 'red', 'red', 'blue', 'nothing', 'unsure'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ is: fc.constant('sets' as const), by, hour: fc.constantFrom(20, 30) }),
  },
  {
    weight: 6,
    arbitrary: fc
      .record({
        by,
        says: fc.constantFrom('holds' as const, 'holds', 'fails'),
        from: fc.nat(12),
        for: fc.nat(12),
      })
      .map(({ by: who, says, from, for: length }): Told => ({
        is: 'decides',
        by: who,
        says,
        from,
        until: length > 8 ? undefined : from + length,
      })),
  },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('withdrawn' as const), which: fc.nat(12) }) },
)

function standardOf({ least, parties, actors: named, monitors }: Quorum): Standard {
  const of: Who[] = [
    ...parties.map((party): Who => ({ is: 'party', party: id(party) })),
    ...named.map((actor): Who => ({ is: 'actor', actor: id(actor) })),
    ...(monitors ? [{ is: 'role', role: 'monitor' } as const] : []),
  ]
  return { is: 'quorum', least, how: 'verified', of }
}

const dayDSetBy = (setBy: Standard): Term => ({
  is: 'moment',
  id: id('DayD'),
  name: { en: 'DayD' },
  means: 'the day',
  choices: [],
  at: { line: 1, column: 1 },
  setBy,
  fixed: undefined,
})

const decidedBy = (standard: Standard): Term => ({
  is: 'state',
  id: id('calm'),
  name: { en: 'calm' },
  means: 'they say so',
  choices: [],
  at: { line: 1, column: 1 },
  test: undefined,
  decidedBy: standard,
  ifSilent: 'unknown',
  sources: [],
})

const RUN = 3
const textOf = (of: Quorum) =>
  truce({
    terms: [dayDSetBy(standardOf(of)), decidedBy(standardOf(of))],
    clauses: [
      clause('T.1', { evidence: standardOf(of) }),
      clause('T.m', {
        duty: 'permit',
        when: { is: 'reached', anchor: { is: 'moment', moment: id('DayD'), plus: 0 as Duration } },
      }),
      clause('T.c', {
        duty: 'permit',
        when: { is: 'holds', state: id('calm'), for: parseDuration(`${RUN}h`), since: undefined },
      }),
    ],
  })

/** Those whom the small world of the other tests does not know. */
const GRANTS = ['green.patrol', 'green.observers'].map((actor): Said => ({
  kind: 'role-granted',
  by: 'office',
  actor,
  name: { en: actor },
  role: 'monitor',
  actsFor: 'GREEN',
}))

const OUTCOMES = {
  red: { attribution: [{ to: 'RED', confidence: 'established' }] },
  blue: { attribution: [{ to: 'BLUE', confidence: 'established' }] },
  nothing: { outcome: 'not-confirmed', attribution: [] },
  unsure: { outcome: 'undetermined', attribution: [] },
} as const

function say(one: Told, i: number, all: readonly Told[]): Said {
  switch (one.is) {
    case 'finds': {
      const of = { when: moment(hours(10)), ...OUTCOMES[one.says] }
      return { ...finding('', `INC-n${one.about}`, 'T.1', of), by: one.by }
    }
    case 'sets':
      return {
        kind: 'term-determined',
        by: one.by,
        agreement: 'TRU',
        term: 'DayD',
        value: { is: 'moment', instant: hours(one.hour) },
      }
    case 'decides': {
      const { by: who, says, from, until } = one
      const value = { is: says, from: hours(from), ...(until === undefined ? {} : { until: hours(until) }) }
      return { kind: 'term-determined', by: who, agreement: 'TRU', term: 'calm', value }
    }
    case 'withdrawn': {
      const which = one.which < i ? all[one.which] : undefined
      const whose = which === undefined || which.is === 'withdrawn' ? ['paper'] : which.by
      return {
        kind: 'statement-withdrawn',
        by: whose,
        entry: FIRST + GRANTS.length + one.which,
        because: 'mistaken',
      }
    }
  }
}

const BOUNDS = { holds: { lo: 1, hi: 1 }, open: { lo: 0, hi: 1 }, fails: { lo: 0, hi: 0 } }
const asInstant = (hour: number | undefined) => (hour === undefined ? undefined : at(hours(hour)))

describe(`against a slow second opinion (seed ${SEED})`, () => {
  test('what so many of those named have found, set or decided is the same at every knowledge time', () => {
    fc.assert(
      fc.property(quorum, fc.array(anything, { maxLength: 12 }), fc.nat(12), (of, all, cut) => {
        const known = Math.min(cut, all.length)
        const engine = told(textOf(of), ...GRANTS, ...all.map(say))
        const ask = { known: FIRST + GRANTS.length + known }
        const { breaches: counted, status } = standing(engine, 'T.1', hours(90), ask)
        const { found, alleged } = breaches(all, known, of)
        expect(counted).toEqual({ found, alleged })
        expect(status).toBe(found > 0 ? 'breached' : alleged > 0 ? 'contested' : 'active')
        const { certain, possible } = dayD(all, known, of)
        expect(standing(engine, 'T.m', hours(90), ask).activated).toEqual({
          certain: asInstant(certain),
          possible: asInstant(possible),
        })
        const held = standing(engine, 'T.c', hours(90), ask).activated.certain
        expect(held).toBe(asInstant(heldFor(all, known, of, RUN)))
        for (const hour of [0, 3, 8, 14, 30]) {
          const { holds } = boardOf(engine, {
            ...ask,
            agreement: id('TRU'),
            at: at(hours(hour)),
            reading: RECORD_READING,
          }).states[0] ?? { holds: undefined }
          expect(holds).toEqual(BOUNDS[stateAt(all, known, of, hour)])
        }
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })
})
