import { expect, test } from 'vitest'
import { signerFromSeed, verifyEd25519, type Signer } from '../bytes/ed25519.ts'
import { fromUtf8, utf8 } from '../bytes/utf8.ts'
import { cosignatureBy, cosignTreeHead } from '../log/cosignature.ts'
import { compareHeads } from '../log/check-head.ts'
import type { LogCheck, VerifyMany } from '../log/log-check.ts'
import { isLogIndex, type LogIndex } from '../log/log-index.ts'
import { appendLeaf, emptyRange, leafHash, rangeRoot } from '../log/merkle.ts'
import { consistencyProof, inclusionProof } from '../log/proof.ts'
import { formatReceipt, parseReceipt, verifyReceipt } from '../log/receipt.ts'
import { formatNote, parseNote, signNote } from '../log/signed-note.ts'
import { hashesFromTiles, tilesGrown } from '../log/tile-growth.ts'
import { encodeBundle, entriesPath, parseTilePath, tilePath } from '../log/tiles.ts'
import { signTreeHead } from '../log/tree-head.ts'
import { formatVerifierKey, verifierKey } from '../log/verifier-key.ts'
import { verifyLog } from '../log/verify-log.ts'
import { parseInstant } from '../time/instant.ts'
import { statementReader } from './admission.ts'
import type { StatementText } from './kinds.ts'
import { signStatement } from './sign.ts'
import { statementLine } from './write.ts'

const seeded = (name: string, byte: number): Signer => signerFromSeed(name, new Uint8Array(32).fill(byte))
const operator = seeded('jig.operator', 1)
const army = seeded('syr.army-command', 2)
const snhr = seeded('snhr', 3)
const stranger = seeded('snhr', 4)
const origin = seeded('jig.example/syria-2016', 5)
const cosigner = seeded('un.osg', 6)
const logKey = verifierKey(origin.name, origin.publicKey, 'ed25519')
const keyText = (signer: Signer) => formatVerifierKey(verifierKey(signer.name, signer.publicKey, 'ed25519'))

const envelope = { jig: 1, log: 'syria-2016', saidAt: '2016-09-12T16:00:00Z' } as const
const opened: StatementText = {
  ...envelope,
  kind: 'log-opened',
  by: [operator.name],
  title: { en: 'Syria, 2016' },
  operator: operator.name,
  key: keyText(operator),
  demonstration: true,
}
const granted = (actor: Signer, role: 'party' | 'monitor', actsFor?: string): StatementText => ({
  ...envelope,
  kind: 'role-granted',
  by: [operator.name],
  actor: actor.name,
  name: { en: actor.name },
  role,
  ...(actsFor === undefined ? {} : { actsFor }),
})
const registered = (actor: Signer): StatementText => ({
  ...envelope,
  kind: 'key-registered',
  by: [operator.name],
  actor: actor.name,
  key: keyText(actor),
  demonstration: true,
})
const revoked = (actor: Signer, by: Signer): StatementText => ({
  ...envelope,
  kind: 'key-revoked',
  by: [by.name],
  actor: actor.name,
  key: keyText(actor),
  because: 'lost',
})
const closed = (actor: Signer, source: Signer = actor, log = 'syria-2016'): StatementText => ({
  ...envelope,
  log,
  kind: 'source-closed',
  by: [actor.name],
  source: source.name,
  through: '2016-09-12T16:00:00Z',
})
const found = (actor: Signer): StatementText => ({
  ...envelope,
  kind: 'finding-made',
  by: [actor.name],
  incident: 'INC-urum-al-kubra',
  outcome: 'undetermined',
  touches: [],
  attribution: [],
})
const cited = (i: number): StatementText => ({
  ...envelope,
  kind: 'document-cited',
  by: [snhr.name],
  about: `daily report ${i}`,
})
const founding = [
  signStatement(opened, [operator]),
  signStatement(registered(snhr), [operator]),
  signStatement(granted(snhr, 'monitor'), [operator]),
  signStatement(registered(army), [operator]),
  signStatement(granted(army, 'party', 'SYR'), [operator]),
]

const verifyMany: VerifyMany = async (jobs) =>
  jobs.map((job) => verifyEd25519(job.publicKey, job.message, job.signature))

/** A log as it is served: the signed head and every tile, made at once. */
function served(entries: readonly Uint8Array[]) {
  const leaves = entries.map(leafHash)
  const head = {
    origin: origin.name,
    size: entries.length,
    root: rangeRoot(leaves.reduce(appendLeaf, emptyRange)),
  }
  const tiles = new Map<string, Uint8Array>()
  for (const { level, index, width, bytes } of tilesGrown(0, leaves, () => undefined)) {
    tiles.set(tilePath(level, index, width), bytes)
  }
  for (let start = 0; start < entries.length; start += 256) {
    const part = entries.slice(start, start + 256)
    tiles.set(entriesPath(start / 256, part.length), encodeBundle(part))
  }
  const readTile = async (path: string): Promise<Uint8Array> => {
    const bytes = tiles.get(path)
    if (bytes === undefined) throw new Error(`404 ${path}`)
    return bytes
  }
  const read = hashesFromTiles(head.size, async ({ level, index, width }) =>
    readTile(tilePath(level, index, width)),
  )
  return { head, signed: signTreeHead(head, origin), tiles, readTile, read }
}

function check(log: { readonly signed: Uint8Array; readonly readTile: LogCheck['readTile'] }): LogCheck {
  return {
    head: log.signed,
    readTile: log.readTile,
    logKey,
    verify: verifyEd25519,
    verifyMany,
    readEntry: statementReader(),
    hashTiles: true,
  }
}

const whyOf = async (entries: readonly Uint8Array[]) => (await verifyLog(check(served(entries)))).findings

function at(index: number): LogIndex {
  if (isLogIndex(index)) return index
  throw new Error(`${index} is no place in a log`)
}

// The rule is tried elsewhere; 600 signatures in plain JavaScript would only take time.
const quick: VerifyMany = async (jobs) => jobs.map(() => true)

test('an honest log of several bundles holds, and the report counts what was checked', async () => {
  const cites = Array.from({ length: 600 }, (_, i) => signStatement(cited(i), [snhr]))
  const progress: number[] = []
  const log = served([...founding, ...cites])
  const report = await verifyLog({
    ...check(log),
    verifyMany: quick,
    onProgress: ({ entries }) => progress.push(entries),
  })
  expect(report).toMatchObject({ verdict: { holds: true }, findings: [], entries: 605, signatures: 606 })
  expect(progress).toEqual([256, 512, 605])
})

test('a log of no entries holds', async () => {
  expect((await verifyLog(check(served([])))).verdict).toEqual({ holds: true })
})

test('what the log should never have let in is found, each by its name', async () => {
  const cases: readonly (readonly [string, Uint8Array])[] = [
    ['signer-unknown', signStatement(cited(1), [stranger])],
    ['role-wrong', signStatement(found(army), [army])],
    ['not-for-source', signStatement(closed(snhr, army), [snhr])],
    ['statement-of-another-log', signStatement(closed(snhr, snhr, 'elsewhere'), [snhr])],
    ['json-malformed', formatNote(signNote('all quiet\n', [snhr]))],
    ['note-malformed', utf8('all quiet')],
    ['statement-malformed', signStatement(opened, [operator])],
  ]
  for (const [code, entry] of cases) {
    expect(await whyOf([...founding, entry])).toMatchObject([{ why: 'entry-inadmissible', index: 5, code }])
  }
  expect(await whyOf([signStatement(cited(1), [snhr])])).toMatchObject([{ code: 'log-not-opened' }])
})

test('a forged signature in an author’s name is found with its index', async () => {
  const line = statementLine(cited(1))
  const [mine] = signNote(line, [snhr]).signatures
  if (mine === undefined) throw new Error('signNote signs')
  const forged = formatNote({ text: statementLine(cited(2)), signatures: [mine] })
  expect(await whyOf([...founding, forged])).toMatchObject([
    { why: 'signature-invalid', signer: 'snhr', index: 5 },
  ])
})

test('a revoked key is good up to its revocation and for nothing after', async () => {
  const said = signStatement(cited(1), [snhr])
  const after = signStatement(cited(2), [snhr])
  for (const by of [operator, snhr]) {
    const entries = [...founding, said, signStatement(revoked(snhr, by), [by]), after]
    expect(await whyOf(entries)).toMatchObject([{ why: 'entry-inadmissible', index: 7, code: 'key-revoked' }])
  }
  expect(await whyOf([...founding, signStatement(revoked(army, snhr), [snhr])])).toMatchObject([
    { code: 'role-wrong' },
  ])
})

test('a party speaks for itself only', async () => {
  const clock = (owner: string): StatementText => ({
    ...envelope,
    kind: 'clock-declared',
    by: [army.name],
    agreement: 'SEP',
    owner,
    starts: '2016-09-12T16:00:00Z',
    ends: '2016-09-19T16:00:00Z',
  })
  expect(await whyOf([...founding, signStatement(clock('SYR'), [army])])).toEqual([])
  expect(await whyOf([...founding, signStatement(clock('OPP'), [army])])).toMatchObject([
    { code: 'not-for-party' },
  ])
})

test('a log that shrank, rewrote its past or shows two faces is caught with the heads as evidence', async () => {
  const before = served([...founding, signStatement(cited(1), [snhr])])
  const shorter = served(founding)
  const rewritten = served([...founding, signStatement(cited(2), [snhr]), signStatement(cited(3), [snhr])])
  const otherFace = served([...founding, signStatement(cited(2), [snhr])])
  const against = async (log: ReturnType<typeof served>) =>
    (await verifyLog({ ...check(log), kept: before.signed })).verdict
  const kept = fromUtf8(before.signed)
  expect(await against(before)).toEqual({ holds: true })
  expect(await against(shorter)).toMatchObject({ why: 'log-shrank', kept, keptSize: 6, shownSize: 5 })
  expect(await against(rewritten)).toMatchObject({
    why: 'history-rewritten',
    kept,
    shown: fromUtf8(rewritten.signed),
  })
  expect(await against(otherFace)).toMatchObject({
    why: 'split-view',
    one: kept,
    other: fromUtf8(otherFace.signed),
  })
})

test('the same is told from heads and a proof alone', async () => {
  const entries = [...founding, signStatement(cited(1), [snhr])]
  const older = served(founding)
  const newer = served(entries)
  const proof = await consistencyProof(older.head.size, newer.head.size, newer.read)
  const compare = (a: Uint8Array, b: Uint8Array, path = proof) =>
    compareHeads(a, b, path, logKey, verifyEd25519)
  expect(compare(older.signed, newer.signed)).toEqual({ holds: true })
  expect(compare(newer.signed, older.signed)).toMatchObject({ why: 'log-shrank' })
  expect(compare(older.signed, newer.signed, [])).toMatchObject({ why: 'proof-malformed' })
  const face = served([...founding, signStatement(cited(2), [snhr])])
  expect(compare(newer.signed, face.signed, [])).toMatchObject({ why: 'split-view' })
})

const verdictOf = async (log: Parameters<typeof check>[0]) => (await verifyLog(check(log))).verdict

test('entries or tiles that are not what was signed, or not handed out, are found', async () => {
  const honest = served([...founding, signStatement(cited(1), [snhr])])
  const changed = (path: string, bytes: Uint8Array | undefined) => ({
    signed: honest.signed,
    readTile: async (asked: string) => {
      if (asked !== path) return honest.readTile(asked)
      if (bytes === undefined) throw new Error('410 gone')
      return bytes
    },
  })
  const other = encodeBundle([...founding, signStatement(cited(2), [snhr])])
  expect(await verdictOf(changed('tile/entries/000.p/6', other))).toMatchObject({
    why: 'root-differs',
    size: 6,
  })
  expect(await verdictOf(changed('tile/entries/000.p/6', encodeBundle(founding)))).toMatchObject({
    why: 'tile-differs',
  })
  expect(await verdictOf(changed('tile/entries/000.p/6', other.slice(0, -1)))).toMatchObject({
    why: 'tile-differs',
  })
  expect(await verdictOf(changed('tile/entries/000.p/6', undefined))).toMatchObject({
    why: 'withheld',
    because: '410 gone',
  })
  expect(await verdictOf(changed('tile/0/000.p/6', new Uint8Array(192)))).toMatchObject({
    why: 'tile-differs',
    path: 'tile/0/000.p/6',
  })
  expect(await verdictOf(changed('tile/0/000.p/6', undefined))).toMatchObject({ why: 'withheld' })
})

test('a head that the log’s key has not signed is no head of it', async () => {
  const log = served(founding)
  const foreign = seeded(origin.name, 99)
  const headVerdict = async (signed: Uint8Array) => verdictOf({ ...log, signed })
  expect(await headVerdict(signTreeHead(log.head, foreign))).toMatchObject({ why: 'head-unsigned' })
  expect(await headVerdict(utf8('nothing'))).toMatchObject({ why: 'head-malformed' })
  const note = parseNote(log.signed)
  const altered = formatNote({ ...note, text: note.text.replace('\n5\n', '\n4\n') })
  expect(await headVerdict(altered)).toMatchObject({ why: 'signature-invalid', signer: origin.name })
})

test('a receipt proves its entry without a network, and nothing else', async () => {
  const entries = [...founding, signStatement(cited(1), [snhr]), signStatement(cited(2), [snhr])]
  const log = served(entries)
  const when = parseInstant('2016-09-12T16:00:01.500Z')
  const head = cosignTreeHead(log.signed, cosigner, when)
  const receipt = { index: at(5), path: await inclusionProof(5, log.head.size, log.read), head }
  const [entry, next] = entries.slice(5)
  if (entry === undefined || next === undefined) throw new Error('there are seven entries')
  const bytes = formatReceipt(receipt)
  const back = parseReceipt(bytes)
  expect(back).toEqual(receipt)
  expect(fromUtf8(formatReceipt(back))).toBe(fromUtf8(bytes))
  const cosigners = { keys: [verifierKey('un.osg', cosigner.publicKey, 'cosignature')], needed: 1 }
  expect(verifyReceipt(entry, back, logKey, verifyEd25519, cosigners)).toEqual({ holds: true })
  expect(verifyReceipt(next, back, logKey, verifyEd25519)).toMatchObject({ why: 'entry-differs', index: 5 })
  expect(verifyReceipt(entry, { ...back, index: at(4) }, logKey, verifyEd25519)).toMatchObject({
    why: 'entry-differs',
  })
  expect(verifyReceipt(entry, { ...back, index: at(7) }, logKey, verifyEd25519)).toMatchObject({
    why: 'proof-malformed',
  })
  const uncosigned = { ...back, head: log.signed }
  expect(verifyReceipt(entry, uncosigned, logKey, verifyEd25519, cosigners)).toMatchObject({
    why: 'cosigners-missing',
    given: [],
  })
  const [key] = cosigners.keys
  if (key === undefined) throw new Error('one cosigner is expected')
  expect(cosignatureBy(parseNote(head), key, verifyEd25519)).toEqual({
    is: 'given',
    at: parseInstant('2016-09-12T16:00:01Z'),
  })
  expect(() => cosignTreeHead(head, cosigner, when)).toThrow('already')
})

test('a receipt that is cut, padded or carries unsigned extras is refused', async () => {
  const log = served(founding)
  const receipt = { index: at(2), path: await inclusionProof(2, 5, log.read), head: log.signed }
  const text = fromUtf8(formatReceipt(receipt))
  const [first = '', ...rest] = text.split('\n')
  for (const broken of [
    '',
    text.replace('@v1', '@v2'),
    text.replace('index 2', 'index 02'),
    text.replace('index 2', 'idx 2'),
    [first, 'extra AAAA', ...rest].join('\n'),
    text.replace('=\n', '\n'),
    text.slice(0, 60),
  ]) {
    expect(() => parseReceipt(utf8(broken))).toThrow('proof')
  }
  expect(parseTilePath('tile/entries/000.p/5').kind).toBe('entries')
})
