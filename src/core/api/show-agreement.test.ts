import { expect, test } from 'vitest'
import { changed, SAMPLE } from '../agreement/sample.test-support.ts'
import { signerFromSeed } from '../bytes/ed25519.ts'
import { sha256Hex } from '../bytes/sha256.ts'
import { utf8 } from '../bytes/utf8.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { isLogIndex } from '../log/log-index.ts'
import { formatVerifierKey, verifierKey } from '../log/verifier-key.ts'
import { addToPicture, createPicture, type AdoptedAgreement, type Picture } from '../picture/picture.ts'
import { boardOf } from '../standing/board.ts'
import { agreementId } from '../statement/fields.ts'
import { statementSchema } from '../statement/kinds.ts'
import { parseInstant } from '../time/instant.ts'
import { agreementView } from './agreement.ts'
import { firstAdoption, showAgreement, textAt, textKnown } from './show-agreement.ts'
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

const AGREEMENT = agreementId.parse('TRUCE')

/** A log in which these texts were said one after the other, the first adopted and the next amending it from that time on. */
function pictureOf(first: string, next?: { readonly markdown: string; readonly from: string }): Picture {
  const texts = [first, ...(next === undefined ? [] : [next.markdown])].map((one) => utf8(one))
  const [adopted, amended] = texts.map((bytes) => sha256Hex(bytes))
  const of = { ...said, agreement: 'TRUCE' }
  const statements = [
    opened,
    { ...of, kind: 'agreement-adopted', package: adopted },
    ...(next === undefined ? [] : [{ ...of, kind: 'agreement-amended', package: amended, from: next.from }]),
  ]
  const picture = createPicture()
  for (const [index, statement] of statements.entries()) {
    if (!isLogIndex(index)) throw new RangeError('too many')
    const entry = { index, statement: statementSchema.parse(statement) }
    addToPicture(picture, entry, (digest) => texts.find((bytes) => sha256Hex(bytes) === digest))
  }
  return picture
}

const shown = (picture: Picture, text: AdoptedAgreement) =>
  showAgreement(text, firstAdoption(picture, AGREEMENT, picture.size), { starts: undefined, ends: undefined })

test('a text that another’s log took with its faults is shown as far as it can be read, with what was left out', () => {
  const picture = pictureOf(changed('within: 48h', 'within: 2 days'))
  const text = textKnown(picture, AGREEMENT, picture.size)
  const view = write(agreementView, shown(picture, text))
  expect(view.problems[0]).toMatchObject({ code: 'duration-ambiguous', line: expect.any(Number) as number })
  expect(view.document).toContainEqual(
    expect.objectContaining({
      is: 'left-out',
      id: 'T.2',
      text: { en: 'The army pulls its heavy weapons back.' },
      block: expect.stringContaining('within: 2 days') as string,
    }),
  )
  // The fault lies inside the block: the page shows it there.
  const leftOut = view.document.find((part) => part.is === 'left-out' && part.id === 'T.2')
  const { line = 0, block = '' } = leftOut?.is === 'left-out' ? leftOut : {}
  const fault = view.problems[0]?.line ?? 0
  expect([fault > line, fault <= line + block.split('\n').length]).toEqual([true, true])
  expect(view.terms.map(({ id }) => id)).toContain('Zone')
  expect(view.clauses).toEqual([])
  const ask = { at: parseInstant('2016-09-13T16:00:00Z'), known: picture.size, reading: RECORD_READING }
  expect(boardOf(picture.engine, { agreement: text.agreement.id, ...ask })).toMatchObject({ standings: [] })
})

test('of an amended agreement the text in force at a time is shown, as known; without a time the newest', () => {
  const from = '2016-09-14T16:00:00Z'
  const picture = pictureOf(SAMPLE, { markdown: changed('within: 48h', 'within: 72h'), from })
  const deadline = (text: AdoptedAgreement) =>
    /within: \d+h/.exec(shown(picture, text).clauses.find(({ id }) => id === 'T.2')?.block ?? '')?.[0]
  const shownAt = (at: string, known = picture.size) =>
    deadline(textAt(picture, AGREEMENT, parseInstant(at), known))
  expect(shownAt('2016-09-14T15:59:59Z')).toBe('within: 48h')
  expect(shownAt(from)).toBe('within: 72h')
  expect(shownAt(from, picture.size - 1)).toBe('within: 48h')
  const newest = textKnown(picture, AGREEMENT, picture.size)
  expect(deadline(newest)).toBe('within: 72h')
  // When the agreement came into the record is another question than which text is shown.
  expect(shown(picture, newest)).toMatchObject({
    adoptedBy: 2,
    firstAdopted: { entry: 1, saidAt: parseInstant('2016-09-12T15:00:00Z') },
  })
})

test('exchanges, powers and states are shown with what their words come to', () => {
  const picture = pictureOf(SAMPLE)
  const text = textKnown(picture, AGREEMENT, picture.size)
  const view = write(agreementView, shown(picture, text))
  expect(view.exchanges[0]).toMatchObject({ id: 'T.4', block: expect.stringContaining('legs:') as string })
  expect(view.exchanges[0]?.mode).toEqual({ is: 'simultaneous', within: 6 * 3_600_000 })
  expect(view.powers[0]).toMatchObject({ id: 'T.5', may: 'extend', effect: 'ex-nunc', quorum: 2 })
  expect(view.powers[0]).not.toHaveProperty('form')
  const formal = pictureOf(
    changed('effect: from then on (ex nunc)', 'form: told 24h before and with reasons'),
  )
  const form = write(agreementView, shown(formal, textKnown(formal, AGREEMENT, formal.size))).powers[0]?.form
  expect(form).toEqual({ told: 24 * 3_600_000, reasons: true })
  expect(view.powers[0]?.over).toEqual(view.terms.find(({ id }) => id === 'quiet')?.counts)
  expect(view.terms.find(({ id }) => id === 'quiet')).toMatchObject({
    is: 'state',
    counts: expect.arrayContaining(['T.1.a']) as string[],
    block: expect.stringContaining('test: no breach of T.1.*') as string,
  })
})
