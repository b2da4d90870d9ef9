import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reasonsAgainst, type UncertainNetwork } from './controllability.ts'

/** `to` between `least` and `most` after `from`, chosen by oneself. */
const between = (from: number, to: number, least: number, most: number, name = 'own') => [
  { from, to, most, owner: name },
  { from: to, to: from, most: 0 - least, owner: name },
]
const watched = (from: number, to: number, least: number, most: number, name = 'other') => ({
  from,
  to,
  least,
  most,
  owner: name,
})
const canKeep = (network: UncertainNetwork): boolean => reasonsAgainst(network) === undefined

describe('what everybody who writes on such networks agrees on (Vidal and Fargier 1999)', () => {
  test('to act within two hours after what another does in its own time: one waits, and acts', () => {
    const network = { size: 3, contingent: [watched(0, 1, 0, 10)], requirements: between(1, 2, 0, 2) }
    expect(canKeep(network)).toBe(true)
  })

  test('to act one hour or two before it: nobody knows when that is, although each course has a time that fits', () => {
    const network = {
      size: 3,
      contingent: [watched(0, 1, 0, 10)],
      requirements: between(2, 1, 1, 2, 'early'),
    }
    const owners = reasonsAgainst(network)?.map(({ owner }) => owner)
    expect(owners).toEqual(expect.arrayContaining(['early', 'other']))
  })

  test('to act before it within as much as it varies: one acts at a fixed time without having seen anything', () => {
    const network = { size: 3, contingent: [watched(0, 1, 5, 7)], requirements: between(2, 1, 1, 3) }
    expect(canKeep(network)).toBe(true)
  })

  test('a deadline from the start that another may use up', () => {
    const chained = { size: 3, contingent: [watched(0, 1, 0, 48)] }
    const after = [{ from: 2, to: 1, most: 0, owner: 'own' }]
    const by = (hours: number) => ({ from: 0, to: 2, most: hours, owner: 'own' })
    expect(canKeep({ ...chained, requirements: [...after, by(48)] })).toBe(true)
    expect(canKeep({ ...chained, requirements: [...after, by(47)] })).toBe(false)
  })

  test('demands that no time satisfies, with nobody else in them', () => {
    const own = { size: 2, contingent: [] }
    expect(canKeep({ ...own, requirements: between(0, 1, 1, 2) })).toBe(true)
    expect(canKeep({ ...own, requirements: between(0, 1, 3, 2) })).toBe(false)
  })
})

describe('the triangle of Morris, Muscettola and Vidal (2001): C within [x, y] of A, and C within [u, v] after B', () => {
  const bounds = fc.tuple(fc.nat(4), fc.nat(4), fc.integer({ min: -4, max: 4 }), fc.nat(6))
  test('with B always before C, it needs a time for B that fits the earliest and the latest C', () => {
    fc.assert(
      fc.property(bounds, ([x, more, least, span]) => {
        // At `u = 0` B may be at the same instant as C, and then one waits for C.
        fc.pre(least > 0)
        const [y, u, v] = [x + more, least, least + span]
        const network = { size: 3, contingent: [watched(0, 1, x, y)], requirements: between(2, 1, u, v) }
        expect(canKeep(network)).toBe(y - v <= x - u)
      }),
      { numRuns: 300 },
    )
  })

  test('with B always after C, it can be kept', () => {
    fc.assert(
      fc.property(bounds, ([x, more, least, span]) => {
        fc.pre(least + span <= 0)
        const requirements = between(2, 1, least, least + span)
        expect(canKeep({ size: 3, contingent: [watched(0, 1, x, x + more)], requirements })).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

test('on small networks, exactly those can be kept in which a player who tries everything against nature wins', () => {
  const seen = { kept: 0, lost: 0 }
  fc.assert(
    fc.property(networks, (network) => {
      const wins = playerWins(network)
      seen[wins ? 'kept' : 'lost'] += 1
      expect(canKeep(network)).toBe(wins)
    }),
    { numRuns: 400 },
  )
  expect(Math.min(seen.kept, seen.lost)).toBeGreaterThan(40)
})

/** Node 0 is the beginning; 1 and 2 are chosen; 3 and 4 are watched, each after one of those before it. */
const networks: fc.Arbitrary<UncertainNetwork> = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.integer({ min: -3, max: 4 })), { minLength: 1, maxLength: 4 }),
    fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 2 }), fc.nat(3)), { minLength: 1, maxLength: 2 }),
  )
  .map(([asked, links]) => ({
    size: 3 + links.length,
    requirements: [
      ...asked
        .filter(([from, to]) => from !== to && from < 3 + links.length && to < 3 + links.length)
        .map(([from, to, most]) => ({ from, to, most, owner: 'own' })),
      // Everything happens after the beginning and, so that trying everything ends, before the horizon.
      ...[1, 2].flatMap((node) => between(0, node, 0, 6)),
    ],
    contingent: links.map(([from, least, more], at) =>
      watched(Math.min(from, 2 + at), 3 + at, least, least + more),
    ),
  }))

/**
 * The definition, by trying everything in whole hours: at each instant nature first lets happen what it may and must, then the
 * player, who has seen it, does what it likes at once.
 */
function playerWins({ size, requirements, contingent }: UncertainNetwork): boolean {
  const known = new Map<string, boolean>()
  const isWatched = (node: number): boolean => contingent.some(({ to }) => to === node)
  const fits = (at: readonly (number | undefined)[]): boolean =>
    requirements.every(({ from, to, most }) => {
      const [a, b] = [at[from], at[to]]
      return a === undefined || b === undefined || b - a <= most
    })
  const subsets = <T>(all: readonly T[]): readonly (readonly T[])[] =>
    all.reduce<readonly (readonly T[])[]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]])
  const after = (at: readonly (number | undefined)[], nodes: readonly number[], now: number) =>
    at.map((when, node) => (nodes.includes(node) ? now : when))
  const wins = (at: readonly (number | undefined)[], now: number): boolean => {
    const key = `${now}|${at.join()}`
    const before = known.get(key)
    if (before !== undefined) return before
    const may = contingent.filter(({ from, to, least, most }) => {
      const began = at[from]
      return at[to] === undefined && began !== undefined && now - began >= least && now - began <= most
    })
    const must = may.filter(({ from, most }) => now - (at[from] ?? 0) === most)
    const answer = subsets(may.filter((one) => !must.includes(one))).every((chosen) => {
      const then = after(
        at,
        [...must, ...chosen].map(({ to }) => to),
        now,
      )
      const free = then.flatMap((when, node) => (when === undefined && !isWatched(node) ? [node] : []))
      return subsets(free).some((own) => {
        const next = after(then, own, now)
        if (!fits(next)) return false
        if (next.every((when) => when !== undefined)) return true
        return now < 18 && wins(next, now + 1)
      })
    })
    known.set(key, answer)
    return answer
  }
  return wins([0, ...Array.from({ length: size - 1 }, () => undefined)], 0)
}
