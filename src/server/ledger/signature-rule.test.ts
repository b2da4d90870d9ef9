import * as fc from 'fast-check'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { verifyEd25519 } from '../../core/bytes/ed25519.ts'
import { utf8 } from '../../core/bytes/utf8.ts'
import { built, whyNotBuilt } from '../../../test/contracts/built.ts'
import { snhr } from '../../../test/contracts/some-log.ts'
import type * as Signatures from './signatures.ts'
import { verifyWithNode } from './signature-rule.ts'

const message = utf8('what was said\n')
const signature = snhr.sign(message)

test('Node gives the verdict of core on true, bent and random signatures', () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
  const bent = fc
    .tuple(fc.constant(signature), fc.nat(63), fc.integer({ min: 1, max: 255 }))
    .map(([sound, at, by]) => {
      const copy = Uint8Array.from(sound)
      copy[at] = (copy[at] ?? 0) ^ by
      return copy
    })
  const signatures = fc.oneof(fc.constant(signature), bent, bytes(64), fc.uint8Array({ maxLength: 70 }))
  const publicKeys = fc.oneof(fc.constant(snhr.publicKey), bytes(32), fc.uint8Array({ maxLength: 40 }))
  fc.assert(
    fc.property(publicKeys, signatures, (publicKey, given) => {
      expect(verifyWithNode(publicKey, message, given)).toBe(verifyEd25519(publicKey, message, given))
    }),
  )
  expect(verifyWithNode(snhr.publicKey, message, signature)).toBe(true)
})

const notBuilt = whyNotBuilt()

describe.skipIf(notBuilt !== undefined)(
  `the worker threads, as shipped${notBuilt ? ` (skipped: ${notBuilt})` : ''}`,
  () => {
    test('answer in the order of the jobs, whichever thread had them', async () => {
      const url = pathToFileURL(built('ledger/signatures.js')).href
      const { signaturePool }: typeof Signatures = await import(/* @vite-ignore */ url)
      await using pool = signaturePool(2)
      const job = { signer: 'snhr', keyId: '00000000', publicKey: snhr.publicKey, message, signature }
      const jobs = Array.from({ length: 200 }, (_, i) =>
        i % 7 === 3 ? { ...job, message: utf8('other\n') } : job,
      )
      expect(await pool.verifyMany(jobs)).toEqual(jobs.map((_, i) => i % 7 !== 3))
      expect(await pool.verifyMany([])).toEqual([])
    })
  },
)
