import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { equalBytes } from '../bytes/bytes.ts'
import { signerFromSeed, verifyEd25519 } from '../bytes/ed25519.ts'
import { utf8 } from '../bytes/utf8.ts'
import { isProblem } from '../problem.ts'
import { formatNote, isSignedBy, MOST_SIGNATURES, parseNote, signNote } from './signed-note.ts'
import { parseTreeHead, formatTreeHead } from './tree-head.ts'
import { verifierKey } from './verifier-key.ts'

const snhr = signerFromSeed('snhr', new Uint8Array(32).fill(1))
const sohr = signerFromSeed('sohr', new Uint8Array(32).fill(2))

/** What `read` gives, or the Problem it refuses with. Anything else thrown fails the test. */
function readOrRefuse<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (isProblem(error)) return undefined
    throw error
  }
}

/** Bytes that often are nearly a note: pieces of notes in any order, and noise. */
const nearlyNotes = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\n',
        '\n\n',
        '— ',
        'snhr',
        ' ',
        'AAAAAAE=',
        'AAAAAAEBAQE=',
        '+',
        '\r',
        '{}',
        'é',
        '=',
        '\u0000',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => new TextEncoder().encode(parts.join('')))

test('no bytes crash the reader of notes, and what it accepts is written back as the same bytes', () => {
  let accepted = 0
  const holds = (bytes: Uint8Array) => {
    const note = readOrRefuse(() => parseNote(bytes))
    if (note === undefined) return
    accepted += 1
    expect(equalBytes(formatNote(note), bytes)).toBe(true)
  }
  fc.assert(fc.property(nearlyNotes, holds), { numRuns: 5000 })
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), holds), { numRuns: 1000 })
  fc.assert(
    fc.property(nearlyNotes, fc.string({ unit: 'binary' }), (noise, text) => {
      const noted = readOrRefuse(() => formatNote(signNote(`${text}\n`, [snhr])))
      if (noted === undefined) return
      holds(noted)
      holds(Uint8Array.from([...noted, ...noise]))
    }),
    { numRuns: 300 },
  )
  expect(accepted).toBeGreaterThan(100)
})

test('changing any one byte of a signed note never leaves a note that reads the same and verifies', () => {
  const bytes = formatNote(signNote('no strikes\n', [snhr]))
  const key = verifierKey('snhr', snhr.publicKey, 'ed25519')
  for (let at = 0; at < bytes.length; at++) {
    const changed = Uint8Array.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    const note = readOrRefuse(() => parseNote(changed))
    expect(note !== undefined && isSignedBy(note, key, verifyEd25519)).toBe(false)
  }
})

test('a line in the name of another does not count as this key’s, nor does a key id alone', () => {
  const note = signNote('no strikes\n', [snhr])
  expect(isSignedBy(note, verifierKey('sohr', sohr.publicKey, 'ed25519'), verifyEd25519)).toBe(false)
  expect(isSignedBy(note, verifierKey('sohr', snhr.publicKey, 'ed25519'), verifyEd25519)).toBe(false)
  expect(isSignedBy(note, verifierKey('snhr', snhr.publicKey, 'cosignature'), verifyEd25519)).toBe(false)
  expect(isSignedBy(note, verifierKey('snhr', snhr.publicKey, 'ed25519'), verifyEd25519)).toBe(true)
})

test('a note with more signatures than the limit is refused', () => {
  const line = '— a AAAAAAA=\n'
  expect(parseNote(utf8(`x\n\n${line.repeat(MOST_SIGNATURES)}`)).signatures).toHaveLength(MOST_SIGNATURES)
  expect(() => parseNote(utf8(`x\n\n${line.repeat(MOST_SIGNATURES + 1)}`))).toThrow('signatures')
})

test('what could not be read back is not written', () => {
  const [signature] = signNote('x\n', [snhr]).signatures
  if (signature === undefined) throw new Error('signNote signs')
  for (const note of [
    { text: 'x', signatures: [signature] },
    { text: 'x\r\n', signatures: [signature] },
    { text: 'x\n', signatures: [] },
    { text: 'x\n', signatures: [{ ...signature, name: 'a b' }] },
    { text: 'x\n', signatures: [{ ...signature, signature: new Uint8Array() }] },
  ]) {
    expect(() => formatNote(note)).toThrow('not a signed note')
  }
})

test('a refusal names the line', () => {
  const refusal = (() => {
    try {
      return parseNote(utf8('one\ntwo\n\n— a AAAAAAA=\n— b ?\n'))
    } catch (error) {
      return error
    }
  })()
  expect(refusal).toMatchObject({ code: 'note-malformed', where: { line: 5 } })
})

test('no text crashes the reader of tree heads, and what it accepts is written back as the same text', () => {
  const root = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
  const part = fc.oneof(
    fc.constantFrom('\n', 'jig.example/x', '0', '1', '42', root, '-', ' '),
    fc.string({ unit: 'binary', maxLength: 3 }),
  )
  let accepted = 0
  const holds = (text: string) => {
    const head = readOrRefuse(() => parseTreeHead(text))
    if (head === undefined) return
    accepted += 1
    expect(formatTreeHead(head)).toBe(text)
  }
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => holds(parts.join(''))),
    { numRuns: 3000 },
  )
  fc.assert(
    fc.property(part, part, part, (a, b, c) => holds(`${a}\n${b}\n${c}\n`)),
    { numRuns: 3000 },
  )
  expect(accepted).toBeGreaterThan(10)
})
