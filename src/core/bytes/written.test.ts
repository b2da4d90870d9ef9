import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64, toBase64 } from './base64.ts'
import { bigEndian, concat, equalBytes, fromBigEndian } from './bytes.ts'
import { fromHex, toHex } from './hex.ts'
import { sha256, sha256Hex } from './sha256.ts'
import { fromUtf8, utf8 } from './utf8.ts'

test('bytes written in base64 or hexadecimal are read back the same, and as Node writes them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'))
      expect([...fromBase64(toBase64(bytes))]).toEqual([...bytes])
      expect([...fromHex(toHex(bytes))]).toEqual([...bytes])
    }),
  )
})

test.each([
  'A',
  'AA',
  'AAA',
  'AA=A',
  'A===',
  '====',
  'AB==',
  'AAB=',
  'AA==AA==',
  'AAA-',
  'AA A',
  ' AAAA',
  'AAAA\n',
  'ÄAAA',
])('base64 %j is refused: it is cut, loose or another way to write the same bytes', (text) => {
  expect(() => fromBase64(text)).toThrow('base64')
})

test.each(['0', '0G', 'FF', ' 00', '00\n', '0x00'])('hexadecimal %j is refused', (text) => {
  expect(() => fromHex(text)).toThrow('hexadecimal')
})

test('text that has a form in UTF-8 comes back the same, a byte order mark included; other text is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(fromUtf8(utf8(text))).toBe(text)
    }),
  )
  expect(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf))).toBe('\ufeff')
  expect(() => utf8('\ud83d')).toThrow('surrogate')
  for (const bad of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]]) {
    expect(() => fromUtf8(Uint8Array.from(bad))).toThrow('UTF-8')
  }
})

test('a digest over parts is the digest over the whole', () => {
  // FIPS 180-4, the example “abc”.
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(sha256Hex(utf8('abc'))).toBe(abc)
  expect(toHex(sha256(utf8('a'), utf8(''), utf8('bc')))).toBe(abc)
})

test('numbers up to 2^53 − 1 are read back from big-endian bytes', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      expect(fromBigEndian(bigEndian(value, 8))).toBe(value)
    }),
  )
  expect([...bigEndian(258, 4)]).toEqual([0, 0, 1, 2])
})

test('bytes are equal only in full', () => {
  expect(equalBytes(Uint8Array.of(1, 2), concat(Uint8Array.of(1), Uint8Array.of(2)))).toBe(true)
  expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false)
  expect(equalBytes(Uint8Array.of(1), Uint8Array.of(1, 2))).toBe(false)
})
