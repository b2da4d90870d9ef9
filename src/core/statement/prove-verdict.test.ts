import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toBase64 } from '../bytes/base64.ts'
import { signerFromSeed, verifyEd25519 } from '../bytes/ed25519.ts'
import { sha256, type Hash } from '../bytes/sha256.ts'
import { fromUtf8, utf8 } from '../bytes/utf8.ts'
import { findingSchema, verdictRecord, type Finding, type VerdictRecord } from '../log/finding.ts'
import { appendLeaf, emptyRange, leafHash, rangeRoot } from '../log/merkle.ts'
import { signTreeHead } from '../log/tree-head.ts'
import { formatVerifierKey, verifierKey } from '../log/verifier-key.ts'
import { proveVerdict } from './prove-verdict.ts'

const log = signerFromSeed('jig.example/verdicts', new Uint8Array(32).fill(5))
const logKey = verifierKey(log.name, log.publicKey, 'ed25519')

const rootOf = (...words: readonly string[]): Hash =>
  rangeRoot(words.reduce((range, word) => appendLeaf(range, leafHash(utf8(word))), emptyRange))
const head = (...words: readonly string[]): string =>
  fromUtf8(signTreeHead({ origin: log.name, size: words.length, root: rootOf(...words) }, log))

function record(finding: Finding): VerdictRecord {
  return {
    jig: 'verdict',
    version: 1,
    seenAt: '2016-09-12T16:00:00Z',
    seenBy: 'a reader',
    from: 'http://shared.example',
    origin: log.name,
    logKey: formatVerifierKey(logKey),
    finding,
    entries: [],
  }
}

const proofOf = (finding: Finding) => proveVerdict(record(finding), logKey, verifyEd25519).is

describe('the evidence of a finding', () => {
  test('two heads of one size prove a split view; one head twice does not, nor do two sizes', () => {
    const one = head('a', 'b')
    expect(proofOf({ holds: false, why: 'split-view', one, other: head('a', 'c'), size: 2 })).toBe('proven')
    expect(proofOf({ holds: false, why: 'split-view', one, other: one, size: 2 })).toBe('unproven')
    expect(proofOf({ holds: false, why: 'split-view', one, other: head('a'), size: 2 })).toBe('unproven')
  })

  test('a rewritten past is proved by the proof from another root to the later head', () => {
    const finding = {
      holds: false,
      why: 'history-rewritten',
      kept: head('a'),
      shown: head('x', 'b'),
      keptSize: 1,
      computedRoot: toBase64(rootOf('x')),
      path: [toBase64(leafHash(utf8('b')))],
    } as const
    expect(proofOf(finding)).toBe('proven')
    expect(proofOf({ ...finding, kept: head('x') })).toBe('unproven')
    expect(proofOf({ ...finding, path: [toBase64(leafHash(utf8('c')))] })).toBe('unproven')
    expect(proofOf({ ...finding, computedRoot: toBase64(sha256(utf8('invented'))) })).toBe('unproven')
    expect(proofOf({ ...finding, path: undefined })).toBe('beyond-proof')
  })

  test('what anybody could have written down convicts nobody', () => {
    const receipt = `c2sp.org/tlog-proof@v1\nindex 0\n\n${head('a')}`
    expect(proofOf({ holds: false, why: 'receipt-forged', entry: 'invented', receipt, because: '' })).toBe(
      'beyond-proof',
    )
    expect(proofOf({ holds: false, why: 'receipt-forged', entry: 'a', receipt, because: '' })).toBe(
      'unproven',
    )
    expect(proofOf({ holds: false, why: 'withheld', path: 'tile/0/000', because: '' })).toBe('beyond-proof')
  })

  test('a head signed by another key proves nothing', () => {
    const stranger = signerFromSeed(log.name, new Uint8Array(32).fill(6))
    const forged = fromUtf8(signTreeHead({ origin: log.name, size: 2, root: rootOf('a', 'z') }, stranger))
    expect(proofOf({ holds: false, why: 'split-view', one: head('a', 'b'), other: forged, size: 2 })).toBe(
      'unproven',
    )
  })

  test('no record crashes the check, whatever stands in it, and none made up at random is proved', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(head('a'), head('b', 'c'), formatVerifierKey(logKey), 'AAAA'),
    )
    const numbers = new Set([
      'keptSize',
      'shownSize',
      'size',
      'index',
      'first',
      'before',
      'clock',
      'lateBy',
      'needed',
    ])
    const finding = fc.oneof(
      ...findingSchema.options.map(({ shape }) => {
        const { holds: _, why, ...rest } = shape
        const fields = Object.keys(rest).map((name) => {
          if (numbers.has(name)) return [name, fc.nat(3)] as const
          if (name === 'figure') return [name, fc.constant(null)] as const
          const listed = name === 'given' || (name === 'path' && why.value === 'history-rewritten')
          return [name, listed ? fc.array(text, { maxLength: 2 }) : text] as const
        })
        return fc
          .record(Object.fromEntries(fields))
          .map((made) => ({ ...made, holds: false, why: why.value }))
      }),
    )
    const entries = fc.array(fc.record({ index: fc.nat(3), note: text, receipt: fc.option(text) }), {
      maxLength: 2,
    })
    fc.assert(
      fc.property(finding, entries, (made, beside) => {
        const read = verdictRecord.safeParse({
          ...record({ holds: false, why: 'proof-malformed', because: '' }),
          finding: made,
          entries: beside,
        })
        if (!read.success) throw new Error(read.error.message)
        expect(proveVerdict(read.data, logKey, verifyEd25519).is).not.toBe('proven')
      }),
      { numRuns: 2000 },
    )
  })
})
