import { isProblem, type Problem, type ProblemCode } from '../core/problem.ts'
import type { Streams } from './streams.ts'

/** What a command's exit code says. `jig --help` lists them; scripts may rely on them. */
export const EXIT = {
  /** Done, or the answer is yes. */
  fine: 0,
  /** The question was answered and the answer is no: the log is not intact, the agreement has faults. */
  no: 1,
  /** The command was called wrongly. */
  usage: 2,
  /** What was given was read and refused, by name. */
  refused: 3,
  /** Something needed cannot be reached or opened: a folder, a port, a database, a server, a file. */
  unreachable: 4,
  /** A fault of jig's own. */
  fault: 70,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

const UNREACHABLE: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'store-in-use',
  'store-unwritable',
  'store-unreachable',
  'store-full',
  'store-damaged',
  'store-foreign',
  'port-in-use',
  'file-unreadable',
  'server-unreachable',
  'passphrase-wrong',
])
const USAGE: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['parameter-malformed', 'instant-malformed'])

export function exitCodeOf(problem: Problem): ExitCode {
  if (UNREACHABLE.has(problem.code)) return EXIT.unreachable
  return USAGE.has(problem.code) ? EXIT.usage : EXIT.refused
}

/** Where the fault lies, as an editor can open it: `file:line:column`, then the field path. */
export function placeOf({ where }: Problem): string {
  if (where === undefined) return ''
  const { file, line, column, path } = where
  const spot = [file, line, line === undefined ? undefined : column]
    .filter((part) => part !== undefined)
    .join(':')
  return [spot, path].filter((part) => part !== undefined && part !== '').join(' ')
}

/** Says one refusal in one sentence, with where and what would be right. */
export function sayProblem(problem: Problem, { err }: Streams): void {
  const place = placeOf(problem)
  err(`jig: ${place === '' ? '' : `${place}: `}${problem.message} [${problem.code}]`)
  if (problem.fix !== undefined) err(`  → ${problem.fix}`)
}

/** Runs a command; a refusal becomes its sentence and its exit code, and only a bug gets past. */
export async function guarded(run: () => Promise<number>, streams: Streams): Promise<number> {
  try {
    return await run()
  } catch (error) {
    if (!isProblem(error)) throw error
    sayProblem(error, streams)
    return exitCodeOf(error)
  }
}
