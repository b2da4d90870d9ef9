import { Option, type Command } from 'commander'
import {
  dataOption,
  jsonOption,
  placeOf,
  policyOption,
  portOption,
  trustedProxyOption,
  type Surroundings,
} from './program.ts'

type FollowFlags = {
  readonly data: string
  readonly port: number
  readonly host: string
  readonly cors?: string
  readonly key?: string
  readonly trustedProxy?: readonly string[]
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
    .addOption(trustedProxyOption())
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
      run(async () => {
        const { followCommand } = await import('./commands/follow.ts')
        return followCommand(
          url,
          placeOf(around, flags.data),
          {
            port: flags.port,
            host: flags.host,
            cors: flags.cors,
            trustedProxies: flags.trustedProxy,
            key: flags.key,
            policy: flags.policy,
            name: flags.name,
            demonstration: flags.demonstration === true,
            web: around.webFolder,
            version,
            stopped: around.stopped(),
          },
          streams,
        )
      }),
    )

  const policy = jig
    .command('policy')
    .summary('show and change who is expected to cosign a log')
    .description(
      'A policy names who should cosign the tree heads, and how many make one trusted. The log states it: a change takes\n' +
        'the signatures of all its co-chairs, or of a guarantor of each side, and holds from its entry on.',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  jig policy show http://localhost:7016\n' +
        '  jig policy state policy.txt --log syria-2016 --by usa.state rus.mfa > policy.json\n' +
        '  jig sign policy.json --key usa.state > half.note; jig sign half.note --key rus.mfa > policy.note',
    )
  policy
    .command('show')
    .argument('[url-or-folder]', 'the log', env['JIG_DATA'] ?? '.jig')
    .description('Checks the log, and prints the policy that it states for its newest head.')
    .option('--key <key>', 'the log’s key, had from somewhere else than its keeper')
    .action((from: string, options: { key?: string }) =>
      run(async () => {
        const { policyShowCommand } = await import('./commands/policy.ts')
        return policyShowCommand(from, { key: options.key }, streams)
      }),
    )
  policy
    .command('state')
    .argument('<file>', 'the new policy; - for the standard input')
    .description('Writes the statement that makes a policy the log’s own, to be signed with jig sign.')
    .requiredOption('--log <name>', 'the log’s name inside statements, such as syria-2016')
    .requiredOption('--by <actors...>', 'who will sign it')
    .action((file: string, options: { log: string; by: string[] }) =>
      run(async () => {
        const { policyStateCommand } = await import('./commands/policy.ts')
        return policyStateCommand(file, options, streams)
      }),
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
    .option('--log <folder>', 'a copy of the log, to fold again where the finding is about the picture')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  jig verdict .jig/node/verdicts/split-view-0123456789abcdef.json')
    .action((file: string, { key, log, json }: { key?: string; log?: string; json?: boolean }) =>
      run(async () => {
        const { verdictCommand } = await import('./commands/verdict.ts')
        return verdictCommand(file, { key, log, json: json === true }, streams)
      }),
    )
}
