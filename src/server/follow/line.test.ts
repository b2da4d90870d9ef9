import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { LineDown, lineTo } from './line.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** A node that accepts the connection and stops: before its answer, or in the middle of it. */
async function stopping(where: 'before its answer' | 'in its answer') {
  const server: Server = createServer((_, response) => {
    if (where === 'in its answer') response.writeHead(200).write('the beginning')
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

test.each(['before its answer', 'in its answer'] as const)(
  'a node that stops %s is a line that is down, whatever is collected meanwhile',
  async (where) => {
    await using node = await stopping(where)
    const line = lineTo(node.url, { patienceMs: 300, signal: new AbortController().signal })
    const collecting = setInterval(collectGarbage, 20)
    try {
      for (const asked of [
        line.read('checkpoint'),
        line.post('add-checkpoint', 'text/plain', new Uint8Array()),
      ]) {
        await expect(asked).rejects.toThrow(LineDown)
      }
    } finally {
      clearInterval(collecting)
    }
  },
)

test('what is under way ends with the line', async () => {
  await using node = await stopping('before its answer')
  const ended = new AbortController()
  const asked = lineTo(node.url, { signal: ended.signal, patienceMs: 3_600_000 }).read('checkpoint')
  ended.abort()
  await expect(asked).rejects.toThrow('the line was ended')
})
