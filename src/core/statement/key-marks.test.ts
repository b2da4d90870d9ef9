import { expect, test } from 'vitest'
import { signerFromSeed, type Signer } from '../bytes/ed25519.ts'
import { isLogIndex, type LogIndex } from '../log/log-index.ts'
import { formatVerifierKey, verifierKey } from '../log/verifier-key.ts'
import { parseInstant } from '../time/instant.ts'
import { keyMarks } from './key-marks.ts'
import type { StatementText } from './kinds.ts'
import { logRules } from './log-rules.ts'
import { parseStatement } from './parse.ts'
import { signStatement } from './sign.ts'

const seeded = (name: string, byte: number): Signer => signerFromSeed(name, new Uint8Array(32).fill(byte))
const operator = seeded('jig.operator', 1)
const snhr = seeded('snhr', 2)
const fresh = seeded('snhr', 3)
const keyText = (signer: Signer): string =>
  formatVerifierKey(verifierKey(signer.name, signer.publicKey, 'ed25519'))
const envelope = { jig: 1, log: 'syria-2016', saidAt: '2016-09-12T16:00:00Z' } as const
const byOperator = { ...envelope, by: [operator.name] }
const clock = (readAt: string): StatementText => ({ ...byOperator, kind: 'clock-read', readAt })
const registered = (signer: Signer): StatementText => ({
  ...byOperator,
  kind: 'key-registered',
  actor: signer.name,
  key: keyText(signer),
  demonstration: true,
})
const revoked = (since?: string): StatementText => ({
  ...byOperator,
  kind: 'key-revoked',
  actor: 'snhr',
  key: keyText(snhr),
  because: 'the telephone was taken at a checkpoint',
  ...(since === undefined ? {} : { since }),
})
const cited = (about: string, saidAt: string = envelope.saidAt): StatementText => ({
  ...envelope,
  saidAt,
  kind: 'document-cited',
  by: ['snhr'],
  about,
})

function at(index: number): LogIndex {
  if (isLogIndex(index)) return index
  throw new Error(`${index} is no place in a log`)
}

/** Reads a log by its rules, and gives the marks on its entries when it has been read. */
function marksOf(...said: readonly (readonly [StatementText, Signer])[]) {
  const rules = logRules()
  for (const [i, [statement, signer]] of said.entries())
    rules.readEntry(at(i), signStatement(statement, [signer]))
  return rules.marked().map(({ index, revokedAt, doubtful }) => [index, revokedAt, doubtful])
}

const founding: readonly (readonly [StatementText, Signer])[] = [
  [
    {
      ...byOperator,
      kind: 'log-opened',
      title: { en: 'Syria, 2016' },
      operator: operator.name,
      key: keyText(operator),
      demonstration: true,
    },
    operator,
  ],
  [
    {
      ...byOperator,
      kind: 'role-granted',
      actor: 'snhr',
      name: { en: 'snhr' },
      role: 'open-source',
    },
    operator,
  ],
  [registered(snhr), operator],
]

test('nothing is marked while no key is revoked', () => {
  expect(marksOf(...founding, [cited('a'), snhr])).toEqual([])
})

test('what a key signed before its revocation became known stands, and is marked; what its successor signs is not', () => {
  expect(
    marksOf(
      ...founding,
      [cited('before'), snhr],
      [registered(fresh), operator],
      [cited('between'), snhr],
      [revoked(), operator],
      [cited('after'), fresh],
    ),
  ).toEqual([
    [3, 6, false],
    [5, 6, false],
  ])
})

test('where the revocation says since when, what came since is doubtful: by the log’s clock, to the minute', () => {
  expect(
    marksOf(
      ...founding,
      [clock('2016-09-12T16:00:00Z'), operator],
      [cited('a minute before'), snhr],
      [clock('2016-09-12T16:01:00Z'), operator],
      [cited('within the minute'), snhr],
      [clock('2016-09-12T17:00:00Z'), operator],
      [cited('after'), snhr],
      [revoked('2016-09-12T16:01:30Z'), operator],
    ),
  ).toEqual([
    [4, 9, false],
    [6, 9, true],
    [8, 9, true],
  ])
})

test('a thief who dates a statement back is doubted all the same', () => {
  expect(
    marksOf(
      ...founding,
      [clock('2016-09-12T17:00:00Z'), operator],
      [cited('dated back', '2016-09-01T00:00:00Z'), snhr],
      [revoked('2016-09-12T16:30:00Z'), operator],
    ),
  ).toEqual([[4, 5, true]])
})

test('before the log has read its clock, every time is possible', () => {
  expect(marksOf(...founding, [cited('a'), snhr], [revoked('2016-09-12T16:30:00Z'), operator])).toEqual([
    [3, 4, true],
  ])
})

test('a single entry is marked as it is among all', () => {
  const rules = logRules()
  const said: readonly (readonly [StatementText, Signer])[] = [
    ...founding,
    [clock('2016-09-12T17:00:00Z'), operator],
    [cited('a'), snhr],
    [revoked('2016-09-12T16:30:00Z'), operator],
  ]
  for (const [i, [statement, signer]] of said.entries())
    rules.readEntry(at(i), signStatement(statement, [signer]))
  const { note } = parseStatement(signStatement(cited('a'), [snhr]))
  const marks = keyMarks(rules.registry(), note, parseInstant('2016-09-12T17:00:00Z'))
  expect(marks).toEqual([{ actor: 'snhr', revokedAt: 5, doubtful: true }])
  expect(rules.marked()).toEqual([{ ...marks[0], index: 4 }])
})
