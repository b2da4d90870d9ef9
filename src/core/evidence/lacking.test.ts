import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Quorum, Standard, Who } from '../agreement/agreement.ts'
import type { PartyId, Role } from '../statement/fields.ts'
import type { Actors } from './actors.ts'
import { everybodyIn, lackingOn } from './lacking.ts'
import { RECORD_READING } from './readings.ts'
import { stanceOf, type Voice } from './stance.ts'

const id = (text: string): never => text as never
const PARTIES: Readonly<Record<string, string>> = {
  red: 'RED',
  'red.army': 'RED',
  green: 'GREEN',
  white: 'WHITE',
  'green.patrol': 'GREEN',
}
const ROLES: Readonly<Record<string, Role[]>> = {
  mission: ['monitor'],
  commission: ['monitor'],
  'green.patrol': ['monitor'],
}
const names = [...new Set([...Object.keys(PARTIES), ...Object.keys(ROLES)])]
const actors: Actors = {
  actsFor: (actor) => PARTIES[actor] as PartyId | undefined,
  rolesOf: (actor) => ROLES[actor] ?? [],
  of: (party) => names.filter((name) => PARTIES[name] === party).map(id),
  withRole: (role) => names.filter((name) => ROLES[name]?.includes(role)).map(id),
}
const voice = (actor: string, stance: Voice['stance'], weight: Voice['weight'] = 'verified'): Voice => ({
  actor: id(actor),
  stance,
  weight,
  entry: 1 as Voice['entry'],
})
const party = (name: string): Who => ({ is: 'party', party: id(name) })
const monitors: Who = { is: 'role', role: 'monitor' }
const said = (by: Who, how: 'asserted' | 'verified' = 'verified'): Standard => ({ is: 'said', how, by })
const anyOf = (least: number, ...of: readonly Who[]): Quorum => ({ is: 'quorum', least, how: 'verified', of })

describe('a quorum of two out of three', () => {
  const two = anyOf(2, party('RED'), party('GREEN'), party('WHITE'))
  const lacking = (...voices: readonly Voice[]) => lackingOn(two, voices, actors)

  test('asks all while nobody has spoken, and two of them are enough', () => {
    expect(lacking()).toEqual({ who: ['RED', 'GREEN', 'WHITE'], enough: 2 })
  })

  test('asks those who have not spoken once one has, and one of them is enough', () => {
    expect(lacking(voice('red', 'support'))).toEqual({ who: ['GREEN', 'WHITE'], enough: 1 })
    expect(lacking(voice('red', 'oppose'))).toEqual({ who: ['GREEN', 'WHITE'], enough: 1 })
  })

  test('asks the third where two disagree', () => {
    expect(lacking(voice('red', 'support'), voice('green', 'oppose'))).toEqual({ who: ['WHITE'] })
  })

  test('still asks whoever looked and could not say, and whoever gave a mere word', () => {
    const { who } = lacking(voice('red', 'inconclusive'), voice('green', 'support', 'asserted'))
    expect(who).toEqual(['RED', 'GREEN', 'WHITE'])
  })

  test('asks all, without a number, where it has what it takes or can no longer have it', () => {
    const all = { who: ['RED', 'GREEN', 'WHITE'] }
    expect(lacking(voice('red', 'support'), voice('white', 'support'))).toEqual(all)
    const torn = [voice('red', 'support'), voice('red.army', 'oppose')]
    expect(lacking(...torn, voice('white', 'support'), voice('green', 'oppose'))).toEqual(all)
  })
})

test('a joint standard lacks those who have not spoken, and one of two words lacks either', () => {
  const of = [said(party('RED')), said(monitors)]
  const spoken = [voice('red', 'support')]
  expect(lackingOn({ is: 'all', of }, spoken, actors)).toEqual({
    who: ['green.patrol', 'mission', 'commission'],
  })
  expect(lackingOn({ is: 'any', of }, [], actors).who).toEqual([
    'RED',
    'green.patrol',
    'mission',
    'commission',
  ])
})

const someone = fc.oneof(
  ...['RED', 'GREEN', 'WHITE'].map((name) => fc.constant(party(name))),
  fc.constant<Who>({ is: 'actor', actor: id('green.patrol') }),
  fc.constant(monitors),
)
const quorums = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.uniqueArray(someone, { selector: (who) => JSON.stringify(who) }))
  .map(([least, of]) => anyOf(least, ...of))
const voices = fc.array(
  fc
    .tuple(
      fc.constantFrom(...names),
      fc.constantFrom('support' as const, 'oppose', 'inconclusive', 'elsewhere'),
    )
    .map(([actor, stance]) => voice(actor, stance)),
  { maxLength: 6 },
)
/** By the rule for weighing voices alone. */
const isOpen = (standard: Standard, all: readonly Voice[]) => {
  const { lo, hi } = stanceOf(all, standard, RECORD_READING, actors)?.bounds ?? { lo: 0, hi: 1 }
  return lo !== hi
}

test('so many of those who are asked decide it if they say the same, and fewer of them never do', () => {
  let counted = 0
  fc.assert(
    fc.property(quorums, voices, fc.infiniteStream(fc.boolean()), (quorum, spoken, chosen) => {
      const { who, enough } = lackingOn(quorum, spoken, actors)
      expect(everybodyIn(quorum, actors)).toEqual(expect.arrayContaining([...who]))
      if (enough === undefined) return
      counted += 1
      // Each of those who are asked speaks for a voice of its own, or shares one.
      const asked = who.filter(() => chosen.next().value === true)
      const speakers = asked.map((name) => names.find((one) => one === name || PARTIES[one] === name) ?? name)
      const own = new Set(
        speakers.map((one) =>
          quorum.of.some((by) => by.is === 'actor' && by.actor === one) ? one : (PARTIES[one] ?? one),
        ),
      )
      const decided = (stance: Voice['stance']) =>
        !isOpen(quorum, [...spoken, ...speakers.map((one) => voice(one, stance))])
      expect(decided('support') || decided('oppose')).toBe(own.size >= enough)
    }),
    { numRuns: 2000 },
  )
  expect(counted).toBeGreaterThan(200)
})
