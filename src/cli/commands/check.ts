import { readFile } from 'node:fs/promises'
import { readAgreement } from '../../core/agreement/read-agreement.ts'
import { analyse } from '../../core/analysis/analyse.ts'
import type { Remark } from '../../core/analysis/remark.ts'
import { choicesOf } from '../../core/analysis/text-remarks.ts'
import { fromUtf8 } from '../../core/bytes/utf8.ts'
import { problems } from '../../core/problem.ts'
import { EXIT, placeOf } from '../exit-codes.ts'
import { codeOf } from '../house/system-errors.ts'
import { countBySeverity, fixTexts, remarkLines, remarkText } from '../print/remarks.ts'
import { sarifLog } from '../print/sarif.ts'
import type { Streams } from '../streams.ts'
import type { Speech } from '../words.ts'

export type CheckOptions = {
  readonly as: 'people' | 'json' | 'sarif'
  /** Warnings fail too. */
  readonly strict: boolean
  /** jig's own version, for SARIF. */
  readonly version: string
}

/**
 * Reads agreements and says, before anybody signs them, all that is wrong or doubtful: first what keeps the text from being
 * read, then what the analyses and the ambiguity lint remark, each with its place and what would be right.
 *
 * @returns `EXIT.no` if a text is refused or has a remark that is an error; with `strict`, or a warning
 */
export async function checkCommand(
  files: readonly string[],
  { as, strict, version }: CheckOptions,
  { out, err }: Streams,
  speech: Speech,
): Promise<number> {
  const checked = await Promise.all(files.map(checkFile))
  if (as === 'sarif') out(JSON.stringify(sarifLog(checked, version, speech)))
  else if (as === 'json') out(JSON.stringify({ files: checked.map((one) => asData(one, speech)) }))
  else for (const line of checked.flatMap((one) => asLines(one, speech))) out(line)
  const faults = checked.reduce((sum, { problems: found }) => sum + found.length, 0)
  if (faults > 0) err(speech.label('faults', { count: faults }))
  const { error, warning } = countBySeverity(checked.flatMap(({ remarks }) => remarks))
  return faults + error + (strict ? warning : 0) === 0 ? EXIT.fine : EXIT.no
}

type Read = {
  readonly id: string
  readonly clauses: number
  readonly choices: number
  readonly disputed: number
  readonly digest: string
}
type CheckedFile = Awaited<ReturnType<typeof checkFile>>

async function checkFile(file: string) {
  let bytes: Uint8Array
  try {
    bytes = await readFile(file)
  } catch (error) {
    throw problems.fileUnreadable({ file, because: codeOf(error) })
  }
  const { agreement, problems: found } = readAgreement(fromUtf8(bytes), file)
  const read: Read | undefined = agreement && {
    id: agreement.id,
    clauses: agreement.clauses.size,
    ...choicesOf(agreement),
    digest: agreement.digest,
  }
  const remarks: readonly Remark[] = agreement === undefined ? [] : analyse(agreement)
  return { file, agreement: read, problems: found, remarks }
}

function asData({ file, agreement, problems: found, remarks }: CheckedFile, speech: Speech) {
  return {
    file,
    agreement,
    problems: found.map(({ code, message, where, fix }) => ({ code, detail: message, where, fix })),
    remarks: remarks.map((one) => ({
      ...one,
      detail: remarkText(one, speech),
      fix: one.fix.map((code, at) => ({ code, detail: fixTexts(one, speech)[at] ?? code })),
    })),
  }
}

function asLines(
  { file, agreement, problems: found, remarks }: CheckedFile,
  speech: Speech,
): readonly string[] {
  if (agreement === undefined)
    return found.flatMap((problem) => [
      `${placeOf(problem)}: ${problem.message} [${problem.code}]`,
      ...(problem.fix === undefined ? [] : [`  → ${problem.fix}`]),
    ])
  const { id, clauses, choices, disputed } = agreement
  const { error, warning, note } = countBySeverity(remarks)
  return [
    `${file}: ${speech.label('checked', { id, clauses, choices, disputed })}`,
    ...remarkLines(file, remarks, speech),
    '',
    `${file}: ${speech.label('remarked', { error, warning, note })}`,
  ]
}
