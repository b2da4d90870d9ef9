import { expect, test } from 'vitest'
import { sha256Hex } from '../../src/core/bytes/sha256.ts'
import { isLogIndex } from '../../src/core/log/log-index.ts'
import { pictureDigest } from '../../src/core/picture/digest.ts'
import { addToPicture, createPicture } from '../../src/core/picture/picture.ts'
import { parseStatement } from '../../src/core/statement/parse.ts'
import { replay } from './replayed.ts'

const { demonstration, picture } = replay()
const SIZES = [1, 40, 500, 800, 1033, 1500, 2000, demonstration.size]

test('the digest as of an earlier size is the one that was made when the log had that size', () => {
  const blobs = new Map(demonstration.blobs.map((bytes) => [sha256Hex(bytes), bytes]))
  const growing = createPicture()
  const made = new Map<number, string>()
  for (const [index, note] of demonstration.notes.entries()) {
    if (!isLogIndex(index)) throw new RangeError('too many entries')
    addToPicture(growing, { index, statement: parseStatement(note).statement }, (sha256) => blobs.get(sha256))
    if (SIZES.includes(index + 1)) made.set(index + 1, pictureDigest(growing, index + 1).digest)
  }
  expect(SIZES.map((size) => pictureDigest(picture, size).digest)).toEqual(
    SIZES.map((size) => made.get(size)),
  )
  expect(new Set(made.values()).size).toBe(SIZES.length)
})

test('what stands in a picture is what the questions are answered with: every clause under every reading', () => {
  const { text } = pictureDigest(picture, demonstration.size)
  expect(text.split('\n').filter((line) => line.startsWith('agreement '))).toHaveLength(
    picture.agreements.size,
  )
  for (const [id, texts] of picture.agreements) {
    for (const clause of texts.at(-1)?.agreement.clauses.keys() ?? []) {
      expect(text).toContain(`\n${id} record clause ${clause} `)
      expect(text).toContain(`\n${id} monitors clause ${clause} `)
    }
  }
  // Each line is one figure that two people can read to each other: no two begin alike and say different things.
  const lines = text.trimEnd().split('\n')
  expect(new Set(lines).size).toBe(lines.length)
})
