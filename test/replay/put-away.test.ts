import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isLogIndex, type LogIndex } from '../../src/core/log/log-index.ts'
import { TILE_WIDTH } from '../../src/core/log/tiles.ts'
import type { PutAwayStatements } from '../../src/core/evidence/said-by-entry.ts'
import { sha256Hex } from '../../src/core/bytes/sha256.ts'
import { answerQuestion } from '../../src/core/picture/ask.ts'
import { addToPicture, createPicture, type Picture } from '../../src/core/picture/picture.ts'
import { putAway, takeUp, type PutAwayPicture } from '../../src/core/picture/put-away.ts'
import { parseStatement } from '../../src/core/statement/parse.ts'
import { demonstrationQuestions } from '../../src/cli/demonstration/load.ts'
import { asPlainData, fromPlainData } from '../../src/server/store/plain-data.ts'
import { replay } from './replayed.ts'

const { demonstration, picture: straight } = replay()
const statements = demonstration.notes.map((note) => parseStatement(note).statement)
const blobs = new Map(demonstration.blobs.map((bytes) => [sha256Hex(bytes), bytes]))
const questions = demonstrationQuestions()

function foldOn(picture: Picture, from: number, to: number): void {
  for (let index = from; index < to; index++) {
    const statement = statements[index]
    if (statement === undefined || !isLogIndex(index)) throw new RangeError('no such entry')
    addToPicture(picture, { index, statement }, (sha256) => blobs.get(sha256))
  }
}

/** The picture written down as bytes and read again, with its statements behind it. */
function restarted(picture: Picture, fetched: (bundle: number) => void = () => {}): Picture {
  const { size } = picture
  const away = fromPlainData(asPlainData(putAway(picture))) as PutAwayPicture
  const again = createPicture()
  takeUp(again, away, {
    size,
    bundle(index) {
      fetched(index)
      return statements.slice(index * TILE_WIDTH, Math.min(size, (index + 1) * TILE_WIDTH))
    },
  } satisfies PutAwayStatements)
  return again
}

/** Everything that the demonstration is asked, every incident and every entry's versions. */
function answersOf(picture: Picture) {
  return {
    answers: questions.map((question) => {
      try {
        return answerQuestion(picture, question, picture.size)
      } catch (error) {
        return String(error)
      }
    }),
    said: statements.slice(0, picture.size).map((_, index) => {
      const said = picture.record.said.get(index as LogIndex)
      return said && { ...said, versions: said.versions.map(({ entry, body }) => ({ entry, body })) }
    }),
  }
}

describe('a picture that was put away', () => {
  test('goes on as if it had never been: put away at any entry, or at several, it gives the same answers', () => {
    const expected = answersOf(straight)
    fc.assert(
      fc.property(fc.array(fc.nat(statements.length), { minLength: 1, maxLength: 3 }), (cuts) => {
        let picture = createPicture()
        for (const cut of cuts.toSorted((a, b) => a - b)) {
          foldOn(picture, picture.size, cut)
          picture = restarted(picture)
        }
        foldOn(picture, picture.size, statements.length)
        expect(answersOf(picture)).toEqual(expected)
      }),
      { numRuns: 12 },
    )
  })

  test('holds, after questions, the very state that it has without them', () => {
    const asked = createPicture()
    foldOn(asked, 0, statements.length)
    const before = asPlainData(putAway(asked)).length
    answersOf(asked)
    // What is kept for speed and not forgotten in `forgetKept` would show here.
    expect(asPlainData(putAway(asked)).length).toBeLessThan(before * 1.05)
  })

  test('fetches a statement only when somebody asks for it', () => {
    const fetched: number[] = []
    const again = restarted(straight, (bundle) => fetched.push(bundle))
    expect(fetched).toEqual([])
    expect(again.record.said.get(300 as LogIndex)?.statement).toEqual(statements[300])
    again.record.said.get(301 as LogIndex)
    expect(fetched).toEqual([1])
  })
})
