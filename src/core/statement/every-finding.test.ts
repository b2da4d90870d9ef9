import { beforeAll, describe, expect, test } from 'vitest'
import { toBase64 } from '../bytes/base64.ts'
import { signerFromSeed, verifyEd25519 } from '../bytes/ed25519.ts'
import { sha256Hex, type Hash } from '../bytes/sha256.ts'
import { fromUtf8, utf8 } from '../bytes/utf8.ts'
import { cosignTreeHead } from '../log/cosignature.ts'
import { findingSchema, verdictRecord, type EntryEvidence, type Finding } from '../log/finding.ts'
import { isLogIndex } from '../log/log-index.ts'
import { appendLeaf, emptyRange, leafHash, rangeRoot } from '../log/merkle.ts'
import { signPictureClaim } from '../log/picture-claim.ts'
import { inclusionProof } from '../log/proof.ts'
import { formatReceipt } from '../log/receipt.ts'
import { formatNote, parseNote } from '../log/signed-note.ts'
import { signTreeHead } from '../log/tree-head.ts'
import { formatVerifierKey, verifierKey } from '../log/verifier-key.ts'
import { parseInstant } from '../time/instant.ts'
import type { StatementText } from './kinds.ts'
import type { CopyAt } from './prove-picture.ts'
import { proveVerdict } from './prove-verdict.ts'
import { signStatement } from './sign.ts'

const log = signerFromSeed('jig.example/verdicts', new Uint8Array(32).fill(5))
const logKey = verifierKey(log.name, log.publicKey, 'ed25519')
const operator = signerFromSeed('jig.operator', new Uint8Array(32).fill(1))
const state = signerFromSeed('usa.state', new Uint8Array(32).fill(2))
const north = signerFromSeed('north.node', new Uint8Array(32).fill(3))
const northKey = formatVerifierKey(verifierKey(north.name, north.publicKey, 'cosignature'))
const northNoteKey = formatVerifierKey(verifierKey(north.name, north.publicKey, 'ed25519'))
const AT = parseInstant('2016-09-12T16:00:00Z')

const said = { jig: 1, log: 'syria-2016', saidAt: '2016-09-12T16:00:00Z' } as const
const clock = (readAt: string): StatementText => ({
  ...said,
  kind: 'clock-read',
  by: [operator.name],
  readAt,
})
const cited = (about: string, saidAt: string = said.saidAt): StatementText => ({
  ...said,
  saidAt,
  kind: 'document-cited',
  by: [state.name],
  about,
})
const TRUE_DIGEST = sha256Hex(utf8('the picture'))
const FALSE_DIGEST = sha256Hex(utf8('another picture'))

/** A log whose keeper let everything in. Entry 0 names two co-chairs. */
const notes: readonly Uint8Array[] = [
  signStatement(
    {
      ...said,
      kind: 'log-opened',
      by: [operator.name],
      title: { en: 'Syria, 2016' },
      operator: operator.name,
      key: formatVerifierKey(verifierKey(operator.name, operator.publicKey, 'ed25519')),
      demonstration: true,
      coChairs: ['usa.state', 'rus.mfa'],
    },
    [operator],
  ),
  signStatement(clock('2016-09-12T16:00:00Z'), [operator]),
  signStatement(clock('2016-09-12T15:00:00Z'), [operator]),
  signStatement(cited('twice'), [state]),
  signStatement(cited('twice'), [state]),
  signStatement(cited('late', '2016-09-01T16:00:00Z'), [state]),
  signStatement({ ...said, kind: 'policy-stated', by: [state.name], policy: 'quorum none\n' }, [state]),
  signStatement(
    {
      ...said,
      kind: 'picture-digested',
      by: [operator.name],
      through: 6,
      format: 'jig-picture/2',
      digest: FALSE_DIGEST,
    },
    [operator],
  ),
]
const rootOf = (entries: readonly Uint8Array[]): Hash =>
  rangeRoot(entries.reduce((range, entry) => appendLeaf(range, leafHash(entry)), emptyRange))
const headOf = (entries: readonly Uint8Array[]): Uint8Array =>
  signTreeHead({ origin: log.name, size: entries.length, root: rootOf(entries) }, log)
const head = fromUtf8(headOf(notes))
const fork = [...notes.slice(0, 3), utf8('another entry\n'), ...notes.slice(4)]

async function evidence(...indexes: readonly number[]): Promise<readonly EntryEvidence[]> {
  return Promise.all(
    indexes.map(async (index) => {
      if (!isLogIndex(index)) throw new Error(`${index} is no place in a log`)
      const span = (level: number, at: number) => notes.slice(at * 2 ** level, (at + 1) * 2 ** level)
      const path = await inclusionProof(index, notes.length, (level, at) => rootOf(span(level, at)))
      const receipt = fromUtf8(formatReceipt({ index, path, head: utf8(head) }))
      return { index, note: fromUtf8(notes[index] ?? utf8('')), receipt }
    }),
  )
}

type Case = {
  readonly finding: Finding
  readonly entries?: readonly EntryEvidence[]
  readonly is: 'proven' | 'beyond-proof'
  /** The same with something changed by whoever hands it on: no longer proven, and no more than open otherwise. */
  readonly tampered: { readonly finding?: Finding; readonly entries?: readonly EntryEvidence[] }
}
type Cases = { readonly [Name in Finding['why']]: Case & { readonly finding: { readonly why: Name } } }

const holds = false
const one = head
const other = fromUtf8(headOf(fork))
const earlier = fromUtf8(headOf(notes.slice(0, 4)))
const cosigned = cosignTreeHead(utf8(earlier), north, AT)
const moved = fromUtf8(
  formatNote({
    ...parseNote(utf8(head)),
    signatures: [...parseNote(utf8(head)).signatures, ...parseNote(cosigned).signatures.slice(1)],
  }),
)
const claimed = { size: 7, root: rootOf(notes.slice(0, 7)), format: 'jig-picture/2', digest: FALSE_DIGEST }
const claim = signPictureClaim(log.name, claimed, north)
const copyAt = (size: number) => ({ root: rootOf(notes.slice(0, size)), digest: TRUE_DIGEST })
const about = { published: FALSE_DIGEST, computed: TRUE_DIGEST, size: 7, figure: null }

let cases: Cases
beforeAll(async () => {
  const [opened, first, back, twice, again, late, alone, digest] = await evidence(0, 1, 2, 3, 4, 5, 6, 7)
  const some = (...all: readonly (EntryEvidence | undefined)[]) => all.filter((each) => each !== undefined)
  /** The receipt of one entry under the bytes of another. */
  const swapped = (entry: EntryEvidence | undefined, bytes: EntryEvidence | undefined) =>
    entry === undefined || bytes === undefined ? undefined : { ...entry, note: bytes.note }
  const rewritten: Finding = {
    holds,
    why: 'history-rewritten',
    kept: earlier,
    shown: fromUtf8(headOf(fork.slice(0, 5))),
    keptSize: 4,
    computedRoot: toBase64(rootOf(fork.slice(0, 4))),
    path: [toBase64(leafHash(fork[4] ?? utf8('')))],
  }
  const shrunk = { holds, kept: head, shown: earlier, keptSize: 8, shownSize: 4 } as const
  const backDated: Finding = {
    holds,
    why: 'statement-back-dated',
    index: 5,
    saidAt: '2016-09-01T16:00:00Z',
    clock: 1,
    readAt: said.saidAt,
    lateBy: 11 * 86_400_000,
  }
  const inadmissible: Finding = {
    holds,
    why: 'entry-inadmissible',
    index: 6,
    code: 'co-chair-missing',
    because: '',
  }
  const unsigned = { holds, head: moved, cosigner: north.name, key: northKey } as const
  cases = {
    'split-view': {
      finding: { holds, why: 'split-view', one, other, size: 8 },
      is: 'proven',
      tampered: { finding: { holds, why: 'split-view', one, other: one, size: 8 } },
    },
    'history-rewritten': {
      finding: rewritten,
      is: 'proven',
      tampered: { finding: { ...rewritten, kept: fromUtf8(headOf(fork.slice(0, 4))) } },
    },
    'entry-duplicated': {
      finding: { holds, why: 'entry-duplicated', index: 4, first: 3 },
      entries: some(twice, again),
      is: 'proven',
      tampered: { entries: some(twice, swapped(again, late)) },
    },
    'clock-went-back': {
      finding: {
        holds,
        why: 'clock-went-back',
        index: 2,
        readAt: '2016-09-12T15:00:00Z',
        before: 1,
        readBefore: said.saidAt,
      },
      entries: some(first, back),
      is: 'proven',
      tampered: { entries: some(swapped(first, late), back) },
    },
    'statement-back-dated': {
      finding: backDated,
      entries: some(first, late),
      is: 'proven',
      tampered: { finding: { ...backDated, lateBy: 12 * 86_400_000 } },
    },
    'entry-inadmissible': {
      finding: inadmissible,
      entries: some(opened, alone),
      is: 'proven',
      tampered: { entries: some(opened, swapped(alone, late)) },
    },
    'picture-differs': {
      finding: { holds, why: 'picture-differs', index: 7, ...about },
      entries: some(digest),
      is: 'proven',
      tampered: { finding: { holds, why: 'picture-differs', index: 7, ...about, published: TRUE_DIGEST } },
    },
    'node-picture-differs': {
      finding: { holds, why: 'node-picture-differs', node: north.name, key: northNoteKey, claim, ...about },
      is: 'proven',
      tampered: {
        finding: {
          holds,
          why: 'node-picture-differs',
          node: north.name,
          key: northNoteKey,
          claim: claim.replace(FALSE_DIGEST, TRUE_DIGEST),
          ...about,
          published: TRUE_DIGEST,
        },
      },
    },
    'log-shrank': {
      finding: { why: 'log-shrank', ...shrunk },
      is: 'beyond-proof',
      tampered: { finding: { why: 'log-shrank', ...shrunk, shown: other } },
    },
    'head-replayed': {
      finding: { why: 'head-replayed', ...shrunk },
      is: 'beyond-proof',
      tampered: { finding: { why: 'head-replayed', ...shrunk, shown: other } },
    },
    'signature-invalid': {
      finding: { holds, why: 'signature-invalid', signer: 'usa.state', keyId: '00000000', index: 5 },
      entries: some(late),
      is: 'beyond-proof',
      tampered: { entries: some(swapped(late, first)) },
    },
    'cosignature-invalid': {
      finding: { why: 'cosignature-invalid', ...unsigned },
      is: 'beyond-proof',
      tampered: { finding: { why: 'cosignature-invalid', ...unsigned, head: fromUtf8(cosigned) } },
    },
    'cosignature-replayed': {
      finding: { why: 'cosignature-replayed', from: fromUtf8(cosigned), ...unsigned },
      is: 'beyond-proof',
      tampered: { finding: { why: 'cosignature-replayed', from: other, ...unsigned } },
    },
    'receipt-forged': {
      finding: {
        holds,
        why: 'receipt-forged',
        entry: late?.note ?? '',
        receipt: first?.receipt ?? '',
        because: '',
      },
      is: 'beyond-proof',
      tampered: {
        finding: {
          holds,
          why: 'receipt-forged',
          entry: late?.note ?? '',
          receipt: late?.receipt ?? '',
          because: '',
        },
      },
    },
    'head-unsigned': nothingSigned({ holds, why: 'head-unsigned', signer: log.name, head: other }),
    'head-malformed': nothingSigned({ holds, why: 'head-malformed', code: 'note-malformed', because: '' }),
    'root-differs': nothingSigned({
      holds,
      why: 'root-differs',
      head,
      size: 8,
      signedRoot: toBase64(rootOf(notes)),
      computedRoot: toBase64(rootOf(fork)),
    }),
    'entry-differs': nothingSigned({ holds, why: 'entry-differs', index: 3, head, leaf: '' }),
    'tile-differs': nothingSigned({ holds, why: 'tile-differs', path: 'tile/0/000', because: '' }),
    'proof-malformed': nothingSigned({ holds, why: 'proof-malformed', because: '' }),
    withheld: nothingSigned({ holds, why: 'withheld', path: 'tile/0/000', because: '' }),
    'cosigners-missing': nothingSigned({ holds, why: 'cosigners-missing', head, needed: 1, given: [] }),
  }
})

/** What somebody served or kept back: whatever stands in the file, it convicts nobody. */
function nothingSigned<F extends Finding>(finding: F) {
  return { finding, is: 'beyond-proof', tampered: {} } as const
}

/** As it leaves one node and comes in at a third person's: JSON, read by the schema. */
function handedOn(finding: Finding, entries: readonly EntryEvidence[] = [], copy: CopyAt = copyAt) {
  const record = {
    jig: 'verdict',
    version: 1,
    seenAt: said.saidAt,
    seenBy: 'north.node',
    from: 'https://shared.example',
    origin: log.name,
    logKey: formatVerifierKey(logKey),
    finding,
    entries,
  }
  const read = verdictRecord.parse(JSON.parse(JSON.stringify(record)))
  expect(read).toEqual(record)
  return proveVerdict(read, logKey, verifyEd25519, copy)
}

describe.each(findingSchema.options.map(({ shape }) => shape.why.value))('%s', (why) => {
  test('is handed on whole, and a third person finds what can be found', () => {
    const { finding, entries, is } = cases[why]
    const proof = handedOn(finding, entries)
    expect(proof.is).toBe(is)
    expect(proof.because).not.toBe('')
  })

  test('proves nothing where somebody changed it on the way', () => {
    const { finding, entries, tampered } = cases[why]
    const proof = handedOn(tampered.finding ?? finding, tampered.entries ?? entries)
    expect(proof.is).not.toBe('proven')
  })

  test('proves nothing by the key of another log', () => {
    const { finding, entries = [] } = cases[why]
    const stranger = verifierKey(log.name, north.publicKey, 'ed25519')
    const record = { finding, entries, jig: 'verdict', version: 1, seenAt: said.saidAt, seenBy: '' } as const
    const whole = { ...record, from: '', origin: log.name, logKey: formatVerifierKey(logKey) }
    const proof = proveVerdict(whole, stranger, verifyEd25519, copyAt)
    // A node's own claim is signed with the node's key, and needs no head of the log.
    expect(proof.is === 'proven').toBe(why === 'node-picture-differs')
  })
})

test('a node that spoke of other entries is not convicted by a copy of these', () => {
  const onFork = signPictureClaim(log.name, { ...claimed, root: rootOf(fork.slice(0, 7)) }, north)
  const finding: Finding = {
    holds,
    why: 'node-picture-differs',
    node: north.name,
    key: northNoteKey,
    claim: onFork,
    ...about,
  }
  expect(handedOn(finding, [])).toMatchObject({
    is: 'unproven',
    because: expect.stringContaining('the copy of the log has others'),
  })
})

test('a digest that was published in another log convicts nobody by a copy of this one', async () => {
  const finding: Finding = { holds, why: 'picture-differs', index: 7, ...about }
  const entries = await evidence(7)
  const ofFork = (size: number) => ({ root: rootOf(fork.slice(0, size)), digest: TRUE_DIGEST })
  expect(handedOn(finding, entries).is).toBe('proven')
  expect(handedOn(finding, entries, ofFork).is).toBe('unproven')
  expect(handedOn(finding, entries, () => undefined).is).toBe('beyond-proof')
})
