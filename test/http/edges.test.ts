import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { memoryStore } from '../../src/server/store/memory-store.ts'
import { serve, type Listening, type ServeOptions } from '../../src/server/http/serve.ts'
import { StaticFiles } from '../../src/server/http/static-files.ts'
import { demonstrationNode, type TestNode } from './demonstration-node.ts'

let node: TestNode
let folder: string
let plain: Listening
beforeAll(async () => {
  node = await demonstrationNode(memoryStore())
  folder = await mkdtemp(join(tmpdir(), 'jig-web-'))
  await mkdir(join(folder, 'web', 'assets'), { recursive: true })
  await writeFile(join(folder, 'web', 'index.html'), `<!doctype html><title>jig</title>${' '.repeat(2000)}`)
  await writeFile(join(folder, 'web', 'assets', 'app-1a2b3c.js'), 'export {}\n')
  await writeFile(join(folder, 'secret.txt'), 'not for the web')
  plain = await started({ files: new StaticFiles(join(folder, 'web')) })
})
afterAll(async () => {
  await plain[Symbol.asyncDispose]()
  await node[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

function started(options: Partial<ServeOptions> = {}): Promise<Listening> {
  const faults = (error: unknown): never => {
    throw error
  }
  return serve(node, { port: 0, host: '127.0.0.1', version: 'test', onFault: faults, ...options })
}

/** A request as it is written, without the tidying that fetch does to an address. */
function raw(
  path: string,
  method = 'GET',
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: plain.port, path, method, headers }, (answer) => {
      let body = ''
      answer.on('data', (part: Buffer) => (body += part.toString()))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

test('every answer tells the browser to run and load nothing from elsewhere', async () => {
  for (const path of ['/', '/api/log', '/checkpoint', '/api/nothing']) {
    const { headers } = await fetch(plain.url + path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("connect-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  }
})

test('pages of another origin may read only where the operator named it', async () => {
  const origin = 'https://mission.example'
  await using open = await started({ cors: origin })
  const allowed = await fetch(`${open.url}/api/log`, { headers: { origin } })
  expect(allowed.headers.get('access-control-allow-origin')).toBe(origin)
  const other = await fetch(`${open.url}/api/log`, { headers: { origin: 'https://other.example' } })
  expect(other.headers.get('access-control-allow-origin')).toBeNull()
  const asked = await fetch(`${open.url}/api/statements`, { method: 'OPTIONS', headers: { origin } })
  expect([asked.status, asked.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, HEAD, POST'])
  const closed = await fetch(`${plain.url}/api/statements`, { method: 'OPTIONS', headers: { origin } })
  expect(closed.status).toBe(405)
})

test('HEAD says what GET would, without the body', async () => {
  const get = await fetch(`${plain.url}/api/log`)
  const head = await fetch(`${plain.url}/api/log`, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  expect(head.headers.get('etag')).toBe(get.headers.get('etag'))
})

test('an address that is not used in this way says in which way it is', async () => {
  const response = await fetch(`${plain.url}/api/log`, { method: 'DELETE' })
  expect(response.headers.get('allow')).toBe('GET, HEAD')
  expect(await response.json()).toMatchObject({ code: 'method-not-allowed', status: 405 })
  const post = await fetch(`${plain.url}/api/statements`)
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'POST'])
})

const WRONG = [
  ['/api/nothing', 'not-found', 404],
  ['/api/agreements/NOPE', 'agreement-unknown', 404],
  ['/api/agreements/SEP/standings?reading=nobody', 'reading-unknown', 404],
  ['/api/agreements/SEP/standings?at=yesterday', 'parameter-malformed', 400],
  ['/api/agreements/SEP/standings?at=2016-09-12T19:00:00%2B03:00', 'parameter-malformed', 400],
  ['/api/agreements/SEP/standings?known=99999999', 'parameter-malformed', 400],
  ['/api/agreements/SEP/standings?known=-1', 'parameter-malformed', 400],
  ['/api/agreements/SEP/standings?knwon=12', 'parameter-malformed', 400],
  ['/api/agreements/SEP/standings?workings=no', 'parameter-malformed', 400],
  [
    '/api/agreements/SEP/standings?at=2016-09-12T16:00:00Z&at=2016-09-13T16:00:00Z',
    'parameter-malformed',
    400,
  ],
  ['/api/agreements/SEP/clauses/SEP.99/history', 'clause-unknown', 404],
  ['/api/agreements/SEP/clauses/SEP.3.f/history?party=OPP', 'party-unknown', 404],
  ['/api/agreements/SEP/clauses/SEP.99/certificate', 'clause-unknown', 404],
  ['/api/agreements/SEP/clauses/SEP.3.f/certificate?party=OPP', 'party-unknown', 404],
  ['/api/agreements/SEP/exchanges/SEP.99/certificate', 'clause-unknown', 404],
  ['/api/agreements/SEP/states/nirvana/certificate', 'not-found', 404],
  ['/api/incidents?bbox=1,2,3', 'parameter-malformed', 400],
  ['/api/incidents?limit=501', 'parameter-malformed', 400],
  ['/api/incidents?limit=1e2', 'parameter-malformed', 400],
  ['/api/incidents?after=nonsense', 'parameter-malformed', 400],
  ['/api/incidents/INC-never-heard-of', 'not-found', 404],
  ['/api/tallies?rule=never-stated', 'not-found', 404],
  ['/api/tallies/side-by-side?from=2000-01-01T00:00:00Z&to=2020-01-01T00:00:00Z', 'parameter-malformed', 400],
  ['/api/entries/01', 'log-index-malformed', 400],
  ['/api/entries/999999', 'entry-missing', 404],
  ['/api/entries/999999/receipt', 'entry-missing', 404],
  ['/tile/0/0', 'tile-path-malformed', 400],
  ['/tile/0/999', 'tile-missing', 404],
  ['/tile/entries/000.p/256', 'tile-path-malformed', 400],
  ['/blob/ABC', 'hex-malformed', 400],
  [`/blob/${'0'.repeat(64)}`, 'not-found', 404],
] as const
test.each(WRONG)('%s is refused as %s', async (path, code, status) => {
  const response = await fetch(plain.url + path)
  expect(await response.json()).toMatchObject({ code, status })
  expect([response.status, response.headers.get('content-type')]).toEqual([
    status,
    'application/problem+json',
  ])
})

test('the pages of a list join without a gap and without a repetition', async () => {
  const seen: string[] = []
  let after = ''
  let total = 0
  do {
    const page = (await (
      await fetch(`${plain.url}/api/incidents?from=2016-09-12T16:00:00Z&limit=23${after}`)
    ).json()) as { total: number; next: string | null; incidents: { id: string }[] }
    seen.push(...page.incidents.map(({ id }) => id))
    after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`
    total = page.total
  } while (after !== '')
  expect(seen).toHaveLength(total)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBeGreaterThan(23)
})

test('entries are walked to the end by the number that each page gives', async () => {
  let from: number | null = node.ledger.size() - 300
  let walked = 0
  while (from !== null) {
    const page: { entries: unknown[]; next: number | null } = await (
      await fetch(`${plain.url}/api/entries?from=${from}&limit=200`)
    ).json()
    walked += page.entries.length
    from = page.next
  }
  expect(walked).toBe(300)
})

test('one address that sends too much is asked to wait, and reading goes on', async () => {
  await using slow = await started({ posts: { burst: 2, perSecond: 0.1 } })
  const post = (): Promise<Response> =>
    fetch(`${slow.url}/api/statements`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'x',
    })
  const first = [(await post()).status, (await post()).status]
  const third = await post()
  expect(first).toEqual([400, 400])
  expect(await third.json()).toMatchObject({ code: 'too-many-requests', status: 429 })
  expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await fetch(`${slow.url}/api/log`)).status).toBe(200)
})

test('behind a proxy that the operator trusts, each reader has a limit of its own; a stranger’s word changes nothing', async () => {
  const reads = { burst: 1, perSecond: 0.001 }
  const statuses = async ({ url }: Listening, ...readers: readonly string[]) => {
    const answers = readers.map((reader) =>
      fetch(`${url}/api/log`, { headers: { 'x-forwarded-for': reader } }),
    )
    return (await Promise.all(answers)).map(({ status }) => status).toSorted((a, b) => a - b)
  }
  await using trusting = await started({ reads, trustedProxies: ['127.0.0.1'] })
  expect(await statuses(trusting, '203.0.113.5', '203.0.113.6', '1.2.3.4, 203.0.113.5')).toEqual([
    200, 200, 429,
  ])
  await using open = await started({ reads })
  expect(await statuses(open, '203.0.113.5', '203.0.113.6')).toEqual([200, 429])
})

test('a body whose length is not announced is cut off at the limit too', async () => {
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(40_000).fill(65)),
  })
  const response = await fetch(`${plain.url}/api/statements`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: endless,
    duplex: 'half',
  } as RequestInit)
  expect(await response.json()).toMatchObject({ code: 'body-too-large', status: 413 })
})

test('full tiles may be kept for ever, partial ones and the head may not', async () => {
  const kept = async (path: string): Promise<string | null> =>
    (await fetch(plain.url + path)).headers.get('cache-control')
  expect(await kept('/tile/0/000')).toContain('immutable')
  expect(await kept('/tile/entries/000')).toContain('immutable')
  expect(await kept('/tile/0/000.p/12')).toBe('no-cache')
  expect(await kept('/checkpoint')).toBe('no-cache')
})

test('an address of the app gets its page, a missing script does not', async () => {
  const page = await fetch(`${plain.url}/agreements/SEP`)
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(page.headers.get('cache-control')).toBe('no-cache')
  const script = await fetch(`${plain.url}/assets/app-1a2b3c.js`)
  expect(script.headers.get('cache-control')).toContain('immutable')
  expect((await fetch(`${plain.url}/assets/gone.js`)).status).toBe(404)
  const browser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } }
  const mistyped = await fetch(`${plain.url}/agreements/SEP.`, browser)
  expect(mistyped.headers.get('content-type')).toContain('text/html')
  expect((await fetch(`${plain.url}/api/nothing.html`, browser)).status).toBe(404)
  expect((await fetch(`${plain.url}/agreements/SEP`, { method: 'POST' })).status).toBe(404)
})

test('a page is sent compressed to whom it helps, under a tag of its own', async () => {
  const tagIn = async (encoding: string): Promise<[string | null, string | null]> => {
    const { headers } = await fetch(`${plain.url}/`, { headers: { 'accept-encoding': encoding } })
    return [headers.get('content-encoding'), headers.get('etag')]
  }
  const [[none, plainTag], [br, brTag], [gzip, gzipTag]] = [
    await tagIn('identity'),
    await tagIn('gzip, br'),
    await tagIn('gzip'),
  ]
  expect([none, br, gzip]).toEqual([null, 'br', 'gzip'])
  expect(new Set([plainTag, brTag, gzipTag]).size).toBe(3)
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/%00',
])('the address %s does not leave the folder of the web app', async (path) => {
  const { body } = await raw(path)
  expect(body).not.toContain('not for the web')
})

test('a port that somebody else listens on is refused by name', async () => {
  await expect(started({ port: plain.port })).rejects.toMatchObject({ code: 'port-in-use' })
})

test('stopping ends the live streams instead of waiting for them', async () => {
  const server = await started()
  const response = await fetch(`${server.url}/api/live`)
  const read = response.text()
  await server[Symbol.asyncDispose]()
  expect(await read).toContain('event: published')
  await expect(fetch(`${server.url}/api/log`)).rejects.toThrow('fetch failed')
})
