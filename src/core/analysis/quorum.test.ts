import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAgreement } from '../agreement/read-agreement.ts'
import { analyse } from './analyse.ts'
import { graphOf } from './build-graph.ts'
import { reach, type Node } from './graph.ts'
import { atLeast } from './quorum.ts'

test('so many of some things is true exactly where so many of them are', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), (truths, least) => {
      const nodes: Pick<Node, 'is' | 'on'>[] = truths.map((isTrue) => ({
        is: isTrue ? 'all' : 'any',
        on: [],
      }))
      const found = atLeast(least, [...truths.keys()], '', (node) => nodes.push(node) - 1)
      const isTrue = (id: number): boolean => {
        const { is, on } = nodes[id] ?? { is: 'any', on: [] }
        return is === 'all' ? on.every(isTrue) : on.some(isTrue)
      }
      expect(isTrue(found)).toBe(truths.filter(Boolean).length >= least)
    }),
  )
})

test('fifteen of thirty take hundreds of nodes and not millions', () => {
  let nodes = 30
  atLeast(15, [...Array(30).keys()], '', () => nodes++)
  expect(nodes).toBeLessThan(1000)
})

const SIDES: Record<string, string> = { RED: 'A', BLUE: 'A', BLACK: 'A', GREEN: 'B', WHITE: 'C' }
const party = (id: string) => `\`\`\`jig party ${id}\nname: ${id}\nside: ${SIDES[id]}\n\`\`\`\n`
/** RED has to act on the day that is set, and somebody has to show it. */
const text = ({ setBy = 'asserted by RED', shownBy = 'verified by role monitor', who = 'RED' }) => `# A truce

\`\`\`jig agreement TRU
name: A truce
force: in force
agreed: 2016-09-09T19:00:00Z
starts: on DayD
calendar: {zone: Etc/UTC, offset: "+00:00"}
\`\`\`

${Object.keys(SIDES).map(party).join('\n')}
\`\`\`jig moment DayD
means: The day.
set by: ${setBy}
\`\`\`

> They do it.

\`\`\`jig clause T.1
cites: ¶
who: RED
must achieve: do it
within: 24h
shown by: ${shownBy}
if silent: unknown
\`\`\`

> They may make it longer.

\`\`\`jig power T.2
cites: ¶
who: ${who}
may: waive
over: [T.1]
\`\`\`
`

function agreementOf(parts: Parameters<typeof text>[0]) {
  const { agreement, problems } = readAgreement(text(parts), 'truce.md')
  expect(problems.map(({ message }) => message)).toEqual([])
  if (agreement === undefined) throw new Error('nothing was read')
  return agreement
}

/** What can still begin, be shown and be used if these say nothing at all. */
function without(parts: Parameters<typeof text>[0], ...silent: readonly string[]) {
  const graph = graphOf(agreementOf(parts), { exchangesWait: false })
  const { alive } = reach(graph, ({ by, at }) => silent.includes(by) && at !== 'T.1')
  const shown = reach(graph, ({ by, at, discretion }) => {
    return silent.includes(by) && at === 'T.1' && discretion === 'verification'
  })
  const is = (set: Uint8Array, ids: ReadonlyMap<string, number>, id: string): boolean =>
    set[ids.get(id) ?? -1] === 1
  return {
    begins: is(alive, graph.begins, 'T.1'),
    used: is(alive, graph.exercised, 'T.2'),
    shown: is(shown.alive, graph.shown, 'T.1'),
  }
}

describe('what takes two of three is lost when two of them keep silent, and not when one does', () => {
  const two = 'any 2 of BLUE, GREEN, WHITE'
  const parts = { setBy: `asserted by ${two}`, shownBy: `verified by ${two}`, who: two }

  test('a moment, a proof and a power', () => {
    for (const one of ['BLUE', 'GREEN', 'WHITE']) {
      expect(without(parts, one)).toEqual({ begins: true, used: true, shown: true })
    }
    expect(without(parts, 'BLUE', 'WHITE')).toEqual({ begins: false, used: false, shown: false })
  })

  test('a role gives as many voices as it takes, as long as it speaks', () => {
    const shownBy = 'verified by any 2 of role monitor, BLUE, GREEN'
    expect(without({ shownBy }, 'BLUE', 'GREEN').shown).toBe(true)
    expect(without({ shownBy }, 'role monitor').shown).toBe(true)
    expect(without({ shownBy }, 'role monitor', 'BLUE').shown).toBe(false)
  })
})

describe('remarks on a quorum', () => {
  const kinds = (parts: Parameters<typeof text>[0]) => analyse(agreementOf(parts)).map(({ kind }) => kind)

  test('no one of three is a veto or a single judge, where one of two was', () => {
    expect(kinds({ shownBy: 'verified jointly by RED, BLUE' })).toContain('bearer-holds-veto')
    const found = kinds({ shownBy: 'verified by any 2 of RED, BLUE, GREEN' })
    expect(found).not.toContain('bearer-holds-veto')
    expect(found).not.toContain('verifier-is-bearer')
    expect(kinds({ shownBy: 'verified by RED' })).toContain('verifier-is-bearer')
  })

  test('one that the parties of one side can fill among themselves lets that side decide', () => {
    const sides = (shownBy: string) =>
      analyse(agreementOf({ shownBy })).flatMap(({ kind, values }) =>
        kind === 'one-side-decides' && values['subject'] === 'T.1' ? [values['parties']] : [],
      )
    expect(sides('verified by any 2 of RED, BLUE, GREEN, WHITE')).toEqual(['BLUE, RED'])
    expect(sides('verified by any 3 of RED, BLUE, GREEN, WHITE')).toEqual([])
  })

  test('one that one side fills is named, unless all who hold the power are of that side', () => {
    expect(kinds({ who: 'any 2 of RED, BLUE, GREEN' })).toContain('quorum-captured')
    expect(kinds({ who: 'any 2 of RED, BLUE, BLACK' })).not.toContain('quorum-captured')
    expect(kinds({ who: 'any 3 of RED, BLUE, GREEN, WHITE' })).not.toContain('quorum-captured')
  })

  test('a power that two have to want together is no power of any one', () => {
    expect(kinds({ who: 'each of RED, BLUE, GREEN' })).toContain('power-by-any-one')
    expect(kinds({ who: 'any 2 of RED, BLUE, GREEN' })).not.toContain('power-by-any-one')
    const unlimited = analyse(agreementOf({ who: 'any 2 of RED, BLUE, GREEN' })).find(
      ({ kind }) => kind === 'power-unlimited',
    )
    expect(unlimited?.severity).toBe('note')
  })
})
