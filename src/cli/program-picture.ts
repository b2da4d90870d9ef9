import { Option, type Command } from 'commander'
import type { Reader } from './commands/ask.ts'
import type { IncidentsOptions } from './commands/incidents.ts'
import type { StandingOptions } from './commands/standing.ts'
import { jsonOption, type Surroundings } from './program.ts'
import { LANGUAGES, speechIn, type Language } from './words.ts'

type ReaderOptions = { data?: string; url: string; lang: Language; json?: boolean }

type CheckFlags = { json?: boolean; sarif?: boolean; strict?: boolean; bind?: boolean; lang: Language }

const DEFAULT_URL = 'http://localhost:7016'

/** Options of every command that reads: from where, in which language. */
function reads(command: Command): Command {
  return command
    .option('--data <folder>', 'read the log in a folder; a server may be running on it')
    .addOption(new Option('--url <address>', 'ask a running jig').default(DEFAULT_URL))
    .addOption(new Option('--lang <language>', 'the language of the answer').choices(LANGUAGES).default('en'))
    .addOption(jsonOption())
}

const AT = ['--at <instant>', 'event time, in UTC: 2016-09-15T18:00:00Z (default: the log’s clock)'] as const
const KNOWN = [
  '--known <k>',
  'as known when the log had so many entries, or at an instant (default: now)',
] as const

/** Commands that ask what the record shows. */
export function addPictureCommands(jig: Command, { run, streams, version }: Surroundings): void {
  const reading = (options: ReaderOptions, command: (reader: Reader) => Promise<number>): Promise<void> =>
    run(async () => {
      await using pictures =
        options.data === undefined
          ? (await import('./reading/pictures.ts')).picturesAt(options.url)
          : await (await import('./reading/folder.ts')).picturesIn(options.data, version)
      return command({ pictures, speech: speechIn(options.lang), json: options.json === true, streams })
    })

  jig
    .command('check')
    .argument('<files...>', 'agreements, as Markdown')
    .summary('read agreements and say all that is wrong or doubtful before anybody signs')
    .description(
      'Prints every fault and remark as file:line:column with what would be right: deadlocks, deadlines that cannot be\n' +
        'kept, duties that clash, who can stall what, words that can be read in two ways. docs/writing-checks.md explains\n' +
        'each. Exit code 0: no errors. 1: a text is refused, or has a remark that is an error.',
    )
    .option('--strict', 'exit code 1 on warnings too')
    .option(
      '--bind',
      'first bind every block to the words before it, as both stand now: run it when a person has read one against the other',
    )
    .addOption(
      new Option('--lang <language>', 'the language of the remarks').choices(LANGUAGES).default('en'),
    )
    .addOption(jsonOption().conflicts('sarif'))
    .option('--sarif', 'answer as SARIF 2.1.0, for editors and code review')
    .addHelpText('after', '\nExample:\n  jig check agreements/*.md')
    .action((files: string[], options: CheckFlags) =>
      run(async () => {
        const { checkCommand } = await import('./commands/check.ts')
        const as = options.sarif === true ? 'sarif' : options.json === true ? 'json' : 'people'
        const asked = { as, bind: options.bind === true, strict: options.strict === true, version } as const
        return checkCommand(files, asked, streams, speechIn(options.lang))
      }),
    )

  reads(jig.command('standing').argument('[clause]', 'one clause, exchange or state, such as SEP.3.f'))
    .alias('why')
    .summary('where the clauses of an agreement stand, and why')
    .description(
      'Shows each clause’s standing, on the evidence admitted by a reading, as known at an entry. With a clause: why, what\n' +
        'would decide it, and whose move it is; and with --certificate the same as a file, made of entries, which\n' +
        'jig check-certificate holds against a copy of the log without trusting whoever made it.',
    )
    .option('--agreement <id>', 'which agreement (default: the one that the clause’s name begins with)')
    .option(...AT)
    .option(...KNOWN)
    .option('--reading <id>', 'whose evidence is admitted, and how')
    .option('--party <id>', 'one bearer of the clause')
    .option('--certificate <file>', 'write why it stands so; of a clause, for this bearer or for its first')
    .addHelpText(
      'after',
      '\nExamples:\n  jig standing --agreement SEP --at 2016-09-15T18:00:00Z --known 2016-09-17T00:00:00Z\n  jig standing SEP.3.f --reading monitors\n  jig why SEP.3.f --party SYR --certificate why.json\n  jig why adherence --agreement SEP --certificate calm.json',
    )
    .action(
      (clause: string | undefined, options: ReaderOptions & Partial<Record<keyof StandingOptions, string>>) =>
        reading(options, async (reader) => {
          const { standingCommand } = await import('./commands/standing.ts')
          const { agreement, at, known, reading: by, party, certificate } = options
          return standingCommand(clause, { agreement, at, known, reading: by, party, certificate }, reader)
        }),
    )

  reads(jig.command('incidents').argument('[id]', 'one incident, such as INC-urum-al-kubra'))
    .summary('incidents, or one of them with everything said about it')
    .option(...KNOWN)
    .option('--from <instant>', 'not before')
    .option('--to <instant>', 'before')
    .option('--act <act>', 'what was done, such as airstrike')
    .option('--party <id>', 'a party that an account names')
    .option('--status <status>', 'reported, confirmed, not-confirmed, disputed, undetermined')
    .option('--scope <scope>', 'within, outside, uncertain')
    .option('--governorate <name>', 'a first-level division')
    .option('--text <words>', 'words of a title or a place’s name')
    .option('--bbox <box>', 'west,south,east,north in degrees')
    .option('--after <cursor>', 'the page after')
    .option('--limit <number>', 'rows on a page')
    .addHelpText(
      'after',
      '\nExamples:\n  jig incidents --from 2016-09-12T16:00:00Z --status disputed\n  jig incidents INC-deir-ez-zor',
    )
    .action(
      (id: string | undefined, options: ReaderOptions & Partial<Record<keyof IncidentsOptions, string>>) =>
        reading(options, async (reader) => {
          const { incidentsCommand } = await import('./commands/incidents.ts')
          return incidentsCommand(id, filtersOf(options), reader)
        }),
    )

  reads(jig.command('tally'))
    .summary('counts by the day, each under its counting rule')
    .description(
      'Counts that were published, and the same recounted from the record by the same rule. Nothing is added up.',
    )
    .option('--rule <id>', 'one counting rule')
    .option('--from <instant>', 'not before')
    .option('--to <instant>', 'before')
    .option(...KNOWN)
    .addHelpText('after', '\nExample:\n  jig tally --from 2016-09-12T16:00:00Z --to 2016-09-19T16:00:00Z')
    .action((options: ReaderOptions & { rule?: string; from?: string; to?: string; known?: string }) =>
      reading(options, async (reader) => {
        const { tallyCommand } = await import('./commands/tally.ts')
        const { rule, from, to, known } = options
        return tallyCommand({ rule, from, to, known }, reader)
      }),
    )

  reads(jig.command('questions').argument('[id]', 'one question'))
    .summary('the questions of the demonstration, answered from the record')
    .option(...KNOWN)
    .action((id: string | undefined, options: ReaderOptions & { known?: string }) =>
      reading(options, async (reader) => {
        const { questionsCommand } = await import('./commands/questions.ts')
        return questionsCommand(id, { known: options.known }, reader)
      }),
    )
}

function filtersOf(options: Partial<Record<keyof IncidentsOptions, string>>): IncidentsOptions {
  const { known, from, to, act, party, status, scope, governorate, text, bbox, after, limit } = options
  return { known, from, to, act, party, status, scope, governorate, text, bbox, after, limit }
}
