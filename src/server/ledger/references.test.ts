import { beforeEach, expect, test } from 'vitest'
import { utf8 } from '../../core/bytes/utf8.ts'
import {
  agreementId,
  clauseId,
  incidentId,
  logIndex,
  partyId,
  ruleId,
  sha256Hex,
  termId,
} from '../../core/statement/fields.ts'
import { refusalOf } from '../../../test/contracts/refusals.ts'
import {
  army,
  mfa,
  opening,
  report,
  say,
  snhr,
  state,
  trial,
  type Said,
} from '../../../test/contracts/some-log.ts'
import { TRIAL_AGREEMENT } from '../../../test/contracts/trial-agreement.ts'
import { memoryStore } from '../store/memory-store.ts'
import { openLedger, type Ledger } from './ledger.ts'

let ledger: Ledger

beforeEach(async () => {
  ledger = await openLedger(trial(memoryStore()))
  await ledger.submitAll(opening())
  return () => ledger[Symbol.asyncDispose]()
})

const TRY = agreementId.parse('TRY')
const clause = clauseId.parse('TRY.1')
const SYR = partyId.parse('SYR')
const INCIDENT = incidentId.parse('INC-trial')
const AN_HOUR = {
  earliest: '2016-09-12T17:00:00Z',
  latest: '2016-09-12T18:00:00Z',
  precision: 'hour',
} as const

async function adopted(): Promise<void> {
  const sha256 = await ledger.putBlob(utf8(TRIAL_AGREEMENT))
  await ledger.submit(say([state, mfa], { kind: 'agreement-adopted', agreement: TRY, package: sha256 }))
}

const saidBy = (signer: typeof snhr, said: Said): Uint8Array => say([signer], said)

test('what corrects or withdraws is not withdrawn itself: that would change nothing', async () => {
  await ledger.submit(report(1))
  await ledger.submit(report(2))
  const withdraw = (entry: number): Uint8Array =>
    saidBy(snhr, { kind: 'statement-withdrawn', entry: logIndex.parse(entry), because: 'a mistake' })
  await ledger.submit(withdraw(9))
  expect(await refusalOf(ledger, withdraw(11))).toEqual(['reference-missing', 'entry'])
  await ledger.submit(withdraw(10))
})

test('an entry that is not there, or is of another kind, cannot be spoken of', async () => {
  await ledger.submit(report(1))
  const reply = (to: number): Uint8Array =>
    saidBy(army, { kind: 'reply-made', to: logIndex.parse(to), stance: 'denies' })
  expect(await refusalOf(ledger, reply(10))).toEqual(['reference-missing', 'to'])
  await ledger.submit(reply(9))
  const links = (...reports: readonly number[]): Uint8Array =>
    saidBy(snhr, {
      kind: 'reports-linked',
      incident: INCIDENT,
      reports: reports.map((each) => logIndex.parse(each)),
      proposedBy: 'person',
    })
  expect(await refusalOf(ledger, links(9, 1))).toEqual(['reference-missing', 'reports[1]'])
  await ledger.submit(links(9))
})

test('agreements, clauses, terms, parties and counting rules must be in the log to be spoken of', async () => {
  const declares = (id: string): Uint8Array =>
    saidBy(army, {
      kind: 'act-declared',
      agreement: TRY,
      clause: clauseId.parse(id),
      party: SYR,
      when: AN_HOUR,
    })
  expect(await refusalOf(ledger, declares('TRY.1'))).toEqual(['agreement-unknown', 'agreement'])
  await adopted()
  expect(await refusalOf(ledger, declares('TRY.9'))).toEqual(['clause-unknown', 'clause'])
  await ledger.submit(declares('TRY.1'))
  const answers = (entry: number): Uint8Array =>
    saidBy(army, {
      kind: 'act-declared',
      agreement: TRY,
      clause,
      party: SYR,
      when: AN_HOUR,
      answers: logIndex.parse(entry),
    })
  expect(await refusalOf(ledger, answers(10))).toEqual(['reference-missing', 'answers'])
  expect(await refusalOf(ledger, answers(90))).toEqual(['reference-missing', 'answers'])
  const finding = saidBy(snhr, {
    kind: 'finding-made',
    incident: INCIDENT,
    outcome: 'confirmed',
    touches: [
      { agreement: TRY, clause },
      { agreement: TRY, clause: clauseId.parse('TRY.7') },
    ],
    attribution: [],
  })
  expect(await refusalOf(ledger, finding)).toEqual(['clause-unknown', 'touches[1].clause'])
  const determines = say([army], {
    kind: 'term-determined',
    agreement: TRY,
    term: termId.parse('DayX'),
    value: { is: 'moment', instant: '2016-09-12T16:00:00Z' },
  })
  expect(await refusalOf(ledger, determines)).toEqual(['term-unknown', 'term'])
  const accedes = saidBy(mfa, {
    kind: 'party-acceded',
    agreement: TRY,
    party: partyId.parse('OPP'),
    when: AN_HOUR,
  })
  expect(await refusalOf(ledger, accedes)).toEqual(['party-unknown', 'party'])
  const tally = saidBy(snhr, {
    kind: 'tally-published',
    rule: ruleId.parse('snhr-breaches'),
    window: { from: '2016-09-12T16:00:00Z', until: '2016-09-13T16:00:00Z' },
    cumulative: false,
    count: { least: 2, most: 2 },
  })
  expect(await refusalOf(ledger, tally)).toEqual(['reference-missing', 'rule'])
})

test('nobody speaks for a party that it does not act for', async () => {
  await adopted()
  const declares = saidBy(army, {
    kind: 'clock-declared',
    agreement: TRY,
    owner: partyId.parse('RUS'),
    starts: '2016-09-12T16:00:00Z',
    ends: '2016-09-18T20:59:00Z',
  })
  expect(await refusalOf(ledger, declares)).toEqual(['not-for-party', 'by'])
})

test('an agreement is adopted only with its text: handed in, readable, and under its own name', async () => {
  const adopts = (digest: string): Uint8Array =>
    say([state, mfa], { kind: 'agreement-adopted', agreement: TRY, package: sha256Hex.parse(digest) })
  expect(await refusalOf(ledger, adopts('0'.repeat(64)))).toEqual(['blob-missing', 'package'])
  const put = async (text: string): Promise<Uint8Array> => adopts(await ledger.putBlob(utf8(text)))
  expect(await refusalOf(ledger, await put(TRIAL_AGREEMENT.replaceAll('TRY', 'OTH')))).toEqual([
    'statement-malformed',
    'package',
  ])
  expect((await refusalOf(ledger, await put(TRIAL_AGREEMENT.replace('if silent: unknown\n', ''))))[0]).toBe(
    'silence-missing',
  )
  const first = TRIAL_AGREEMENT.replace('shown by:', 'when: done TRY.2\nshown by:')
  const second = first.slice(first.indexOf('> No')).replaceAll('TRY.1', 'TRY.X').replaceAll('TRY.2', 'TRY.1')
  expect((await refusalOf(ledger, await put(`${first}\n${second.replaceAll('TRY.X', 'TRY.2')}`)))[0]).toBe(
    'agreement-cyclic',
  )
})

test('a text that would take the place of one in force from the same moment or later is refused, with the other named', async () => {
  await adopted()
  const texts = await Promise.all(
    ['one', 'two', 'three'].map((word) => ledger.putBlob(utf8(`${TRIAL_AGREEMENT}\nVersion ${word}.\n`))),
  )
  const amends = (text: number, from: string): Uint8Array => {
    const about = { agreement: TRY, package: sha256Hex.parse(texts[text]), from }
    return say([state, mfa], { kind: 'agreement-amended', ...about })
  }
  const again = say([state, mfa], {
    kind: 'agreement-adopted',
    agreement: TRY,
    package: sha256Hex.parse(texts[0]),
  })
  expect(await refusalOf(ledger, again)).toEqual(['amendments-overlap', 'agreement'])
  const { index } = await ledger.submit(amends(0, '2016-09-14T16:00:00Z'))
  expect(await refusalOf(ledger, amends(1, '2016-09-14T16:00:00Z'))).toEqual(['amendments-overlap', 'from'])
  await expect(ledger.submit(amends(1, '2016-09-13T16:00:00Z'))).rejects.toMatchObject({
    detail: { entry: index, from: '2016-09-14T16:00:00Z' },
    fix: expect.stringContaining('after 2016-09-14T16:00:00Z') as string,
  })
  await ledger.submit(amends(2, '2016-09-14T16:00:00.001Z'))
})

test('only its authors together correct or withdraw a statement, and only by one of its own kind', async () => {
  await adopted()
  const both = (
    await ledger.submit(
      say([state, mfa], {
        kind: 'act-declared',
        agreement: TRY,
        clause,
        party: SYR,
        when: AN_HOUR,
      }),
    )
  ).index
  const withdraws = (...signers: (typeof snhr)[]): Uint8Array =>
    say(signers, { kind: 'statement-withdrawn', entry: both, because: 'a mistake' })
  expect(await refusalOf(ledger, withdraws(snhr))).toEqual(['not-the-author', 'by'])
  expect(await refusalOf(ledger, withdraws(state))).toEqual(['not-the-author', 'by'])
  const corrects = say([state, mfa], {
    kind: 'statement-corrected',
    entry: both,
    because: 'x',
    instead: { kind: 'notice-given', about: 'other', to: [SYR] },
  })
  expect(await refusalOf(ledger, corrects)).toEqual(['reference-missing', 'entry'])
  await ledger.submit(withdraws(mfa, state))
})
