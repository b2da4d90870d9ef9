import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { bound } from '../../src/core/agreement/bind.ts'
import { addressOf } from '../../src/core/api/address.ts'
import { routes, type RouteId } from '../../src/core/api/routes.ts'
import { verifyEd25519 } from '../../src/core/bytes/ed25519.ts'
import { sha256Hex } from '../../src/core/bytes/sha256.ts'
import { formatVerifierKey, parseVerifierKey } from '../../src/core/log/verifier-key.ts'
import { parseReceipt, verifyReceipt } from '../../src/core/log/receipt.ts'
import type { LogStore } from '../../src/server/ledger/ports.ts'
import { serve, type Listening } from '../../src/server/http/serve.ts'
import { demonstrationNode, type TestNode } from './demonstration-node.ts'
import { altered, bytesOf, report, signed, signedByStranger } from './statements.ts'

/** Addresses that together use every route that is read. `held` is what the log is known to hold. */
const READ: Readonly<
  Record<
    Exclude<RouteId, 'submit' | 'putBlob' | 'addCheckpoint' | 'offerCosignature' | 'live'>,
    (held: Held) => string
  >
> = {
  checkpoint: () => addressOf('checkpoint', {}),
  tile: () => addressOf('tile', { path: '0/000' }),
  blob: ({ blob }) => addressOf('blob', { sha256: blob }),
  nodes: () => addressOf('nodes', {}),
  verdicts: () => addressOf('verdicts', {}),
  log: () => addressOf('log', {}),
  actors: () => addressOf('actors', {}, { known: '40' }),
  entries: () => addressOf('entries', {}, { from: '10', limit: '5' }),
  entry: () => addressOf('entry', { index: '3' }),
  changes: () => addressOf('changes', { index: '60' }),
  receipt: () => addressOf('receipt', { index: '3' }),
  agreements: () => addressOf('agreements', {}),
  agreement: () => addressOf('agreement', { id: 'SEP' }),
  standings: () =>
    addressOf('standings', { id: 'SEP' }, { at: '2016-09-15T18:00:00Z', known: '2016-09-17T00:00:00Z' }),
  history: () => addressOf('history', { id: 'SEP', clause: 'SEP.3.f' }, { party: 'SYR' }),
  certificate: () =>
    addressOf(
      'certificate',
      { id: 'SEP', clause: 'SEP.3.f' },
      { party: 'SYR', at: '2016-09-15T18:00:00Z', reading: 'monitors' },
    ),
  exchangeCertificate: () =>
    addressOf('exchangeCertificate', { id: 'SEP', exchange: 'SEP.3.e' }, { at: '2016-09-15T18:00:00Z' }),
  stateCertificate: () =>
    addressOf('stateCertificate', { id: 'SEP', state: 'adherence' }, { at: '2016-09-15T18:00:00Z' }),
  incidents: () =>
    addressOf('incidents', {}, { governorate: 'Aleppo', bbox: '35.5,32,42.5,37.5', limit: '5' }),
  incident: () => addressOf('incident', { id: 'INC-deir-ez-zor' }),
  sideBySide: () => addressOf('sideBySide', {}, { from: '2016-09-12T16:00:00Z', to: '2016-09-15T16:00:00Z' }),
  tallies: () => addressOf('tallies', {}, { rule: 'general-staff' }),
  questions: () => addressOf('questions', {}),
  health: () => addressOf('health', {}),
  openapi: () => addressOf('openapi', {}),
}
type Held = { readonly blob: string }

/** What a node answers over HTTP, whatever keeps its log. */
export function apiSuite(store: string, open: () => Promise<LogStore>): void {
  describe(`a node over ${store}`, () => {
    let node: TestNode
    let server: Listening
    const at = (address: string): string => `${server.url}${address}`
    const post = (note: Uint8Array, type = 'text/plain'): Promise<Response> =>
      fetch(at('/api/statements'), {
        method: 'POST',
        headers: { 'content-type': type },
        body: Buffer.from(note),
      })

    beforeAll(async () => {
      node = await demonstrationNode(await open())
      server = await serve(node, {
        port: 0,
        host: '127.0.0.1',
        version: 'test',
        posts: { burst: 1000, perSecond: 1000 },
        onFault: (error) => {
          throw error
        },
      })
    })
    afterAll(async () => {
      await server[Symbol.asyncDispose]()
      await node[Symbol.asyncDispose]()
    })

    test.each(Object.keys(READ) as (keyof typeof READ)[])(
      'answers the route %s by its schema',
      async (id) => {
        const [first] = (await import('./demonstration-node.ts')).demonstration().blobs
        const blob = first === undefined ? '' : sha256Hex(first)
        const response = await fetch(at(READ[id]({ blob })))
        const bytes = new Uint8Array(await response.arrayBuffer())
        expect(response.status).toBe(200)
        expect(bytes.length).toBeGreaterThan(0)
        const { answer } = routes[id]
        const mediaType = answer.is === 'view' ? 'application/json' : answer.mediaType
        expect(response.headers.get('content-type')).toContain(mediaType)
        // Writing what was read gives the same JSON: nothing is lost between the server and a reader.
        const given = answer.is === 'view' ? new TextDecoder().decode(bytes) : '{}'
        const schema: z.ZodType = answer.is === 'view' ? answer.schema : z.object({})
        expect(z.encode(schema, z.decode(schema, JSON.parse(given)))).toEqual(JSON.parse(given))
      },
    )

    test('a statement that is taken gets a receipt that holds without the node', async () => {
      const note = signed(report({ words: { lang: 'en', text: 'Taken.' } }))
      const response = await post(note)
      const receipt = parseReceipt(new Uint8Array(await response.arrayBuffer()))
      expect(response.status).toBe(201)
      expect(response.headers.get('location')).toBe(`/api/entries/${receipt.index}`)
      const { logKey } = (await (await fetch(at('/api/log'))).json()) as { logKey: string }
      expect(logKey).toBe(formatVerifierKey(node.ledger.logKey))
      expect(verifyReceipt(note, receipt, parseVerifierKey(logKey), verifyEd25519)).toEqual({ holds: true })
      const entry = await (await fetch(at(`/api/entries/${receipt.index}`))).json()
      expect(entry).toMatchObject({ note: new TextDecoder().decode(note), by: [{ actor: 'snhr' }] })
    })

    const line = '{"by":["snhr"],"kind":"incident-reported"}\n'
    const noteOf = (text: string): Uint8Array => bytesOf(`${text}\n— snhr AAAAAAAA\n`)
    const taken = signed(report({ words: { lang: 'en', text: 'Said once.' } }))
    const refusals: readonly (readonly [string, string, number, () => Uint8Array])[] = [
      ['a key that nobody registered', 'signer-unknown', 403, () => signedByStranger(report())],
      [
        'an author whom the log does not know',
        'signer-unknown',
        403,
        () => signed(report({ by: ['nobody.at-all'] })),
      ],
      [
        'an author in another role',
        'role-wrong',
        403,
        () =>
          signed({
            jig: 1,
            kind: 'clock-read',
            log: 'syria-2016',
            by: ['snhr'],
            saidAt: '2016-09-14T10:00:00Z',
            readAt: '2016-09-14T10:00:00Z',
          }),
      ],
      [
        'a word given for a party by one who does not act for it',
        'not-for-party',
        403,
        () =>
          signed({
            jig: 1,
            kind: 'end-declared',
            log: 'syria-2016',
            by: ['opp.hnc'],
            saidAt: '2016-09-19T15:00:00Z',
            agreement: 'SEP',
            party: 'SYR',
            when: { earliest: '2016-09-19T14:00:00Z', latest: '2016-09-19T15:00:00Z', precision: 'hour' },
          } as never),
      ],
      [
        'a signature that does not fit the text',
        'signature-invalid',
        403,
        () => altered(signed(report()), 'Talbiseh', 'Talbisah'),
      ],
      ['a statement that is in the log already', 'duplicate-statement', 409, () => taken],
      [
        'an event that has not come yet',
        'event-in-future',
        422,
        () =>
          signed(
            report({
              when: { earliest: '2031-01-01T00:00:00Z', latest: '2031-01-01T01:00:00Z', precision: 'hour' },
            }),
          ),
      ],
      [
        'a clause that the agreement does not have',
        'clause-unknown',
        404,
        () => signed(report({ touches: [{ agreement: 'SEP', clause: 'SEP.99' }] })),
      ],
      [
        'an agreement that is not in the log',
        'agreement-unknown',
        404,
        () => signed(report({ touches: [{ agreement: 'NOPE', clause: 'NOPE.1' }] })),
      ],
      [
        'a place that is not on the map',
        'place-out-of-range',
        422,
        () =>
          altered(
            signed(report({ where: { name: 'X', latE7: 0, lonE7: 0 } })),
            '"latE7":0',
            '"latE7":900000001',
          ),
      ],
      ['more than an entry can hold', 'body-too-large', 413, () => new Uint8Array(65_536).fill(65)],
      ['malformed JSON', 'json-malformed', 400, () => noteOf('{"by":[\n')],
      ['a key that stands twice', 'json-malformed', 400, () => noteOf('{"by":["snhr"],"by":["sohr"]}\n')],
      ['a note with two texts', 'statement-malformed', 400, () => noteOf(`${line}${line}`)],
      ['a note with two notes in it', 'statement-malformed', 400, () => noteOf(`${line}\n${line}`)],
      ['a text that nobody signed', 'note-malformed', 400, () => bytesOf(line)],
      [
        'a kind that does not exist',
        'statement-malformed',
        400,
        () => noteOf('{"by":["snhr"],"kind":"won"}\n'),
      ],
      [
        'a statement for another log',
        'statement-of-another-log',
        409,
        () => signed(report({ log: 'another-log' })),
      ],
      [
        'an answer to an entry that is not there',
        'reference-missing',
        422,
        () =>
          signed({
            jig: 1,
            kind: 'reply-made',
            log: 'syria-2016',
            by: ['syr.army'],
            saidAt: '2016-09-14T10:00:00Z',
            to: 999_999,
            stance: 'denies',
          } as never),
      ],
      [
        'an agreement whose text was not handed in',
        'blob-missing',
        422,
        () => signed(adopted(sha256Hex(bytesOf('never handed in')))),
      ],
      [
        'a correction by another than the author',
        'not-the-author',
        403,
        () =>
          signed({
            jig: 1,
            kind: 'statement-withdrawn',
            log: 'syria-2016',
            by: ['snhr'],
            saidAt: '2016-09-14T10:00:00Z',
            entry: 0,
            because: 'not mine',
          } as never),
      ],
    ]
    test.each(refusals)('refuses %s as %s', async (_, code, status, make) => {
      if (code === 'duplicate-statement') await post(taken)
      const before = await headText()
      const response = await post(make())
      const problem = await response.json()
      expect(problem).toMatchObject({ code, status, type: `/problems#${code}` })
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      // Nothing is half-written: the very head is still the one before.
      expect(await headText()).toBe(before)
    })
    const headText = async (): Promise<string> => (await fetch(at('/checkpoint'))).text()

    test('refuses an agreement whose clauses wait for each other, and names the circle', async () => {
      const markdown = new TextDecoder().decode(
        [...(await import('./demonstration-node.ts')).demonstration().blobs].find((each) =>
          new TextDecoder().decode(each).includes('jig agreement SEP'),
        ),
      )
      const waits = (id: string, other: string): string =>
        `\n> Words.\n\n\`\`\`jig clause ${id}\ncites: ¶9\nwho: SYR\nmust achieve: a step\nwhen: done ${other}\nwithin: 6h\nshown by: asserted by RUS\nif silent: unknown\n\`\`\`\n`
      const text = bytesOf(bound(markdown + waits('W.1', 'W.2') + waits('W.2', 'W.1')))
      const handed = await fetch(at('/api/blobs'), {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: Buffer.from(text),
      })
      expect(handed.status).toBe(201)
      expect(await handed.json()).toEqual({ sha256: sha256Hex(text), bytes: text.length })
      const response = await post(signed(adopted(sha256Hex(text))))
      const problem = (await response.json()) as { code: string; detail: string }
      expect(problem.code).toBe('agreement-cyclic')
      expect(problem.detail).toContain('W.1 → W.2 → W.1')
    })

    test('refuses a media type that it does not take', async () => {
      const response = await post(signed(report()), 'application/json')
      expect(await response.json()).toMatchObject({ code: 'media-type-unsupported', status: 415 })
    })

    test('tells those who listen that the log has grown', async () => {
      const stop = new AbortController()
      const response = await fetch(at('/api/live'), { signal: stop.signal })
      const events = eventsOf(response)
      const size = node.ledger.size()
      expect(await events.next()).toMatchObject({ value: { from: size, size } })
      await post(signed(report({ words: { lang: 'en', text: 'Heard live.' } })))
      expect(await events.next()).toMatchObject({ value: { from: size, size: size + 1 } })
      stop.abort()
    })

    test('tells a listener that was cut off what it missed', async () => {
      const stop = new AbortController()
      const response = await fetch(at('/api/live'), {
        signal: stop.signal,
        headers: { 'last-event-id': '5' },
      })
      expect(await eventsOf(response).next()).toMatchObject({ value: { from: 5, size: node.ledger.size() } })
      stop.abort()
    })

    test('says by a strong tag that nothing has changed, and another tag once something has', async () => {
      const address = at('/api/agreements/SEP/standings?at=2016-09-15T18:00:00Z')
      const first = await fetch(address)
      const tag = first.headers.get('etag') ?? ''
      expect(tag).toMatch(/^"[^"]+"$/)
      const same = await fetch(address, { headers: { 'if-none-match': tag } })
      expect([same.status, await same.text()]).toEqual([304, ''])
      const other = await fetch(at('/api/agreements/SEP/standings?at=2016-09-15T18:00:01Z'))
      expect(other.headers.get('etag')).not.toBe(tag)
      await post(signed(report({ words: { lang: 'en', text: 'Something new.' } })))
      expect((await fetch(address, { headers: { 'if-none-match': tag } })).status).toBe(200)
    })

    test('gives what stands behind a board to whoever asks for it, and the board alone to everybody else', async () => {
      const address = at('/api/agreements/SEP/standings?at=2016-09-15T18:00:00Z&known=1700')
      const board = z.parse(z.looseObject({}), await (await fetch(address)).json())
      const worked = z.parse(z.looseObject({}), await (await fetch(`${address}&workings=yes`)).json())
      const { workings, ...rest } = worked
      expect(rest).toEqual(board)
      expect(Object.keys(z.parse(z.looseObject({}), workings))).toEqual([
        'texts',
        'counts',
        'powers',
        'states',
      ])
    })

    test('as known at an entry, the answer is the same before and after the log grows', async () => {
      const address = at('/api/agreements/SEP/standings?at=2016-09-15T18:00:00Z&known=1700')
      const before = await (await fetch(address)).json()
      await post(signed(report({ touches: [{ agreement: 'SEP', clause: 'SEP.1.b' }], alleged: 'SYR' })))
      expect(await (await fetch(address)).json()).toEqual(before)
    })
  })
}

function adopted(digest: string) {
  return {
    jig: 1,
    kind: 'agreement-adopted',
    log: 'syria-2016',
    by: ['secretariat'],
    saidAt: '2016-09-14T10:00:00Z',
    agreement: 'SEP',
    package: digest,
  } as never
}

async function* eventsOf(response: Response): AsyncGenerator {
  let rest = ''
  const text = new TextDecoder()
  for await (const part of response.body ?? []) {
    rest += text.decode(part, { stream: true })
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(rest.slice(0, end))?.[1]
      rest = rest.slice(end + 2)
      if (data !== undefined) yield JSON.parse(data)
    }
  }
}
