import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/cli/demonstration/files.ts'
import { toBase64 } from '../../src/core/bytes/base64.ts'
import { sha256Hex } from '../../src/core/bytes/sha256.ts'
import { isLogIndex } from '../../src/core/log/log-index.ts'
import { pictureDigest } from '../../src/core/picture/digest.ts'
import { addToPicture, createPicture, type Picture } from '../../src/core/picture/picture.ts'
import { parseStatement } from '../../src/core/statement/parse.ts'
import { scratch } from '../check/run-checkers.ts'
import { replay } from '../replay/replayed.ts'
import { chromiumPath, openBrowser, withoutChromium } from './chromium.ts'
import { SALT_TEXTS, saltNotes } from './salt-port.ts'

type LogToFold = { readonly notes: readonly Uint8Array[]; readonly blobs: readonly Uint8Array[] }

/** Two agreements in all the forms of the language that those of the demonstration do not have. */
const salt: LogToFold = { notes: saltNotes(), blobs: SALT_TEXTS }
const { demonstration, picture: demonstrated } = replay()
const LOGS = [
  // Around the adoption of texts, in the midst of events, and the whole.
  { log: demonstration, picture: demonstrated, sizes: [1, 45, 600, 1033, 1600, 2081] },
  { log: salt, picture: folded(salt), sizes: everyTenth(salt.notes.length) },
]

function everyTenth(size: number): readonly number[] {
  return [...Array.from({ length: Math.ceil(size / 10) }, (_, i) => 10 * i + 1), size]
}

function folded({ notes, blobs }: LogToFold): Picture {
  const byDigest = new Map(blobs.map((blob) => [sha256Hex(blob), blob]))
  const picture = createPicture()
  for (const [index, note] of notes.entries()) {
    if (!isLogIndex(index)) throw new RangeError('too many entries')
    addToPicture(picture, { index, statement: parseStatement(note).statement }, (of) => byDigest.get(of))
  }
  return picture
}

/** Runs in a worker of the browser, without a page's document, as the log page's check does. */
const WORKER = `
import { comparePictures } from './jig-core.mjs'
const bytes = (text) => Uint8Array.from(atob(text), (char) => char.codePointAt(0))
const all = []
for (const { notes, blobs, sizes } of await (await fetch('logs.json')).json()) {
  const entries = notes.map(bytes)
  const read = async (path) => bytes(blobs[path])
  const digests = []
  for (const size of sizes) digests.push((await comparePictures(entries.slice(0, size), read)).digest)
  all.push(digests)
}
postMessage(all)
`

test('where the other forms are used, each clause stands in the picture, and in ways that differ', () => {
  const picture = folded(salt)
  const lines = pictureDigest(picture, picture.size).text.split('\n')
  const stands = lines.flatMap((line) => /^(?:PORT|ROAD) record clause (\S+ \S+ \S+) /.exec(line)?.[1] ?? [])
  const clauses = [...picture.agreements.values()].flatMap((texts) => [
    ...(texts.at(-1)?.agreement.clauses.values() ?? []),
  ])
  expect(stands).toHaveLength(clauses.flatMap(({ bearers }) => bearers).length)
  expect(stands.filter((one) => one.startsWith('PORT'))).toEqual([
    'PORT.1 HILL suspended',
    'PORT.2 COAST breached',
    'PORT.3 HILL breached',
    'PORT.4 COAST breached',
    'PORT.5 ISLE waived',
  ])
})

test.skipIf(chromiumPath === undefined)(
  `the picture has the same digest in a worker of Chromium as in Node, at every size${withoutChromium}`,
  async () => {
    using built = scratch()
    execFileSync(process.execPath, [join(packageRoot, 'tools/verify/build.mjs'), `${built.path}/`])
    const logs = LOGS.map(({ log: { notes, blobs }, sizes }) => ({
      notes: notes.map(toBase64),
      blobs: Object.fromEntries(blobs.map((blob) => [`blob/${sha256Hex(blob)}`, toBase64(blob)])),
      sizes,
    }))
    const served = new Map([
      ['/', ['text/html', '<!doctype html>']],
      ['/jig-core.mjs', ['text/javascript', readFileSync(join(built.path, 'jig-core.mjs'), 'utf8')]],
      ['/worker.mjs', ['text/javascript', WORKER]],
      ['/logs.json', ['application/json', JSON.stringify(logs)]],
    ])
    const server = createServer((request, response) => {
      const [type = '', body] = served.get(request.url ?? '') ?? []
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    await using browser = await openBrowser(false)
    try {
      const page = await browser.newPage()
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
      const digests = await page.evaluate(
        () =>
          new Promise<unknown>((resolve, reject) => {
            const worker = new Worker('worker.mjs', { type: 'module' })
            worker.addEventListener('message', ({ data }) => resolve(data))
            worker.addEventListener('error', ({ message }) => reject(new Error(message)))
          }),
      )
      const here = LOGS.map(({ picture, sizes }) => sizes.map((size) => pictureDigest(picture, size).digest))
      expect(digests).toEqual(here)
      expect(here.map((some) => new Set(some).size)).toEqual(LOGS.map(({ sizes }) => sizes.length))
    } finally {
      server.closeAllConnections()
      server.close()
    }
  },
)
