import { describe, expect, test } from 'vitest'
import { signerFromSeed } from '../bytes/ed25519.ts'
import { sha256Hex } from '../bytes/sha256.ts'
import { fromUtf8, utf8 } from '../bytes/utf8.ts'
import { parseInstant } from '../time/instant.ts'
import { cosignTreeHead } from './cosignature.ts'
import { evidenceDigest } from './evidence-digest.ts'
import { findingSchema, type Finding } from './finding.ts'
import { leafHash } from './merkle.ts'
import { formatNote, parseNote } from './signed-note.ts'
import { signTreeHead } from './tree-head.ts'

const log = signerFromSeed('jig.example/one', new Uint8Array(32).fill(1))
const north = signerFromSeed('north.node', new Uint8Array(32).fill(2))
const AT = parseInstant('2016-09-12T16:00:00Z')
const LATER = parseInstant('2016-09-12T17:00:00Z')

const headOf = (leaf: string) => signTreeHead({ origin: log.name, size: 1, root: leafHash(utf8(leaf)) }, log)
const [one, other, third] = [headOf('one'), headOf('other'), headOf('third')]
const cosigned = (head: Uint8Array, at = AT) => cosignTreeHead(head, north, at)
const split = (a: Uint8Array, b: Uint8Array): Finding => ({
  holds: false,
  why: 'split-view',
  one: fromUtf8(a),
  other: fromUtf8(b),
  size: 1,
})

describe('the same split view', () => {
  test.each([
    ['seen from the other side', split(other, one)],
    ['with a cosigner’s line on one head', split(cosigned(one), other)],
    ['with the line of another time', split(other, cosigned(one, LATER))],
    ['read back from a file', findingSchema.parse(JSON.parse(JSON.stringify(split(one, other))))],
  ])('%s', (_, again) => {
    expect(evidenceDigest(again)).toBe(evidenceDigest(split(one, other)))
  })

  test('is not the one with a third log', () => {
    expect(evidenceDigest(split(one, third))).not.toBe(evidenceDigest(split(one, other)))
  })
})

test('of a head that shrank it matters which was kept and which was shown', () => {
  const shrank = (kept: Uint8Array, shown: Uint8Array): Finding => ({
    holds: false,
    why: 'log-shrank',
    kept: fromUtf8(kept),
    shown: fromUtf8(shown),
    keptSize: 1,
    shownSize: 0,
  })
  expect(evidenceDigest(shrank(one, other))).not.toBe(evidenceDigest(shrank(other, one)))
  expect(evidenceDigest(shrank(cosigned(one), other))).toBe(evidenceDigest(shrank(one, other)))
})

test('a figure that was had later makes no second finding', () => {
  const digest = sha256Hex(utf8('a picture'))
  const differs = { holds: false, why: 'picture-differs', index: 1, size: 1, published: digest } as const
  const figure = { line: 5, published: 'incidents 1', computed: 'incidents 2' }
  expect(evidenceDigest({ ...differs, computed: digest, figure })).toBe(
    evidenceDigest({ ...differs, computed: digest, figure: null }),
  )
})

test('of a cosigner’s line that does not fit, that line is the evidence', () => {
  const invalid = (head: Uint8Array): Finding => ({
    holds: false,
    why: 'cosignature-invalid',
    head: fromUtf8(head),
    cosigner: north.name,
    key: 'north.node+00000000+BA==',
  })
  const plain = parseNote(one)
  const withLine = (from: Uint8Array) =>
    formatNote({ ...plain, signatures: [...plain.signatures, ...parseNote(from).signatures.slice(1)] })
  const moved = invalid(withLine(cosigned(other)))
  expect(evidenceDigest(moved)).not.toBe(evidenceDigest(invalid(withLine(cosigned(third)))))
  const south = signerFromSeed('south.node', new Uint8Array(32).fill(3))
  expect(evidenceDigest(invalid(cosignTreeHead(withLine(cosigned(other)), south, AT)))).toBe(
    evidenceDigest(moved),
  )
})

test('a head that cannot be read is evidence as it is', () => {
  const unsigned = (head: string): Finding => ({ holds: false, why: 'head-unsigned', signer: log.name, head })
  expect(evidenceDigest(unsigned('a'))).not.toBe(evidenceDigest(unsigned('b')))
})
