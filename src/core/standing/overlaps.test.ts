import { describe, expect, test } from 'vitest'
import { RECORD_READING } from '../evidence/readings.ts'
import { boardOf } from './board.ts'
import { addToEngine, createEngine } from './engine.ts'
import { hours } from './small-world.test-support.ts'
import { at, clause, entry, id, PREAMBLE, truce, until, type Said } from './truce.test-support.ts'

/** A truce whose one clause ends after so many hours: what each amendment moves. */
const ending = (after: number) => truce({ clauses: [clause('T.1', { window: until(hours(after)) })] })

type Text = { readonly ends: number; readonly from?: number }

/** The board after these texts were said, the first of them adopted and the others amending it. */
function boardAfter(texts: readonly Text[], moment: number) {
  const engine = createEngine()
  const first = PREAMBLE.findIndex((one) => one.kind === 'agreement-adopted')
  const before = PREAMBLE.filter((one) => one.kind !== 'agreement-adopted')
  expect(first).toBeGreaterThan(-1)
  const said = texts.map(({ ends, from }): Said => {
    const body = { by: ['green.mfa', 'white.mfa'], agreement: 'TRU', package: String(ends).padStart(64, '0') }
    return from === undefined
      ? { kind: 'agreement-adopted', ...body }
      : { kind: 'agreement-amended', ...body, from: hours(from) }
  })
  for (const [index, one] of [...before, ...said].entries())
    addToEngine(engine, entry(index, one), { textOf: (digest) => ending(Number(digest)) })
  const known = engine.size
  const board = boardOf(engine, {
    agreement: id('TRU'),
    at: at(hours(moment)),
    known,
    reading: RECORD_READING,
  })
  return {
    ends: board.standings[0]?.ends,
    overlaps: board.overlaps,
    entryOf: (text: number) => before.length + text,
  }
}

describe('amendments that overlap', () => {
  test('one after the other they do not: each is in force from its own moment', () => {
    const texts = [{ ends: 48 }, { ends: 72, from: 10 }, { ends: 96, from: 20 }]
    expect(boardAfter(texts, 15)).toMatchObject({ ends: at(hours(72)), overlaps: [] })
    expect(boardAfter(texts, 25)).toMatchObject({ ends: at(hours(96)), overlaps: [] })
  })

  test.each([
    ['from the same moment', 10],
    ['from an earlier moment', 5],
  ])('%s the later word takes the place of the earlier, and the board names both', (_, from) => {
    const { ends, overlaps, entryOf } = boardAfter(
      [{ ends: 48 }, { ends: 72, from: 10 }, { ends: 96, from }],
      25,
    )
    expect(ends).toBe(at(hours(96)))
    expect(overlaps).toEqual([
      {
        code: 'amendment-displaced',
        values: { entry: entryOf(1), by: entryOf(2), from: at(hours(10)) },
        entries: [entryOf(1), entryOf(2)],
      },
    ])
  })

  test('a second adoption takes the place of the first from the start', () => {
    const { ends, overlaps, entryOf } = boardAfter([{ ends: 48 }, { ends: 72 }], 25)
    expect(ends).toBe(at(hours(72)))
    expect(overlaps).toMatchObject([{ code: 'text-replaced', values: { entry: entryOf(0), by: entryOf(1) } }])
  })

  test('clauses that an amendment brings back to what they said before the one it follows are named', () => {
    const { overlaps, entryOf } = boardAfter(
      [{ ends: 48 }, { ends: 72, from: 10 }, { ends: 48, from: 20 }],
      25,
    )
    expect(overlaps).toEqual([
      {
        code: 'amendment-taken-back',
        values: { clauses: 'T.1', entry: entryOf(1), by: entryOf(2), from: at(hours(20)) },
        entries: [entryOf(1), entryOf(2)],
      },
    ])
  })
})
