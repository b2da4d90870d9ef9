import { Command, InvalidArgumentError, Option } from 'commander'
import { problems } from '../core/problem.ts'
import { addDraftingCommands } from './program-drafting.ts'
import { addLogCommands } from './program-log.ts'
import { addNodeCommands } from './program-nodes.ts'
import { addPictureCommands } from './program-picture.ts'
import { addWritingCommands } from './program-writing.ts'
import type { AskPassphrase } from './house/passphrase.ts'
import type { Place } from './house/open-log.ts'
import type { Streams } from './streams.ts'

/** What the commands are given of the process around them. */
export type Surroundings = {
  readonly env: NodeJS.ProcessEnv
  readonly streams: Streams
  readonly version: string
  readonly stopped: () => Promise<void>
  readonly passphrase: AskPassphrase
  readonly webFolder: string
  /** Runs a command and keeps its exit code. */
  readonly run: (command: () => Promise<number>) => Promise<void>
}

const ABOUT = `jig keeps one record of a ceasefire between parties who do not trust each other, and shows
where every clause of their agreement stands. Nothing of it has to be taken on trust.`

const MORE = `
Begin with:
  jig serve                          the September 2016 ceasefire in your browser, at http://localhost:7016
  jig questions                      eight questions about it, answered from the record
  jig standing SEP.3.e               why the exchange at Castello Road never began
  jig verify http://localhost:7016   check the whole record: every entry, every signature
  jig follow http://localhost:7016 --data ./copy --port 7017   keep a checked copy of it, as a node of your own

Exit codes: 0 done, or yes; 1 the answer is no; 2 wrong use; 3 refused, by name; 4 something cannot be reached or
opened; 70 a fault of jig's own. Every refusal has its page in docs/problems.md.`

/**
 * The whole command line. Building it does nothing: a command runs when it is parsed, and loads its own code then, so that
 * reading an agreement does not wait for the store and the server.
 */
export function program(around: Surroundings): Command {
  const jig = new Command('jig')
    .description(ABOUT)
    .version(around.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help; jig help COMMAND shows that of one command')
    .addHelpText('after', MORE)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => around.streams.out(text.replace(/\n$/, '')),
      writeErr: (text) => around.streams.err(text.replace(/\n$/, '')),
      getOutHelpWidth: () => around.streams.columns,
      getErrHelpWidth: () => around.streams.columns,
    })
  addLogCommands(jig, around)
  addPictureCommands(jig, around)
  addWritingCommands(jig, around)
  addNodeCommands(jig, around)
  addDraftingCommands(jig, around)
  return jig
}

export const dataOption = (env: NodeJS.ProcessEnv): Option =>
  new Option('--data <folder>', 'the folder that holds the log (JIG_DATA)').default(env['JIG_DATA'] ?? '.jig')

const DEFAULT_PORT = 7016

export const portOption = (): Option =>
  new Option('--port <number>', 'where to listen; 0 takes any free port')
    .argParser((text: string) => {
      if (isPort(text)) return Number(text)
      throw new InvalidArgumentError('a port is a whole number from 0 to 65535.')
    })
    .default(DEFAULT_PORT)
    .env('JIG_PORT')

export const policyOption = (): Option =>
  new Option(
    '--policy <file>',
    'who is expected to cosign, until the log itself states a policy: docs/formats/policy.md',
  ).env('JIG_POLICY')

export const trustedProxyOption = (): Option =>
  new Option(
    '--trusted-proxy <addresses...>',
    'proxies before this node, as 127.0.0.1 or 10.0.0.0/8: the limits count by the reader that they name',
  )

export const jsonOption = (): Option =>
  new Option('--json', 'answer for a machine, by the schemas of the API')

/** Where a command that writes has its log. */
export function placeOf({ env, passphrase }: Surroundings, data: string): Place {
  const databaseUrl = env['DATABASE_URL'] === '' ? undefined : env['DATABASE_URL']
  return { data, databaseUrl, passphrase, snapshotEvery: snapshotEvery(env['JIG_SNAPSHOT_EVERY']) }
}

/** @throws Problem `parameter-malformed` */
function snapshotEvery(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw problems.parameterMalformed({
    name: 'JIG_SNAPSHOT_EVERY',
    because: `“${text}” is not a whole number from 1`,
    fix: 'say after how many new entries the state is put away, such as 32768',
  })
}

/** A port as it is written: a whole number to 65535. */
export function isPort(text: string): boolean {
  return /^(?:0|[1-9]\d{0,4})$/.test(text) && Number(text) <= 65_535
}
