import { readFile, writeFile } from 'node:fs/promises'
import { bound } from '../../core/agreement/bind.ts'
import { readAgreement } from '../../core/agreement/read-agreement.ts'
import { analyse, graphsOf } from '../../core/analysis/analyse.ts'
import { datesOf } from '../../core/analysis/dates.ts'
import { inOrder } from '../../core/analysis/remark.ts'
import { choicesOf } from '../../core/analysis/text-remarks.ts'
import { fromUtf8 } from '../../core/bytes/utf8.ts'
import { isProblem, Problem, problems } from '../../core/problem.ts'
import { vacuityRemarks } from '../../core/rehearsal/vacuity-remarks.ts'
import { vacuityOf } from '../../core/rehearsal/vacuity.ts'
import { parseDuration } from '../../core/time/instant.ts'
import { EXIT, placeOf } from '../exit-codes.ts'
import { codeOf } from '../house/system-errors.ts'
import { printDates } from '../print/dates.ts'
import { countBySeverity, remarkLines } from '../print/remarks.ts'
import { sarifLog } from '../print/sarif.ts'
import { vacuityLines } from '../print/vacuity.ts'
import type { Streams } from '../streams.ts'
import type { Speech } from '../words.ts'
import { reportOf, type Checked } from './check-report.ts'

export type CheckOptions = {
  readonly as: 'people' | 'json' | 'sarif'
  /** Before anything else, bind every block to the words before it, and save the files. */
  readonly bind: boolean
  /** Warnings fail too. */
  readonly strict: boolean
  /** jig's own version, for SARIF. */
  readonly version: string
}

/**
 * Reads agreements and says, before anybody signs them, all that is wrong or doubtful: first what keeps the text, or a
 * part of it, from being read, then what the analyses and the ambiguity lint remark on the part that was read, each with
 * its place and what would be right.
 *
 * @returns `EXIT.no` if a text is refused or has a remark that is an error; with `strict`, or a warning
 */
export async function checkCommand(
  files: readonly string[],
  { as, bind, strict, version }: CheckOptions,
  streams: Streams,
  speech: Speech,
): Promise<number> {
  const { out, err } = streams
  if (bind) {
    for (const file of files) if (await bindFile(file)) err(`${file}: ${speech.label('bound')}`)
  }
  const checked = await Promise.all(files.map(checkFile))
  if (as === 'sarif') out(JSON.stringify(sarifLog(checked, version, speech)))
  else if (as === 'json') out(JSON.stringify(reportOf(checked, speech)))
  else for (const one of checked) print(one, streams, speech)
  const faults = checked.reduce((sum, { problems: found }) => sum + found.length, 0)
  if (faults > 0) err(speech.label('faults', { count: faults }))
  const { error, warning } = countBySeverity(checked.flatMap(({ remarks }) => remarks))
  return faults + error + (strict ? warning : 0) === 0 ? EXIT.fine : EXIT.no
}

/** Longer texts are replayed by `jig rehearse --vacuity`, which may take its time: a check is run at every change. */
const REPLAYED_CLAUSES = 250
/** How long after its last clause can begin the boards are compared. */
const AFTER = parseDuration('14d')

/** @returns whether the file has changed @throws Problem `file-unreadable`, `utf8-malformed` */
async function bindFile(file: string): Promise<boolean> {
  const text = await textOf(file)
  const now = bound(text)
  if (now !== text) await writeFile(file, now)
  return now !== text
}

async function textOf(file: string): Promise<string> {
  try {
    return fromUtf8(await readFile(file))
  } catch (error) {
    if (isProblem(error)) throw new Problem(error.code, error.message, { ...error.detail, where: { file } })
    throw problems.fileUnreadable({ file, because: codeOf(error) })
  }
}

/** A file that holds no text is a fault of that file: the others are checked all the same. */
async function readOrRefuse(file: string): Promise<ReturnType<typeof readAgreement>> {
  try {
    return readAgreement(await textOf(file), file)
  } catch (error) {
    if (isProblem(error) && error.code === 'utf8-malformed')
      return { agreement: undefined, problems: [error] }
    throw error
  }
}

async function checkFile(file: string): Promise<Checked> {
  const { agreement, problems: found } = await readOrRefuse(file)
  if (agreement === undefined)
    return { file, agreement, problems: found, remarks: [], begins: [], replays: undefined }
  const graphs = graphsOf(agreement)
  const begins = datesOf(agreement, graphs.onceMoving)
  const { size } = agreement.clauses
  const isReplayed = agreement.force !== 'draft' && size > 0 && size <= REPLAYED_CLAUSES
  const replays = isReplayed ? vacuityOf(agreement, AFTER) : undefined
  const shown = replays === undefined ? [] : vacuityRemarks(agreement, replays)
  const read = {
    id: agreement.id,
    leftOut: agreement.document.filter(({ is }) => is === 'left-out').length,
    clauses: agreement.clauses.size,
    ...choicesOf(agreement),
    digest: agreement.digest,
  }
  const remarks = inOrder([...analyse(agreement, graphs), ...shown])
  return { file, agreement: read, problems: found, remarks, begins, replays }
}

function print(
  { file, agreement, problems: found, remarks, begins, replays }: Checked,
  streams: Streams,
  speech: Speech,
): void {
  const say = (...lines: readonly string[]): void => {
    for (const line of lines) streams.out(line)
  }
  for (const problem of found) {
    say(`${placeOf(problem)}: ${problem.message} [${problem.code}]`)
    if (problem.fix !== undefined) say(`  → ${problem.fix}`)
  }
  if (agreement === undefined) return
  const { id, clauses, choices, disputed, leftOut } = agreement
  if (leftOut === 0) say(`${file}: ${speech.label('checked', { id, clauses, choices, disputed })}`)
  else say('', `${file}: ${speech.label('checkedInPart', { id, leftOut, clauses, choices, disputed })}`)
  say(...remarkLines(file, remarks, speech))
  printDates(begins, streams, speech)
  if (replays !== undefined) say(...vacuityLines(replays, speech))
  say('', `${file}: ${speech.label('remarked', countBySeverity(remarks))}`)
}
