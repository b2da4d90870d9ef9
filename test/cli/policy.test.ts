import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { policyShowCommand, policyStateCommand } from '../../src/cli/commands/policy.ts'
import { signCommand } from '../../src/cli/commands/sign.ts'
import { verifyCommand } from '../../src/cli/commands/verify.ts'
import { formatVerifierKey, verifierKey } from '../../src/core/log/verifier-key.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { keys, keyText, LOG, ORIGIN, report, say, snhr } from '../contracts/some-log.ts'
import {
  actor,
  clockRead,
  cosignerKey,
  trialLog,
  trialServer,
  type TrialServer,
} from '../attack/trial-nodes.ts'

const north = demonstrationSigner('north.node')
const key = formatVerifierKey(verifierKey(ORIGIN, keys.log.publicKey, 'ed25519'))
const POLICY = `# who stands behind the heads\nwitness north ${formatVerifierKey(cosignerKey(north))}\nquorum north\n`

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'jig-policy-'))))
afterAll(() => rm(folder, { recursive: true }))

function recorded() {
  const said: { out: string[]; err: string[]; bytes: Uint8Array } = {
    out: [],
    err: [],
    bytes: new Uint8Array(),
  }
  return {
    said,
    streams: {
      out: (line: string) => void said.out.push(line),
      err: (line: string) => void said.err.push(line),
      bytes: (bytes: Uint8Array) => void (said.bytes = bytes),
      columns: 120,
      isTerminal: false,
      errIsTerminal: false,
      colour: false,
    },
  }
}

const options = {
  keys: '',
  demonstration: true,
  passphrase: () => Promise.reject(new Error('nobody is asked')),
}

/** Signs a file as one author, and gives the file with what came out. */
async function signedOn(
  file: string,
  name: string,
): Promise<{ file: string; bytes: Uint8Array; err: string }> {
  const { said, streams } = recorded()
  await signCommand(file, { ...options, key: [name] }, streams)
  const out = join(folder, `${name}.note`)
  await writeFile(out, said.bytes)
  return { file: out, bytes: said.bytes, err: said.err.join('\n') }
}

async function shown(server: TrialServer) {
  const { said, streams } = recorded()
  const code = await policyShowCommand(server.url, { key }, streams)
  return { code, text: `${said.out.join('\n')}\n`, err: said.err.join('\n') }
}

test('a policy goes from a file into the log by two who sign in two places, and is read from there word for word', async () => {
  await using log = await trialLog()
  await using server = await trialServer(log.fetch)
  expect(await shown(server)).toMatchObject({ code: 1, err: expect.stringContaining('states no policy') })

  const file = join(folder, 'policy.txt')
  await writeFile(file, POLICY)
  const drafted = recorded()
  await policyStateCommand(file, { log: LOG, by: ['usa.state', 'rus.mfa'] }, drafted.streams)
  const statement = join(folder, 'policy.json')
  await writeFile(
    statement,
    drafted.said.out.join('\n').replace(/"saidAt":"[^"]*"/, '"saidAt":"2016-09-13T08:00:00Z"'),
  )

  const half = await signedOn(statement, 'rus.mfa')
  expect(half.err).toContain('usa.state must sign too')
  await expect(log.ledger.submit(half.bytes)).rejects.toMatchObject({ code: 'signers-differ' })
  const whole = await signedOn(half.file, 'usa.state')
  expect(whole.err).not.toContain('must sign too')
  await log.ledger.submit(whole.bytes)

  expect(await shown(server)).toMatchObject({
    code: 0,
    text: POLICY,
    err: expect.stringContaining('entry 9'),
  })
})

test('a file that is no policy is refused with its line before anybody signs it', async () => {
  const file = join(folder, 'wrong.txt')
  await writeFile(file, '# who\nquorum nobody\n')
  const stated = policyStateCommand(file, { log: LOG, by: ['usa.state'] }, recorded().streams)
  await expect(stated).rejects.toMatchObject({ code: 'policy-malformed', where: { file, line: 2 } })
})

test('jig verify says who is absent by the policy in force, and which signatures are doubtful; neither is a finding', async () => {
  const state = demonstrationSigner('usa.state')
  const mfa = demonstrationSigner('rus.mfa')
  await using log = await trialLog([
    clockRead('2016-09-13T07:00:00Z'),
    report(1),
    clockRead('2016-09-13T08:00:00Z'),
    report(2),
    say([keys.operator], {
      kind: 'key-revoked',
      actor: actor('snhr'),
      key: keyText(snhr),
      because: 'a telephone was taken at a checkpoint',
      since: '2016-09-13T07:30:00Z',
    }),
    say([state, mfa], { kind: 'policy-stated', policy: POLICY }),
  ])
  await using server = await trialServer(log.fetch)
  const { said, streams } = recorded()
  const check = { key, kept: undefined, keep: undefined }
  expect(await verifyCommand(server.url, { ...check, json: false }, streams)).toBe(0)
  const text = said.out.join('\n')
  expect(text).toContain('2 signatures were made with a key that was revoked later')
  expect(text).toContain(
    '1 came when, as the revocation says, somebody else may have had the key: entries 12',
  )
  expect(text).toContain('By the policy of entry 14 the head is NOT YET trusted')
  expect(text).toContain('north is absent')
  const asData = recorded()
  await verifyCommand(server.url, { ...check, json: true }, asData.streams)
  expect(JSON.parse(asData.said.out.join(''))).toMatchObject({
    intact: true,
    marked: [
      { index: 10, doubtful: false, revokedAt: 13 },
      { index: 12, doubtful: true, revokedAt: 13 },
    ],
    trust: { policyEntry: 14, trusted: false, cosigners: [{ name: 'north', says: 'absent' }] },
  })
  const entry = await fetch(`${server.url}/api/entries/12`)
  expect(await entry.json()).toMatchObject({ keyMarks: [{ actor: 'snhr', revokedAt: 13, doubtful: true }] })
})
