import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Quorum, Standard, Who } from '../agreement/agreement.ts'
import type { PartyId, Role } from '../statement/fields.ts'
import type { Actors } from './actors.ts'
import type { Reading } from './reading.ts'
import { RECORD_READING } from './readings.ts'
import { stanceOf, type Voice } from './stance.ts'

const id = (text: string): never => text as never
const PARTIES: Record<string, string> = {
  red: 'RED',
  green: 'GREEN',
  white: 'WHITE',
  'green.observers': 'GREEN',
  'green.patrol': 'GREEN',
}
const ROLES: Record<string, Role[]> = {
  mission: ['monitor'],
  commission: ['monitor'],
  'green.observers': ['monitor'],
  'green.patrol': ['monitor'],
}
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
const party = (name: string): Who => ({ is: 'party', party: id(name) })
const anyOf = (least: number, ...of: readonly Who[]): Quorum => ({
  is: 'quorum',
  least,
  how: 'asserted',
  of,
})
const monitor: Who = { is: 'role', role: 'monitor' }
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
    expect(because(both, [voice('green', 'support')])).toBe('confirmed-by-some')
    expect(because(both, [voice('green', 'support'), voice('white', 'support')])).toBe('established')
    expect(because(both, [voice('green', 'support'), voice('white', 'oppose')])).toBe('disputed')
    expect(because(both, [voice('green', 'oppose'), voice('white', 'oppose')])).toBe('refuted')
  })

  test('two of three establish it, and outvote the third; one of them is not enough', () => {
    const two = anyOf(2, party('RED'), party('GREEN'), party('WHITE'))
    const [red, green] = [voice('red', 'support'), voice('green', 'support')]
    expect(because(two, [red])).toBe('confirmed-by-some')
    expect(because(two, [red, green])).toBe('established')
    expect(because(two, [red, green, voice('white', 'oppose')])).toBe('established')
    expect(because(two, [red, voice('white', 'oppose')])).toBe('disputed')
    expect(because(two, [red, voice('white', 'oppose'), voice('green', 'oppose')])).toBe('refuted')
  })

  test('where a quorum is found for it and another against it, it is disputed', () => {
    const two = anyOf(2, party('RED'), party('GREEN'), party('WHITE'), monitor)
    const against = [voice('white', 'oppose'), voice('mission', 'oppose')]
    expect(because(two, [voice('red', 'support'), voice('green', 'support'), ...against])).toBe('disputed')
  })

  test('a party whose own actors disagree is no voice for it, and may be one against it', () => {
    const two = anyOf(2, party('RED'), party('GREEN'), party('WHITE'))
    const torn = [voice('green', 'support'), voice('green.patrol', 'oppose')]
    expect(because(two, [voice('red', 'support'), ...torn])).toBe('disputed')
    const agreed = [voice('red', 'support'), voice('white', 'support')]
    expect(because(two, [...agreed, ...torn])).toBe('established')
    const four = anyOf(2, party('RED'), party('GREEN'), party('WHITE'), monitor)
    const denied = [voice('white', 'oppose'), voice('mission', 'oppose')]
    expect(because(four, [voice('green', 'support'), ...denied])).toBe('refuted')
    expect(because(four, [voice('red', 'support'), ...torn, ...denied])).toBe('disputed')
  })

  test('nobody counts twice: not a party through two actors, nor an actor under two names', () => {
    const two = anyOf(2, party('GREEN'), party('RED'), monitor)
    expect(because(two, [voice('green', 'support'), voice('green.patrol', 'support')])).toBe(
      'confirmed-by-some',
    )
    expect(because(two, [voice('green.observers', 'support')])).toBe('confirmed-by-some')
    expect(because(two, [voice('green.observers', 'support'), voice('red', 'support')])).toBe('established')
  })

  test('a role is as many voices as it has actors, and those of one party are one', () => {
    const two = anyOf(2, monitor)
    expect(because(two, [voice('mission', 'support')])).toBe('confirmed-by-some')
    expect(because(two, [voice('mission', 'support'), voice('commission', 'support')])).toBe('established')
    const patrols = [voice('green.observers', 'support'), voice('green.patrol', 'support')]
    expect(because(two, patrols)).toBe('confirmed-by-some')
    expect(because(two, [...patrols, voice('mission', 'support')])).toBe('established')
  })

  test('an actor that the text names is a voice of its own', () => {
    const two = anyOf(2, party('GREEN'), party('RED'), { is: 'actor', actor: id('green.patrol') })
    expect(because(two, [voice('green', 'support'), voice('green.patrol', 'support')])).toBe('established')
  })

  test('who says that somebody else did it speaks against this bearer, unless the quorum finds it responsible', () => {
    const two = anyOf(2, party('RED'), party('GREEN'), party('WHITE'), monitor)
    const others = [voice('white', 'elsewhere'), voice('mission', 'elsewhere')]
    expect(because(two, others)).toBe('refuted')
    expect(because(two, [voice('red', 'support'), ...others])).toBe('refuted')
    expect(because(two, [voice('red', 'support'), voice('green', 'support'), ...others])).toBe('established')
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
    expect(because(monitors, [voice('green', 'support')], agreed)).toBe('confirmed-by-some')
    expect(because(monitors, [voice('green', 'support'), voice('white', 'support')], agreed)).toBe(
      'established',
    )
  })

  const named: readonly Who[] = [
    ...['RED', 'GREEN', 'WHITE'].map(party),
    monitor,
    { is: 'actor', actor: id('green.patrol') },
    { is: 'actor', actor: id('mission') },
  ]
  const quorums: fc.Arbitrary<Standard> = fc.record({
    is: fc.constant('quorum' as const),
    least: fc.integer({ min: 1, max: 4 }),
    how: fc.constantFrom('asserted' as const, 'verified'),
    of: fc.subarray([...named], { minLength: 1 }),
  })
  const standards = fc.letrec<{ standard: Standard }>((tie) => ({
    standard: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(monitors, word('GREEN'), word('WHITE'), word('RED')),
      fc.record({
        is: fc.constantFrom('all' as const, 'any' as const),
        of: fc.array(tie('standard'), { minLength: 1, maxLength: 3 }),
      }),
      quorums,
    ),
  })).standard
  const voices = fc.array(
    fc
      .tuple(
        fc.constantFrom(...Object.keys(PARTIES), 'mission', 'commission', 'paper'),
        fc.constantFrom<Voice['stance']>('support', 'oppose', 'inconclusive', 'elsewhere'),
        fc.constantFrom<Voice['weight']>('asserted', 'verified'),
      )
      .map(([actor, stance, weight]) => voice(actor, stance, weight)),
    { maxLength: 8 },
  )

  const stances = (standard: Standard, heard: readonly Voice[]) =>
    stanceOf(heard, standard, RECORD_READING, actors)

  test('all of several parties are what they say jointly, and one of one is its word', () => {
    const parties = fc.subarray(['RED', 'GREEN', 'WHITE'], { minLength: 1 })
    fc.assert(
      fc.property(parties, voices, (of, heard) => {
        expect(stances(anyOf(of.length, ...of.map(party)), heard)).toEqual(
          stances({ is: 'all', of: of.map(word) }, heard),
        )
      }),
    )
  })

  test('it is established exactly where so many different voices agree and not as many deny', () => {
    const quorum = quorums.filter((one) => one.is === 'quorum')
    fc.assert(
      fc.property(quorum, voices, (standard, heard) => {
        const admitted = heard.filter(({ weight }) => standard.how === 'asserted' || weight === 'verified')
        // Each voice by hand: the named actors, the parties that speak, and the actors that stand for nobody.
        const namedActors = standard.of.flatMap((who) => (who.is === 'actor' ? [String(who.actor)] : []))
        const owners = new Map<string, string[]>()
        for (const { actor } of admitted) {
          const isNamed = namedActors.includes(actor)
          const ownParty = PARTIES[actor]
          const counts = standard.of.some(
            (who) =>
              (who.is === 'actor' && isNamed && who.actor === actor) ||
              (who.is === 'party' && who.party === ownParty) ||
              (who.is === 'role' && (ROLES[actor] ?? []).includes(who.role)),
          )
          const owner = isNamed || ownParty === undefined ? actor : ownParty
          if (counts) owners.set(owner, [...(owners.get(owner) ?? []), actor])
        }
        const says = (owner: string, what: Voice['stance']): boolean =>
          admitted.some(({ actor, stance }) => stance === what && owners.get(owner)?.includes(actor))
        const all = [...owners.keys()]
        const agree = all.filter((one) => says(one, 'support') && !says(one, 'oppose')).length
        const deny = all.filter((one) => says(one, 'oppose')).length
        expect(stances(standard, heard)?.bounds.lo).toBe(
          agree >= standard.least && deny < standard.least ? 1 : 0,
        )
      }),
      { numRuns: 500 },
    )
  })

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
