import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Signer } from '../../src/core/bytes/ed25519.ts'
import { parseVerifierKey, type VerifierKey } from '../../src/core/log/verifier-key.ts'
import { actorId } from '../../src/core/statement/fields.ts'
import { signStatement } from '../../src/core/statement/sign.ts'
import { openKey } from '../../src/server/keys/key-files.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { keyText, LOG, ORIGIN } from '../contracts/some-log.ts'
import { asker } from './door.ts'
import { jigCommand, PASSPHRASE, startNode, type NodePlace } from './node-process.ts'

/** Those who report in this suite, one a client. */
export const sources: readonly Signer[] = ['snhr', 'sohr', 'un.ose', 'ucdp'].map(demonstrationSigner)
const OPERATOR = 'secretariat'

const folders: string[] = []
/** A folder of our own that {@link removeFolders} removes. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jig-crash-'))
  folders.push(folder)
  return folder
}
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

/** What `jig init` makes, with the {@link sources} registered over HTTP. Gives the log's key. */
export async function freshLog(place: NodePlace): Promise<VerifierKey> {
  const { exit, out, err } = await jigCommand(
    ['init', '--json', '--log', LOG, '--origin', ORIGIN, '--title', 'A trial', '--data', place.data],
    place.databaseUrl,
  )
  if (exit !== 0) throw new Error(`jig init ended with ${exit}: ${err}`)
  const { logKey } = JSON.parse(out) as { readonly logKey: string }
  const operator = await openKey(join(place.data, 'keys'), OPERATOR, PASSPHRASE)
  const by = [actorId.parse(OPERATOR)]
  const envelope = { jig: 1, log: LOG, by, saidAt: '2016-09-13T08:00:00Z' } as const
  const node = await startNode(place)
  const clerk = asker()
  for (const source of sources) {
    const actor = actorId.parse(source.name)
    const granted = {
      ...envelope,
      kind: 'role-granted',
      actor,
      name: { en: source.name },
      role: 'monitor',
    } as const
    const registered = {
      ...envelope,
      kind: 'key-registered',
      actor,
      key: keyText(source),
      demonstration: true,
    } as const
    for (const said of [granted, registered]) {
      const answer = await clerk.ask(node.port, {
        path: '/api/statements',
        post: signStatement(said, [operator]),
      })
      if (answer?.status !== 201) throw new Error(`not taken: ${Buffer.from(answer?.body ?? []).toString()}`)
    }
  }
  clerk.close()
  await node.stop()
  return parseVerifierKey(logKey)
}

/** Making an embedded database takes seconds, so one fresh log is made and then copied. */
export async function freshLogs(): Promise<{
  readonly logKey: VerifierKey
  readonly copy: (to: string) => NodePlace
}> {
  const data = join(newFolder(), 'data')
  const logKey = await freshLog({ data })
  return {
    logKey,
    copy(to) {
      cpSync(data, to, { recursive: true })
      return { data: to }
    },
  }
}
