import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Agreement } from '../agreement/agreement.ts'
import { graphOf } from './build-graph.ts'
import { generatedAgreement } from './generated.test-support.ts'
import { reach, type Move } from './graph.ts'
import { goalsOf } from './losses.ts'
import { sideRemarks } from './sides.ts'
import { stallRemarks } from './stall.ts'
import { clause, other, truce } from './truce.test-support.ts'

const stalls = (agreement: Agreement) => stallRemarks(agreement, graphOf(agreement, { exchangesWait: false }))
const together = (agreement: Agreement) =>
  stalls(agreement).flatMap(({ kind, clauses, values }) =>
    kind === 'stall-by-two' || kind === 'stall-by-three' ? [[kind, values['sets'], clauses.join()]] : [],
  )

const GREEN = other('party', 'GREEN', 'name: Green', 'side: A')
const GOLD = other('party', 'GOLD', 'name: Gold', 'side: B')
const power = (who: string) => other('power', 'T.1', 'cites: ¶', `who: ${who}`, 'may: extend')

describe('what three can stop together', () => {
  test('is told where no two of them can', () => {
    const either = 'asserted by GREEN or verified by role monitor or verified by role humanitarian'
    const step = clause('T.1', 'RED', 'must achieve: do it', 'within: 24h')
    expect(together(truce(GREEN, step.replace('verified by role monitor', either)))).toEqual([
      ['stall-by-three', 'GREEN + role humanitarian + role monitor', 'T.1'],
    ])
  })

  test('is the use of a power that takes two of four: any three can keep it from being used', () => {
    expect(together(truce(GREEN, GOLD, power('any 2 of RED, BLUE, GREEN, GOLD')))).toEqual([
      [
        'stall-by-three',
        'BLUE + GOLD + GREEN; BLUE + GOLD + RED; BLUE + GREEN + RED; GOLD + GREEN + RED',
        'T.1',
      ],
    ])
    expect(together(truce(GREEN, GOLD, power('any 3 of RED, BLUE, GREEN, GOLD')))[0]?.[0]).toBe(
      'stall-by-two',
    )
  })

  test('is left out with a word where too many have a say, and only there', () => {
    const bodies = Array.from({ length: 20 }, (_, i) => `verified by actor desk.${i}`).join(' or ')
    const step = clause('T.1', 'RED', 'must achieve: do it', 'within: 24h').replace(
      'verified by role monitor',
      bodies,
    )
    const bounds = (agreement: Agreement) =>
      stalls(agreement).flatMap(({ kind, values }) =>
        kind === 'coalitions-bounded' ? [values['count']] : [],
      )
    const parties = Array.from({ length: 4 }, (_, i) => other('party', `P${i}`, 'name: One more'))
    const powers = other('power', 'T.2', 'cites: ¶', 'who: each of RED, BLUE, P0, P1, P2, P3', 'may: extend')
    // Six parties and twenty bodies: 1,736 sets of three with a party among them.
    expect(bounds(truce(...parties, powers, step))).toEqual([26])
    expect(bounds(truce(step.replaceAll(/ or verified by actor desk\.1\d/g, '')))).toEqual([])
  })
})

test('the place that is named for a repair is one by which the two would stop nothing, and not the first of theirs', () => {
  const sites = stalls(
    truce(
      GREEN,
      GOLD,
      clause('T.0', 'GOLD', 'must achieve: begin', 'within: 24h'),
      clause('T.1', 'GREEN', 'must achieve: do it', 'within: 24h'),
      clause('T.9', 'GREEN', 'must achieve: go on', 'within: 24h'),
      other('power', 'T.P', 'cites: ¶', 'who: GOLD', 'may: suspend', 'over: [T.9]', 'when: done T.0'),
      clause('T.2', 'RED', 'must achieve: follow', 'within: 24h', 'when: done T.1 or exercised T.P'),
    ),
  ).flatMap(({ kind, values }) => (kind === 'stall-by-two' ? [[values['sets'], values['sites']]] : []))
  expect(sites).toEqual([['GOLD + GREEN', 'T.1']])
})

test('a quorum that one side has by itself is named, and one that it has not is none', () => {
  const captured = (who: string) =>
    sideRemarks(truce(GREEN, GOLD, power(who))).map(({ kind, values }) => [
      kind,
      values['side'],
      values['parties'],
    ])
  expect(captured('any 2 of RED, GREEN, BLUE')).toEqual([['quorum-captured', 'A', 'GREEN, RED']])
  expect(captured('any 3 of RED, BLUE, GREEN, GOLD')).toEqual([])
  expect(captured('jointly RED, GREEN')).toEqual([])
})

test('exactly those sets are told that a search without them says, and no set that holds a smaller one', () => {
  let sets = 0
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7 }), fc.nat(1_000_000), (count, seed) => {
      const agreement = generatedAgreement(count, seed)
      const expected = minimalSets(agreement)
      sets += expected.length
      const told = stalls(agreement).flatMap(({ kind, clauses, values }) =>
        kind === 'stall-by-two' || kind === 'stall-by-three'
          ? String(values['sets'])
              .split('; ')
              .flatMap((set) => clauses.map((id) => `${set}: ${id}`))
          : [],
      )
      expect(told.toSorted()).toEqual(expected.toSorted())
    }),
    { numRuns: 60 },
  )
  expect(sets).toBeGreaterThan(20)
})

/** By the definition: for each goal, each set of two or three without whose lawful moves it is out of reach. */
function minimalSets(agreement: Agreement): readonly string[] {
  const graph = graphOf(agreement, { exchangesWait: false })
  const isLawful = ({ party, discretion }: Move) => party === undefined || discretion !== undefined
  const lawful = graph.nodes.flatMap(({ move }) => (move !== undefined && isLawful(move) ? move : []))
  const parties = [...new Set(lawful.flatMap(({ party }) => party ?? []))].toSorted()
  const bodies = [...new Set(lawful.flatMap(({ by, party }) => (party === undefined ? by : [])))].toSorted()
  const players: readonly string[] = [...parties, ...bodies]
  const whole = reach(graph).alive
  const stopped = (names: readonly string[]) => {
    const { alive } = reach(graph, (move) => isLawful(move) && names.includes(move.by))
    return (node: number) => whole[node] === 1 && alive[node] !== 1
  }
  const subsets = players.flatMap((a, i) => [
    [a],
    ...players.slice(i + 1).flatMap((b, j) => [[a, b], ...players.slice(i + j + 2).map((c) => [a, b, c])]),
  ])
  const blocked = subsets
    .toSorted((a, b) => a.length - b.length)
    .map((names) => ({ names, by: stopped(names) }))
  return goalsOf(agreement, graph).flatMap(({ id, nodes }) => {
    const minimal: (readonly string[])[] = []
    for (const { names, by } of blocked)
      if (nodes.some(by) && !minimal.some((set) => set.every((name) => names.includes(name))))
        minimal.push(names)
    const holders = agreement.powers.get(id)?.holders ?? []
    return minimal.flatMap((names) =>
      names.length > 1 &&
      parties.some((party) => names.includes(party)) &&
      !(holders.length > 0 && holders.every((party) => names.includes(party)))
        ? [`${names.join(' + ')}: ${id}`]
        : [],
    )
  })
}
