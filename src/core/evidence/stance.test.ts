import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Standard } from '../agreement/agreement.ts'
import type { PartyId, Role } from '../statement/fields.ts'
import type { Actors } from './actors.ts'
import type { Reading } from './reading.ts'
import { RECORD_READING } from './readings.ts'
import { stanceOf, type Voice } from './stance.ts'

const id = (text: string): never => text as never
const PARTIES: Record<string, string> = { red: 'RED', green: 'GREEN', white: 'WHITE' }
const ROLES: Record<string, Role[]> = { mission: ['monitor'], commission: ['monitor'] }
const actors: Actors = {
  actsFor: (actor) => PARTIES[actor] as PartyId | undefined,
  rolesOf: (actor) => ROLES[actor] ?? [],
  of: () => [],
  withRole: () => [],
}
let entry = 0
const voice = (actor: string, stance: Voice['stance'], weight: Voice['weight'] = 'asserted'): Voice => ({
  actor: id(actor),
  stance,
  weight,
  entry: (entry += 1) as Voice['entry'],
})
const monitors: Standard = { is: 'said', how: 'verified', by: { is: 'role', role: 'monitor' } }
const word = (party: string): Standard => ({
  is: 'said',
  how: 'asserted',
  by: { is: 'party', party: id(party) },
})
const both: Standard = { is: 'all', of: [word('GREEN'), word('WHITE')] }
const because = (standard: Standard, voices: Voice[], reading: Reading = RECORD_READING) =>
  stanceOf(voices, standard, reading, actors)?.because

describe('the stance of a claim', () => {
  test('one’s word is no verification', () => {
    expect(because(monitors, [voice('red', 'support')])).toBe('alleged')
    expect(because(monitors, [voice('mission', 'support')])).toBe('alleged')
    expect(because(monitors, [voice('mission', 'support', 'verified')])).toBe('established')
  })

  test('only those whom the standard admits can refute; others only dispute', () => {
    expect(because(monitors, [voice('green', 'support'), voice('red', 'oppose')])).toBe('disputed')
    expect(because(monitors, [voice('green', 'support'), voice('mission', 'oppose', 'verified')])).toBe(
      'refuted',
    )
    const found = [voice('mission', 'support', 'verified'), voice('red', 'oppose')]
    expect(because(monitors, found)).toBe('established')
  })

  test('those who verify and disagree leave it disputed; those who cannot tell, inconclusive', () => {
    const disagree = [voice('mission', 'support', 'verified'), voice('commission', 'oppose', 'verified')]
    expect(because(monitors, disagree)).toBe('disputed')
    expect(because(monitors, [voice('green', 'support'), voice('mission', 'inconclusive', 'verified')])).toBe(
      'inconclusive',
    )
  })

  test('a joint standard needs every one, and one who denies disputes it', () => {
    expect(because(both, [voice('green', 'support')])).toBe('alleged')
    expect(because(both, [voice('green', 'support'), voice('white', 'support')])).toBe('established')
    expect(because(both, [voice('green', 'support'), voice('white', 'oppose')])).toBe('disputed')
    expect(because(both, [voice('green', 'oppose'), voice('white', 'oppose')])).toBe('refuted')
  })

  test('a reading that hears none of the voices has heard nothing', () => {
    const ofRed: Reading = { ...RECORD_READING, rule: { is: 'word-of', parties: [id('RED')] } }
    expect(stanceOf([voice('green', 'support')], monitors, ofRed, actors)).toBe(undefined)
    expect(because(monitors, [voice('red', 'support')], ofRed)).toBe('established')
    const found: Reading = { ...RECORD_READING, rule: { is: 'found-by', roles: ['monitor'] } }
    expect(stanceOf([voice('mission', 'support')], word('RED'), found, actors)).toBe(undefined)
    const agreed: Reading = {
      ...RECORD_READING,
      rule: { is: 'accepted-by-all', parties: [id('GREEN'), id('WHITE')] },
    }
    expect(because(monitors, [voice('green', 'support')], agreed)).toBe('alleged')
    expect(because(monitors, [voice('green', 'support'), voice('white', 'support')], agreed)).toBe(
      'established',
    )
  })

  const standards = fc.letrec<{ standard: Standard }>((tie) => ({
    standard: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(monitors, word('GREEN'), word('WHITE'), word('RED')),
      fc.record({
        is: fc.constantFrom('all' as const, 'any' as const),
        of: fc.array(tie('standard'), { minLength: 1, maxLength: 3 }),
      }),
    ),
  })).standard
  const voices = fc.array(
    fc
      .tuple(
        fc.constantFrom('red', 'green', 'white', 'mission', 'commission', 'paper'),
        fc.constantFrom<Voice['stance']>('support', 'oppose', 'inconclusive', 'elsewhere'),
        fc.constantFrom<Voice['weight']>('asserted', 'verified'),
      )
      .map(([actor, stance, weight]) => voice(actor, stance, weight)),
    { maxLength: 8 },
  )

  test('its lower bound never stands above its upper one, and one more confirmation never lowers it', () => {
    fc.assert(
      fc.property(standards, voices, fc.constantFrom('mission', 'commission'), (standard, heard, by) => {
        const before = stanceOf(heard, standard, RECORD_READING, actors)?.bounds ?? { lo: 0, hi: 0 }
        const after = stanceOf(
          [...heard, voice(by, 'support', 'verified')],
          standard,
          RECORD_READING,
          actors,
        )?.bounds
        expect(before.lo).toBeLessThanOrEqual(before.hi)
        expect(after?.lo ?? 0).toBeGreaterThanOrEqual(before.lo)
      }),
    )
  })

  test('the order of the voices is nothing to it', () => {
    fc.assert(
      fc.property(standards, voices, (standard, heard) => {
        expect(stanceOf(heard.toReversed(), standard, RECORD_READING, actors)).toEqual(
          stanceOf(heard, standard, RECORD_READING, actors),
        )
      }),
    )
  })
})
