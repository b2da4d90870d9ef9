import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Agreement } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import type { Duration } from '../time/instant.ts'
import { logs } from './anything.test-support.ts'
import { boardOf } from './board.ts'
import { addToEngine, createEngine, type Engine } from './engine.ts'
import { asKnown, forbidden, owed, type Text, type Told } from './oracle-amended.test-support.ts'
import { HOUR, hours, mission, rich, wide } from './small-world.test-support.ts'
import {
  at,
  clause,
  entry,
  finding,
  FIRST,
  id,
  moment,
  PREAMBLE,
  report,
  truce,
  until,
  within,
  type Said,
} from './truce.test-support.ts'
import { seeded } from './seeded.test-support.ts'

const { RUNS, SEED } = seeded(400)

/** The digest under which a text is adopted here: its place among the texts. */
const digestOf = (text: number): string => String(text).repeat(64)

function folded(texts: readonly Agreement[], said: readonly Said[]): Engine {
  const engine = createEngine()
  for (const [index, one] of [...PREAMBLE, ...said].entries()) {
    addToEngine(engine, entry(index, one), { textOf: (digest) => texts[Number(digest[0])] })
  }
  return engine
}

const amendment = (text: number, from: number): Said => ({
  kind: 'agreement-amended',
  by: ['green.mfa', 'white.mfa'],
  agreement: 'TRU',
  package: digestOf(text),
  from: hours(from),
})

const ask = (when: number, known: number) => ({
  agreement: id('TRU'),
  at: at(hours(when)),
  known,
  reading: RECORD_READING,
})

const hour = fc.integer({ min: -6, max: 70 })
const edge = fc.constantFrom(0, 10, 20, 30, 40, 60)
/** Most things happen where one text makes room for another. */
const near = fc.tuple(edge, fc.integer({ min: -4, max: 4 })).map(([to, by]) => to + by)

describe(`against a slow second opinion (seed ${SEED})`, () => {
  const kinds = fc.constantFrom('shelling' as const, 'shelling', 'airstrike')
  const text: fc.Arbitrary<Text> = fc.record({
    forbids: fc.constantFrom(true, true, true, false),
    starts: fc.constantFrom(0, 0, 10, 25),
    ends: edge,
    act: kinds,
    deadline: edge,
  })
  const thing: fc.Arbitrary<Told> = fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(
          fc.constantFrom('found' as const, 'alleged' as const),
          near,
          fc.constantFrom(0, 0, 3, 6, 15),
          kinds,
        )
        .map(([is, h, span, of]) => ({ is, hour: h, until: h + span, act: of })),
    },
    {
      weight: 2,
      arbitrary: fc.record({ is: fc.constantFrom('done' as const, 'closed' as const), hour: near }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ is: fc.constant('amended' as const), text: fc.nat(2), from: edge }),
    },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('withdrawn' as const), which: fc.nat(11) }) },
  )
  const asText = ({ forbids, starts, ends, act: acts, deadline }: Text): Agreement =>
    truce({
      clauses: [
        ...(forbids
          ? [
              clause('T.1', {
                when: { is: 'reached', anchor: { is: 'instant', instant: at(hours(starts)) } },
                window: until(hours(ends)),
                conduct: { ...clause('x', {}).conduct, acts: [acts] },
                ifSilent: 'compliant',
                sources: mission,
              }),
            ]
          : []),
        clause('T.2', {
          duty: 'achieve',
          window: { ...within('1h'), within: (deadline * HOUR) as Duration },
          ifSilent: 'compliant',
          sources: mission,
        }),
      ],
    })
  const say = (one: Told, i: number, all: readonly Told[]): Said => {
    switch (one.is) {
      case 'found':
        return finding('mission', `INC-n${i}`, 'T.1', { when: moment(hours(one.hour), hours(one.until)) })
      case 'alleged':
        return report('paper', moment(hours(one.hour), hours(one.until)), { act: one.act })
      case 'done':
        return {
          kind: 'act-confirmed',
          by: 'mission',
          agreement: 'TRU',
          clause: 'T.2',
          party: 'RED',
          when: moment(hours(one.hour)),
        }
      case 'closed':
        return { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(one.hour) }
      case 'amended':
        return amendment(one.text, one.from)
      case 'withdrawn': {
        const of = one.which < i ? all[one.which]?.is : undefined
        const by = of === 'alleged' || of === undefined ? 'paper' : 'mission'
        return { kind: 'statement-withdrawn', by, entry: FIRST + one.which, because: 'mistaken' }
      }
    }
  }

  test('under whichever text is in force, each clause stands the same at every hour and knowledge time', () => {
    fc.assert(
      fc.property(
        fc.tuple(text, text, text),
        fc.array(thing, { maxLength: 12 }),
        hour,
        fc.nat(12),
        (texts, log, when, cut) => {
          const known = Math.min(cut, log.length)
          const engine = folded(texts.map(asText), log.map(say))
          const { standings } = boardOf(engine, ask(when, FIRST + known))
          const of = asKnown(log, known, texts)
          const [act] = standings.filter((one) => one.clause === 'T.2')
          expect({
            forbidden: standings.find((one) => one.clause === 'T.1')?.status,
            status: act?.status,
            missed: act?.why.some(({ code }) => code === 'missed-under-earlier-text'),
          }).toEqual({ forbidden: forbidden(of, when), ...owed(of, when) })
        },
      ),
      { numRuns: RUNS, seed: SEED },
    )
  })
})

describe('whatever is said, with amendments among it', () => {
  const TEXTS = [rich, wide]
  const amended = fc
    .tuple(
      logs(),
      fc.array(fc.tuple(fc.nat(30), fc.nat(1), fc.integer({ min: 0, max: 120 })), { maxLength: 3 }),
    )
    .map(([said, amendments]) =>
      // In the place of something else, so that what speaks of an earlier entry still finds it.
      said.map((one, i) => {
        const [, which, from] = amendments.find(([place]) => place === i) ?? []
        return which === undefined || from === undefined ? one : amendment(which, from)
      }),
    )

  test('a board as of an entry is the board of a log that ends there', () => {
    fc.assert(
      fc.property(amended, fc.integer({ min: -12, max: 150 }), fc.nat(30), (said, when, cut) => {
        const short = said.slice(0, cut)
        const known = FIRST + short.length
        const full = folded(TEXTS, said)
        // Asked later first, so that nothing kept from one question can leak into another.
        boardOf(full, ask(when, full.size))
        expect(boardOf(full, ask(when, known))).toEqual(boardOf(folded(TEXTS, short), ask(when, known)))
      }),
      { numRuns: 200, seed: SEED },
    )
  })

  test('whether an amendment or a word about conduct came first changes no standing once both are known', () => {
    const independent = fc.uniqueArray(
      fc.record({
        is: fc.constantFrom('report', 'found', 'done'),
        hour: fc.integer({ min: -12, max: 120 }),
      }),
      { maxLength: 12, selector: (one) => one.hour },
    )
    const make = ({ is, hour: h }: { is: string; hour: number }): Said => {
      if (is === 'report') return report('paper', moment(hours(h), hours(h + 3)))
      if (is === 'found') return finding('mission', `INC-${h + 12}`, 'T.1', { when: moment(hours(h)) })
      return {
        kind: 'act-confirmed',
        by: 'mission',
        agreement: 'TRU',
        clause: 'T.2',
        party: 'RED',
        when: moment(hours(h)),
      }
    }
    const places = fc.tuple(fc.nat(12), fc.nat(12)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    const froms = fc.tuple(fc.constantFrom(5, 24, 48), fc.constantFrom(50, 72))
    fc.assert(
      fc.property(
        independent.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        fc.tuple(places, places),
        froms,
        fc.integer({ min: -12, max: 150 }),
        ([one, other], [these, those], [first, second], when) => {
          const board = (all: typeof one, [a, b]: readonly [number, number]) => {
            const said = all.map(make)
            const log = [
              ...said.slice(0, a),
              amendment(1, first),
              ...said.slice(a, b),
              amendment(0, second),
              ...said.slice(b),
            ]
            const engine = folded(TEXTS, log)
            return boardOf(engine, ask(when, engine.size)).standings.map(
              ({ clause: of, status, performed, activated, due, ends, late, breaches }) => {
                return { of, status, performed, activated, due, ends, late, breaches }
              },
            )
          }
          expect(board(other, those)).toEqual(board(one, these))
        },
      ),
      { numRuns: 200, seed: SEED },
    )
  })
})
