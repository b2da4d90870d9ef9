import { describe, expect, test } from 'vitest'
import { readAgreement } from '../agreement/read-agreement.ts'
import { analyse } from './analyse.ts'
import type { RemarkKind } from './remark.ts'

const HEAD = `# A truce

\`\`\`jig agreement TRU
name: A truce
force: in force
agreed: 2016-09-09T19:00:00Z
starts: 2016-09-10T00:00:00Z
calendar: {zone: Etc/UTC, offset: "+00:00"}
\`\`\`

\`\`\`jig party RED
name: Red
\`\`\`

\`\`\`jig party BLUE
name: Blue
\`\`\`
`
const duty = (id: string, who: string, shownBy: string, ...keys: readonly string[]): string => `
> They do it.

\`\`\`jig clause ${id}
cites: ¶
who: ${who}
must achieve: do it
${['within: 24h', ...keys].join('\n')}
shown by: ${shownBy}
if silent: unknown
\`\`\`
`

function found(kind: RemarkKind, ...blocks: readonly string[]) {
  const { agreement, problems } = readAgreement([HEAD, ...blocks].join('\n'), 'truce.md')
  expect(problems.map(({ message }) => message)).toEqual([])
  if (agreement === undefined) return []
  return analyse(agreement).filter((one) => one.kind === kind)
}

describe('what a party can stop by a breach', () => {
  const steps = [
    duty('T.1', 'RED', 'verified by role monitor'),
    duty('T.2', 'BLUE', 'verified by role monitor', 'when: done T.1'),
  ]
  const answer = duty('T.3', 'BLUE', 'verified by role monitor', 'when: breached T.1')

  test('is told where the text answers that breach, and is a lawful stall where it does not', () => {
    expect(found('stall-by-breach', ...steps, answer).map(({ values }) => values)).toEqual([
      { parties: 'RED', of: 1, site: 'T.1', as: 'duty', clauses: 'T.2', count: 1, more: 0 },
    ])
    expect(found('stall-without-consequence', ...steps, answer)).toEqual([])
    expect(found('stall-by-breach', ...steps)).toEqual([])
    expect(found('stall-without-consequence', ...steps).map(({ clauses }) => clauses)).toEqual([['T.2']])
  })
})

describe('the legs of one exchange', () => {
  const who = ['RED', 'BLUE', 'RED', 'BLUE']
  const legs = who.map((party, i) => duty(`T.${i + 1}`, party, 'verified by role monitor'))
  const inTurn = `
> One after the other.

\`\`\`jig exchange T.6
cites: ¶
legs: [T.1, T.2, T.3, T.4]
in turn: each after the one before
\`\`\`
`
  const answer = duty(
    'T.5',
    'BLUE',
    'verified by role monitor',
    'when: breached T.1 or breached T.2 or breached T.3',
  )

  test('are told as one, with what the first of them stops', () => {
    const remarks = found('stall-by-breach', ...legs, inTurn, answer)
    expect(remarks.map(({ values }) => values)).toEqual([
      {
        parties: 'BLUE, RED',
        of: 2,
        site: 'T.6',
        as: 'exchange',
        clauses: 'T.2, T.3, T.4',
        count: 3,
        more: 0,
      },
    ])
    const text = [HEAD, ...legs, inTurn].join('\n')
    expect(remarks[0]?.at.line).toBe(text.slice(0, text.indexOf('jig exchange T.6')).split('\n').length)
  })

  test('of which a breach of one alone has a price are named by that one', () => {
    const one = duty('T.5', 'BLUE', 'verified by role monitor', 'when: breached T.1')
    const remarks = found('stall-by-breach', ...legs, inTurn, one)
    expect(remarks.map(({ values }) => [values['site'], values['as']])).toEqual([['T.1', 'duty']])
  })
})

describe('what two can stop together', () => {
  const either = 'asserted by BLUE or verified by role monitor'

  test('is told once with both, where each of them alone could be done without', () => {
    const remarks = found(
      'stall-by-two',
      duty('T.1', 'RED', either),
      duty('T.2', 'RED', either, 'when: done T.1'),
    )
    expect(remarks.map(({ clauses, values }) => [values['sets'], clauses])).toEqual([
      ['BLUE + role monitor', ['T.1', 'T.2']],
    ])
  })

  test('is not told of what one of them can stop alone', () => {
    const alone = 'asserted by BLUE and verified by role monitor'
    expect(found('stall-by-two', duty('T.1', 'RED', alone))).toEqual([])
  })

  test('is not told of what three can do without', () => {
    expect(found('stall-by-two', duty('T.1', 'RED', `${either} or verified by role humanitarian`))).toEqual(
      [],
    )
  })
})
