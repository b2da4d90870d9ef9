import type { Agreement } from '../../core/agreement/agreement.ts'
import { readAgreement, type ReadDocument } from '../../core/agreement/read-agreement.ts'
import type { Sha256 } from '../../core/bytes/sha256.ts'
import { fromUtf8 } from '../../core/bytes/utf8.ts'
import { problems, type Problem } from '../../core/problem.ts'
import type { Statement } from '../../core/statement/kinds.ts'
import type { LogStore } from './ports.ts'

/** The blob that a statement names, and that must be in the store before it. */
export function namedBlob(statement: Statement): Sha256 | undefined {
  return statement.kind === 'agreement-adopted' || statement.kind === 'agreement-amended'
    ? statement.package
    : undefined
}

/**
 * The agreement that a statement adopts or amends, as far as it can be read; `undefined` for all other kinds. A text that
 * is in a log already is taken with its faults: the log is what it is, and a later reader may be stricter than the one
 * that let it in.
 * @throws Problem `blob-missing` where the text has not been handed in, or the first refusal of its reader where nothing
 * of it can be read
 */
export async function agreementOf(statement: Statement, store: LogStore): Promise<Agreement | undefined> {
  const read = await readText(statement, store)
  if (read === undefined || read.agreement !== undefined) return read?.agreement
  throw firstOf(read)
}

/**
 * The agreement that a new statement adopts or amends: jig's own log takes only a text without faults.
 * @throws Problem as {@link agreementOf}, and the first refusal of the text's reader
 */
export async function faultlessAgreementOf(
  statement: Statement,
  store: LogStore,
): Promise<Agreement | undefined> {
  const read = await readText(statement, store)
  if (read === undefined || read.problems.length === 0) return read?.agreement
  throw firstOf(read)
}

function firstOf({ problems: [first] }: ReadDocument): Problem {
  return first ?? problems.agreementMalformed({ because: 'the text of the agreement cannot be read' })
}

async function readText(statement: Statement, store: LogStore): Promise<ReadDocument | undefined> {
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
  return readAgreement(fromUtf8(bytes), `${sha256}.md`)
}
