import { fileURLToPath } from 'node:url'
import { guarded } from '../../src/cli/exit-codes.ts'
import { program } from '../../src/cli/program.ts'

const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** Runs a command line as it is typed, and answers the lines it printed, on either stream. */
export async function typed(
  line: string,
): Promise<{ readonly lines: readonly string[]; readonly code: number }> {
  const lines: string[] = []
  let code = 0
  const say = (text: string): void => void lines.push(...text.split('\n'))
  const streams = {
    out: say,
    err: say,
    bytes: () => undefined,
    columns: 120,
    isTerminal: false,
    errIsTerminal: false,
    colour: false,
  }
  const jig = program({
    env: {},
    streams,
    version: '0',
    stopped: async () => undefined,
    passphrase: async () => '',
    webFolder: '',
    run: async (command) => {
      code = await guarded(command, streams)
    },
  })
  const words = line.split(' ').map((word) => (/^(docs|agreements)\//.test(word) ? file(word) : word))
  await jig.parseAsync(words.slice(1), { from: 'user' })
  return { lines: lines.map((one) => one.replaceAll(file(''), '')), code }
}
