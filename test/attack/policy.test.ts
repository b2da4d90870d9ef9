import { describe, expect, test } from 'vitest'
import { verifyEd25519, type Signer } from '../../src/core/bytes/ed25519.ts'
import { formatVerifierKey, verifierKey } from '../../src/core/log/verifier-key.ts'
import { checkWholeLog } from '../../src/core/statement/check-whole-log.ts'
import { proveVerdict } from '../../src/core/statement/prove-verdict.ts'
import { gatherCosignatures } from '../../src/server/follow/gather.ts'
import { memoryFiles, type NodeFiles } from '../../src/server/follow/node-files.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { inlineSignatures } from '../../src/server/ledger/signatures.ts'
import { logOpenedNote } from '../../src/server/ledger/new-log.ts'
import {
  grants,
  keys,
  LOG,
  mfa,
  NOW,
  opening,
  ORIGIN,
  registers,
  report,
  say,
  state,
} from '../contracts/some-log.ts'
import { until } from '../contracts/until.ts'
import { crookedLog } from './crooked-log.ts'
import {
  clockRead,
  cosignerKey,
  policyOf,
  reports,
  trialFollower,
  trialLog,
  trialServer,
  type TrialLog,
} from './trial-nodes.ts'

const logKey = verifierKey(ORIGIN, keys.log.publicKey, 'ed25519')
const north = demonstrationSigner('north.node')
const south = demonstrationSigner('south.node')

type Expected = { readonly signer: Signer; readonly url?: string }

/** A policy by which all of these must have cosigned. */
const policyText = (...cosigners: readonly Expected[]): string =>
  [
    ...cosigners.map(
      ({ signer, url }) => `witness ${signer.name} ${formatVerifierKey(cosignerKey(signer))} ${url ?? ''}`,
    ),
    `group all all ${cosigners.map(({ signer }) => signer.name).join(' ')}`,
    'quorum all',
    '',
  ].join('\n')

const stated = (by: readonly Signer[], policy: string): Uint8Array =>
  say(by, { kind: 'policy-stated', policy })

/** The trial log, opened in the name of two co-chairs. */
const chaired = (): readonly Uint8Array[] => [
  logOpenedNote(
    LOG,
    keys.operator,
    { title: { en: 'A trial' }, demonstration: true, coChairs: ['usa.state', 'rus.mfa'] },
    NOW,
  ),
  grants(state, 'guarantor', 'USA'),
  registers(state),
  grants(mfa, 'guarantor', 'RUS'),
  registers(mfa),
]

const gathering = (log: TrialLog, expected: readonly Expected[], files: NodeFiles = memoryFiles()) =>
  gatherCosignatures({
    ledger: log.ledger,
    policy: policyOf(expected, expected.length),
    files,
    clock: () => NOW,
    picture: log.picture,
    backOffMs: 5,
  })

/** What a third person finds who has only what the log hands out. */
async function offline(fetch: (request: Request) => Response | Promise<Response>) {
  const read = async (path: string): Promise<Uint8Array> => {
    const response = await fetch(new Request(`http://node/${path}`))
    if (!response.ok) throw new Error(`${response.status}`)
    return new Uint8Array(await response.arrayBuffer())
  }
  await using signatures = inlineSignatures()
  return checkWholeLog({
    read,
    head: await read('checkpoint'),
    logKey,
    verifyMany: (jobs) => signatures.verifyMany(jobs),
  })
}

describe('a policy changed by one party alone', () => {
  test.each([
    ['in a log that names its co-chairs', chaired()],
    ['in a log that has guarantors of two sides', opening()],
  ])(
    '%s: refused at the door; where the log lets it in, named by a follower and offline',
    async (_, start) => {
      await using log = await trialLog([], start)
      for (const by of [[state], [mfa], [keys.operator]]) {
        await expect(log.ledger.submit(stated(by, 'quorum none\n'))).rejects.toMatchObject({
          code: 'co-chair-missing',
        })
      }
      const fetch = await crookedLog([...start, stated([mfa], 'quorum none\n')])
      await using server = await trialServer(fetch)
      await using node = await trialFollower(server.url)
      expect(await node.following.look()).toEqual({ is: 'found', why: 'entry-inadmissible' })
      const [record] = node.following.company.verdicts()
      expect(record?.finding).toMatchObject({ code: 'co-chair-missing', index: start.length })
      expect((await offline(fetch)).findings).toMatchObject([
        { why: 'entry-inadmissible', code: 'co-chair-missing', index: start.length },
      ])
    },
  )

  test('with the entry that names the co-chairs beside it, the finding convicts the log by itself', async () => {
    const start = chaired()
    await using server = await trialServer(await crookedLog([...start, stated([state], 'quorum none\n')]))
    await using node = await trialFollower(server.url)
    await node.following.look()
    const [record] = node.following.company.verdicts()
    if (record === undefined) throw new Error('nothing was found')
    expect(record.entries.map(({ index }) => index)).toEqual([0, start.length])
    expect(proveVerdict(record, logKey, verifyEd25519)).toMatchObject({
      is: 'proven',
      because: expect.stringContaining('rus.mfa'),
    })
    const [opened, entry] = record.entries
    if (opened === undefined || entry === undefined) throw new Error('the evidence is not whole')
    // Another statement in its place is not the one that stands there; without the first entry it stays open.
    const forged = { ...entry, note: new TextDecoder().decode(stated([state, mfa], 'quorum none\n')) }
    const proofOf = (entries: typeof record.entries) =>
      proveVerdict({ ...record, entries }, logKey, verifyEd25519).is
    expect(proofOf([opened, forged])).toBe('unproven')
    expect(proofOf([entry])).toBe('beyond-proof')
  })
})

describe('a policy that the log states', () => {
  test('takes the place of the file from its entry on: whom it names is asked, whom it leaves out is not', async () => {
    await using log = await trialLog(reports(2))
    await using shared = await trialServer(log.fetch)
    await using northNode = await trialFollower(shared.url, { signer: north })
    await using southNode = await trialFollower(shared.url, { signer: south })
    await using northServer = await trialServer(northNode.fetch)
    await using southServer = await trialServer(southNode.fetch)
    await using gathered = await gathering(log, [{ signer: north, url: northServer.url }])
    await until(() => gathered.company.nodes().trusted)
    expect(gathered.company.nodes()).toMatchObject({
      policyEntry: null,
      cosigners: [{ name: 'north.node', says: 'given' }],
    })
    await log.ledger.submit(stated([state, mfa], policyText({ signer: south, url: southServer.url })))
    await until(() => gathered.company.nodes().trusted)
    expect(gathered.company.nodes()).toMatchObject({
      policyEntry: 11,
      size: 12,
      cosigners: [{ name: 'south.node', says: 'given' }],
    })
    expect(new TextDecoder().decode(gathered.ledger.head())).not.toContain('north.node')
    await southNode.following.look()
    expect(southNode.following.company.nodes()).toMatchObject({
      policyEntry: 11,
      trusted: true,
      cosigners: [{ name: 'south.node', says: 'given', isThisNode: true }],
    })
  })

  test('each head is judged under the policy in force at its size, offline too', async () => {
    await using log = await trialLog(reports(2))
    expect((await offline(log.fetch)).trust).toBeUndefined()
    await log.ledger.submit(stated([state, mfa], policyText({ signer: north })))
    const report1 = await offline(log.fetch)
    expect(report1.verdict).toEqual({ holds: true })
    expect(report1.trust).toMatchObject({
      trusted: false,
      policy: { entry: 11 },
      cosigners: [{ cosigner: { name: 'north.node' }, says: { is: 'absent' } }],
    })
    await using server = await trialServer(log.fetch)
    await using node = await trialFollower(server.url, { signer: north })
    await node.following.look()
    expect((await offline(node.fetch)).trust).toMatchObject({ trusted: true, policy: { entry: 11 } })
  })

  test('a cosigner that withholds its line never stops the log, whatever the quorum', async () => {
    await using log = await trialLog([stated([state, mfa], policyText({ signer: north }, { signer: south }))])
    await using gathered = await gathering(log, [])
    await log.ledger.submitAll(reports(3))
    expect(gathered.company.nodes()).toMatchObject({
      size: 13,
      trusted: false,
      cosigners: [{ says: 'absent' }, { says: 'absent' }],
    })
  })
})

describe('who has cosigned', () => {
  test('is known again after a restart, without asking anybody', async () => {
    await using log = await trialLog(reports(4))
    await using shared = await trialServer(log.fetch)
    await using node = await trialFollower(shared.url, { signer: north })
    await using northServer = await trialServer(node.fetch)
    const files = memoryFiles()
    const expected = [{ signer: north, url: northServer.url }]
    const before = await gathering(log, expected, files)
    await until(() => before.company.nodes().trusted)
    await before[Symbol.asyncDispose]()
    northServer.down = true
    await using after = await gathering(log, expected, files)
    expect(after.company.nodes()).toMatchObject({
      trusted: true,
      cosigners: [{ says: 'given', behind: 0, newest: { size: 13 } }],
    })
    await log.ledger.submit(report(50))
    expect(after.company.nodes()).toMatchObject({
      trusted: false,
      cosigners: [{ says: 'absent', behind: 1, newest: { size: 13 } }],
    })
  })

  test('a kept file that is none of this log’s heads is passed over', async () => {
    await using log = await trialLog(reports(1))
    const files = memoryFiles()
    await files.write('cosignatures/0123456789abcdef', new TextEncoder().encode('nothing\n'))
    await using gathered = await gathering(log, [{ signer: north }], files)
    expect(gathered.company.nodes().cosigners).toMatchObject([{ says: 'absent', newest: null }])
  })

  test('absent is said with since when, by the log’s own clock: since the first entry it has not stood behind', async () => {
    await using log = await trialLog([clockRead('2016-09-13T08:00:00Z'), ...reports(2)])
    await using shared = await trialServer(log.fetch)
    await using node = await trialFollower(shared.url, { signer: north })
    await using northServer = await trialServer(node.fetch)
    await using gathered = await gathering(log, [{ signer: north, url: northServer.url }])
    await until(() => gathered.company.nodes().trusted)
    expect(gathered.company.nodes().cosigners).toMatchObject([{ absentSince: null }])
    northServer.down = true
    await log.ledger.submitAll([clockRead('2016-09-13T08:30:00Z'), report(60)])
    await log.ledger.submitAll([clockRead('2016-09-13T08:45:00Z'), report(61)])
    expect(gathered.company.nodes().cosigners).toMatchObject([
      { says: 'absent', behind: 4, absentSince: Date.parse('2016-09-13T08:30:00Z') },
    ])
  })
})
