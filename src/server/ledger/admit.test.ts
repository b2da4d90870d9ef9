import { beforeEach, expect, test } from 'vitest'
import { utf8 } from '../../core/bytes/utf8.ts'
import { formatNote, parseNote } from '../../core/log/signed-note.ts'
import { actorId } from '../../core/statement/fields.ts'
import { signStatement } from '../../core/statement/sign.ts'
import { demonstrationSigner, nodeSigner } from '../keys/node-signer.ts'
import { refusalOf } from '../../../test/contracts/refusals.ts'
import {
  army,
  grants,
  keys,
  keyText,
  LOG,
  NOW,
  opening,
  registers,
  report,
  say,
  snhr,
  trial,
  type Said,
} from '../../../test/contracts/some-log.ts'
import { memoryStore } from '../store/memory-store.ts'
import { openLedger, type Ledger } from './ledger.ts'
import { logOpenedNote } from './new-log.ts'

let ledger: Ledger

beforeEach(async () => {
  ledger = await openLedger(trial(memoryStore()))
  await ledger.submitAll(opening())
  return () => ledger[Symbol.asyncDispose]()
})

const saidBy = (signer: typeof snhr, said: Said): Uint8Array => say([signer], said)

test('a signer whose key is not registered is refused', async () => {
  expect(await refusalOf(ledger, report(1, demonstrationSigner('stranger')))).toEqual([
    'signer-unknown',
    undefined,
  ])
})

test('another key under a registered name is refused', async () => {
  expect((await refusalOf(ledger, report(1, nodeSigner('snhr', new Uint8Array(32).fill(7)))))[0]).toBe(
    'signer-unknown',
  )
})

test('a signature that does not fit the text is refused, and what was signed truly is then taken', async () => {
  const sound = parseNote(report(1))
  const other = parseNote(report(2))
  const forged = formatNote({ text: sound.text, signatures: other.signatures })
  expect((await refusalOf(ledger, forged))[0]).toBe('signature-invalid')
  await ledger.submit(report(1))
})

test('a forged statement does not take along those that came with it', async () => {
  const forged = formatNote({ text: parseNote(report(1)).text, signatures: parseNote(report(2)).signatures })
  const answers = await Promise.allSettled([report(3), forged, report(4)].map((note) => ledger.submit(note)))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('what leant on a forged statement is refused with it', async () => {
  const newcomer = demonstrationSigner('newcomer')
  const registration = parseNote(registers(newcomer))
  const forged = formatNote({ text: registration.text, signatures: parseNote(report(1)).signatures })
  // The registration names the operator, so its line is put under the operator's name with another's signature.
  const [line] = registration.signatures
  const [foreign] = parseNote(report(1)).signatures
  if (line === undefined || foreign === undefined) throw new Error('a note without a signature')
  const bent = formatNote({
    text: registration.text,
    signatures: [{ ...line, signature: foreign.signature }],
  })
  const answers = await Promise.allSettled(
    [bent, report(1, newcomer), report(2)].map((note) => ledger.submit(note)),
  )
  expect(
    answers.map((answer) => (answer.status === 'rejected' ? codeOf(answer.reason) : 'accepted')),
  ).toEqual(['signature-invalid', 'signer-unknown', 'accepted'])
  expect(codeOf(await ledger.submit(forged).catch((error: unknown) => error))).toBe('signers-differ')
})

test('a key may be registered and used in one batch', async () => {
  const newcomer = demonstrationSigner('newcomer')
  const notes = [grants(newcomer, 'open-source'), registers(newcomer), report(1, newcomer)]
  const receipts = await Promise.all(notes.map((note) => ledger.submit(note)))
  expect(new Set(receipts.map(({ head }) => Buffer.from(head).toString())).size).toBe(1)
})

test('a revoked key is refused, and what it signed before stands', async () => {
  await ledger.submit(report(1))
  await ledger.submit(
    saidBy(keys.operator, {
      kind: 'key-revoked',
      actor: actorId.parse('snhr'),
      key: keyText(snhr),
      because: 'lost',
    }),
  )
  expect((await refusalOf(ledger, report(2)))[0]).toBe('key-revoked')
  expect(await ledger.entries(9, 1)).toEqual([report(1)])
})

test('a role that does not allow the kind is refused', async () => {
  const registration = saidBy(snhr, {
    kind: 'key-registered',
    actor: actorId.parse('snhr'),
    key: keyText(demonstrationSigner('snhr')),
    demonstration: true,
  })
  expect((await refusalOf(ledger, registration))[0]).toBe('statement-malformed')
  const grant = saidBy(snhr, {
    kind: 'role-granted',
    actor: actorId.parse('snhr'),
    name: { en: 'x' },
    role: 'operator',
  })
  expect(await refusalOf(ledger, grant)).toEqual(['role-wrong', 'by'])
})

test('a statement for another log is refused', async () => {
  const text = {
    jig: 1,
    kind: 'document-cited',
    log: 'other',
    by: ['snhr'],
    saidAt: '2016-09-13T08:00:00Z',
    about: 'x',
  } as const
  const foreign = signStatement({ ...text, by: [actorId.parse('snhr')] }, [snhr])
  expect(await refusalOf(ledger, foreign)).toEqual(['statement-of-another-log', 'log'])
})

test('the first statement of a log must open it', async () => {
  ledger = await openLedger(trial(memoryStore()))
  expect((await refusalOf(ledger, report(1)))[0]).toBe('log-not-opened')
})

test('nobody but its operator opens a log', async () => {
  ledger = await openLedger(trial(memoryStore()))
  const usurper = demonstrationSigner('usurper')
  const founded = logOpenedNote(LOG, usurper, { title: { en: 'Mine' }, demonstration: false }, NOW)
  expect(await refusalOf(ledger, founded)).toEqual(['role-wrong', 'key'])
  const sameName = nodeSigner('secretariat', new Uint8Array(32).fill(7))
  const posed = logOpenedNote(LOG, sameName, { title: { en: 'Mine' }, demonstration: false }, NOW)
  expect(await refusalOf(ledger, posed)).toEqual(['role-wrong', 'key'])
})

test('the same statement again is refused, naming the entry', async () => {
  const { index } = await ledger.submit(report(1))
  await expect(ledger.submit(report(1))).rejects.toMatchObject({
    code: 'duplicate-statement',
    detail: { index },
  })
})

test('two of the same in one batch: one is taken', async () => {
  const answers = await Promise.allSettled([report(1), report(1)].map((note) => ledger.submit(note)))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
})

test('what has not happened yet cannot be reported; five minutes of a clock running ahead are forgiven', async () => {
  const reported = (earliest: string, saidAt = '2016-09-13T09:00:00Z'): Uint8Array =>
    saidBy(snhr, {
      kind: 'incident-reported',
      act: 'shelling',
      when: { earliest, latest: '2016-09-14T20:59:59Z', precision: 'hour' },
      where: { name: 'somewhere' },
      means: 'told',
      saidAt,
    })
  expect(await refusalOf(ledger, reported('2016-09-13T09:05:01Z'))).toEqual([
    'event-in-future',
    'when.earliest',
  ])
  expect(await refusalOf(ledger, reported('2016-09-13T08:00:00Z', '2016-09-13T09:06:00Z'))).toEqual([
    'event-in-future',
    'saidAt',
  ])
  await ledger.submit(reported('2016-09-13T09:05:00Z', '2016-09-13T09:05:00Z'))
})

test('nobody can close a source for a time that is still to come, nor the source of another', async () => {
  const closes = (signer: typeof snhr, through: string): Uint8Array =>
    saidBy(signer, { kind: 'source-closed', source: actorId.parse('snhr'), through })
  expect(await refusalOf(ledger, closes(snhr, '2016-09-14T00:00:00Z'))).toEqual([
    'event-in-future',
    'through',
  ])
  expect((await refusalOf(ledger, closes(army, '2016-09-12T00:00:00Z')))[0]).toBe('not-for-source')
  await ledger.submit(closes(snhr, '2016-09-12T00:00:00Z'))
})

test('a statement that is too large, malformed, two texts in one or off the map is refused', async () => {
  expect((await refusalOf(ledger, new Uint8Array(70_000).fill(0x61)))[0]).toBe('entry-too-large')
  expect((await refusalOf(ledger, utf8('{"jig":1}')))[0]).toBe('note-malformed')
  const note = parseNote(report(1))
  const rewritten = (text: string): Uint8Array => formatNote({ text, signatures: note.signatures })
  expect((await refusalOf(ledger, rewritten('{"jig":1,"jig":1}\n')))[0]).toBe('json-malformed')
  expect((await refusalOf(ledger, rewritten(`${note.text}${note.text}`)))[0]).toBe('statement-malformed')
  expect(
    await refusalOf(ledger, rewritten(note.text.replace('"latE7":361000001', '"latE7":961000001'))),
  ).toEqual(['place-out-of-range', 'where.latE7'])
})

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error)
}
