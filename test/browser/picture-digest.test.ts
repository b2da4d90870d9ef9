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
import { pictureDigest } from '../../src/core/picture/digest.ts'
import { scratch } from '../check/run-checkers.ts'
import { replay } from '../replay/replayed.ts'
import { chromiumPath, openBrowser, withoutChromium } from './chromium.ts'

/** Around the adoption of texts, in the midst of events, and the whole. */
const SIZES = [1, 45, 600, 1033, 1600, 2081]

/** Runs in a worker of the browser, without a page's document, as the log page's check does. */
const WORKER = `
import { comparePictures } from './jig-core.mjs'
const bytes = (text) => Uint8Array.from(atob(text), (char) => char.codePointAt(0))
const { notes, blobs } = await (await fetch('log.json')).json()
const entries = notes.map(bytes)
const read = async (path) => bytes(blobs[path])
const digests = []
for (const size of ${JSON.stringify(SIZES)}) digests.push((await comparePictures(entries.slice(0, size), read)).digest)
postMessage(digests)
`

test.skipIf(chromiumPath === undefined)(
  `the picture has the same digest in a worker of Chromium as in Node, at every size${withoutChromium}`,
  async () => {
    using built = scratch()
    execFileSync(process.execPath, [join(packageRoot, 'tools/verify/build.mjs'), `${built.path}/`])
    const { demonstration, picture } = replay()
    const log = {
      notes: demonstration.notes.map(toBase64),
      blobs: Object.fromEntries(
        demonstration.blobs.map((blob) => [`blob/${sha256Hex(blob)}`, toBase64(blob)]),
      ),
    }
    const served = new Map([
      ['/', ['text/html', '<!doctype html>']],
      ['/jig-core.mjs', ['text/javascript', readFileSync(join(built.path, 'jig-core.mjs'), 'utf8')]],
      ['/worker.mjs', ['text/javascript', WORKER]],
      ['/log.json', ['application/json', JSON.stringify(log)]],
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
      expect(digests).toEqual(SIZES.map((size) => pictureDigest(picture, size).digest))
      expect(new Set(digests as readonly string[]).size).toBe(SIZES.length)
    } finally {
      server.closeAllConnections()
      server.close()
    }
  },
)
