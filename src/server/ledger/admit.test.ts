import { beforeEach, expect, test } from 'vitest'
import { utf8 } from '../../core/bytes/utf8.ts'
import { formatNote, parseNote } from '../../core/log/signed-note.ts'
import {
  actorId,
  agreementId,
  clauseId,
  incidentId,
  partyId,
  ruleId,
  sha256Hex,
  termId,
} from '../../core/statement/fields.ts'
import { logIndex } from '../../core/statement/fields.ts'
import { signStatement } from '../../core/statement/sign.ts'
import { demonstrationSigner, nodeSigner } from '../keys/node-signer.ts'
import {
  army,
  grants,
  keys,
  keyText,
  LOG,
  NOW,
  mfa,
  opening,
  registers,
  report,
  say,
  snhr,
  state,
  trial,
  type Said,
} from '../../../test/contracts/some-log.ts'
import { memoryStore } from '../store/memory-store.ts'
import { logOpenedNote } from './new-log.ts'
import { openLedger, type Ledger } from './ledger.ts'

const AGREEMENT = `# A trial truce

\`\`\`jig agreement TRY
name: {en: A trial truce, ar: هدنة, ru: Перемирие}
force: in force
agreed: 2016-09-09T00:00:00Z
starts: on DayD
calendar: {zone: Asia/Damascus, offset: "+03:00"}
\`\`\`

\`\`\`jig party SYR
name: {en: Syrian armed forces, ar: القوات, ru: Вооружённые силы}
side: A
\`\`\`

\`\`\`jig party RUS
name: {en: Russia, ar: روسيا, ru: Россия}
side: A
\`\`\`

\`\`\`jig moment DayD
means: the day on which it begins
set by: jointly SYR, RUS
\`\`\`

> No shelling.

\`\`\`jig clause TRY.1
cites: "¶1"
who: SYR
must not: shell
acts: [shelling]
shown by: verified by role monitor
if silent: unknown
\`\`\`
`

let ledger: Ledger

beforeEach(async () => {
  ledger = await openLedger(trial(memoryStore()))
  await ledger.submitAll(opening())
  return () => ledger[Symbol.asyncDispose]()
})

const SEP = agreementId.parse('TRY')
const clause = clauseId.parse('TRY.1')
const SYR = partyId.parse('SYR')
const INCIDENT = incidentId.parse('INC-trial')
const AN_HOUR = {
  earliest: '2016-09-12T17:00:00Z',
  latest: '2016-09-12T18:00:00Z',
  precision: 'hour',
} as const

async function adopted(): Promise<void> {
  const sha256 = await ledger.putBlob(utf8(AGREEMENT))
  await ledger.submit(say([state, mfa], { kind: 'agreement-adopted', agreement: SEP, package: sha256 }))
}

/** Hands in a statement and gives the name of its refusal and the field that it points at. */
async function refusalOf(note: Uint8Array): Promise<readonly [string, string | undefined]> {
  const before = [ledger.size(), ledger.head()]
  const refusal: unknown = await ledger.submit(note).then(
    () => 'accepted',
    (error: unknown) => error,
  )
  expect([ledger.size(), ledger.head()]).toEqual(before)
  expect(refusal).toMatchObject({ name: 'Problem', message: expect.any(String) })
  const { code, where } = refusal as { code: string; where?: { path?: string } }
  return [code, where?.path]
}

const saidBy = (signer: typeof snhr, said: Said): Uint8Array => say([signer], said)

test('a signer whose key is not registered is refused', async () => {
  expect(await refusalOf(report(1, demonstrationSigner('stranger')))).toEqual(['signer-unknown', undefined])
})

test('another key under a registered name is refused', async () => {
  expect((await refusalOf(report(1, nodeSigner('snhr', new Uint8Array(32).fill(7)))))[0]).toBe(
    'signer-unknown',
  )
})

test('a signature that does not fit the text is refused, and what was signed truly is then taken', async () => {
  const sound = parseNote(report(1))
  const other = parseNote(report(2))
  const forged = formatNote({ text: sound.text, signatures: other.signatures })
  expect((await refusalOf(forged))[0]).toBe('signature-invalid')
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
  expect((await refusalOf(report(2)))[0]).toBe('key-revoked')
  expect(await ledger.entries(9, 1)).toEqual([report(1)])
})

test('a role that does not allow the kind is refused', async () => {
  const registration = saidBy(snhr, {
    kind: 'key-registered',
    actor: actorId.parse('snhr'),
    key: keyText(demonstrationSigner('snhr')),
    demonstration: true,
  })
  expect((await refusalOf(registration))[0]).toBe('statement-malformed')
  const grant = saidBy(snhr, {
    kind: 'role-granted',
    actor: actorId.parse('snhr'),
    name: { en: 'x' },
    role: 'operator',
  })
  expect(await refusalOf(grant)).toEqual(['role-wrong', 'by'])
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
  expect(await refusalOf(foreign)).toEqual(['statement-of-another-log', 'log'])
})

test('the first statement of a log must open it', async () => {
  ledger = await openLedger(trial(memoryStore()))
  expect((await refusalOf(report(1)))[0]).toBe('log-not-opened')
})

test('nobody but its operator opens a log', async () => {
  ledger = await openLedger(trial(memoryStore()))
  const usurper = demonstrationSigner('usurper')
  const founded = logOpenedNote(LOG, usurper, { title: { en: 'Mine' }, demonstration: false }, NOW)
  expect(await refusalOf(founded)).toEqual(['role-wrong', 'key'])
  const sameName = nodeSigner('secretariat', new Uint8Array(32).fill(7))
  const posed = logOpenedNote(LOG, sameName, { title: { en: 'Mine' }, demonstration: false }, NOW)
  expect(await refusalOf(posed)).toEqual(['role-wrong', 'key'])
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
  expect(await refusalOf(reported('2016-09-13T09:05:01Z'))).toEqual(['event-in-future', 'when.earliest'])
  expect(await refusalOf(reported('2016-09-13T08:00:00Z', '2016-09-13T09:06:00Z'))).toEqual([
    'event-in-future',
    'saidAt',
  ])
  await ledger.submit(reported('2016-09-13T09:05:00Z', '2016-09-13T09:05:00Z'))
})

test('nobody can close a source for a time that is still to come, nor the source of another', async () => {
  const closes = (signer: typeof snhr, through: string): Uint8Array =>
    saidBy(signer, { kind: 'source-closed', source: actorId.parse('snhr'), through })
  expect(await refusalOf(closes(snhr, '2016-09-14T00:00:00Z'))).toEqual(['event-in-future', 'through'])
  expect((await refusalOf(closes(army, '2016-09-12T00:00:00Z')))[0]).toBe('not-for-source')
  await ledger.submit(closes(snhr, '2016-09-12T00:00:00Z'))
})

test('an entry that is not there, or is of another kind, cannot be spoken of', async () => {
  await ledger.submit(report(1))
  const reply = (to: number): Uint8Array =>
    saidBy(army, { kind: 'reply-made', to: logIndex.parse(to), stance: 'denies' })
  expect(await refusalOf(reply(10))).toEqual(['reference-missing', 'to'])
  await ledger.submit(reply(9))
  const links = (...reports: readonly number[]): Uint8Array =>
    saidBy(snhr, {
      kind: 'reports-linked',
      incident: INCIDENT,
      reports: reports.map((each) => logIndex.parse(each)),
      proposedBy: 'person',
    })
  expect(await refusalOf(links(9, 1))).toEqual(['reference-missing', 'reports[1]'])
  await ledger.submit(links(9))
})

test('agreements, clauses, terms, parties and counting rules must be in the log to be spoken of', async () => {
  const declares = (id: string): Uint8Array =>
    saidBy(army, {
      kind: 'act-declared',
      agreement: SEP,
      clause: clauseId.parse(id),
      party: SYR,
      when: AN_HOUR,
    })
  expect(await refusalOf(declares('TRY.1'))).toEqual(['agreement-unknown', 'agreement'])
  await adopted()
  expect(await refusalOf(declares('TRY.9'))).toEqual(['clause-unknown', 'clause'])
  await ledger.submit(declares('TRY.1'))
  const finding = saidBy(snhr, {
    kind: 'finding-made',
    incident: INCIDENT,
    outcome: 'confirmed',
    touches: [
      { agreement: SEP, clause },
      { agreement: SEP, clause: clauseId.parse('TRY.7') },
    ],
    attribution: [],
  })
  expect(await refusalOf(finding)).toEqual(['clause-unknown', 'touches[1].clause'])
  const determines = say([army], {
    kind: 'term-determined',
    agreement: SEP,
    term: termId.parse('DayX'),
    value: { is: 'moment', instant: '2016-09-12T16:00:00Z' },
  })
  expect(await refusalOf(determines)).toEqual(['term-unknown', 'term'])
  const accedes = saidBy(mfa, {
    kind: 'party-acceded',
    agreement: SEP,
    party: partyId.parse('OPP'),
    when: AN_HOUR,
  })
  expect(await refusalOf(accedes)).toEqual(['party-unknown', 'party'])
  const tally = saidBy(snhr, {
    kind: 'tally-published',
    rule: ruleId.parse('snhr-breaches'),
    window: { from: '2016-09-12T16:00:00Z', until: '2016-09-13T16:00:00Z' },
    cumulative: false,
    count: { least: 2, most: 2 },
  })
  expect(await refusalOf(tally)).toEqual(['reference-missing', 'rule'])
})

test('nobody speaks for a party that it does not act for', async () => {
  await adopted()
  const declares = saidBy(army, {
    kind: 'clock-declared',
    agreement: SEP,
    owner: partyId.parse('RUS'),
    starts: '2016-09-12T16:00:00Z',
    ends: '2016-09-18T20:59:00Z',
  })
  expect(await refusalOf(declares)).toEqual(['not-for-party', 'by'])
})

test('an agreement is adopted only with its text: handed in, readable, and under its own name', async () => {
  const adopts = (digest: string): Uint8Array =>
    say([state, mfa], { kind: 'agreement-adopted', agreement: SEP, package: sha256Hex.parse(digest) })
  expect(await refusalOf(adopts('0'.repeat(64)))).toEqual(['blob-missing', 'package'])
  const put = async (text: string): Promise<Uint8Array> => adopts(await ledger.putBlob(utf8(text)))
  expect(await refusalOf(await put(AGREEMENT.replaceAll('TRY', 'OTH')))).toEqual([
    'statement-malformed',
    'package',
  ])
  expect((await refusalOf(await put(AGREEMENT.replace('if silent: unknown\n', ''))))[0]).toBe(
    'silence-missing',
  )
  const first = AGREEMENT.replace('shown by:', 'when: done TRY.2\nshown by:')
  const second = first.slice(first.indexOf('> No')).replaceAll('TRY.1', 'TRY.X').replaceAll('TRY.2', 'TRY.1')
  expect((await refusalOf(await put(`${first}\n${second.replaceAll('TRY.X', 'TRY.2')}`)))[0]).toBe(
    'agreement-cyclic',
  )
})

test('only its authors together correct or withdraw a statement, and only by one of its own kind', async () => {
  await adopted()
  const both = (
    await ledger.submit(
      say([state, mfa], {
        kind: 'act-declared',
        agreement: SEP,
        clause,
        party: SYR,
        when: AN_HOUR,
      }),
    )
  ).index
  const withdraws = (...signers: (typeof snhr)[]): Uint8Array =>
    say(signers, { kind: 'statement-withdrawn', entry: both, because: 'a mistake' })
  expect(await refusalOf(withdraws(snhr))).toEqual(['not-the-author', 'by'])
  expect(await refusalOf(withdraws(state))).toEqual(['not-the-author', 'by'])
  const corrects = say([state, mfa], {
    kind: 'statement-corrected',
    entry: both,
    because: 'x',
    instead: { kind: 'notice-given', about: 'other', to: [SYR] },
  })
  expect(await refusalOf(corrects)).toEqual(['reference-missing', 'entry'])
  await ledger.submit(withdraws(mfa, state))
})

test('a statement that is too large, malformed, two texts in one or off the map is refused', async () => {
  expect((await refusalOf(new Uint8Array(70_000).fill(0x61)))[0]).toBe('entry-too-large')
  expect((await refusalOf(utf8('{"jig":1}')))[0]).toBe('note-malformed')
  const note = parseNote(report(1))
  const rewritten = (text: string): Uint8Array => formatNote({ text, signatures: note.signatures })
  expect((await refusalOf(rewritten('{"jig":1,"jig":1}\n')))[0]).toBe('json-malformed')
  expect((await refusalOf(rewritten(`${note.text}${note.text}`)))[0]).toBe('statement-malformed')
  expect(await refusalOf(rewritten(note.text.replace('"latE7":361000001', '"latE7":961000001')))).toEqual([
    'place-out-of-range',
    'where.latE7',
  ])
})

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error)
}
