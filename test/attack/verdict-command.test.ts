import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verdictCommand } from '../../src/cli/commands/verdict.ts'
import { formatVerifierKey, verifierKey } from '../../src/core/log/verifier-key.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { diskFiles } from '../../src/server/follow/node-files.ts'
import { keys, ORIGIN, report } from '../contracts/some-log.ts'
import { reports, trialFollower, trialLog, trialServer } from './trial-nodes.ts'

const key = formatVerifierKey(verifierKey(ORIGIN, keys.log.publicKey, 'ed25519'))
const other = formatVerifierKey(verifierKey(ORIGIN, demonstrationSigner('stranger').publicKey, 'ed25519'))
let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'jig-verdict-'))))
afterAll(() => rm(folder, { recursive: true }))

test('a finding kept on disk is checked by a third person with the file and the log’s key alone', async () => {
  await using log = await trialLog(reports(4))
  await using twin = await trialLog([...reports(3), report(80)])
  await using server = await trialServer(log.fetch)
  await using node = await trialFollower(server.url, { files: diskFiles(folder) })
  await node.following.look()
  server.lie = async (request) => twin.fetch(request)
  await node.following.look()
  const [name = ''] = await readdir(join(folder, 'verdicts'))
  const said: string[] = []
  const streams = {
    out: (line: string) => void said.push(line),
    err: () => undefined,
    bytes: () => undefined,
    columns: 120,
    isTerminal: false,
    errIsTerminal: false,
    colour: false,
  }
  const file = join(folder, 'verdicts', name)
  expect(await verdictCommand(file, { key, log: undefined, json: true }, streams)).toBe(0)
  expect(JSON.parse(said.join(''))).toMatchObject({ why: 'split-view', is: 'proven' })
  expect(await verdictCommand(file, { key: other, log: undefined, json: true }, streams)).toBe(1)
  // What /api/verdicts answers is taken as it comes.
  const answer = join(folder, 'answer.json')
  await writeFile(answer, await (await node.fetch(new Request('http://node/api/verdicts'))).text())
  expect(await verdictCommand(answer, { key, log: undefined, json: false }, streams)).toBe(0)
  // Another node that opens the same folder knows of it.
  await using again = await trialFollower(server.url, { files: diskFiles(folder), store: node.store })
  expect(again.found()).toEqual(['split-view'])
})
