import { describe, expect, test } from 'vitest'
import type { Clause } from '../agreement/agreement.ts'
import { hours, mission } from './small-world.test-support.ts'
import { clause, FIRST, id, standing, told, truce, until, type Said } from './truce.test-support.ts'

const heard = { window: until(hours(24)), ifSilent: 'compliant', sources: mission } as const
const text = truce({ clauses: [clause('T.1', heard), clause('T.2', heard)] })
const closes = (through: number, of: { agreement?: string; clause?: string } = {}): Said => ({
  kind: 'source-closed',
  by: 'mission',
  source: 'mission',
  through: hours(through),
  ...of,
})
const statuses = (...said: readonly Said[]) => {
  const engine = told(text, ...said)
  return [id('T.1'), id('T.2')].map((name) => standing(engine, name, hours(40)).status)
}

describe('a source that has nothing more to say', () => {
  test('says so of every clause, of those of one agreement, or of one clause alone', () => {
    expect(statuses(closes(30))).toEqual(['fulfilled', 'fulfilled'])
    expect(statuses(closes(30, { agreement: 'TRU' }))).toEqual(['fulfilled', 'fulfilled'])
    expect(statuses(closes(30, { agreement: 'TRU', clause: 'T.1' }))).toEqual(['fulfilled', 'expired'])
    expect(statuses(closes(30, { agreement: 'OTH' }))).toEqual(['expired', 'expired'])
  })

  test('has closed for a clause through the later of what it said of that and of all', () => {
    const one = { agreement: 'TRU', clause: 'T.1' }
    expect(statuses(closes(10), closes(30, one))).toEqual(['fulfilled', 'expired'])
    expect(statuses(closes(30), closes(10, one))).toEqual(['fulfilled', 'fulfilled'])
  })

  test('has closed for an agreement through the later of what it said of that and of all, said in either order', () => {
    const ofAgreement = { agreement: 'TRU' }
    for (const said of [
      [closes(30), closes(10, ofAgreement)],
      [closes(10), closes(30, ofAgreement)],
    ]) {
      expect(statuses(...said)).toEqual(['fulfilled', 'fulfilled'])
      expect(statuses(...said.toReversed())).toEqual(['fulfilled', 'fulfilled'])
    }
  })

  test('speaks for itself only', () => {
    expect(statuses({ ...closes(30), by: 'commission' })).toEqual(['expired', 'expired'])
  })

  test('may take it back: what it closed before stands again', () => {
    const taken: Said = { kind: 'statement-withdrawn', by: 'mission', entry: FIRST + 1, because: 'mistaken' }
    expect(statuses(closes(24), closes(30), taken)).toEqual(['fulfilled', 'fulfilled'])
    expect(statuses(closes(10), closes(30), taken)).toEqual(['expired', 'expired'])
  })

  test('has not closed less far by saying later that it closed through an earlier time', () => {
    expect(statuses(closes(30), closes(10))).toEqual(['fulfilled', 'fulfilled'])
  })
})

describe('several who are heard', () => {
  const by = (actor: string, through: number): Said =>
    ({ ...closes(through), by: actor, source: actor }) as Said
  const status = (sources: Clause['sources'], ...said: readonly Said[]) =>
    standing(told(truce({ clauses: [clause('T.1', { ...heard, sources })] }), ...said), 'T.1', hours(40))
      .status
  const monitors = [{ is: 'role', role: 'monitor' }] as const

  test('have closed once each of them has, through the earliest of what they said', () => {
    const named = ['mission', 'paper'].map((actor) => ({ is: 'actor', actor: id(actor) }) as const)
    for (const [sources, other] of [
      [monitors, 'commission'],
      [named, 'paper'],
    ] as const) {
      expect(status(sources, by('mission', 30))).toBe('expired')
      expect(status(sources, by('mission', 30), by(other, 20))).toBe('expired')
      expect(status(sources, by(other, 20), by('mission', 30))).toBe('expired')
      expect(status(sources, by('mission', 30), by(other, 24))).toBe('fulfilled')
    }
  })

  test('wait for whoever is granted the role later, from when that is known', () => {
    const grant: Said = {
      kind: 'role-granted',
      by: 'office',
      actor: 'paper',
      name: { en: 'paper' },
      role: 'monitor',
    }
    const both = [by('mission', 30), by('commission', 30)]
    expect(status(monitors, ...both, grant)).toBe('expired')
    expect(status(monitors, ...both, grant, by('paper', 30))).toBe('fulfilled')
  })

  test('are a party’s actors where the party is named; with nobody behind a name nothing ever closes', () => {
    const red = [{ is: 'party', party: id('RED') }] as const
    expect(status(red, by('mission', 30))).toBe('expired')
    expect(status(red, by('red.army', 30))).toBe('fulfilled')
    expect(status([...red, { is: 'role', role: 'humanitarian' }], by('red.army', 30))).toBe('expired')
  })
})
