import { expect, test } from 'vitest'
import { signerFromSeed } from '../bytes/ed25519.ts'
import { formatVerifierKey, verifierKey } from '../log/verifier-key.ts'
import { isLogIndex } from '../log/log-index.ts'
import { statementSchema } from '../statement/kinds.ts'
import { parseInstant } from '../time/instant.ts'
import { addToPicture, createPicture, lastClock, sizeKnownAt, type Picture } from './picture.ts'

const at = parseInstant
const office = signerFromSeed('office', new Uint8Array(32).fill(7))
const said = { jig: 1, log: 'trial', by: ['office'], saidAt: '2016-09-12T15:00:00Z' }
const opened = {
  ...said,
  kind: 'log-opened',
  title: { en: 'Trial' },
  operator: 'office',
  key: formatVerifierKey(verifierKey('office', office.publicKey, 'ed25519')),
  demonstration: true,
}
const cited = { ...said, kind: 'document-cited', about: 'a paper' }
const clock = (readAt: string) => ({ ...said, kind: 'clock-read', readAt })

function pictureOf(...statements: readonly object[]): Picture {
  const picture = createPicture()
  for (const [index, statement] of statements.entries()) {
    if (!isLogIndex(index)) throw new RangeError('too many')
    addToPicture(picture, { index, statement: statementSchema.parse(statement) }, () => undefined)
  }
  return picture
}

/** Entries 0 to 6; the clock is read in 1 (16:00) and in 4 (17:00). */
const picture = pictureOf(
  opened,
  clock('2016-09-12T16:00:00Z'),
  cited,
  cited,
  clock('2016-09-12T17:00:00Z'),
  cited,
  cited,
)

test('what is known at a moment is all that stands before the first later reading of the log’s clock', () => {
  expect(sizeKnownAt(picture, at('2016-09-12T15:59:59.999Z'))).toBe(1)
  expect(sizeKnownAt(picture, at('2016-09-12T16:00:00Z'))).toBe(4)
  expect(sizeKnownAt(picture, at('2016-09-12T16:59:59.999Z'))).toBe(4)
  expect(sizeKnownAt(picture, at('2016-09-12T17:00:00Z'))).toBe(7)
  expect(sizeKnownAt(picture, at('2030-01-01T00:00:00Z'))).toBe(7)
})

test('the log’s clock as known is its last reading among the entries known', () => {
  expect(lastClock(picture, 1)).toBeUndefined()
  expect(lastClock(picture, 2)?.entry).toBe(1)
  expect(lastClock(picture, 4)?.entry).toBe(1)
  expect(lastClock(picture, 5)?.entry).toBe(4)
  expect(lastClock(picture)?.readAt).toBe(at('2016-09-12T17:00:00Z'))
})

test('a clock that is read earlier than before does not take back what was known', () => {
  const put = pictureOf(opened, clock('2016-09-12T17:00:00Z'), cited, clock('2016-09-12T16:00:00Z'), cited)
  expect(sizeKnownAt(put, at('2016-09-12T16:30:00Z'))).toBe(1)
  expect(sizeKnownAt(put, at('2016-09-12T17:00:00Z'))).toBe(5)
  expect(lastClock(put)?.readAt).toBe(at('2016-09-12T17:00:00Z'))
})

test('an agreement whose text nobody handed in is left out of the picture, and everything else stands', () => {
  const adopted = { ...said, kind: 'agreement-adopted', agreement: 'TRU', package: '0'.repeat(64) }
  const without = pictureOf(opened, adopted, cited)
  expect(without.agreements.size).toBe(0)
  expect(without.size).toBe(3)
})
