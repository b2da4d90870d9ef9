import { expect, test } from 'vitest'
import { sha256Hex } from '../bytes/sha256.ts'
import { utf8 } from '../bytes/utf8.ts'
import { entry, id } from '../standing/truce.test-support.ts'
import { SAMPLE } from './sample.test-support.ts'
import { textsNamed } from './texts-named.ts'

const digest = sha256Hex(utf8(SAMPLE))
const { statement } = entry(0, {
  kind: 'agreement-adopted',
  by: 'office',
  agreement: 'TRUCE',
  package: digest,
})

test('the text that an adoption names is read from beside the log', async () => {
  const asked: string[] = []
  const texts = await textsNamed([statement], async (path) => {
    asked.push(path)
    return utf8(SAMPLE)
  })
  expect(asked).toEqual([`blob/${digest}`])
  expect(texts.get(id(digest))?.id).toBe('TRUCE')
})

test('bytes that are not those named are no text, however well they read', async () => {
  const texts = await textsNamed([statement], async () => utf8(`${SAMPLE}\n`))
  expect(texts.size).toBe(0)
})
