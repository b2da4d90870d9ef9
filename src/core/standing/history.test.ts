import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entriesOf } from '../certificate/certificate.test-support.ts'
import { formLogs, textOf } from '../certificate/forms.test-support.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { statusesOf } from './board.ts'
import { addToEngine, createEngine, type Engine } from './engine.ts'
import { flipsOf, historyOf } from './history.ts'
import { seeded } from './seeded.test-support.ts'
import { hours } from './small-world.test-support.ts'
import { at, clause, entry, FIRST, id, PREAMBLE, truce, within, type Said } from './truce.test-support.ts'

const { RUNS, SEED } = seeded(40)

/** A truce by whose text RED has to act, and how long it has; by the last text it has not. */
const TEXTS = [
  truce({ clauses: [clause('T.2', { duty: 'achieve', window: within('24h') })] }),
  truce({ clauses: [clause('T.2', { duty: 'achieve', window: within('72h') })] }),
  truce(),
]
const amendment = (text: number, from: number): Said => ({
  kind: 'agreement-amended',
  by: ['green.mfa', 'white.mfa'],
  agreement: 'TRU',
  package: String(text).repeat(64),
  from: hours(from),
})

function folded(...said: readonly Said[]): Engine {
  const engine = createEngine()
  for (const [index, one] of [...PREAMBLE, ...said].entries())
    addToEngine(engine, entry(index, one), { textOf: (digest) => TEXTS[Number(digest[0])] })
  return engine
}

const duty = {
  agreement: id('TRU'),
  clause: id('T.2'),
  party: id('RED'),
  reading: RECORD_READING,
} as const

describe('the history of a standing over an amendment', () => {
  const told = (engine: Engine, to: number, known = engine.size) =>
    historyOf(engine, { ...duty, known, from: at(hours(-1)), to: at(hours(to)) }).map(
      ({ at: when, from, to: status, cause }) => [when, from, status, cause],
    )
  const before = [
    [at(hours(-1)), null, 'pending', 'timer'],
    [at(hours(0)), 'pending', 'due-soon', 'timer'],
    [at(hours(24)) + 1, 'due-soon', 'overdue', 'timer'],
  ]

  test('tells each time by the text in force then: what was overdue is not said to have been due later', () => {
    const engine = folded(amendment(1, 40))
    expect(told(engine, 72)).toEqual([
      ...before,
      [at(hours(40)), 'overdue', 'active', 'timer'],
      [at(hours(48)), 'active', 'due-soon', 'timer'],
    ])
    expect(told(engine, 39)).toEqual(before)
    expect(told(engine, 72, engine.size - 1)).toEqual(before)
  })

  test('says nothing of the time in which no text laid the duty on the party', () => {
    const engine = folded(amendment(2, 10), amendment(1, 50))
    expect(told(engine, 50)).toEqual(before.slice(0, 2))
    expect(() => told(engine, 49)).toThrow(expect.objectContaining({ code: 'clause-unknown' }))
  })
})

describe(`in any form of the language, amended or not (seed ${SEED})`, () => {
  const stands = (engine: Engine, when: number, known: number) =>
    statusesOf(engine, { agreement: id('TRU'), at: at(hours(when)), known, reading: RECORD_READING })
  const folding = (said: readonly Said[]): Engine => {
    const engine = createEngine()
    for (const one of entriesOf(said)) addToEngine(engine, one, { textOf })
    return engine
  }

  test('every change over event time is told, at the moment at which it came', () => {
    fc.assert(
      fc.property(formLogs, fc.nat(20), fc.nat(8), (said, pick, first) => {
        const engine = folding(said)
        const now = stands(engine, 160, engine.size)
        const one = now[pick % now.length]
        if (one === undefined) return
        const asked = { ...duty, clause: one.clause, party: one.party, known: engine.size }
        const changes = historyOf(engine, { ...asked, from: at(hours(-20)), to: at(hours(160)) })
        const boards = Array.from({ length: 20 }, (_, i) => first - 20 + 9 * i).flatMap((when) =>
          stands(engine, when, engine.size)
            .filter(({ clause: of, party }) => of === one.clause && party === one.party)
            .map(({ status }) => ({ when, status })),
        )
        const told = boards.map(({ when }) => {
          return { when, status: changes.findLast(({ at: since }) => since <= at(hours(when)))?.to }
        })
        expect(told, one.clause).toEqual(boards)
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })

  test('every change over knowledge time is told, at the entry that made it', () => {
    fc.assert(
      fc.property(formLogs, fc.integer({ min: -10, max: 150 }), fc.nat(20), (said, when, pick) => {
        const engine = folding(said)
        const now = stands(engine, when, engine.size)
        const one = now[pick % now.length]
        if (one === undefined) return
        const slow: { entry: number; to: string }[] = []
        for (let known = FIRST; known <= engine.size; known += 1) {
          const then = stands(engine, when, known).find(
            ({ clause: of, party }) => of === one.clause && party === one.party,
          )
          if (then !== undefined && slow.at(-1)?.to !== then.status)
            slow.push({ entry: known - 1, to: then.status })
        }
        const asked = { ...duty, clause: one.clause, party: one.party, at: at(hours(when)) }
        expect(
          flipsOf(engine, { ...asked, known: engine.size }).map(({ entry: by, to }) => ({ entry: by, to })),
        ).toEqual(slow)
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })
})
