import { expect, test } from 'vitest'
import { changed } from '../agreement/sample.test-support.ts'
import { signerFromSeed } from '../bytes/ed25519.ts'
import { sha256Hex } from '../bytes/sha256.ts'
import { utf8 } from '../bytes/utf8.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { isLogIndex } from '../log/log-index.ts'
import { formatVerifierKey, verifierKey } from '../log/verifier-key.ts'
import { addToPicture, createPicture } from '../picture/picture.ts'
import { boardOf } from '../standing/board.ts'
import { statementSchema } from '../statement/kinds.ts'
import { parseInstant } from '../time/instant.ts'
import { agreementView } from './agreement.ts'
import { showAgreement } from './show-agreement.ts'
import { write } from './write.ts'

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

test('a text that another’s log took with its faults is shown as far as it can be read, with what was left out', () => {
  const bytes = utf8(changed('within: 48h', 'within: 2 days'))
  const picture = createPicture()
  const adopts = { ...said, kind: 'agreement-adopted', agreement: 'TRUCE', package: sha256Hex(bytes) }
  for (const [index, statement] of [opened, adopts].entries()) {
    if (!isLogIndex(index)) throw new RangeError('too many')
    addToPicture(picture, { index, statement: statementSchema.parse(statement) }, () => bytes)
  }
  const [text] = [...picture.agreements.values()].flat()
  if (text === undefined) throw new Error('the text is not in the picture')
  const view = write(agreementView, showAgreement(text, { starts: undefined, ends: undefined }))
  expect(view.problems[0]).toMatchObject({ code: 'duration-ambiguous', line: expect.any(Number) as number })
  expect(view.document).toContainEqual(
    expect.objectContaining({
      is: 'left-out',
      id: 'T.2',
      text: { en: 'The army pulls its heavy weapons back.' },
    }),
  )
  expect(view.terms.map(({ id }) => id)).toContain('Zone')
  expect(view.clauses).toEqual([])
  const ask = { at: parseInstant('2016-09-13T16:00:00Z'), known: picture.size, reading: RECORD_READING }
  expect(boardOf(picture.engine, { agreement: text.agreement.id, ...ask })).toMatchObject({ standings: [] })
})
