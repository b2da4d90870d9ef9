import { createServer } from 'node:http'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { fetchView, Refused, Unreadable } from './fetch-view.ts'

const schema = z.object({ size: z.int() })
let served = 0
const server = createServer((request, response) => {
  if (request.url === '/refused') {
    response.writeHead(404, { 'content-type': 'application/problem+json' })
    response.end(
      JSON.stringify({
        type: 'about:blank',
        title: 'no',
        status: 404,
        code: 'entry-missing',
        detail: 'gone',
        fix: 'look',
      }),
    )
  } else if (request.url === '/odd') {
    response.end('{"size":"many"}')
  } else if (request.headers['if-none-match'] === '"one"') {
    response.writeHead(304).end()
  } else {
    served += 1
    response.writeHead(200, { etag: '"one"' }).end('{"size":3}')
  }
})
let base = ''

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  base = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : ''
})
afterAll(() => server.close())

const ask = (path: string) => fetchView(schema, `${base}${path}`, new AbortController().signal)

test('an answer that has not changed is not sent again, and reads the same', async () => {
  expect(await ask('/log')).toEqual({ size: 3 })
  expect(await ask('/log')).toEqual({ size: 3 })
  expect(served).toBe(1)
})

test('a refusal keeps its code, its detail and what would be right', async () => {
  const refused = await ask('/refused').catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Refused)
  expect(refused).toMatchObject({ problem: { code: 'entry-missing', detail: 'gone', fix: 'look' } })
})

test('an answer of another shape never reaches the screen', async () => {
  const odd = await ask('/odd').catch((error: unknown) => error)
  expect(odd).toBeInstanceOf(Unreadable)
  expect(odd).toMatchObject({ why: 'not-understood' })
})

test('no server at all is said as that', async () => {
  const nobody = await fetchView(schema, 'http://127.0.0.1:1/', new AbortController().signal).catch(
    (error: unknown) => error,
  )
  expect(nobody).toMatchObject({ why: 'unreachable' })
})
