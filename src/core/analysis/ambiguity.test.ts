import { describe, expect, test } from 'vitest'
import { readAgreement } from '../agreement/read-agreement.ts'
import { SAMPLE, changed } from '../agreement/sample.test-support.ts'
import { analyse } from './analyse.ts'
import type { Remark, RemarkKind } from './remark.ts'

function remarksOn(text: string): readonly Remark[] {
  const { agreement, problems } = readAgreement(text, 'sample.md')
  expect(problems.map(({ message }) => message)).toEqual([])
  return agreement === undefined ? [] : analyse(agreement)
}
const sample = remarksOn(SAMPLE)
const of = (remarks: readonly Remark[], kind: RemarkKind) => remarks.filter((one) => one.kind === kind)

/** A change that makes one thing ambiguous or empty: what was, what it becomes, the remark, and the clause it is about, if any. */
const MADE_WORSE: readonly (readonly [string, string, string, RemarkKind, string])[] = [
  [
    'a duty with “no deadline” is never overdue',
    'by: 2016-09-20T00:00:00Z',
    'no deadline: the text says “promptly”',
    'no-deadline',
    'T.3',
  ],
  [
    'the one who owes it is the one who shows it',
    'by: 2016-09-20T00:00:00Z\nshown by: asserted by SYR',
    'by: 2016-09-20T00:00:00Z\nshown by: asserted by OPP',
    'verifier-is-bearer',
    'T.3',
  ],
  [
    'silence counts as having done it',
    'if silent: breach',
    'if silent: compliant',
    'silence-performs',
    'T.3',
  ],
  [
    'silence counts as having broken a promise not to do it',
    'if silent: compliant\nheard from: role monitor\nchoices:',
    'if silent: breach\nheard from: role monitor\nchoices:',
    'silence-accuses',
    'T.1.a',
  ],
  ['a list that does not close', '[tank, artillery]', '[tank, artillery and similar]', 'class-open', ''],
  [
    'an area that nobody agreed',
    'extent: circle 36.25, 37.13 radius 5000 m\nscale: 110.96 km by 89.88 km per degree',
    'extent: not agreed',
    'area-not-agreed',
    'T.1.a',
  ],
  [
    'a moment that only outsiders set',
    'set by: jointly SYR, OPP',
    'set by: verified by role monitor',
    'moment-by-outsiders',
    'T.1.a',
  ],
  [
    'a moment on one outsider’s word',
    'set by: jointly SYR, OPP',
    'set by: verified by role monitor',
    'single-decider',
    'T.1.a',
  ],
  [
    'words without a subject who acts',
    '> Neither side fires.',
    '> Heavy weapons shall not be fired.',
    'passive-words',
    'T.1.a',
  ],
  [
    'words that leave a list open',
    '> Neither side fires.',
    '> Neither side fires, including with mortars.',
    'list-open',
    'T.1.a',
  ],
  [
    'words that ask for simultaneity outside every exchange',
    '> Neither side fires.',
    '> Both sides stop firing simultaneously.',
    'simultaneity-unmeasured',
    'T.1.a',
  ],
  [
    'a power that each of two may use alone',
    'who: jointly SYR, OPP\nmay: extend',
    'who: each of SYR, OPP\nmay: extend',
    'power-by-any-one',
    'T.5',
  ],
  [
    'a duty that only intends',
    'must not: fire on the other',
    'intends to: hold its fire',
    'political-force',
    'T.1.a',
  ],
  [
    'words that intend, encoded as a duty',
    '> Neither side fires.',
    '> Neither side should fire.',
    'modal-mix',
    'T.1.a',
  ],
  [
    'words without a measure',
    '> So does the opposition.',
    '> So does the opposition, without delay.',
    'vague-words',
    'T.3',
  ],
  [
    'a distance for nothing in particular',
    'distance: heavy 3500 m',
    'distance: 3500 m',
    'distance-without-class',
    'T.2',
  ],
  [
    'a state that counts breaches of another agreement',
    'test: no breach of T.1.*',
    'test: no breach of COH.A1.* in COH',
    'rests-elsewhere',
    'T.2',
  ],
  [
    'a state that only somebody decides',
    'test: no breach of T.1.*',
    'decided by: jointly SYR, OPP',
    'open-measure',
    'T.2',
  ],
  [
    'acts that are forbidden everywhere',
    'against: SYR, OPP\narea: Zone',
    'against: SYR, OPP',
    'place-unsaid',
    'T.1.a',
  ],
  ['nobody left to protect', 'against: SYR, OPP', 'against: ISIL', 'against-nobody', 'T.1.a'],
  [
    'what lifts it is there from the start',
    'unless: breached T.2 by SYR or',
    'unless: on DayD or',
    'always-lifted',
    'T.1.a',
  ],
  [
    'no acts by which a report could be matched',
    'acts: [shelling, small-arms-fire]\n',
    '',
    'nothing-matches',
    'T.1.a',
  ],
  ['a term that nothing uses', 'area: Zone\n', '', 'term-unused', ''],
  ['a promise without an end', 'until: DayD + 48h\n', '', 'open-ended', 'T.1.a'],
  [
    'a wait for a breach that nobody can commit',
    'when: done T.2 by SYR',
    'when: breached T.2 by OPP',
    'unreachable',
    'T.3',
  ],
]

describe('the ambiguity lint', () => {
  test.each(MADE_WORSE)('%s', (_name, from, to, kind, about) => {
    const before = of(sample, kind).length
    const found = of(remarksOn(changed(from, to)), kind)
    expect(found.length).toBeGreaterThan(before)
    expect(['', ...found.flatMap(({ clauses }) => clauses)]).toContain(about)
  })

  test('a ceiling that does not say where it is counted', () => {
    expect(of(sample, 'ceiling-without-place').flatMap(({ clauses }) => clauses)).toEqual(['T.2'])
    const placed = changed('at most: 20 armed people', 'at most: 20 armed people\narea: Zone')
    expect(of(remarksOn(placed), 'ceiling-without-place')).toEqual([])
  })

  test('an exception for which nobody bears the burden', () => {
    expect(of(sample, 'exception-without-burden').map(({ values }) => values['exceptions'])).toEqual([
      'proportionate self-defence',
    ])
    expect(
      of(remarksOn(changed('except: [proportionate self-defence]\n', '')), 'exception-without-burden'),
    ).toEqual([])
  })

  test('a power on no condition weighs more when one alone may use it', () => {
    expect(of(sample, 'power-unlimited').map(({ severity }) => severity)).toEqual(['note'])
    const alone = changed('who: jointly SYR, OPP\nmay: extend', 'who: SYR\nmay: withdraw')
    expect(of(remarksOn(alone), 'power-unlimited').map(({ severity }) => severity)).toEqual(['warning'])
  })

  test('one side settles alone what it owes, or what binds the other', () => {
    const sided = changed('name: Russia\n', 'name: Russia\nside: A\n')
    expect(of(remarksOn(sided), 'one-side-decides')).toEqual([])
    const judged = remarksOn(
      sided.replace('shown by: verified jointly by SYR, OPP', 'shown by: verified by RUS'),
    )
    expect(of(judged, 'one-side-decides').map(({ clauses, values }) => [clauses, values['bound']])).toEqual([
      [['T.2'], 'SYR'],
    ])
    const begun = remarksOn(changed('set by: jointly SYR, OPP', 'set by: asserted by SYR'))
    expect(of(begun, 'one-side-decides').map(({ values }) => values)).toEqual([
      { subject: 'DayD', side: 'A', parties: 'SYR', bound: 'OPP' },
    ])
  })

  test('two parties measured from different lines, as at Minsk', () => {
    const second = `> The opposition measures from the river.

\`\`\`jig clause T.9
cites: ¶2
who: OPP
must keep: heavy weapons away from the river
acts: [heavy-weapons-present]
area: Zone
distance: heavy 3500 m south of River
shown by: verified by role monitor
if silent: unknown
\`\`\`

\`\`\`jig line River
means: The river.
points: ["36.2446, 37.1171", "36.2600, 37.1400"]
agreed: yes
\`\`\`
`
    expect(of(sample, 'lines-differ')).toEqual([])
    const [found] = of(remarksOn(`${SAMPLE}\n${second}`), 'lines-differ')
    expect(found?.values).toMatchObject({ lines: 'River, Road', parties: 'OPP, SYR' })
  })

  test('choices are counted, and disputed ones apart', () => {
    expect(of(sample, 'choices-counted').map(({ values }) => values)).toEqual([
      { choices: 1, disputed: 1, clauses: 'T.1.a' },
    ])
  })
})

describe('an exchange', () => {
  test('that says what happens if nobody moves is no deadlock', () => {
    expect(of(sample, 'deadlock').map(({ values }) => values['cycle'])).toEqual(['T.2 → T.3 → T.2'])
    const moved = changed(
      'simultaneous within: 6h',
      'simultaneous within: 6h\nif nobody moves: Each is due at DayD + 48h.',
    )
    expect(of(remarksOn(moved), 'deadlock')).toEqual([])
  })
})
