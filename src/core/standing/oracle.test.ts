import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Duration } from '../time/instant.ts'
import { holds, HOUR, hours, mission, state } from './small-world.test-support.ts'
import {
  achieveStatus,
  countReached,
  extendedWorld,
  refrainStatus,
  standingOf as stands,
  streakEnds,
  type Plain,
} from './oracle.test-support.ts'
import {
  at,
  clause,
  finding,
  FIRST,
  id,
  moment,
  power,
  report,
  standing,
  told,
  truce,
  until,
  within,
  type Said,
} from './truce.test-support.ts'
import { seeded } from './seeded.test-support.ts'

const { RUNS, SEED } = seeded(2000)

describe(`against a slow second opinion (seed ${SEED})`, () => {
  const given = { ends: 96, deadline: 48, run: 36, over: 1, within: 24 }
  const text = truce({
    terms: [state],
    clauses: [
      clause('T.1', { window: until(hours(given.ends)), ifSilent: 'compliant', sources: mission }),
      clause('T.2', { duty: 'achieve', window: within('48h'), ifSilent: 'compliant', sources: mission }),
      clause('T.4', { duty: 'permit', when: holds((given.run * HOUR) as Duration) }),
      clause('T.5', {
        duty: 'permit',
        when: {
          is: 'counted',
          clauses: [id('T.1')],
          over: given.over,
          within: (given.within * HOUR) as Duration,
        },
      }),
    ],
    powers: [power('P', { by: ['GREEN', 'WHITE'], over: [id('T.1')] })],
  })
  const hour = fc.integer({ min: -12, max: 130 })
  const plain: fc.Arbitrary<Plain> = fc.oneof(
    fc.record({ is: fc.constant('alleged' as const), hour, span: fc.nat(24) }).map(({ hour: h, span }) => ({
      is: 'alleged' as const,
      hour: h,
      until: h + span,
    })),
    fc.record({ is: fc.constant('found' as const), hour }),
    fc.record({ is: fc.constantFrom('done' as const, 'not-done' as const, 'claims-done' as const), hour }),
    fc.record({ is: fc.constant('closed' as const), hour }),
    fc.record({ is: fc.constant('withdrawn' as const), which: fc.nat(20) }),
    fc.record({ is: fc.constant('extended' as const), hour, until: hour }),
  )
  const act = (kind: string, by: string, h: number) =>
    ({ kind, by, agreement: 'TRU', clause: 'T.2', party: 'RED', when: moment(hours(h)) }) as Said
  const author = {
    alleged: 'paper',
    found: 'mission',
    done: 'mission',
    'not-done': 'mission',
    'claims-done': 'red.army',
    closed: 'mission',
    withdrawn: 'paper',
    extended: ['green.mfa', 'white.mfa'],
  }

  const say = (one: Plain, i: number, log: readonly Plain[]): Said => {
    switch (one.is) {
      case 'alleged':
        return report('paper', moment(hours(one.hour), hours(one.until)))
      case 'found':
        return finding('mission', `INC-n${i}`, 'T.1', { when: moment(hours(one.hour)) })
      case 'done':
        return act('act-confirmed', 'mission', one.hour)
      case 'not-done':
        return act('act-refuted', 'mission', one.hour)
      case 'claims-done':
        return act('act-declared', 'red.army', one.hour)
      case 'closed':
        return { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(one.hour) }
      case 'extended':
        return {
          kind: 'power-exercised',
          by: author.extended,
          agreement: 'TRU',
          power: 'P',
          act: 'extend',
          from: hours(one.hour),
          until: hours(one.until),
        }
      case 'withdrawn': {
        const of = log[one.which]
        const by = of === undefined || one.which >= i ? 'paper' : author[of.is]
        return { kind: 'statement-withdrawn', by, entry: FIRST + one.which, because: 'mistaken' }
      }
    }
  }
  // Two words of the monitor at the same hour go by their order in the log, which the second opinion does not know.
  const unambiguous = (log: readonly Plain[]): boolean => {
    const words = log.flatMap((one) =>
      one.is === 'done' || one.is === 'not-done' || one.is === 'claims-done' ? [one.hour] : [],
    )
    return new Set(words).size === words.length
  }

  test('the engine answers the same on every small log, at every hour and every knowledge time', () => {
    fc.assert(
      fc.property(
        fc.array(plain, { maxLength: 14 }).filter(unambiguous),
        hour,
        fc.nat(14),
        (log, when, cut) => {
          const engine = told(text, ...log.map((one, i) => say(one, i, log)))
          const known = Math.min(cut, log.length)
          const standingLog = stands(log, known)
          const world = extendedWorld(standingLog, given)
          const of = { known: FIRST + known }
          expect(standing(engine, 'T.1', hours(when), of).status).toBe(
            refrainStatus(standingLog, world, when),
          )
          expect(standing(engine, 'T.2', hours(when), of).status).toBe(
            achieveStatus(standingLog, world, when),
          )
          const { certain, possible } = standing(engine, 'T.4', hours(when), of).activated
          const ends = streakEnds(standingLog, world)
          const counted = countReached(standingLog, world)
          expect(standing(engine, 'T.5', hours(when), of).activated.certain).toEqual(
            counted === undefined ? undefined : at(hours(counted)),
          )
          expect({ certain, possible }).toEqual({
            certain: ends.certain === undefined ? undefined : at(hours(ends.certain)),
            possible: at(hours(ends.possible)),
          })
        },
      ),
      { numRuns: RUNS, seed: SEED },
    )
  })
})
