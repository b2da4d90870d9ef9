import type { Agreement } from '../../core/agreement/agreement.ts'
import { readAgreement } from '../../core/agreement/read-agreement.ts'
import type { Problem } from '../../core/problem.ts'
import { sayProblem } from '../exit-codes.ts'
import type { Streams } from '../streams.ts'
import { readGivenText } from './statement-file.ts'

/**
 * Reads the agreement in a file, whole. A document with faults is refused, and all but the last of them said here.
 * @throws Problem `file-unreadable`, `utf8-malformed`, or the last fault of the document
 */
export async function readAgreementFile(file: string, streams: Streams): Promise<Agreement> {
  const { agreement, problems } = await readSoundPart(file, streams)
  const last: Problem | undefined = problems.at(-1)
  if (last !== undefined) throw last
  return agreement
}

/**
 * Reads what is sound of the agreement in a file. All of its faults but the last are said here; the last is for the
 * caller, to be said when all else has been done and to give the exit code.
 * @throws Problem `file-unreadable`, `utf8-malformed`, or the last fault of a document of which nothing can be read
 */
export async function readSoundPart(
  file: string,
  streams: Streams,
): Promise<{ readonly agreement: Agreement; readonly problems: readonly Problem[] }> {
  const { agreement, problems } = readAgreement(await readGivenText(file), file)
  for (const problem of problems.slice(0, -1)) sayProblem(problem, streams)
  if (agreement !== undefined) return { agreement, problems }
  throw problems.at(-1) ?? new Error(`${file} has no agreement and no fault`)
}
