import { describe, expect, test } from 'vitest'
import { readAgreement } from '../agreement/read-agreement.ts'
import { analysisWords } from '../words/analysis.ts'
import { analyse } from './analyse.ts'
import type { Remark } from './remark.ts'

const block = (kind: string, id: string, ...keys: readonly string[]): string =>
  ['```jig ' + kind + ' ' + id, ...keys, '```', ''].join('\n')
const HEAD = [
  '# A truce\n',
  block(
    'agreement',
    'TRU',
    'name: A truce',
    'force: in force',
    'agreed: 2016-09-09T19:00:00Z',
    'starts: 2016-09-10T00:00:00Z',
    'calendar: {zone: Etc/UTC, offset: "+00:00"}',
  ),
  ...['RED', 'BLUE', 'GREEN'].map((id) => block('party', id, `name: ${id}`, 'side: A')),
]
const UN = block('party', 'UN', 'name: The Organisation', 'side: C')
const clause = (id: string, shownBy: string, ...keys: readonly string[]): string =>
  `> They do it.\n\n${block('clause', id, 'cites: ¶', 'who: RED', ...(keys.length > 0 ? keys : ['must achieve: do it', 'within: 24h']), `shown by: ${shownBy}`, 'if silent: unknown')}`

function togetherIn(text: string): readonly Remark[] {
  const { agreement, problems } = readAgreement(text, 'truce.md')
  expect(problems.map(({ message }) => message)).toEqual([])
  return agreement === undefined
    ? []
    : analyse(agreement).filter(({ kind }) => kind === 'stall-by-two' || kind === 'stall-by-three')
}
const setsIn = (text: string): readonly unknown[] => togetherIn(text).map(({ values }) => values['sets'])

/** The text with some of the lines that its first remark of the kind offers, each in place of the line of the same key. */
function repaired(text: string, ...lines: readonly ('change' | 'silence' | 'heard')[]): string {
  const [remark] = togetherIn(text)
  if (remark === undefined) throw new Error('nothing to repair')
  const found = text.split('\n')
  for (const name of lines) {
    const line = String(remark.values[name])
    const key = line.slice(0, line.indexOf(':') + 1)
    const to = found.findIndex((one, i) => i >= remark.at.line && (one.startsWith(key) || one === '```'))
    found.splice(to, found[to] === '```' ? 0 : 1, line)
  }
  return found.join('\n')
}

describe('what keeps two from stopping something together', () => {
  test.each([
    [
      'another word',
      'asserted by BLUE or verified by role monitor',
      'asserted by BLUE or verified by role monitor or verified by role humanitarian',
    ],
    [
      'another name in a quorum',
      'verified by any 2 of BLUE, GREEN, role hotline',
      'verified by any 2 of BLUE, GREEN, role hotline, role monitor',
    ],
    [
      'another word beside a bracket',
      '(asserted by BLUE and asserted by GREEN) or verified by role monitor',
      '(asserted by BLUE and asserted by GREEN) or verified by role monitor or verified by role humanitarian',
    ],
  ])('is %s, or silence that decides: once either is written there, they cannot', (_, shownBy, change) => {
    const text = [...HEAD, clause('T.1', shownBy)].join('\n')
    const [remark] = togetherIn(text)
    expect(remark?.fix).toEqual(['add-word', 'let-silence-decide'])
    expect(remark?.values).toMatchObject({ site: 'T.1', sites: 'T.1', change: `shown by: ${change}` })
    expect(setsIn(repaired(text, 'change'))).not.toContain(remark?.values['sets'])
    expect(setsIn(repaired(text, 'silence', 'heard'))).not.toContain(remark?.values['sets'])
  })

  test('is told at the moment or the power on which it hangs, however far the clauses lie from it', () => {
    const day = block('moment', 'DayD', 'means: The day.', 'set by: asserted by BLUE or asserted by GREEN')
    const after = ['must achieve: do it', 'within: 24h', 'when: on DayD']
    const text = [...HEAD, day, clause('T.1', 'verified by role monitor', ...after)].join('\n')
    expect(togetherIn(text)).toMatchObject([
      {
        fix: ['add-word', 'default-instead-of-consent'],
        clauses: ['T.1'],
        values: {
          site: 'DayD',
          change: 'set by: asserted by BLUE or asserted by GREEN or asserted by role monitor',
        },
      },
    ])
    expect(setsIn(repaired(text, 'change'))).toEqual([])
  })

  test('is one more holder of a power or, where the text has no third party, one less that it takes', () => {
    const power = `> They may.\n\n${block('power', 'T.2', 'cites: ¶', 'who: any 2 of RED, BLUE, GREEN', 'may: extend')}`
    const without = [...HEAD, power].join('\n')
    const fewer = { fix: ['ask-for-fewer'], values: { change: 'who: each of RED, BLUE, GREEN' } }
    expect(togetherIn(without)).toMatchObject([fewer])
    expect(setsIn(repaired(without, 'change'))).toEqual([])
    const more = { fix: ['add-word'], values: { change: 'who: any 2 of RED, BLUE, GREEN, UN' } }
    const withThird = [...HEAD, UN, power].join('\n')
    expect(togetherIn(withThird)).toMatchObject([more])
    expect(setsIn(repaired(withThird, 'change'))).not.toContain(togetherIn(withThird)[0]?.values['sets'])
  })

  test('is a deadline where each may put off its own step, and either step is enough to go on', () => {
    const step = (id: string, who: string) =>
      clause(id, 'verified by role monitor', 'must achieve: do it', 'no deadline: none was agreed').replace(
        'who: RED',
        `who: ${who}`,
      )
    const after = ['must not: do it again', 'when: done T.1 or done T.2']
    const text = [
      ...HEAD,
      step('T.1', 'RED'),
      step('T.2', 'BLUE'),
      clause('T.3', 'verified by role monitor', ...after),
    ]
    const pair = togetherIn(text.join('\n')).find(({ values }) => values['sets'] === 'BLUE + RED')
    expect(pair).toMatchObject({ fix: ['add-deadline', 'say-consequence'], values: { sites: 'T.1' } })
  })

  test('takes three then, and the words of each way say so', () => {
    const text = [...HEAD, clause('T.1', 'asserted by BLUE or verified by role monitor')].join('\n')
    const set = 'BLUE + role humanitarian + role monitor'
    for (const lines of [['change'], ['silence', 'heard']] as const)
      expect(togetherIn(repaired(text, ...lines)).map(({ kind, values }) => [kind, values['sets']])).toEqual([
        ['stall-by-three', set],
      ])
    for (const fix of ['add-word', 'let-silence-decide'] as const)
      expect(analysisWords.en[`fix.${fix}`]).toContain('To stop it then takes one more')
  })

  test('is said in every language', () => {
    const text = [...HEAD, clause('T.1', 'asserted by BLUE or verified by role monitor')].join('\n')
    const [{ fix } = { fix: [] }] = togetherIn(text)
    for (const words of Object.values(analysisWords))
      for (const code of fix) expect(words[`fix.${code}`]).toContain('{site}')
  })
})
