import { Option, type Command } from 'commander'
import { parseDuration } from '../core/time/instant.ts'
import { addExportMfotl } from './program-drafting.ts'
import {
  dataOption,
  jsonOption,
  placeOf,
  policyOption,
  portOption,
  trustedProxyOption,
  type Surroundings,
} from './program.ts'

type ServeFlags = {
  readonly data: string
  readonly port: number
  readonly host: string
  readonly cors?: string
  readonly trustedProxy?: readonly string[]
  readonly policy?: string
  readonly digests: string
}

/** Commands about a log as a whole: keep it, make it, copy it, check it. */
export function addLogCommands(jig: Command, around: Surroundings): void {
  const { env, run, streams, version } = around

  jig
    .command('serve')
    .summary('serve the API and the web app')
    .description(
      'Opens the log in a folder and serves it. The first start loads the demonstration, Syria 2016, in under a\n' +
        'minute; every later start is up in seconds. A PostgreSQL server can hold the log instead: set DATABASE_URL.',
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
    .addOption(policyOption())
    .option(
      '--digests <time>',
      'publish what the picture came to so often by the log’s clock: 24h, 30min, or off',
      '24h',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  jig serve\n  jig serve --data /srv/jig --port 8080 --host 0.0.0.0\n  DATABASE_URL=postgres://jig@localhost/jig jig serve',
    )
    .action((options: ServeFlags) =>
      run(async () => {
        const { serveCommand } = await import('./commands/serve.ts')
        return serveCommand(
          placeOf(around, options.data),
          {
            ...options,
            cors: options.cors,
            trustedProxies: options.trustedProxy,
            policy: options.policy,
            digests: options.digests === 'off' ? undefined : parseDuration(options.digests),
            web: around.webFolder,
            version,
            stopped: around.stopped(),
          },
          streams,
        )
      }),
    )

  jig
    .command('demo')
    .summary('load the demonstration, without serving it')
    .description(
      'Loads the Syria 2016 demonstration and prints the root of its tree: the same on every machine.',
    )
    .addOption(dataOption(env))
    .addOption(jsonOption())
    .action((options: { data: string; json?: boolean }) =>
      run(async () => {
        const { demoCommand } = await import('./commands/demo.ts')
        return demoCommand(placeOf(around, options.data), { json: options.json === true }, streams)
      }),
    )

  jig
    .command('init')
    .summary('open a new, empty log with fresh keys')
    .description(
      'Makes a key for the log and one for its operator, sealed under a passphrase (asked for, or from\n' +
        'JIG_PASSPHRASE_FILE), and writes the first entry, which names the operator.',
    )
    .requiredOption('--log <name>', 'its name inside statements, such as aleppo-2026')
    .requiredOption('--origin <origin>', 'its name in the world, such as mission.example/aleppo-2026')
    .requiredOption('--title <words>', 'what it is called on the screens')
    .option('--operator <actor>', 'who keeps it', 'secretariat')
    .option('--co-chairs <actors...>', 'who must all sign what changes its rules: the policy, the agreements')
    .addOption(dataOption(env))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExample:\n  jig init --log aleppo-2026 --origin mission.example/aleppo-2026 --title "Aleppo, 2026" --data ./aleppo',
    )
    .action(
      (options: {
        log: string
        origin: string
        title: string
        operator: string
        coChairs?: string[]
        data: string
        json?: boolean
      }) =>
        run(async () => {
          const { initCommand } = await import('./commands/init.ts')
          return initCommand(
            placeOf(around, options.data),
            { ...options, title: { en: options.title } },
            { json: options.json === true },
            streams,
          )
        }),
    )

  jig
    .command('verify')
    .argument('<url-or-folder>', 'a running jig, any web server with a copy of the files, or a folder')
    .summary('check a whole log: every entry, every signature, the root')
    .description(
      'Hashes every entry again up to the signed root, checks every author’s signature and every tile, and that a tree\n' +
        'head kept from before is the beginning of this log. Exit code 0: complete and unchanged. 1: not intact.',
    )
    .option('--key <key>', 'the log’s key, had from somewhere else than its keeper')
    .option('--kept <file>', 'a tree head kept from an earlier visit')
    .option('--keep <file>', 'keep this tree head for the next visit')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExamples:\n  jig verify http://localhost:7016 --keep head.txt\n  jig verify ./copy --kept head.txt',
    )
    .action((from: string, options: { key?: string; kept?: string; keep?: string; json?: boolean }) =>
      run(async () => {
        const { verifyCommand } = await import('./commands/verify.ts')
        return verifyCommand(
          from,
          { key: options.key, kept: options.kept, keep: options.keep, json: options.json === true },
          streams,
        )
      }),
    )

  jig
    .command('check-certificate')
    .argument('<file>', 'a certificate, from jig why --certificate')
    .summary('check why a clause, an exchange or a state stands as it stands, without jig’s engine')
    .description(
      'Checks the log whole, as jig verify does, and then works out again from its entries what the certificate says: the\n' +
        'status, what it rests on, what would decide it, whose move it is and what changed it last. Exit code 0: true of\n' +
        'the log. 1: not true. 3: it uses what the checker does not weigh.',
    )
    .requiredOption('--log <url-or-folder>', 'a copy of the log, a data folder, or a running jig')
    .option('--key <key>', 'the log’s key, had from somewhere else than its keeper')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  jig check-certificate why.json --log ./copy')
    .action((file: string, options: { log: string; key?: string; json?: boolean }) =>
      run(async () => {
        const { checkCertificateCommand } = await import('./commands/check-certificate.ts')
        return checkCertificateCommand(
          file,
          { log: options.log, key: options.key, json: options.json === true },
          streams,
        )
      }),
    )

  const exporting = jig
    .command('export')
    .argument('<folder>', 'where the copy goes')
    .summary('copy a log as static files')
    .description(
      'Copies tiles, tree head and texts: any web server can hand them out, and jig verify and rebuild read them.',
    )
    .addOption(new Option('--from <url-or-folder>', 'the log to copy').default(env['JIG_DATA'] ?? '.jig'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExamples:\n  jig export ./copy\n  jig export ./copy --from http://localhost:7016',
    )
    .action((to: string, options: { from: string; json?: boolean }) =>
      run(async () => {
        const { exportCommand } = await import('./commands/export.ts')
        return exportCommand(to, { from: options.from, json: options.json === true }, streams)
      }),
    )

  addExportMfotl(exporting, around)

  jig
    .command('rebuild')
    .requiredOption('--from <folder>', 'the exported files')
    .summary('make a store again from exported files')
    .description('Makes a store from exported files, checking every one of them. The store must be empty.')
    .option('--key <key>', 'the log’s key, had from somewhere else than the files')
    .addOption(dataOption(env))
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  jig rebuild --from ./copy --data ./fresh')
    .action((options: { from: string; key?: string; data: string; json?: boolean }) =>
      run(async () => {
        const { rebuildCommand } = await import('./commands/rebuild.ts')
        return rebuildCommand(
          placeOf(around, options.data),
          { from: options.from, key: options.key, json: options.json === true },
          streams,
        )
      }),
    )
}
