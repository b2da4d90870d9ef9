import { expect, test } from 'vitest'
import { fromUtf8, utf8 } from '../../core/bytes/utf8.ts'
import type { Finding } from '../../core/log/finding.ts'
import { leafHash } from '../../core/log/merkle.ts'
import { signTreeHead } from '../../core/log/tree-head.ts'
import { verifierKey } from '../../core/log/verifier-key.ts'
import { parseInstant } from '../../core/time/instant.ts'
import { demonstrationSigner } from '../keys/node-signer.ts'
import { openFindings } from './findings.ts'
import { memoryFiles } from './node-files.ts'

const log = demonstrationSigner('jig.example/findings')
const headOf = (leaf: string): string =>
  fromUtf8(signTreeHead({ origin: log.name, size: 1, root: leafHash(utf8(leaf)) }, log))
const split = (one: string, other: string): Finding => ({
  holds: false,
  why: 'split-view',
  one,
  other,
  size: 1,
})
const [one, other] = [split(headOf('one'), headOf('other')), split(headOf('other'), headOf('one'))]

const open = (files: ReturnType<typeof memoryFiles>, at = '2016-09-12T16:00:00Z') =>
  openFindings({
    files,
    clock: () => parseInstant(at),
    logKey: verifierKey(log.name, log.publicKey, 'ed25519'),
    seenBy: 'north.node',
  })

test('the same evidence is one finding, whoever hands it out, and also after a start', async () => {
  const files = memoryFiles()
  const before = await open(files)
  expect(await before.keep('http://south', one)).toBe(true)
  expect(await before.keep('http://east', other)).toBe(false)
  const after = await open(files, '2016-09-13T16:00:00Z')
  expect(await after.keep('http://office', other)).toBe(false)
  expect(after.all()).toMatchObject([{ from: 'http://south', seenAt: '2016-09-12T16:00:00Z' }])
})

test('files of the same finding that are there already are listed as one, the first', async () => {
  const files = memoryFiles()
  const book = await open(files, '2016-09-13T16:00:00Z')
  await book.keep('http://south', one)
  const [record] = book.all()
  const earlier = { ...record, seenAt: '2016-09-12T16:00:00Z', from: 'http://east', finding: other }
  await files.write('verdicts/split-view-0000000000000000.json', utf8(JSON.stringify(earlier)))
  expect((await open(files)).all()).toMatchObject([{ from: 'http://east' }])
})
