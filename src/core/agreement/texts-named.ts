import { sha256Hex } from '../bytes/sha256.ts'
import { fromUtf8 } from '../bytes/utf8.ts'
import type { Sha256 } from '../statement/fields.ts'
import type { Statement } from '../statement/kinds.ts'
import type { Agreement } from './agreement.ts'
import { readAgreement } from './read-agreement.ts'

/**
 * The texts that statements adopt or amend, by their digests. A text that cannot be read as an agreement is left out, and
 * so are bytes that are not those named: who hands out the texts may hand out others than a moment ago.
 * @param read gives a file by its path below the log's address; rejects where it is not there
 */
export async function textsNamed(
  statements: Iterable<Statement>,
  read: (path: string) => Promise<Uint8Array>,
): Promise<ReadonlyMap<Sha256, Agreement>> {
  const texts = new Map<Sha256, Agreement>()
  for (const statement of statements) {
    if (statement.kind !== 'agreement-adopted' && statement.kind !== 'agreement-amended') continue
    const path = `blob/${statement.package}`
    // One after the other: there are few, and each is asked of a server that others read too.
    // eslint-disable-next-line no-await-in-loop
    const bytes = await read(path)
    if (sha256Hex(bytes) !== statement.package) continue
    const { agreement } = readAgreement(fromUtf8(bytes), path)
    if (agreement !== undefined) texts.set(statement.package, agreement)
  }
  return texts
}
