import { readFile } from 'node:fs/promises'
import { readAgreement } from '../../core/agreement/read-agreement.ts'
import { fromUtf8 } from '../../core/bytes/utf8.ts'
import { problems } from '../../core/problem.ts'
import { EXIT, placeOf } from '../exit-codes.ts'
import { codeOf } from '../house/data-folder.ts'
import type { Streams } from '../streams.ts'

/** Reads agreements and prints everything that is wrong with them, each with its place and what would be right. */
export async function checkCommand(
  files: readonly string[],
  { json }: { readonly json: boolean },
  { out, err }: Streams,
): Promise<number> {
  const results = await Promise.all(files.map(checkFile))
  if (json) out(JSON.stringify({ files: results.map(({ shown }) => shown) }))
  else for (const { lines } of results) for (const line of lines) out(line)
  const faults = results.reduce((sum, { shown }) => sum + shown.problems.length, 0)
  if (faults > 0) err(`${faults} ${faults === 1 ? 'fault' : 'faults'}`)
  return faults === 0 ? EXIT.fine : EXIT.no
}

async function checkFile(file: string) {
  let bytes: Uint8Array
  try {
    bytes = await readFile(file)
  } catch (error) {
    throw problems.fileUnreadable({ file, because: codeOf(error) })
  }
  const { agreement, problems: found } = readAgreement(fromUtf8(bytes), file)
  const read = agreement && {
    id: agreement.id,
    clauses: agreement.clauses.size,
    choices: [...agreement.clauses.values()].reduce((sum, { choices }) => sum + choices.length, 0),
    digest: agreement.digest,
  }
  const shown = {
    file,
    agreement: read,
    problems: found.map(({ code, message, where, fix }) => ({ code, detail: message, where, fix })),
  }
  return {
    shown,
    lines:
      read !== undefined && found.length === 0
        ? [
            `${file}: ${read.id} reads well: ${read.clauses} clauses, ${read.choices} choices that the text forced`,
          ]
        : found.flatMap((problem) => [
            `${placeOf(problem)}: ${problem.message} [${problem.code}]`,
            ...(problem.fix === undefined ? [] : [`  → ${problem.fix}`]),
          ]),
  }
}
