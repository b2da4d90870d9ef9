import { join } from 'node:path'
import { Option, type Command } from 'commander'
import { jsonOption, type Surroundings } from './program.ts'

/** Commands by which somebody says something: a key, a signature, handing it in. */
export function addWritingCommands(jig: Command, { env, run, streams, passphrase }: Surroundings): void {
  const keysOption = (): Option =>
    new Option('--keys <folder>', 'where keys are kept (JIG_KEYS)').default(
      env['JIG_KEYS'] ?? join(env['JIG_DATA'] ?? '.jig', 'keys'),
    )
  const key = jig
    .command('key')
    .summary('make and show keys')
    .description(
      'Keys are Ed25519, each in a file of its own, sealed under a passphrase that only its owner knows.',
    )
    .addHelpText('after', '\nExamples:\n  jig key new un.osg\n  jig key list\n  jig key show un.osg')

  type KeyOptions = { keys: string; json?: boolean }
  key
    .command('new')
    .argument('<name>', 'whose key it is, such as un.osg')
    .description('Makes a key and prints its public half, which the operator registers.')
    .addOption(keysOption())
    .addOption(jsonOption())
    .action((name: string, options: KeyOptions) =>
      run(async () => {
        const { keyNewCommand } = await import('./commands/key.ts')
        return keyNewCommand(name, { keys: options.keys, json: options.json === true, passphrase }, streams)
      }),
    )
  key
    .command('list')
    .description('Prints the public halves of the keys in the folder.')
    .addOption(keysOption())
    .addOption(jsonOption())
    .action((options: KeyOptions) =>
      run(async () => {
        const { keyListCommand } = await import('./commands/key.ts')
        return keyListCommand({ keys: options.keys, json: options.json === true }, streams)
      }),
    )
  key
    .command('show')
    .argument('<name>', 'whose key')
    .description('Prints the public half of one key.')
    .addOption(keysOption())
    .addOption(jsonOption())
    .action((name: string, options: KeyOptions) =>
      run(async () => {
        const { keyShowCommand } = await import('./commands/key.ts')
        return keyShowCommand(name, { keys: options.keys, json: options.json === true }, streams)
      }),
    )

  jig
    .command('sign')
    .argument('<file>', 'a statement as JSON, or a note that others have signed; - for the standard input')
    .summary('sign a statement')
    .description(
      'Writes the statement in the one form that is signed, signs it for each author, and prints the note. Authors\n' +
        'whose keys are in different places sign one after the other: the next signs what came out.',
    )
    .requiredOption('--key <name...>', 'who signs: all of the statement’s “by”, or some')
    .addOption(keysOption())
    .option('--demonstration', 'sign with the published keys of the demonstration, which prove nothing')
    .addHelpText(
      'after',
      '\nExamples:\n  jig sign report.json --key snhr > report.note\n  jig sign extension.json --key usa.state > half.note\n  jig sign half.note --key rus.mfa > extension.note',
    )
    .action((file: string, options: { key: string[]; keys: string; demonstration?: boolean }) =>
      run(async () => {
        const { signCommand } = await import('./commands/sign.ts')
        return signCommand(
          file,
          { keys: options.keys, key: options.key, demonstration: options.demonstration === true, passphrase },
          streams,
        )
      }),
    )

  jig
    .command('submit')
    .argument('<file>', 'a signed statement, or - for the standard input')
    .summary('hand a signed statement in')
    .description(
      'Hands a signed statement to a jig, and prints the receipt: it proves, without any network, what was said.',
    )
    .option('--to <url>', 'the jig that keeps the log', 'http://localhost:7016')
    .option('--blob', 'the file is a text that a statement will name by its digest')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  jig submit report.note --to http://localhost:7016 > report.receipt')
    .action((file: string, options: { to: string; blob?: boolean; json?: boolean }) =>
      run(async () => {
        const { submitCommand } = await import('./commands/submit.ts')
        return submitCommand(
          file,
          { to: options.to, blob: options.blob === true, json: options.json === true },
          streams,
        )
      }),
    )
}
