import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Agreement } from '../agreement/agreement.ts'
import { ANALYSES, analyse, graphsOf } from './analyse.ts'
import { graphOf } from './build-graph.ts'
import { datesOf } from './dates.ts'
import { conflictsIn } from './deadlines.ts'
import { generatedAgreement } from './generated.test-support.ts'
import { reach, type Graph, type Move } from './graph.ts'
import { knotsOf } from './knots.ts'
import { omissionsFrom } from './omissions.ts'
import { networkOf, type Network } from './time-constraints.ts'

const drawn = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(1_000_000))
const agreements = drawn.map(([count, seed]) => generatedAgreement(count, seed))

describe('analyses of any agreement', () => {
  test('always answer, and each remark stands somewhere in the text', () => {
    fc.assert(
      fc.property(agreements, (agreement) => {
        for (const { at, fix } of analyse(agreement)) {
          expect(at.line).toBeGreaterThan(0)
          expect(fix.length).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('say the same whatever the order of the blocks in the document', () => {
    fc.assert(
      fc.property(agreements, fc.nat(), (agreement, seed) => {
        expect(analyse(shuffled(agreement, seed))).toEqual(analyse(agreement))
      }),
    )
  })

  test('have something to say: the generator plants every kind of fault that a graph can have', () => {
    const kinds = new Set<string>()
    for (let seed = 0; seed < 60; seed++)
      for (const { kind } of analyse(generatedAgreement(40, seed))) kinds.add(kind)
    for (const kind of [
      'deadlock',
      'behind-deadlock',
      'unreachable',
      'deadlines-inconsistent',
      'duties-contradict',
      'stall-by-consent',
      'stall-by-delay',
      'single-verifier',
      'escalation-spiral',
    ])
      expect([...kinds]).toContain(kind)
  })
})

describe('the least fixpoint', () => {
  test('reaches what a search until nothing changes reaches', () => {
    fc.assert(
      fc.property(agreements, fc.boolean(), (agreement, exchangesWait) => {
        const graph = graphOf(agreement, { exchangesWait })
        const { alive } = reach(graph)
        expect([...alive].map((one) => one === 1)).toEqual(slowly(graph, () => false))
      }),
    )
  })

  test('one pass with a bit for each omission loses what a search without each loses', () => {
    fc.assert(
      fc.property(drawn, ([count, seed]) => {
        const graph = graphOf(generatedAgreement(Math.min(count, 15), seed), { exchangesWait: false })
        const speakers = [...new Set(graph.nodes.flatMap(({ move }) => move?.by ?? []))]
        const lost = omissionsFrom(graph)(speakers.length, ({ move }) =>
          move === undefined ? [] : [speakers.indexOf(move.by)],
        )
        const whole = slowly(graph, () => false)
        const named = (node: number): readonly string[] =>
          lost.omissionsOfAny([node]).flatMap((bit) => speakers[bit] ?? [])
        const slow = speakers.map((name) => ({ name, without: slowly(graph, ({ by }) => by === name) }))
        const expected = [...graph.nodes.keys()].map((node) =>
          slow.flatMap(({ name, without }) => (whole[node] === true && without[node] !== true ? [name] : [])),
        )
        expect([...graph.nodes.keys()].map(named)).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })
})

test('clauses of a knot can all reach each other, and no others can', () => {
  const graphs = fc.array(fc.array(fc.nat(11), { maxLength: 3 }), { minLength: 12, maxLength: 12 })
  fc.assert(
    fc.property(graphs, (edges) => {
      const { groupOf } = knotsOf(
        edges.map((on) => ({ on })),
        () => true,
      )
      const far = edges.map((_, from) => reachable(edges, from))
      for (const a of edges.keys())
        for (const b of edges.keys())
          expect(groupOf[a] === groupOf[b]).toBe(
            a === b || (far[a]?.has(b) === true && far[b]?.has(a) === true),
          )
    }),
  )
})

describe('deadlines', () => {
  test('conflict exactly when the textbook shortest paths say so', () => {
    let conflicts = 0
    fc.assert(
      fc.property(agreements, (agreement) => {
        const network = networkOf(agreement)
        const found = conflictsIn(network)
        conflicts += Math.min(1, found.length)
        expect(found.length > 0).toBe(gainsByFloydWarshall(network))
        for (const cycle of found) {
          expect(cycle.reduce((sum, { gap }) => sum + gap, 0)).toBeGreaterThan(0)
          for (const [i, { to }] of cycle.entries()) expect(cycle[(i + 1) % cycle.length]?.from).toBe(to)
        }
      }),
      { numRuns: 60 },
    )
    expect(conflicts).toBeGreaterThan(0)
  })

  test('using the whole time never brings a clause earlier', () => {
    fc.assert(
      fc.property(agreements, (agreement) => {
        for (const { earliest, latest = Infinity, slack = 0 } of datesOf(
          agreement,
          graphOf(agreement, { exchangesWait: false }),
        )) {
          expect(latest).toBeGreaterThanOrEqual(earliest)
          expect(slack).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })
})

test('a chain of four thousand clauses, each waiting for the one before, ends no stack', () => {
  const agreement = chain(4000)
  const graphs = graphsOf(agreement)
  for (const [name, analysis] of Object.entries(ANALYSES))
    expect(() => analysis(agreement, graphs), name).not.toThrow()
  // Seconds of work: a machine that others use too needs its time.
}, 120_000)

function chain(count: number): Agreement {
  const base = generatedAgreement(count, 7)
  const ids = [...base.clauses.keys()]
  const clauses = new Map(
    [...base.clauses.values()].map((clause, at) => {
      const before = ids[at - 1]
      const when = before === undefined ? undefined : ({ is: 'done', clause: before, by: undefined } as const)
      const { bearers, conduct } = clause
      return [
        clause.id,
        {
          ...clause,
          duty: 'achieve' as const,
          when,
          unless: undefined,
          bearers,
          conduct: { ...conduct, acts: [] },
        },
      ] as const
    }),
  )
  return { ...base, clauses, exchanges: new Map(), powers: new Map() }
}

/** The definition, until nothing changes. */
function slowly({ nodes }: Graph, leftOut: (move: Move) => boolean): boolean[] {
  const alive = nodes.map(() => false)
  for (let grown = true; grown;) {
    grown = false
    for (const [id, { is, on, move }] of nodes.entries()) {
      if (alive[id] === true || (move !== undefined && leftOut(move))) continue
      const now = is === 'all' ? on.every((one) => alive[one]) : on.some((one) => alive[one])
      if (!now) continue
      alive[id] = true
      grown = true
    }
  }
  return alive
}

function reachable(edges: readonly (readonly number[])[], from: number): ReadonlySet<number> {
  const seen = new Set<number>()
  const open = [...(edges[from] ?? [])]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...(edges[id] ?? []))
  }
  return seen
}

function gainsByFloydWarshall({ size, constraints }: Network): boolean {
  const gap = Array.from({ length: size }, () => new Float64Array(size).fill(-Infinity))
  for (const one of constraints) {
    const row = gap[one.from]
    if (row !== undefined) row[one.to] = Math.max(row[one.to] ?? -Infinity, one.gap)
  }
  for (let k = 0; k < size; k++)
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        const through = (gap[i]?.[k] ?? -Infinity) + (gap[k]?.[j] ?? -Infinity)
        const row = gap[i]
        // Gains pile up along cycles; a ceiling keeps them finite and changes no sign.
        if (row !== undefined && through > (row[j] ?? -Infinity)) row[j] = Math.min(through, 1e15)
      }
  return gap.some((row, i) => (row[i] ?? 0) > 0)
}

function shuffled(agreement: Agreement, seed: number): Agreement {
  let state = seed | 1
  const mixed = <K, V>(map: ReadonlyMap<K, V>): ReadonlyMap<K, V> =>
    new Map(
      [...map]
        .map((entry) => {
          state = (Math.imul(state, 1_103_515_245) + 12_345) | 0
          return { entry, key: state }
        })
        .toSorted((a, b) => a.key - b.key)
        .map(({ entry }) => entry),
    )
  return {
    ...agreement,
    terms: mixed(agreement.terms),
    parties: mixed(agreement.parties),
    clauses: mixed(agreement.clauses),
    exchanges: mixed(agreement.exchanges),
    powers: mixed(agreement.powers),
  }
}
