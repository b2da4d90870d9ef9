/** Where a command writes, and what is on the other end. Handed in, so that a command can be run without a terminal. */
export type Streams = {
  /** The answer: what another program may read. A line, without its newline. */
  readonly out: (line: string) => void
  /** Everything beside the answer: progress, refusals, advice. */
  readonly err: (line: string) => void
  /** Bytes of the answer, exactly as they are. */
  readonly bytes: (bytes: Uint8Array) => void
  /** Characters that fit on a line; a file takes any number. */
  readonly columns: number
  /** Whether a person watches the answer, and whether one watches what stands beside it. */
  readonly isTerminal: boolean
  readonly errIsTerminal: boolean
  readonly colour: boolean
}

type Output = NodeJS.WriteStream

/** Lines are wrapped to a terminal of any width between these; a table narrower than 60 cannot be read. */
const NARROWEST = 60
const WIDEST = 160
const WITHOUT_TERMINAL = 120

/** The streams of this process. Colour only on a terminal, and never against NO_COLOR (https://no-color.org). */
export function processStreams(stdout: Output, stderr: Output, env: NodeJS.ProcessEnv): Streams {
  // Undefined where the stream is no terminal, whatever its type says.
  const isTerminal = stdout.isTTY ?? false
  const width = isTerminal ? stdout.columns : Number(env['COLUMNS'] ?? WITHOUT_TERMINAL)
  return {
    out: (line) => void stdout.write(`${line}\n`),
    err: (line) => void stderr.write(`${line}\n`),
    bytes: (bytes) => void stdout.write(bytes),
    columns: Math.min(WIDEST, Math.max(NARROWEST, Number.isSafeInteger(width) ? width : WITHOUT_TERMINAL)),
    isTerminal,
    errIsTerminal: stderr.isTTY ?? false,
    colour: isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb',
  }
}
