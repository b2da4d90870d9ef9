import { InvalidArgumentError, Option, type Command } from 'commander'
import type { MfotlOptions } from './commands/export-mfotl.ts'
import { jsonOption, type Surroundings } from './program.ts'
import { LANGUAGES, speechIn, type Language } from './words.ts'

function whole(text: string): number {
  if (/^(?:0|[1-9]\d{0,8})$/.test(text)) return Number(text)
  throw new InvalidArgumentError('it is a whole number.')
}

/** Commands for those who write an agreement, before anybody signs it. */
export function addDraftingCommands(jig: Command, { run, streams }: Surroundings): void {
  jig
    .command('rehearse')
    .argument('<agreement>', 'an agreement, as Markdown, or - for the standard input')
    .summary('play an agreement against itself, and tell the shortest stories in which it fails')
    .description(
      'Parties who do all that they can, keep still, wait, move late or break a promise, and bodies that never decide, are\n' +
        'played against the text by the engine that runs it. Each story in which it fails is cut down to the fewest people\n' +
        'who depart, with the words to change. Bounded: no story is no proof. Exit code 0: none was found. 1: some were.',
    )
    .option('--parties <ids>', 'only these depart from doing all that they can, parted by commas')
    .option('--runs <number>', 'random plays, after all the simple ones', whole, 60)
    .option('--seed <number>', 'the same seed tells the same stories', whole, 1)
    .option(
      '--depth <length>',
      'how long after its start a play goes on, such as 30d (default: to its last date and 14d more, at most 1096d)',
    )
    .option('--vacuity', 'also show how each clause stands if nothing, or everything, is done')
    .addOption(
      new Option('--lang <language>', 'the language of the stories').choices(LANGUAGES).default('en'),
    )
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  jig rehearse agreements/2016-09-09-reducing-violence.md --vacuity')
    .action(
      (
        file: string,
        options: {
          parties?: string
          runs: number
          seed: number
          depth?: string
          vacuity?: boolean
          lang: Language
          json?: boolean
        },
      ) =>
        run(async () => {
          const { rehearseCommand } = await import('./commands/rehearse.ts')
          const { parties, runs, seed, depth } = options
          return rehearseCommand(
            file,
            { parties, runs, seed, depth, vacuity: options.vacuity === true, json: options.json === true },
            streams,
            speechIn(options.lang),
          )
        }),
    )
}

/** A clause for other people's monitors: a sub-command of `export`, which copies a log where its first word is a folder. */
export function addExportMfotl(exporting: Command, { run, streams }: Surroundings): void {
  exporting
    .command('mfotl')
    .argument('<agreement>', 'an agreement, as Markdown, or - for the standard input')
    .argument('<clause>', 'one of its clauses, such as SEP.1.b')
    .summary('write a clause as a formula for MonPoly, and the record as its trace')
    .description(
      'Writes the formula that is true where the duty is breached, in metric first-order temporal logic, with its signature\n' +
        'and, with --data, what the record shows as a trace of events that nobody disputes. Times are in milliseconds. Exit\n' +
        'code 3: the clause has no formula, or the record no trace; the refusal says why.',
    )
    .option('--party <id>', 'one bearer of the clause (default: each of them)')
    .option('--data <folder>', 'the log whose record becomes the trace; a server may be running on it')
    .option('--known <k>', 'as known when the log had so many entries (default: all)')
    .option('--through <instant>', 'up to which event time the trace goes (default: the log’s clock)')
    .option('--out <folder>', 'write the files there instead of printing them')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExample:\n  jig export mfotl agreements/2016-09-09-reducing-violence.md SEP.1.b --party SYR',
    )
    .action(
      (
        file: string,
        clause: string,
        { party, data, known, through, out, json }: Partial<Record<keyof MfotlOptions, string>>,
      ) =>
        run(async () => {
          const { exportMfotlCommand } = await import('./commands/export-mfotl.ts')
          return exportMfotlCommand(
            file,
            clause,
            { party, data, known, through, out, json: json !== undefined },
            streams,
          )
        }),
    )
}
