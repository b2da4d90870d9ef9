import { readAgreement } from '../agreement/read-agreement.ts'
import { parseDuration, type Duration } from '../time/instant.ts'
import { rehearse, type Rehearsal } from './rehearse.ts'
import { vacuityRemarks } from './vacuity-remarks.ts'
import { vacuityOf } from './vacuity.ts'

/** A truce between Red and Blue that begins on the day that it names, so that nobody can hold up its beginning. */
const HEAD = `# A truce

\`\`\`jig agreement TRU
name: A truce
force: in force
agreed: 2016-09-10T00:00:00Z
starts: on DayD
calendar: {zone: Etc/UTC, offset: "+00:00"}
\`\`\`

\`\`\`jig party RED
name: Red
side: A
\`\`\`

\`\`\`jig party BLUE
name: Blue
side: B
\`\`\`

\`\`\`jig moment DayD
means: The beginning.
fixed: 2016-09-10T00:00:00Z
\`\`\`
`

const TERMS: ReadonlySet<string> = new Set(['moment', 'state', 'party'])

export function block(kind: string, keys: string): string {
  const isTerm = TERMS.has(kind.split(' ')[0] ?? '')
  return `\n${isTerm ? '' : '> Words.\n\n'}\`\`\`jig ${kind}\n${isTerm ? '' : 'cites: ¶1\n'}${keys}\n\`\`\`\n`
}

export function textOf(...blocks: readonly string[]) {
  return textUnder(HEAD, blocks)
}

/** What is read of the truce with blocks that may have faults. */
export function soundPart(...blocks: readonly string[]) {
  const { agreement } = readAgreement(HEAD + blocks.join(''), 'truce.md')
  if (agreement === undefined) throw new Error('nothing of it is sound')
  return agreement
}

/** The truce with another beginning in its head. */
export function truceStarting(starts: string, dayD: string, blocks: readonly string[]) {
  const head = HEAD.replace('starts: on DayD', `starts: ${starts}`)
  return textUnder(head.replace('fixed: 2016-09-10T00:00:00Z', dayD), blocks)
}

function textUnder(head: string, blocks: readonly string[]) {
  const { agreement, problems } = readAgreement(head + blocks.join(''), 'truce.md')
  if (agreement === undefined || problems.length > 0)
    throw new Error(problems.map(({ message }) => message).join('\n'))
  return agreement
}

export function rehearsed(blocks: readonly string[], depth?: Duration): Rehearsal {
  return rehearse(textOf(...blocks), { runs: 0, seed: 1, depth })
}

/** The stories as kind, clause to change and who departs, in order. */
export function stories(...blocks: readonly string[]): readonly string[] {
  return rehearsed(blocks).stories.map(({ kind, change, who }) => `${kind} ${change} ${who.join('+')}`.trim())
}

/** What the vacuity runs remark, as kind and clauses. */
export function remarks(...blocks: readonly string[]): readonly string[] {
  const text = textOf(...blocks)
  const found = vacuityRemarks(text, vacuityOf(text, parseDuration('14d')))
  return found.map(({ kind, clauses }) => `${kind} ${clauses.join(' ')}`)
}

/** The bearer's own word is enough here, so that no story is about those who verify. */
export function achieves(who: string, more: string): string {
  const own = who.startsWith('each of') ? 'asserted by RED or asserted by BLUE' : `asserted by ${who}`
  return `who: ${who}\nmust achieve: something\n${more}\nshown by: ${own}\nif silent: unknown`
}

export const QUIET = `who: each of RED, BLUE
must not: fire
acts: [shelling]
shown by: verified by role monitor
if silent: compliant
heard from: role monitor`
