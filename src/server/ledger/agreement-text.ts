import type { Agreement } from '../../core/agreement/agreement.ts'
import { readAgreement } from '../../core/agreement/read-agreement.ts'
import type { Sha256 } from '../../core/bytes/sha256.ts'
import { fromUtf8 } from '../../core/bytes/utf8.ts'
import { problems } from '../../core/problem.ts'
import type { Statement } from '../../core/statement/kinds.ts'
import type { LogStore } from './ports.ts'

/** The blob that a statement names, and that must be in the store before it. */
export function namedBlob(statement: Statement): Sha256 | undefined {
  return statement.kind === 'agreement-adopted' || statement.kind === 'agreement-amended'
    ? statement.package
    : undefined
}

/**
 * The agreement that a statement adopts or amends; `undefined` for all other kinds.
 * @throws Problem `blob-missing` where the text has not been handed in, or the first refusal of its reader
 */
export async function agreementOf(statement: Statement, store: LogStore): Promise<Agreement | undefined> {
  const sha256 = namedBlob(statement)
  if (sha256 === undefined) return undefined
  const bytes = await store.readBlob(sha256)
  if (bytes === undefined) {
    throw problems.blobMissing({
      sha256,
      where: { path: 'package' },
      fix: 'hand in the text first, then the statement',
    })
  }
  const { agreement, problems: found } = readAgreement(fromUtf8(bytes), `${sha256}.md`)
  if (agreement !== undefined && found.length === 0) return agreement
  throw found[0] ?? problems.agreementMalformed({ because: 'the text of the agreement cannot be read' })
}
