import { describe, expect, test } from 'vitest'
import type { Clause, Condition, Term } from '../agreement/agreement.ts'
import { NO_TIME } from '../time/instant.ts'
import { hours, mission } from './small-world.test-support.ts'
import {
  assertedBy,
  at,
  clause,
  FIRST,
  id,
  jointly,
  moment,
  standing,
  told,
  truce,
  until,
  type Said,
} from './truce.test-support.ts'

/** When what waits for a condition begins. */
const opens = (terms: readonly Term[], when: Condition, ...said: readonly Said[]) =>
  standing(told(truce({ terms, clauses: [clause('G', { duty: 'permit', when })] }), ...said), 'G', hours(0))
    .activated
const exactly = (hour: number) => ({ certain: at(hours(hour)), possible: at(hours(hour)) })

describe('formal acts that are done again', () => {
  const dayD: Term = {
    is: 'moment',
    id: id('DayD'),
    name: { en: 'DayD' },
    means: 'the day',
    choices: [],
    at: { line: 1, column: 1 },
    setBy: assertedBy('GREEN'),
    fixed: undefined,
  }
  const sets = (hour: number, by = 'green.mfa'): Said => ({
    kind: 'term-determined',
    by,
    agreement: 'TRU',
    term: 'DayD',
    value: { is: 'moment', instant: hours(hour) },
  })
  const reached: Condition = {
    is: 'reached',
    anchor: { is: 'moment', moment: id('DayD'), plus: NO_TIME },
  }
  const joins = (hour: number, by = 'red.army'): Said => ({
    kind: 'party-acceded',
    by,
    agreement: 'TRU',
    party: 'RED',
    when: moment(hours(hour)),
  })

  const grant = (actor: string) =>
    ({ kind: 'role-granted', by: 'office', actor, name: { en: actor }, role: 'party' }) as const

  test('a moment is when those who may set it set it last; others only propose', () => {
    expect(opens([dayD], reached, sets(30), sets(20))).toEqual(exactly(20))
    expect(opens([dayD], reached, sets(20), sets(30))).toEqual(exactly(30))
    expect(opens([dayD], reached, sets(20), sets(30, 'red.army'))).toEqual(exactly(20))
    expect(opens([dayD], reached, sets(30, 'red.army'))).toEqual({
      certain: undefined,
      possible: at(hours(30)),
    })
  })

  describe('a moment that several set together', () => {
    const both = { ...dayD, setBy: jointly('GREEN', 'WHITE') }
    const when = (...said: readonly Said[]) => opens([both], reached, ...said)
    const together = (hour: number): readonly Said[] => [sets(hour), sets(hour, 'white.mfa')]
    const proposed = (hour: number) => ({ certain: undefined, possible: at(hours(hour)) })

    test('is not moved back by one of them, nor by anybody else, who repeats what was set before', () => {
      for (const by of ['green.mfa', 'white.mfa', 'red.army']) {
        expect(when(...together(20), ...together(30), sets(20, by))).toEqual(exactly(30))
      }
    })

    test('is moved back once all of them say so anew, in the order in which each time came to be agreed', () => {
      expect(when(...together(20), ...together(30), ...together(20))).toEqual(exactly(20))
      expect(when(...together(20), ...together(30), ...together(20), sets(30))).toEqual(exactly(20))
      // What was named first was agreed last.
      expect(when(sets(20), ...together(30), sets(20), sets(20, 'white.mfa'))).toEqual(exactly(20))
    })

    test('is not set by the earlier word of one who has named another time since', () => {
      expect(when(sets(20), sets(30), sets(20, 'white.mfa'))).toEqual(proposed(20))
      expect(when(sets(20), sets(30), sets(20, 'white.mfa'), sets(20))).toEqual(exactly(20))
    })
  })

  test('of a party the last word stands, whichever of its actors says it; an actor that the text names is heard by itself', () => {
    const patrol: Said = { ...grant('green.patrol'), actsFor: 'GREEN' }
    const one = { ...dayD, setBy: jointly('GREEN', 'WHITE') }
    const said = [patrol, sets(20), sets(30, 'green.patrol'), sets(20, 'white.mfa')]
    expect(opens([one], reached, ...said).certain).toBe(undefined)
    const named: Term = {
      ...dayD,
      setBy: {
        is: 'all',
        of: [
          { is: 'said', how: 'asserted', by: { is: 'actor', actor: id('green.mfa') } },
          { is: 'said', how: 'asserted', by: { is: 'party', party: id('WHITE') } },
        ],
      },
    }
    expect(opens([named], reached, ...said)).toEqual(exactly(20))
  })

  test('a party joined when it did so first, whatever it repeats', () => {
    const acceded: Condition = { is: 'acceded', party: id('RED') }
    expect(opens([], acceded, joins(9), joins(4))).toEqual(exactly(4))
    expect(opens([], acceded, joins(4), joins(9, 'green.mfa'))).toEqual(exactly(4))
  })

  test('what was taken back was not done', () => {
    const back: Said = { kind: 'statement-withdrawn', by: 'green.mfa', entry: FIRST + 1, because: 'mistaken' }
    expect(opens([dayD], reached, sets(20), sets(30), back)).toEqual(exactly(20))
  })
})

describe('whose silence counts', () => {
  const closed = (by: string): Said => ({ kind: 'source-closed', by, source: by, through: hours(40) })

  test('that of those by whose word it is shown, where the text names nobody to be heard', () => {
    const named = { is: 'said', how: 'verified', by: { is: 'actor', actor: id('commission') } } as const
    const keep = clause('T', { window: until(hours(30)), ifSilent: 'compliant', evidence: named })
    const status = (own: Clause, by: string) =>
      standing(told(truce({ clauses: [own] }), closed(by)), 'T', hours(35)).status
    expect([status(keep, 'commission'), status(keep, 'mission')]).toEqual(['fulfilled', 'expired'])
    const heard = { ...keep, sources: mission }
    expect([status(heard, 'commission'), status(heard, 'mission')]).toEqual(['expired', 'fulfilled'])
  })

  test('a duty whose fixed day is that on which the agreement starts binds from the day it was agreed', () => {
    const by = (hour: number) =>
      standing(
        told(
          truce({
            clauses: [
              clause('T', {
                duty: 'achieve',
                window: {
                  within: undefined,
                  until: undefined,
                  late: 'still-due',
                  by: { is: 'instant', instant: at(hours(hour)) },
                },
              }),
            ],
          }),
        ),
        'T',
        hours(-1),
      ).status
    expect([by(0), by(1)]).toEqual(['due-soon', 'pending'])
  })
})
