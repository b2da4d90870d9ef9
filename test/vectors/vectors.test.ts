import { createPublicKey, verify as nodeVerify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fromBase64, toBase64 } from '../../src/core/bytes/base64.ts'
import {
  acceptableKey,
  acceptableSignature,
  signerFromSeed,
  verifyEd25519,
} from '../../src/core/bytes/ed25519.ts'
import { fromHex, toHex } from '../../src/core/bytes/hex.ts'
import { isHash, type Hash } from '../../src/core/bytes/sha256.ts'
import { fromUtf8, utf8 } from '../../src/core/bytes/utf8.ts'
import { cosignatureBy, cosignTreeHead } from '../../src/core/log/cosignature.ts'
import { appendLeaf, emptyRange, leafHash, rangeRoot } from '../../src/core/log/merkle.ts'
import {
  consistencyProof,
  inclusionProof,
  verifyConsistency,
  verifyInclusion,
} from '../../src/core/log/proof.ts'
import { formatNote, isSignedBy, parseNote, signNote } from '../../src/core/log/signed-note.ts'
import { hashesFromTiles, tilesGrown } from '../../src/core/log/tile-growth.ts'
import { entriesPath, parseTilePath, tilePath } from '../../src/core/log/tiles.ts'
import { formatTreeHead, parseTreeHead } from '../../src/core/log/tree-head.ts'
import { formatVerifierKey, parseVerifierKey } from '../../src/core/log/verifier-key.ts'
import { isProblem, type Problem } from '../../src/core/problem.ts'
import type { StatementText } from '../../src/core/statement/kinds.ts'
import { parseStatement } from '../../src/core/statement/parse.ts'
import { signStatement } from '../../src/core/statement/sign.ts'
import { parseStrictJson } from '../../src/core/statement/strict-json.ts'
import { statementLine } from '../../src/core/statement/write.ts'
import { isInstant } from '../../src/core/time/instant.ts'
import { cases, formats, type Case } from './read-vectors.ts'

type Seed = { readonly name: string; readonly seed: string }
const signers = (seeds: readonly Seed[]) => seeds.map(({ name, seed }) => signerFromSeed(name, fromHex(seed)))

/** The Problem that `read` refuses with; fails where it accepts, or crashes with anything else. */
function refusalOf(read: () => unknown): Problem {
  try {
    read()
  } catch (error) {
    if (isProblem(error)) return error
    throw error
  }
  throw new Error('accepted, although the vector says refused')
}

function refuses(code: string, read: () => unknown): void {
  expect(refusalOf(read).code).toBe(code)
}

const RUNNERS: Readonly<Record<string, () => void>> = {
  ed25519: () => {
    type V = Record<'publicKey' | 'message' | 'signature', string> & { accepted: boolean; seed?: string }
    each<V>('ed25519', (v) => {
      const [key, message, signature] = [fromHex(v.publicKey), fromHex(v.message), fromHex(v.signature)]
      expect(verifyEd25519(key, message, signature)).toBe(v.accepted)
      expect(openSsl(key, message, signature)).toBe(v.accepted)
      if (v.seed !== undefined) {
        const signer = signerFromSeed('x', fromHex(v.seed))
        expect(toHex(signer.publicKey)).toBe(v.publicKey)
        expect(toHex(signer.sign(message))).toBe(v.signature)
      }
    })
  },
  'signed-note': () => {
    type V = {
      hex: string
      accepted: boolean
      text?: string
      signers?: string[]
      key?: string
      verifies?: boolean
      seeds?: Seed[]
    }
    each<V>('signed-note', (v) => {
      if (!v.accepted) return refuses('note-malformed', () => parseNote(fromHex(v.hex)))
      const note = parseNote(fromHex(v.hex))
      expect({ text: note.text, signers: note.signatures.map((line) => line.name) }).toEqual({
        text: v.text,
        signers: v.signers,
      })
      expect(toHex(formatNote(note))).toBe(v.hex)
      if (v.key !== undefined)
        expect(isSignedBy(note, parseVerifierKey(v.key), verifyEd25519)).toBe(v.verifies)
      if (v.seeds !== undefined) expect(toHex(formatNote(signNote(note.text, signers(v.seeds))))).toBe(v.hex)
    })
  },
  'verifier-key': () => {
    type V = { text: string; accepted: boolean; keyName?: string; algorithm?: string; keyId?: number }
    each<V>('verifier-key', (v) => {
      if (!v.accepted) return refuses('key-malformed', () => parseVerifierKey(v.text))
      const key = parseVerifierKey(v.text)
      expect(key).toMatchObject({ name: v.keyName, algorithm: v.algorithm, keyId: v.keyId })
      expect(formatVerifierKey(key)).toBe(v.text)
    })
  },
  'tree-head': () => {
    each<{ text: string; accepted: boolean }>('tree-head', (v) => {
      if (v.accepted) expect(formatTreeHead(parseTreeHead(v.text))).toBe(v.text)
      else refuses('tree-head-malformed', () => parseTreeHead(v.text))
    })
  },
  cosignature: () => {
    type V = { key: string; hex: string; is: string; seconds?: number; seed?: string; signed?: string }
    each<V>('cosignature', (v) => {
      const key = parseVerifierKey(v.key)
      const found = cosignatureBy(parseNote(fromHex(v.hex)), key, verifyEd25519)
      expect(found).toEqual(v.seconds === undefined ? { is: v.is } : { is: v.is, at: v.seconds * 1000 })
      const at = (v.seconds ?? 0) * 1000
      if (v.seed !== undefined && v.signed !== undefined && isInstant(at)) {
        const cosigner = signerFromSeed(key.name, fromHex(v.seed))
        expect(toHex(cosignTreeHead(fromHex(v.signed), cosigner, at))).toBe(v.hex)
      }
    })
  },
  'tile-path': () => {
    type V = {
      path: string
      accepted: boolean
      kind?: string
      level?: number
      index?: number
      width?: number
    }
    each<V>('tile-path', (v) => {
      if (!v.accepted) return refuses('tile-path-malformed', () => parseTilePath(v.path))
      const { kind, level, index, width } = parseTilePath(v.path)
      expect({ kind, level, index, width }).toEqual({
        kind: v.kind,
        level: v.level,
        index: v.index,
        width: v.width,
      })
      expect(kind === 'hash' ? tilePath(level, index, width) : entriesPath(index, width)).toBe(v.path)
    })
  },
  merkle: runMerkle,
  'strict-json': () => {
    type V = {
      text: string
      accepted: boolean
      value?: unknown
      line?: number
      column?: number
      path?: string
    }
    each<V>('strict-json', (v) => {
      if (v.accepted) return expect(parseStrictJson(v.text)).toEqual(v.value)
      const refusal = refusalOf(() => parseStrictJson(v.text))
      expect(refusal.code).toBe('json-malformed')
      expect(refusal.where).toMatchObject(placeOf(v))
    })
  },
  statement: () => {
    type V = {
      hex?: string
      repeat?: { hex: string; times: number }
      accepted: boolean
      code?: string
      text?: StatementText
      seeds?: Seed[]
      keys?: string[]
      line?: number
      path?: string
    }
    each<V>('statement', (v) => {
      const bytes = fromHex(v.hex ?? (v.repeat?.hex ?? '').repeat(v.repeat?.times ?? 0))
      if (!v.accepted || v.text === undefined) {
        const refusal = refusalOf(() => parseStatement(bytes))
        expect({ code: refusal.code, fix: refusal.fix ?? refusal.where }).toEqual({
          code: v.code,
          fix: expect.anything(),
        })
        if (v.path !== undefined || v.line !== undefined) expect(refusal.where).toMatchObject(placeOf(v))
        return
      }
      const { statement, note } = parseStatement(bytes)
      expect(statement.kind).toBe(v.text.kind)
      expect(statementLine(v.text)).toBe(note.text)
      for (const key of v.keys ?? [])
        expect(isSignedBy(note, parseVerifierKey(key), verifyEd25519)).toBe(true)
      expect(fromUtf8(signStatement(v.text, signers(v.seeds ?? [])))).toBe(fromUtf8(bytes))
    })
  },
}

function each<T extends object>(format: string, run: (vector: Case & T) => void): void {
  for (const vector of cases<T>(format)) test(`${vector.name}: ${vector.why}`, () => run(vector))
}

function placeOf({ line, column, path }: { line?: number; column?: number; path?: string }) {
  return Object.fromEntries(Object.entries({ line, column, path }).filter(([, value]) => value !== undefined))
}

/** The rule as the server follows it: the pre-checks, then OpenSSL. */
function openSsl(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (!acceptableKey(key) || !acceptableSignature(signature)) return false
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key])
  return nodeVerify(null, message, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature)
}

function runMerkle(): void {
  const LEAVES = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ]
  const leaves = LEAVES.map((leaf) => leafHash(fromHex(leaf)))
  const rootOf = (size: number): Hash => rangeRoot(leaves.slice(0, size).reduce(appendLeaf, emptyRange))
  const readerAt = (size: number) => {
    const [tile] = tilesGrown(0, leaves.slice(0, size), () => undefined)
    return hashesFromTiles(size, () => tile?.bytes ?? new Uint8Array())
  }
  const hashes = (path: readonly string[]) => path.map(fromBase64).filter(isHash)
  type V =
    | { what: 'root' | 'numbered-root'; size: number; root: string }
    | { what: 'inclusion'; index: number; size: number; path: string[] }
    | { what: 'consistency'; older: number; size: number; path: string[] }
  const vectors = cases<V>('merkle')
  const numbered = new Map(
    vectors.filter((v) => v.what === 'numbered-root').map((v) => [v.size, v.root] as const),
  )
  test('numbered entries give the roots that another implementation computed', () => {
    let range = emptyRange
    const found = new Map<number, string>()
    for (let i = 0; i < Math.max(...numbered.keys()); i++) {
      range = appendLeaf(range, leafHash(utf8(String(i))))
      if (numbered.has(range.size)) found.set(range.size, toHex(rangeRoot(range)))
    }
    expect(found).toEqual(numbered)
  })
  for (const v of vectors) {
    if (v.what === 'numbered-root') continue
    test(`${v.name}: ${v.why}`, async () => {
      if (v.what === 'root') return expect(toHex(rootOf(v.size))).toBe(v.root)
      const root = rootOf(v.size)
      if (v.what === 'inclusion') {
        expect((await inclusionProof(v.index, v.size, readerAt(v.size))).map(toBase64)).toEqual(v.path)
        const leaf = leaves[v.index]
        expect(leaf !== undefined && verifyInclusion(leaf, v.index, v.size, hashes(v.path), root)).toBe(true)
        return
      }
      expect((await consistencyProof(v.older, v.size, readerAt(v.size))).map(toBase64)).toEqual(v.path)
      const older = { size: v.older, root: rootOf(v.older) }
      expect(verifyConsistency(older, { size: v.size, root }, hashes(v.path))).toBe(true)
    })
  }
}

test('every file of vectors is run, and every runner has its file', () => {
  expect(Object.keys(RUNNERS).toSorted()).toEqual(formats())
})

for (const [format, run] of Object.entries(RUNNERS)) describe(format, run)
