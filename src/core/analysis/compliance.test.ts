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
const setBefore = (text: string): string =>
  text.replace('set by: jointly RED, BLUE', 'fixed: 2016-09-12T16:00:00Z')
const inTurn = (order: string): string => `
> One after the other.

\`\`\`jig exchange T.5
cites: ¶
legs: [T.1, T.2]
in turn: ${order}
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

describe('nobody acts before the text begins', () => {
  const legs = [duty('T.1', 'RED', 'by: DayD + 30d'), duty('T.2', 'BLUE', 'by: DayD + 30d')]

  test('so steps by a fixed date are kept together by whoever moves when it sees the other move', () => {
    expect(hanging(...legs, together('30d')).length).toBe(0)
    expect(hanging(...legs, together('6h')).length).toBe(0)
    const fixed = (within: string) => {
      const { agreement } = readAgreement(setBefore([HEAD, ...legs, together(within)].join('\n')), 'truce.md')
      return agreement === undefined ? ['not read'] : analyse(agreement).map(({ kind }) => kind)
    }
    expect(fixed('30d')).not.toContain('deadline-hangs-on-others')
    expect(fixed('6h')).not.toContain('deadline-hangs-on-others')
  })

  test('but a step that is due sooner than the other still hangs on it', () => {
    const sooner = duty('T.1', 'RED', 'by: DayD + 10d')
    const text = setBefore([HEAD, sooner, legs[1], together('6h')].join('\n'))
    const { agreement } = readAgreement(text, 'truce.md')
    const found = agreement === undefined ? [] : analyse(agreement)
    expect(
      found.filter(({ kind }) => kind === 'deadline-hangs-on-others').map(({ clauses }) => clauses),
    ).toEqual([['T.1', 'T.2', 'T.5']])
  })

  test('and one that can begin only later hangs on another that may move at once', () => {
    const later = duty('T.1', 'RED', 'when: on DayD + 20d', 'by: DayD + 30d')
    expect(hanging(later, legs[1] ?? '', together('6h'))).toEqual([['RED', 'T.1', 'T.2, T.5']])
    expect(hanging(later, legs[1] ?? '', together('20d'))).toEqual([])
  })

  test('nor before what it waits for, which is not held against those who wait with it', () => {
    const after = (id: string, who: string) => duty(id, who, 'when: done T.3', 'by: DayD + 30d')
    const first = duty('T.3', 'BLUE', 'by: DayD + 10d')
    expect(hanging(first, after('T.1', 'RED'), after('T.2', 'BLUE'), together('6h'))).toEqual([])
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

  test('if its turn comes at the last instant, and what is done with the leg before it is out of turn', () => {
    const legs = (first: string, second: string, order: string) =>
      hanging(duty('T.1', 'BLUE', first), duty('T.2', 'RED', second), inTurn(order))
    const after = 'each after the one before'
    expect(legs('by: DayD + 30d', 'by: DayD + 30d', after)).toEqual([['RED', 'T.2', 'T.1, T.5']])
    expect(legs('by: DayD + 30d', 'by: DayD + 31d', after)).toEqual([])
    expect(legs('by: DayD + 30d', 'within: 24h', after)).toEqual([])
    expect(legs('by: DayD + 30d', 'by: DayD + 30d', 'each after or with the one before')).toEqual([])
  })

  test('and only the deadline that it cannot keep is named, not one that it shares with those it waits for', () => {
    const both = duty('T.1', 'each of RED, BLUE', 'within: 48h')
    const next = duty('T.2', 'BLUE', 'when: done T.1', 'within: 10d')
    const last = (key: string) => duty('T.3', 'RED', 'when: done T.2', key)
    expect(hanging(both, next, last('by: DayD + 5d'))).toEqual([['RED', 'T.3', 'T.1, T.2']])
    expect(hanging(both, next, last('within: 48h'))).toEqual([])
  })

  test('unless nobody could keep it anyway, which is another remark', () => {
    expect(hanging(duty('T.2', 'RED', 'when: on DayD + 48h', 'by: DayD + 24h'))).toEqual([])
  })
})
