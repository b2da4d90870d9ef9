import { describe, expect, test } from 'vitest'
import { readAgreement } from '../agreement/read-agreement.ts'
import { analyse } from './analyse.ts'

const HEAD = `# A truce

\`\`\`jig agreement TRU
name: A truce
force: in force
agreed: 2016-09-09T19:00:00Z
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
set by: jointly RED, BLUE
\`\`\`

\`\`\`jig state quiet
means: Nobody fires.
test: no breach of T.9
if silent: unknown
\`\`\`

> Nobody fires.

\`\`\`jig clause T.9
cites: ¶
who: each of RED, BLUE
must not: fire
acts: [shelling]
shown by: verified by role monitor
if silent: unknown
\`\`\`
`
const duty = (id: string, who: string, ...keys: readonly string[]): string => `
> They do it.

\`\`\`jig clause ${id}
cites: ¶
who: ${who}
must achieve: do it
${keys.join('\n')}
shown by: verified by role monitor
if silent: unknown
\`\`\`
`
const together = (within: string): string => `
> Both at the same time.

\`\`\`jig exchange T.5
cites: ¶
legs: [T.1, T.2]
simultaneous within: ${within}
if nobody moves: Each by its date.
\`\`\`
`

function hanging(...blocks: readonly string[]): readonly unknown[] {
  const { agreement, problems } = readAgreement([HEAD, ...blocks].join('\n'), 'truce.md')
  expect(problems.map(({ message }) => message)).toEqual([])
  if (agreement === undefined) return []
  const found = analyse(agreement).filter(({ kind }) => kind === 'deadline-hangs-on-others')
  return found.map(({ clauses, values }) => [values['party'], clauses[0], values['others']])
}

describe('a party can be sure to keep its deadline', () => {
  test('if it runs from when the duty begins, however late the other is', () => {
    expect(
      hanging(duty('T.1', 'BLUE', 'no deadline: none'), duty('T.2', 'RED', 'when: done T.1', 'within: 24h')),
    ).toEqual([])
  })

  test('if the other has a deadline that leaves time', () => {
    const second = (by: string) => duty('T.2', 'RED', 'when: done T.1', `by: DayD + ${by}`)
    expect(hanging(duty('T.1', 'BLUE', 'within: 24h'), second('24h'))).toEqual([])
    expect(hanging(duty('T.1', 'BLUE', 'within: 24h'), second('23h'))).toEqual([['RED', 'T.2', 'T.1']])
  })

  test('if what it waits for is its own to do', () => {
    expect(
      hanging(duty('T.1', 'RED', 'within: 48h'), duty('T.2', 'RED', 'when: done T.1', 'by: DayD + 24h')),
    ).toEqual([])
  })
})

describe('a party cannot be sure to keep its deadline', () => {
  test('if it waits for an act of the other that has none', () => {
    const others = duty('T.1', 'BLUE', 'no deadline: none')
    expect(hanging(others, duty('T.2', 'RED', 'when: done T.1', 'by: DayD + 24h'))).toEqual([
      ['RED', 'T.2', 'T.1'],
    ])
  })

  test('if it waits for days of quiet, which others may break', () => {
    expect(hanging(duty('T.2', 'RED', 'when: holds quiet for 7d', 'by: DayD + 8d'))).toEqual([
      ['RED', 'T.2', 'quiet'],
    ])
  })

  test('if it has to move with another who may move later than it is due itself', () => {
    const legs = (red: string, blue: string, within: string) =>
      hanging(duty('T.1', 'RED', `within: ${red}`), duty('T.2', 'BLUE', `within: ${blue}`), together(within))
    // Each waits for the other's move and moves at once; the one with less time cannot.
    expect(legs('48h', '48h', '6h')).toEqual([])
    expect(legs('24h', '48h', '6h')).toEqual([['RED', 'T.1', 'T.2, T.5']])
    expect(legs('24h', '48h', '24h')).toEqual([])
  })

  test('unless nobody could keep it anyway, which is another remark', () => {
    expect(hanging(duty('T.2', 'RED', 'when: on DayD + 48h', 'by: DayD + 24h'))).toEqual([])
  })
})
