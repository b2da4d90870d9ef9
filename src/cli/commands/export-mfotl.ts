import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { clauseIn } from '../../core/mfotl/translate.ts'
import { mfotlOf, type MfotlExport } from '../../core/mfotl/export.ts'
import type { Tracing } from '../../core/mfotl/trace.ts'
import { lastClock } from '../../core/picture/picture.ts'
import { problems } from '../../core/problem.ts'
import { parseInstant } from '../../core/time/instant.ts'
import { EXIT } from '../exit-codes.ts'
import { codeOf } from '../house/system-errors.ts'
import { readAgreementFile } from '../reading/agreement-file.ts'
import { foldedIn, type FoldedLog } from '../reading/folder.ts'
import type { Streams } from '../streams.ts'

export type MfotlOptions = {
  /** The bearer; every bearer of the clause where it is left out. */
  readonly party: string | undefined
  /** A folder with a log, for the trace. */
  readonly data: string | undefined
  /** Entries known, for the trace; all of them where it is left out. */
  readonly known: string | undefined
  /** Up to which event time; the log's own clock where it is left out. */
  readonly through: string | undefined
  /** A folder for the files; without it they are printed. */
  readonly out: string | undefined
  readonly json: boolean
}

/**
 * Writes a clause of an agreement as a formula for MonPoly and, with a log, the record as a trace.
 * @throws Problem `formula-missing`, `trace-missing`, `clause-unknown`, `file-unreadable`, `parameter-malformed`
 */
export async function exportMfotlCommand(
  file: string,
  clause: string,
  { party, data, known, through, out, json }: MfotlOptions,
  streams: Streams,
): Promise<number> {
  const text = await readAgreementFile(file, streams)
  const bearers = party === undefined ? clauseIn(text, clause).bearers : [party]
  await using log = data === undefined ? undefined : await foldedIn(data)
  const tracing = log === undefined ? undefined : tracingOf(log, known, through)
  const exports = bearers.map((bearer) => mfotlOf(text, clause, bearer, tracing))
  if (out !== undefined) await writeAll(out, exports, streams)
  if (json) streams.out(JSON.stringify({ agreement: text.id, exports }))
  else if (out === undefined) for (const one of exports) for (const line of linesOf(one)) streams.out(line)
  return EXIT.fine
}

function tracingOf({ picture }: FoldedLog, known: string | undefined, through: string | undefined): Tracing {
  const entries = known === undefined ? picture.size : Number(known)
  if (!Number.isSafeInteger(entries) || entries < 0 || entries > picture.size) {
    throw problems.parameterMalformed({
      name: '--known',
      because: `“${known}” is no number of entries of this log`,
      fix: `a whole number to ${picture.size}`,
    })
  }
  const clock = lastClock(picture, entries)?.readAt
  const until = through === undefined ? clock : parseInstant(through)
  if (until === undefined) {
    throw problems.parameterMalformed({
      name: '--through',
      because: 'the log has no reading of its clock, so nothing says up to when the trace goes',
      fix: 'say it, like --through 2016-09-19T16:00:00Z',
    })
  }
  return { engine: picture.engine, known: entries, through: until }
}

/** As `#` comments and the texts themselves: what is printed can be read, and cut apart. */
function linesOf({
  clause,
  party,
  signature,
  formula,
  active,
  trace,
  leftOut,
  command,
}: MfotlExport): readonly string[] {
  return [
    `# ${clause} for ${party}: true where the duty is breached`,
    formula,
    '',
    '# true from where it is in force on',
    active,
    '',
    '# signature',
    ...signature.trimEnd().split('\n'),
    '',
    ...notInTrace(leftOut).flatMap((line) => [`# ${line}`, '']),
    ...(trace === undefined ? [] : ['# trace, in milliseconds', ...trace.trimEnd().split('\n'), '']),
    `# ${command}`,
    '',
  ]
}

function notInTrace(leftOut: number): readonly string[] {
  if (leftOut === 0) return []
  return [
    `not in the trace: ${leftOut} ${leftOut === 1 ? 'thing that is' : 'things that are'} alleged, disputed or uncertain in time`,
  ]
}

async function writeAll(folder: string, exports: readonly MfotlExport[], { out }: Streams): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    for (const { clause, party, signature, formula, trace, leftOut, command } of exports) {
      const name = join(folder, `${clause}.${party}`)
      await writeFile(`${name}.sig`, signature)
      await writeFile(`${name}.mfotl`, `${formula}\n`)
      if (trace !== undefined) await writeFile(`${name}.log`, trace)
      out(command)
      for (const line of notInTrace(leftOut)) out(`${clause} for ${party}: ${line}`)
    }
  } catch (error) {
    throw problems.fileUnreadable({ file: folder, because: codeOf(error) })
  }
}
