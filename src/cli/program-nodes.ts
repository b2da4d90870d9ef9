import { Option, type Command } from 'commander'
import { followCommand } from './commands/follow.ts'
import { verdictCommand } from './commands/verdict.ts'
import { dataOption, jsonOption, placeOf, policyOption, portOption, type Surroundings } from './program.ts'

type FollowFlags = {
  readonly data: string
  readonly port: number
  readonly host: string
  readonly cors?: string
  readonly key?: string
  readonly policy?: string
  readonly name?: string
  readonly demonstration?: boolean
}

/** Commands of nodes among each other: follow a log, cosign it, check what others found. */
export function addNodeCommands(jig: Command, around: Surroundings): void {
  const { env, run, streams, version } = around

  jig
    .command('follow')
    .argument('<url>', 'the jig that is followed')
    .summary('keep a checked copy of another node’s log, and cosign it')
    .description(
      'Fetches every entry, checks every hash, signature and rule, and serves the same API from its own copy. With\n' +
        '--name it cosigns each head that it has checked. Statements handed in here are handed on, or held on disk in\n' +
        'order while the other node cannot be reached. What it finds wrong is kept as evidence under DATA/node/verdicts.',
    )
    .addOption(dataOption(env))
    .addOption(portOption())
    .option(
      '--host <address>',
      'who can reach it: 127.0.0.1 this machine alone, 0.0.0.0 everybody',
      '127.0.0.1',
    )
    .option('--cors <origin>', 'let the pages of one other origin read from here')
    .option('--key <key>', 'the log’s key, had from somewhere else than the node that is followed')
    .addOption(policyOption())
    .option('--name <name>', 'cosign under this name; its key is made at the first start')
    .addOption(
      new Option('--demonstration', 'cosign with the published key of that name, which proves nothing'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  jig follow http://localhost:7016 --data ./copy --port 7017\n' +
        '  jig follow https://shared.example --data ./ours --name north.node --policy policy.txt',
    )
    .action((url: string, flags: FollowFlags) =>
      run(() =>
        followCommand(
          url,
          placeOf(around, flags.data),
          {
            port: flags.port,
            host: flags.host,
            cors: flags.cors,
            key: flags.key,
            policy: flags.policy,
            name: flags.name,
            demonstration: flags.demonstration === true,
            web: around.webFolder,
            version,
            stopped: around.stopped(),
          },
          streams,
        ),
      ),
    )

  jig
    .command('verdict')
    .argument('<file>', 'a kept finding, or what /api/verdicts answers; - for the standard input')
    .summary('check the evidence of a finding')
    .description(
      'Checks again what a node found against another, with nothing but the file and the log’s key. Exit code 0: the\n' +
        'evidence proves it. 1: it does not, or nobody’s signature could.',
    )
    .option('--key <key>', 'the log’s key, had from somewhere else than the file')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  jig verdict .jig/node/verdicts/split-view-0123456789abcdef.json')
    .action((file: string, options: { key?: string; json?: boolean }) =>
      run(() => verdictCommand(file, { key: options.key, json: options.json === true }, streams)),
    )
}
