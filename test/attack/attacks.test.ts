import { describe, expect, test } from 'vitest'
import { verifyEd25519 } from '../../src/core/bytes/ed25519.ts'
import { fromUtf8, utf8 } from '../../src/core/bytes/utf8.ts'
import { cosignTreeHead } from '../../src/core/log/cosignature.ts'
import type { VerdictRecord } from '../../src/core/log/finding.ts'
import { formatNote, parseNote } from '../../src/core/log/signed-note.ts'
import { decodeBundle, encodeBundle } from '../../src/core/log/tiles.ts'
import { formatVerifierKey, verifierKey } from '../../src/core/log/verifier-key.ts'
import { proveVerdict } from '../../src/core/statement/prove-verdict.ts'
import { parseInstant } from '../../src/core/time/instant.ts'
import { demonstrationSigner, nodeSigner } from '../../src/server/keys/node-signer.ts'
import { keys, NOW, opening, ORIGIN, report, say, snhr } from '../contracts/some-log.ts'
import { crookedLog } from './crooked-log.ts'
import {
  actor,
  clockRead,
  policyOf,
  reports,
  trialFollower,
  trialLog,
  trialServer,
  type Lie,
  type TrialFollower,
} from './trial-nodes.ts'

const logKey = verifierKey(ORIGIN, keys.log.publicKey, 'ed25519')
const north = demonstrationSigner('north.node')
const south = demonstrationSigner('south.node')

/** Answers everything from another log. */
const instead =
  (fetch: (request: Request) => Promise<Response> | Response): Lie =>
  async (request) =>
    fetch(request)

const only =
  (part: string, make: (honest: Uint8Array, request: Request) => Uint8Array | undefined): Lie =>
  async (request, honest) => {
    if (!new URL(request.url).pathname.startsWith(part)) return undefined
    const response = await honest()
    const bytes = make(new Uint8Array(await response.arrayBuffer()), request)
    return bytes === undefined
      ? new Response(null, { status: 404 })
      : new Response(Buffer.from(bytes), { status: response.status, headers: response.headers })
  }

function oneVerdict(node: TrialFollower): VerdictRecord {
  const verdicts = node.following.company.verdicts()
  expect(verdicts).toHaveLength(1)
  const [record] = verdicts
  if (record === undefined) throw new Error('there is no verdict')
  return record
}

const proofOf = (record: VerdictRecord) => proveVerdict(record, logKey, verifyEd25519).is

/** A follower that has checked the opening and six reports; what comes after is the attack. */
async function followed() {
  const log = await trialLog(reports(6))
  const server = await trialServer(log.fetch)
  const node = await trialFollower(server.url)
  await node.following.look()
  return {
    log,
    server,
    node,
    async [Symbol.asyncDispose]() {
      await node[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
      await log[Symbol.asyncDispose]()
    },
  }
}

const six = reports(6)
const history: readonly (readonly [string, readonly Uint8Array[]])[] = [
  ['an entry rewritten', [...six.slice(0, 3), report(77), ...six.slice(4), report(8)]],
  ['an entry dropped', [...six.slice(0, 3), ...six.slice(4), report(8), report(9)]],
  [
    'two entries exchanged',
    [...six.slice(0, 2), ...six.slice(3, 4), ...six.slice(2, 3), ...six.slice(4), report(8)],
  ],
]

describe('the log rewrites its past and signs it', () => {
  test.each(history)('%s: history-rewritten, proved to a third person by two heads', async (_, notes) => {
    await using scene = await followed()
    await using twin = await trialLog(notes)
    const before = scene.node.following.ledger.head()
    scene.server.lie = instead(twin.fetch)
    expect(await scene.node.following.look()).toEqual({ is: 'found', why: 'history-rewritten' })
    const record = oneVerdict(scene.node)
    expect(proofOf(record)).toBe('proven')
    expect(scene.node.following.ledger.head()).toEqual(before)
    // The evidence is read, not believed: with the honest head in place of the lie it proves nothing.
    const { finding } = record
    if (finding.why !== 'history-rewritten') throw new Error('another finding')
    await scene.log.ledger.submit(report(900))
    expect(proofOf({ ...record, finding: { ...finding, shown: fromUtf8(scene.log.ledger.head()) } })).toBe(
      'unproven',
    )
  })

  test('it goes on watching: when the lie ends, it catches up and cosigns on', async () => {
    await using scene = await followed()
    await using twin = await trialLog([...six.slice(1), report(40), report(41)])
    scene.server.lie = instead(twin.fetch)
    await scene.node.following.look()
    scene.server.lie = undefined
    await scene.log.ledger.submit(report(50))
    expect(await scene.node.following.look()).toEqual({ is: 'grown', from: 15, size: 16 })
    expect(scene.node.found()).toEqual(['history-rewritten'])
  })

  test('another log of the same size: split-view', async () => {
    await using scene = await followed()
    await using twin = await trialLog([...six.slice(0, 5), report(60)])
    scene.server.lie = instead(twin.fetch)
    expect(await scene.node.following.look()).toEqual({ is: 'found', why: 'split-view' })
    expect(proofOf(oneVerdict(scene.node))).toBe('proven')
  })

  test('the log has lost its end: log-shrank', async () => {
    await using scene = await followed()
    await using shorter = await trialLog(six.slice(0, 4))
    scene.server.lie = instead(shorter.fetch)
    expect(await scene.node.following.look()).toEqual({ is: 'found', why: 'log-shrank' })
    expect(proofOf(oneVerdict(scene.node))).toBe('beyond-proof')
  })

  test('restored from an old copy and gone on another way: history-rewritten, though the head is smaller', async () => {
    await using scene = await followed()
    await using restored = await trialLog([...six.slice(0, 3), report(91)])
    scene.server.lie = instead(restored.fetch)
    expect(await scene.node.following.look()).toEqual({ is: 'found', why: 'history-rewritten' })
    expect(proofOf(oneVerdict(scene.node))).toBe('proven')
  })

  test('an old head shown again while the entries are still there: head-replayed', async () => {
    await using log = await trialLog(reports(3))
    const old = log.ledger.head()
    await log.ledger.submitAll(reports(3, 3))
    await using server = await trialServer(log.fetch)
    await using node = await trialFollower(server.url)
    await node.following.look()
    server.lie = only('/checkpoint', () => old)
    expect(await node.following.look()).toEqual({ is: 'found', why: 'head-replayed' })
  })
})

const tampered: readonly (readonly [string, (entries: Uint8Array[]) => Uint8Array[]])[] = [
  ['rewritten', (entries) => entries.with(10, report(70))],
  ['dropped', (entries) => [...entries.toSpliced(10, 1), report(71)]],
  ['reordered', (entries) => entries.with(10, entries[11] ?? report(0)).with(11, entries[10] ?? report(0))],
  ['duplicated', (entries) => entries.with(11, entries[10] ?? report(0))],
]

describe('what is handed out is not what was signed', () => {
  test.each(tampered)('an entry %s in the bundle: tile-differs names the entry', async (_, change) => {
    await using log = await trialLog(reports(6))
    await using server = await trialServer(log.fetch)
    await using node = await trialFollower(server.url)
    server.lie = only('/tile/entries/', (bytes) => encodeBundle(change([...decodeBundle(bytes)])))
    expect(await node.following.look()).toEqual({ is: 'found', why: 'tile-differs' })
    expect(oneVerdict(node).finding).toMatchObject({ because: expect.stringMatching(/entry 1[01] /) })
    expect(node.following.ledger.size()).toBe(0)
  })

  test('tiles and entries that agree with each other, and not with the signed root: root-differs', async () => {
    await using log = await trialLog(reports(6))
    await using twin = await trialLog([...six.slice(0, 5), report(60)])
    await using server = await trialServer(log.fetch)
    await using node = await trialFollower(server.url)
    server.lie = async (request) =>
      new URL(request.url).pathname === '/checkpoint' ? undefined : twin.fetch(request)
    expect(await node.following.look()).toEqual({ is: 'found', why: 'root-differs' })
  })

  test('a garbled answer that does not come again is no finding', async () => {
    await using log = await trialLog(reports(6))
    await using server = await trialServer(log.fetch)
    await using node = await trialFollower(server.url)
    let once = false
    server.lie = only('/tile/entries/', (bytes) => {
      if (once) return bytes
      once = true
      return bytes.slice(0, -3)
    })
    expect(await node.following.look()).toMatchObject({ is: 'grown' })
    expect(node.found()).toEqual([])
  })

  test('a tile kept back: named withheld when it happens the third time, not before', async () => {
    await using log = await trialLog(reports(6))
    await using server = await trialServer(log.fetch)
    await using node = await trialFollower(server.url)
    server.lie = only('/tile/', () => undefined)
    const looks = [await node.following.look(), await node.following.look(), await node.following.look()]
    expect(looks.map((look) => look.is)).toEqual(['waiting', 'waiting', 'found'])
    expect(node.found()).toEqual(['withheld'])
  })

  test('a head with another signature, or none of the log: signature-invalid, head-unsigned', async () => {
    await using log = await trialLog(reports(2))
    await using server = await trialServer(log.fetch)
    await using node = await trialFollower(server.url)
    server.lie = only('/checkpoint', (bytes) => {
      const note = parseNote(bytes)
      const signatures = note.signatures.map((line) => ({
        ...line,
        signature: line.signature.with(7, 1 ^ (line.signature[7] ?? 0)),
      }))
      return formatNote({ ...note, signatures })
    })
    expect(await node.following.look()).toEqual({ is: 'found', why: 'signature-invalid' })
    const other = nodeSigner(ORIGIN, new Uint8Array(32).fill(9))
    server.lie = only('/checkpoint', (bytes) => {
      const { text } = parseNote(bytes)
      return formatNote({ text, signatures: [{ name: ORIGIN, keyId: 1, signature: other.sign(utf8(text)) }] })
    })
    expect(await node.following.look()).toEqual({ is: 'found', why: 'head-unsigned' })
  })
})

describe('the log lets in what its rules forbid', () => {
  const start = opening()

  test('the same entry twice: entry-duplicated, proved by both receipts', async () => {
    await using server = await trialServer(await crookedLog([...start, report(1), report(2), report(1)]))
    await using node = await trialFollower(server.url)
    expect(await node.following.look()).toEqual({ is: 'found', why: 'entry-duplicated' })
    const record = oneVerdict(node)
    expect(record.finding).toMatchObject({ index: start.length + 2, first: start.length })
    expect(proofOf(record)).toBe('proven')
    expect(proofOf({ ...record, entries: record.entries.slice(0, 1) })).toBe('unproven')
  })

  test('a duplicate of an entry that was stored long before is found too', async () => {
    await using server = await trialServer(await crookedLog([...start, report(1)]))
    await using node = await trialFollower(server.url)
    await node.following.look()
    server.lie = instead(await crookedLog([...start, report(1), report(2), report(1)]))
    expect(await node.following.look()).toEqual({ is: 'found', why: 'entry-duplicated' })
    expect(proofOf(oneVerdict(node))).toBe('proven')
    expect(node.following.ledger.size()).toBe(start.length + 1)
  })

  test('a signature that its author never made: signature-invalid', async () => {
    const note = parseNote(report(1))
    const forged = formatNote({ ...note, signatures: parseNote(report(2)).signatures })
    await using server = await trialServer(await crookedLog([...start, forged]))
    await using node = await trialFollower(server.url)
    expect(await node.following.look()).toEqual({ is: 'found', why: 'signature-invalid' })
    expect(oneVerdict(node).finding).toMatchObject({ signer: 'snhr', index: start.length })
  })

  test('a stolen key used after its rotation: entry-inadmissible, and what it signed before stays', async () => {
    const fresh = nodeSigner('snhr', new Uint8Array(32).fill(3))
    const keyOf = (key: Uint8Array) => formatVerifierKey(verifierKey('snhr', key, 'ed25519'))
    const rotation = [
      say([keys.operator], {
        kind: 'key-registered',
        actor: actor('snhr'),
        key: keyOf(fresh.publicKey),
        demonstration: true,
      }),
      say([keys.operator], {
        kind: 'key-revoked',
        actor: actor('snhr'),
        key: keyOf(snhr.publicKey),
        because: 'stolen',
      }),
    ]
    await using server = await trialServer(
      await crookedLog([...start, report(1), ...rotation, report(2, fresh)]),
    )
    await using node = await trialFollower(server.url)
    expect(await node.following.look()).toMatchObject({ is: 'grown' })
    server.lie = instead(
      await crookedLog([...start, report(1), ...rotation, report(2, fresh), report(3, snhr)]),
    )
    expect(await node.following.look()).toEqual({ is: 'found', why: 'entry-inadmissible' })
    expect(oneVerdict(node).finding).toMatchObject({ code: 'key-revoked', index: start.length + 4 })
  })

  test('a statement dated long before the clock it stands under: remarked on, and the log goes on', async () => {
    const late = say([snhr], {
      kind: 'incident-reported',
      act: 'shelling',
      saidAt: '2016-09-01T08:00:00Z',
      when: { earliest: '2016-08-31T17:00:00Z', latest: '2016-08-31T18:00:00Z', precision: 'hour' },
      where: { name: 'Village', latE7: 361_000_000, lonE7: 371_000_000, radius: 1000 },
      means: 'told',
    })
    await using log = await trialLog([clockRead('2016-09-12T08:00:00Z'), late, report(1)])
    await using server = await trialServer(log.fetch)
    await using node = await trialFollower(server.url)
    expect(await node.following.look()).toMatchObject({ is: 'grown' })
    const record = oneVerdict(node)
    expect(record.finding).toMatchObject({ why: 'statement-back-dated', lateBy: 11 * 86_400_000 })
    expect(proofOf(record)).toBe('proven')
  })

  test('the log’s clock put back: clock-went-back', async () => {
    const entries = [...start, clockRead('2016-09-13T08:00:00Z'), clockRead('2016-09-12T08:00:00Z')]
    await using server = await trialServer(await crookedLog(entries))
    await using node = await trialFollower(server.url)
    await node.following.look()
    expect(node.found()).toEqual(['clock-went-back'])
    expect(proofOf(oneVerdict(node))).toBe('proven')
  })
})

describe('cosignatures', () => {
  const policy = policyOf([{ signer: north }, { signer: south }], 1)

  test('forged: cosignature-invalid, and the head is not trusted for it', async () => {
    await using log = await trialLog(reports(2))
    await using server = await trialServer(log.fetch)
    await using node = await trialFollower(server.url, { policy })
    const imposter = nodeSigner('north.node', north.publicKey)
    server.lie = only('/checkpoint', (bytes) => {
      const forged = parseNote(cosignTreeHead(bytes, imposter, NOW)).signatures.at(-1)
      const line = parseNote(cosignTreeHead(bytes, north, NOW)).signatures.at(-1)
      if (forged === undefined || line === undefined) throw new Error('no line')
      const note = parseNote(bytes)
      return formatNote({
        ...note,
        signatures: [...note.signatures, { ...line, signature: forged.signature }],
      })
    })
    expect(await node.following.look()).toMatchObject({ is: 'grown' })
    expect(node.found()).toEqual(['cosignature-invalid'])
    expect(proofOf(oneVerdict(node))).toBe('beyond-proof')
    expect(node.following.company.nodes()).toMatchObject({
      trusted: false,
      cosigners: [{ says: 'invalid' }, { says: 'absent' }],
    })
  })

  test('taken from an older head: cosignature-replayed', async () => {
    await using log = await trialLog(reports(2))
    await using server = await trialServer(log.fetch)
    await using node = await trialFollower(server.url, { policy })
    const old = parseNote(cosignTreeHead(log.ledger.head(), north, NOW))
    server.lie = only('/checkpoint', (bytes) => {
      const note = parseNote(bytes)
      return formatNote({ ...note, signatures: [...note.signatures, ...old.signatures.slice(-1)] })
    })
    await node.following.look()
    expect(node.following.company.nodes().trusted).toBe(true)
    await log.ledger.submit(report(9))
    await node.following.look()
    expect(node.found()).toEqual(['cosignature-replayed'])
    expect(proofOf(oneVerdict(node))).toBe('beyond-proof')
    expect(node.following.company.nodes().trusted).toBe(false)
  })

  test('withheld: shown as absent, which is no accusation and stops nothing', async () => {
    await using log = await trialLog(reports(2))
    await using server = await trialServer(log.fetch)
    const both = policyOf([{ signer: north }, { signer: south }], 2)
    await using node = await trialFollower(server.url, { policy: both, signer: north })
    await node.following.look()
    await log.ledger.submit(report(9))
    expect(await node.following.look()).toMatchObject({ is: 'grown' })
    expect(node.found()).toEqual([])
    expect(node.following.company.nodes()).toMatchObject({
      trusted: false,
      cosigners: [
        { name: 'north.node', isThisNode: true },
        { name: 'south.node', says: 'absent', newest: null },
      ],
    })
  })
})

describe('two followers', () => {
  test.each([
    ['of one size', [report(60)], 'split-view'],
    ['of two sizes', [report(60), report(61)], 'history-rewritten'],
  ] as const)('shown two logs %s: each alone sees nothing, together they prove it', async (_, more, why) => {
    await using one = await trialLog([...six, report(7)])
    await using other = await trialLog([...six, ...more])
    await using northLog = await trialServer(one.fetch)
    await using southLog = await trialServer(other.fetch)
    await using southNode = await trialFollower(southLog.url)
    await using southServer = await trialServer(southNode.fetch)
    const policy = policyOf([{ signer: south, url: southServer.url }], 1)
    await using northNode = await trialFollower(northLog.url, { policy })
    await southNode.following.look()
    expect(southNode.found()).toEqual([])
    await northNode.following.look()
    if (northNode.found().length === 0) {
      // The other's log is longer: it can be compared as soon as ours has grown as far.
      await one.ledger.submitAll(reports(2, 62))
      await northNode.following.look()
    }
    expect(northNode.found()).toEqual([why])
    expect(proofOf(oneVerdict(northNode))).toBe('proven')
  })
})

describe('receipts', () => {
  const handIn = async (node: TrialFollower, note: Uint8Array) =>
    node.fetch(
      new Request('http://node/api/statements', {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: Buffer.from(note),
      }),
    )

  test('one that proves another entry: receipt-forged, and the statement is kept for its author', async () => {
    await using scene = await followed()
    const other = await scene.log.fetch(new Request('http://node/api/entries/10/receipt'))
    const forged = new Uint8Array(await other.arrayBuffer())
    scene.server.lie = async ({ method }) =>
      method === 'POST' ? new Response(forged, { status: 201 }) : undefined
    const answer = await handIn(scene.node, report(30))
    expect(answer.status).toBe(202)
    expect(await answer.json()).toMatchObject({ place: 1 })
    expect(scene.node.found()).toEqual(['receipt-forged'])
    expect(proofOf(oneVerdict(scene.node))).toBe('beyond-proof')
    scene.server.lie = undefined
    await scene.node.following.look()
    expect(scene.node.following.company.nodes().outbox).toEqual({ waiting: 0, refused: 0 })
    expect(scene.log.ledger.size()).toBe(16)
  })

  test('one under a head of another log in the same name: the head convicts it', async () => {
    await using scene = await followed()
    await using twin = await trialLog([...six.slice(0, 5), report(60)])
    scene.server.lie = async (request) => (request.method === 'POST' ? twin.fetch(request) : undefined)
    await handIn(scene.node, report(30))
    await scene.log.ledger.submitAll(reports(2, 31))
    scene.server.lie = undefined
    await scene.node.following.look()
    expect(scene.node.found()).toEqual(['history-rewritten'])
    expect(proofOf(oneVerdict(scene.node))).toBe('proven')
  })
})

test('no verdict is proved by the key of another log', async () => {
  await using scene = await followed()
  await using twin = await trialLog([...six.slice(0, 5), report(60)])
  scene.server.lie = instead(twin.fetch)
  await scene.node.following.look()
  const stranger = verifierKey(ORIGIN, demonstrationSigner('stranger').publicKey, 'ed25519')
  expect(proveVerdict(oneVerdict(scene.node), stranger, verifyEd25519).is).toBe('unproven')
  expect(oneVerdict(scene.node).seenAt).toBe('2016-09-13T09:00:00Z')
  expect(parseInstant(oneVerdict(scene.node).seenAt)).toBe(NOW)
})
