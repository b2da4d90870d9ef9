import { Option, type Command } from 'commander'
import { demoCommand } from './commands/demo.ts'
import { exportCommand } from './commands/export.ts'
import { initCommand } from './commands/init.ts'
import { rebuildCommand } from './commands/rebuild.ts'
import { serveCommand } from './commands/serve.ts'
import { verifyCommand } from './commands/verify.ts'
import { addExportMfotl } from './program-drafting.ts'
import { dataOption, jsonOption, placeOf, policyOption, portOption, type Surroundings } from './program.ts'

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
    .addOption(policyOption())
    .addHelpText(
      'after',
      '\nExamples:\n  jig serve\n  jig serve --data /srv/jig --port 8080 --host 0.0.0.0\n  DATABASE_URL=postgres://jig@localhost/jig jig serve',
    )
    .action((options: { data: string; port: number; host: string; cors?: string; policy?: string }) =>
      run(() =>
        serveCommand(
          placeOf(around, options.data),
          {
            ...options,
            cors: options.cors,
            policy: options.policy,
            web: around.webFolder,
            version,
            stopped: around.stopped(),
          },
          streams,
        ),
      ),
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
      run(() => demoCommand(placeOf(around, options.data), { json: options.json === true }, streams)),
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
        data: string
        json?: boolean
      }) =>
        run(() =>
          initCommand(
            placeOf(around, options.data),
            { ...options, title: { en: options.title } },
            { json: options.json === true },
            streams,
          ),
        ),
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
      run(() =>
        verifyCommand(
          from,
          { key: options.key, kept: options.kept, keep: options.keep, json: options.json === true },
          streams,
        ),
      ),
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
      run(() => exportCommand(to, { from: options.from, json: options.json === true }, streams)),
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
      run(() =>
        rebuildCommand(
          placeOf(around, options.data),
          { from: options.from, key: options.key, json: options.json === true },
          streams,
        ),
      ),
    )
}
