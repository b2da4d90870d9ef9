import type { Agreement } from '../../core/agreement/agreement.ts'
import { readAgreement } from '../../core/agreement/read-agreement.ts'
import type { Problem } from '../../core/problem.ts'
import { sayProblem } from '../exit-codes.ts'
import type { Streams } from '../streams.ts'
import { readGivenText } from './statement-file.ts'

/**
 * Reads the agreement in a file. A document that is refused has its faults said, all but the last of them here.
 * @throws Problem `file-unreadable`, `utf8-malformed`, or the last fault of the document
 */
export async function readAgreementFile(file: string, streams: Streams): Promise<Agreement> {
  const { agreement, problems } = readAgreement(await readGivenText(file), file)
  if (agreement !== undefined) return agreement
  for (const problem of problems.slice(0, -1)) sayProblem(problem, streams)
  const last: Problem | undefined = problems.at(-1)
  throw last ?? new Error(`${file} has no agreement and no fault`)
}
