import { InvalidArgumentError, Option, type Command } from 'commander'
import { rehearseCommand } from './commands/rehearse.ts'
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
    .option('--depth <length>', 'how long after its start a play goes on, such as 14d', '14d')
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
          depth: string
          vacuity?: boolean
          lang: Language
          json?: boolean
        },
      ) =>
        run(() => {
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
