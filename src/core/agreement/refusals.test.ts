import { describe, expect, test } from 'vitest'
import type { Problem } from '../problem.ts'
import type { Agreement } from './agreement.ts'
import { bound } from './bind.ts'
import { readAgreement } from './read-agreement.ts'
import { changed, SAMPLE } from './sample.test-support.ts'

const refused = (text: string): readonly Problem[] => {
  const { problems } = readAgreement(text, 'truce.md')
  expect(problems).not.toEqual([])
  return problems
}

/** What is left out of a text of which something is read. */
function leftOut(text: string): readonly string[] {
  const { agreement } = readAgreement(text, 'truce.md')
  if (agreement === undefined) throw new Error('nothing of it is read')
  return agreement.document.flatMap((part) => (part.is === 'left-out' ? [part.id] : []))
}

/** The ids of what is read. */
function kept(agreement: Agreement | undefined): readonly string[] {
  const { parties, terms, clauses, exchanges, powers } = agreement ?? {}
  return [parties, terms, clauses, exchanges, powers].flatMap((map) => [...(map?.keys() ?? [])])
}

/** Where `mark` stands in the text, counted independently of the reader. */
function placeOf(
  text: string,
  mark: string,
): { readonly file: string; readonly line: number; readonly column: number } {
  const before = text.slice(0, text.indexOf(mark)).split('\n')
  return { file: 'truce.md', line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

/** [what is wrong, the passage replaced, what by, the code, the words at which the refusal points, part of the fix] */
const CASES: readonly (readonly [string, string, string, string, string, string])[] = [
  ['an unknown term', 'area: Zone\nunless', 'area: Zoen\nunless', 'term-unknown', 'Zoen\n', 'write Zone'],
  [
    'an unknown state',
    'when: holds quiet for',
    'when: holds quit for',
    'term-unknown',
    'quit for',
    'write quiet',
  ],
  ['an unknown moment', 'since DayD + 24 h', 'since DayE + 24 h', 'term-unknown', 'DayE +', 'write DayD'],
  ['an unknown line', 'north of Road', 'north of Raod', 'term-unknown', 'Raod', 'write Road'],
  [
    'an unknown class',
    'distance: heavy 3500',
    'distance: haevy 3500',
    'term-unknown',
    'haevy',
    'write heavy',
  ],
  [
    'a term that is like no other',
    'area: Zone\nunless',
    'area: Aerodrome\nunless',
    'term-unknown',
    'Aerodrome',
    'define it in a block “jig area Aerodrome”',
  ],
  [
    'a term of another kind',
    'area: Zone\nunless',
    'area: Road\nunless',
    'agreement-malformed',
    'Road\nunless',
    'such as Zone',
  ],
  ['an unknown clause', 'done T.2 by SYR', 'done T.9 by SYR', 'clause-unknown', 'T.9 by', 'did you mean'],
  [
    'a power where a clause is meant',
    'done T.2 by SYR',
    'done T.5 by SYR',
    'agreement-malformed',
    'T.5 by SYR\nby',
    'exercised T.5',
  ],
  ['an unknown party', 'who: SYR\n', 'who: SYRR\n', 'party-unknown', 'SYRR', 'write SYR'],
  [
    'an excluded group that owes',
    'who: OPP\n',
    'who: ISIL\n',
    'agreement-malformed',
    'ISIL\nmust',
    'a party that is bound',
  ],
  ['a missing bearer', 'who: OPP\n', '', 'bearer-missing', 'jig clause T.3', 'who: each of'],
  [
    'a duty owed jointly',
    'who: each of SYR, OPP',
    'who: jointly SYR, OPP',
    'agreement-malformed',
    'who: jointly SYR, OPP\nmust',
    'each of',
  ],
  [
    'parties without “each of”',
    'who: each of SYR, OPP',
    'who: SYR, OPP',
    'agreement-malformed',
    ', OPP\nmust',
    'each of',
  ],
  ['a missing duty', 'must achieve: a pull-back\n', '', 'duty-missing', 'jig clause T.3', 'must not'],
  [
    'two duties',
    'must achieve: a pull-back\n',
    'must achieve: a pull-back\nmay: rest\n',
    'agreement-malformed',
    'may: rest',
    'clause of its own',
  ],
  ['a missing standard', 'shown by: asserted by SYR\n', '', 'standard-missing', 'jig clause T.3', 'shown by'],
  ['a missing silence rule', 'if silent: unknown\n', '', 'silence-missing', 'jig clause T.2', 'if silent'],
  [
    'a silence of nobody',
    'if silent: breach\nheard from: SYR\n',
    'if silent: breach\n',
    'sources-missing',
    'jig clause T.3',
    'heard from',
  ],
  ['a missing deadline', 'within: 48h\n', '', 'deadline-missing', 'jig clause T.2', 'no deadline'],
  [
    'a deadline on a prohibition',
    'until: DayD + 48h',
    'by: DayD + 48h',
    'agreement-malformed',
    'by: DayD + 48h',
    'until',
  ],
  ['a bare day', 'within: 48h\n', 'within: 2 days\n', 'duration-ambiguous', '2 days', 'like 48h'],
  [
    'a notice of an unknown matter',
    'except: [proportionate self-defence]',
    'except: [proportionate self-defence]\nwith notice: air-activty to OPP at least 24h before',
    'agreement-malformed',
    'air-activty',
    'air-activity',
  ],
  [
    'a notice to nobody known',
    'except: [proportionate self-defence]',
    'except: [proportionate self-defence]\nwith notice: movement to OPQ at least 24h before',
    'party-unknown',
    'OPQ',
    'OPP',
  ],
  [
    'a notice without its length of time',
    'except: [proportionate self-defence]',
    'except: [proportionate self-defence]\nwith notice: movement to OPP before',
    'agreement-malformed',
    'before\nuntil',
    'at least 24h before',
  ],
  [
    'a notice a bare day before',
    'except: [proportionate self-defence]',
    'except: [proportionate self-defence]\nwith notice: movement to OPP at least 1 day before',
    'duration-ambiguous',
    '1 day',
    'like 48h',
  ],
  [
    'a notice that excuses nothing',
    'except: [proportionate self-defence]',
    'with notice: movement to OPP at least 24h before',
    'agreement-malformed',
    'with notice',
    'under “except”',
  ],
  [
    'a notice for what is achieved once',
    'who: OPP\n',
    'who: OPP\nexcept: [rain]\nwith notice: movement to SYR at least 1h before\n',
    'agreement-malformed',
    'with notice',
    'of its own',
  ],
  [
    'a distance without a line',
    'heavy 3500 m north of Road',
    'heavy 3500 m north',
    'distance-incomplete',
    '\nat most: 20',
    'CastelloRoad',
  ],
  [
    'a distance without a side',
    'heavy 3500 m north of Road',
    'heavy 3500 m from Road',
    'distance-incomplete',
    'from Road',
    'north of',
  ],
  [
    'a distance with a comma',
    'heavy 3500 m north of Road',
    'heavy 3,500 m north of Road',
    'agreement-malformed',
    ',500 m',
    '3500 m north',
  ],
  [
    'a point off the globe',
    'circle 36.25, 37.13',
    'circle 96.25, 37.13',
    'place-out-of-range',
    '96.25',
    'latitude first',
  ],
  [
    'a scale of another latitude',
    '110.96 km by 89.88 km',
    '110.96 km by 111.30 km',
    'agreement-malformed',
    'scale: 110.96',
    'east–west',
  ],
  [
    'an id used twice',
    'jig clause T.3',
    'jig clause T.2',
    'identifier-repeated',
    'jig clause T.2\ncites: ¶2\nwho: OPP',
    'another id',
  ],
  [
    "a zone that is not the calendar's",
    '22:00 Asia/Damascus',
    '22:00 Europe/Moscow',
    'zones-mixed',
    'Europe/Moscow',
    'Asia/Damascus',
  ],
  [
    'a time with a distance from UTC of its own',
    'by: 2016-09-20T00:00:00Z',
    'by: 2016-09-20T03:00:00+03:00',
    'instant-malformed',
    '2016-09-20T03:00:00+03:00',
    '2016-09-12 19:00 Asia/Damascus',
  ],
  [
    'a local time that never came',
    '2016-09-09 22:00 Asia',
    '2016-03-25 00:30 Asia',
    'local-time-skipped',
    '2016-03-25',
    'in UTC',
  ],
  [
    '“and” mixed with “or”',
    'unless: breached T.2 by SYR or',
    'unless: acceded OPP and breached T.2 by SYR or',
    'and-or-mixed',
    'or more than',
    'brackets',
  ],
  ['an unknown key', 'late: lapses', 'lat: lapses', 'agreement-key-unknown', 'lat: lapses', '“late”'],
  [
    'a missing key',
    'simultaneous within: 6h\n',
    '',
    'agreement-key-missing',
    'jig exchange T.4',
    'simultaneous within',
  ],
  [
    'a key twice',
    'late: lapses',
    'late: lapses\nlate: lapses',
    'agreement-malformed',
    'late: lapses\nshown',
    'one of the two',
  ],
  ['an anchor', 'late: lapses', 'late: &a lapses', 'agreement-malformed', 'lapses\nshown', 'without it'],
  ['a tag', 'late: lapses', 'late: !!str lapses', 'agreement-malformed', 'lapses\nshown', 'without it'],
  [
    'a key with nothing after it',
    'late: lapses',
    'late:',
    'agreement-malformed',
    '\nshown by: verified jointly',
    'leave the key out',
  ],
  ['an unknown act', 'acts: [shelling,', 'acts: [shellin,', 'agreement-malformed', 'shellin,', 'shelling'],
  [
    'an unknown role',
    'shown by: verified by role monitor',
    'shown by: verified by role moniter',
    'agreement-malformed',
    'moniter',
    'monitor',
  ],
  ['a power without a holder', 'who: jointly SYR, OPP\n', '', 'holder-missing', 'jig power T.5', 'jointly'],
  [
    'a clause without its words',
    '> So does the opposition.\n',
    '',
    'wording-missing',
    'jig clause T.3',
    'block quote',
  ],
  [
    'a quote that belongs to nothing',
    '## 2 Pull-back',
    '> Whose words?\n\n## 2 Pull-back',
    'agreement-malformed',
    '> Whose words',
    'directly before',
  ],
  [
    'an unknown kind of block',
    'jig power T.5',
    'jig powr T.5',
    'agreement-malformed',
    'powr T.5',
    'jig power',
  ],
  [
    'a fence that is not marked',
    '```jig class heavy',
    '```yaml class heavy',
    'agreement-malformed',
    '```yaml',
    '```jig',
  ],
  [
    'a state that nobody can tell',
    'test: no breach of T.1.*\n',
    '',
    'standard-missing',
    'jig state quiet',
    'decided by',
  ],
  [
    'a draft that starts',
    'force: in force',
    'force: draft',
    'agreement-malformed',
    'starts: on',
    'leave “starts” out',
  ],
]

describe('an agreement is refused by name, with the place and what would be right', () => {
  test.each(CASES)('%s', (_name, from, to, code, mark, fix) => {
    const text = changed(from, to)
    const place = placeOf(text, mark)
    const found = refused(text).filter((problem) => problem.code === code)
    expect(refused(text).map((problem) => problem.code)).toContain(code)
    expect(found.map(({ where }) => where)).toContainEqual(place)
    expect(found.map((problem) => problem.fix).join()).toContain(fix)
  })

  test.each([
    ['two languages', '## 1 Silence | 1 الصمت'],
    ['four parts', '## 1 Silence | 1 الصمت | 1 Тишина | 1 Ruhe'],
    ['an empty part', '## 1 Silence |  | 1 Тишина'],
    ['bars without blanks', '## 1 Silence|1 الصمت|1 Тишина'],
    ['no words', '##'],
  ])('a heading with %s', (_, heading) => {
    const text = changed('## 1 Silence', heading)
    const [problem, ...others] = refused(text)
    expect(others).toEqual([])
    expect(problem).toMatchObject({ code: 'agreement-malformed', where: placeOf(text, heading) })
    expect(problem?.fix).toContain('English | العربية | Русский')
  })

  test('a block that is never closed', () => {
    const text = SAMPLE.trimEnd().slice(0, -3)
    expect(refused(text)[0]).toMatchObject({
      message: 'the block “jig power T.5” is never closed',
      where: placeOf(text, '```jig power'),
    })
  })

  test('all faults are found, in the order of the file', () => {
    const text = changed('who: OPP\n', '')
      .replace('late: lapses', 'lat: lapses')
      .replace('area: Zone\nunless', 'area: Zoen\nunless')
    const found = refused(text).filter(({ code }) => code !== 'block-left-out')
    expect(found.map(({ code }) => code)).toEqual(['term-unknown', 'agreement-key-unknown', 'bearer-missing'])
    expect(refused(text).slice(0, 3)).toEqual(found)
    const lines = found.map(({ where }) => where?.line ?? 0)
    expect(lines).toEqual(lines.toSorted((a, b) => a - b))
  })
})

describe('the rest of the agreement is read and says what it can', () => {
  test('a clause with a slip is left out alone if nothing rests on it', () => {
    const text = changed(
      'who: jointly SYR, OPP\nmay: extend\nover: [T.1.*]',
      'who: jointly SYR, OPP\nmay: stretch',
    ).replace('after: exercised T.5\n', '')
    expect(leftOut(text)).toEqual(['T.5'])
    expect(kept(readAgreement(text, 'truce.md').agreement)).toEqual(
      kept(readAgreement(SAMPLE, 'truce.md').agreement).filter((id) => id !== 'T.5'),
    )
  })

  test('what rests on a broken block is left out too, and says on which one and nothing else', () => {
    const text = changed('members: [tank, artillery]', 'members: [tank, artillery')
    const [slip, ...others] = refused(text)
    expect(slip).toMatchObject({ code: 'agreement-malformed' })
    expect(others.map(({ code, detail }) => [code, detail['block'], 'on', detail['on']].join(' '))).toEqual([
      'block-left-out quiet on T.1.a',
      'block-left-out T.1.a on T.2',
      'block-left-out T.2 on heavy',
      'block-left-out T.3 on T.2',
      'block-left-out T.4 on T.2',
      'block-left-out T.5 on T.1.a',
    ])
    const waiting = others.find(({ detail }) => detail['block'] === 'T.2')
    const place = placeOf(text, 'heavy 3500 m')
    expect(waiting).toMatchObject({ where: place, fix: expect.stringContaining('mend “heavy”') as string })
  })

  test('a power is left out if one of the clauses that it names with an asterisk is', () => {
    const text = changed('shown by: verified by role monitor or', 'shown by: verified by role moniter or')
    expect(leftOut(text)).toContain('T.5')
    expect(refused(text).filter(({ detail }) => detail['block'] === 'T.5')).toMatchObject([
      { code: 'block-left-out', detail: { on: 'T.1.a' } },
    ])
  })

  test('the legs of a broken exchange are left out: without it they would begin too early', () => {
    const slip = changed('simultaneous within: 6h\n', 'simultaneous within: 6 days\n')
    expect(leftOut(slip)).toEqual(expect.arrayContaining(['T.2', 'T.3', 'T.4']))
    const unreadable = changed('legs: [T.2, T.3]', 'legs: [T.2, T.3')
    expect(leftOut(unreadable)).toEqual(expect.arrayContaining(['T.2', 'T.3', 'T.4']))
    const notOne = changed('jig exchange T.4', 'jig exchnge T.4')
    expect(leftOut(notOne)).toEqual(expect.arrayContaining(['T.2', 'T.3', 'T.4']))
  })

  test.each([
    ['has a slip', 'may: suspnd'],
    ['cannot be read', 'may: [suspend'],
  ])('what is owed in place of a power whose block %s is left out with it', (_, may) => {
    const power = `\n> It may suspend.\n\n\`\`\`jig power W.2\ncites: ¶9\nwho: SYR\n${may}\nwhen: breached T.3\nif overturned: W.1 is owed\n\`\`\`\n`
    expect(leftOut(SAMPLE + clause('W.1', 'on DayD') + power)).toEqual(['W.1', 'W.2'])
  })

  test('two blocks of one id are both left out: which of them is meant cannot be told', () => {
    const text = changed('jig area Zone', 'jig area Road')
    expect(refused(text).map(({ code }) => code)).toEqual(expect.arrayContaining(['identifier-repeated']))
    expect(leftOut(text).filter((id) => id === 'Road')).toHaveLength(2)
    expect(kept(readAgreement(text, 'truce.md').agreement)).not.toContain('Road')
  })

  test('a block that is not closed takes the next with it, and whoever names that one is told so', () => {
    const text = changed('agreed: no\n```\n\n', 'agreed: no\n\n')
    const [first, ...others] = refused(text)
    expect(first).toMatchObject({
      message: 'the block “jig line Road” is never closed',
      where: placeOf(text, '```jig line Road'),
    })
    expect(new Set(others.map(({ code }) => code))).toEqual(new Set(['block-left-out']))
    expect(leftOut(text)).toEqual(expect.arrayContaining(['Road', 'heavy', 'T.2']))
  })

  test.each([
    ['has a slip', 'name: An excluded group\n', 'nam: An excluded group\n'],
    ['cannot be read at all', 'name: An excluded group\n', 'name: [An excluded group\n'],
  ])('a group whose block %s is excluded all the same', (_, from, to) => {
    const text = changed(from, to)
    expect(refused(text)).not.toEqual([])
    const { agreement } = readAgreement(text, 'truce.md')
    const [group] = [...(agreement?.parties.values() ?? [])].filter(({ excluded }) => excluded)
    expect(group).toMatchObject({ id: 'ISIL', name: { en: 'ISIL' } })
  })

  test('there is no agreement where a block may be that of a party or of an excluded group', () => {
    const text = changed('jig excluded ISIL', 'jig exclude ISIL')
    expect(refused(text)[0]?.fix).toContain('jig excluded ISIL')
    expect(readAgreement(text, 'truce.md').agreement).toBeUndefined()
  })

  test('people still see the words of a block that is left out, in its place', () => {
    const { agreement } = readAgreement(changed('who: OPP\n', ''), 'truce.md')
    expect(agreement?.document.find((part) => part.is === 'left-out' && part.id === 'T.3')).toMatchObject({
      kind: 'clause',
      text: { en: 'So does the opposition.' },
    })
  })

  test.each([
    ['no block says which it is', changed('jig agreement TRUCE', 'jig clause TRUCE')],
    ['its first block cannot be read', changed('force: in force', 'force: [in force')],
    ['nobody can tell when it begins', changed('set by: jointly SYR, OPP\n', '')],
    ['two blocks say which it is', `${SAMPLE}\n\`\`\`jig agreement OTHER\nname: Another\n\`\`\`\n`],
  ])('there is no agreement where %s', (_, text) => {
    refused(text)
    expect(readAgreement(text, 'truce.md').agreement).toBeUndefined()
  })
})

describe('a state that is tested by what begins with it', () => {
  const text = changed('unless: breached T.2 by SYR or', 'when: done T.2\nunless: breached T.2 by SYR or')

  test('is refused, and the circle is printed', () => {
    const [problem] = refused(text)
    expect(problem).toMatchObject({
      code: 'definition-circular',
      detail: { cycle: ['quiet', 'T.1.a', 'T.2', 'quiet'] },
      where: placeOf(text, 'jig state quiet'),
    })
    expect(problem?.message).toContain('quiet → T.1.a → T.2 → quiet')
    expect(problem?.fix).toContain('decide quiet')
  })

  test('is left out with what rests on it, and the rest stands', () => {
    expect(leftOut(text)).toEqual(expect.arrayContaining(['quiet', 'T.2']))
    expect(kept(readAgreement(text, 'truce.md').agreement)).toContain('Zone')
  })
})

describe('words that are bound to their block', () => {
  const whole = bound(SAMPLE)
  const edited = (from: string, to: string): string => {
    expect(whole).toContain(from)
    return whole.replace(from, to)
  }

  test('are read like words that are not', () => {
    expect(readAgreement(whole, 'truce.md').problems).toEqual([])
    expect(whole.match(/^binds: words [0-9a-f]{12}, block [0-9a-f]{12}$/gm)).toHaveLength(5)
    expect(bound(whole)).toBe(whole)
  })

  test.each([
    [
      'the words were edited and the block was not',
      '> So does the opposition.',
      '> So may the opposition.',
      'words',
    ],
    ['a translation was edited', '> ru: Ни одна', '> ru: Ни та, ни другая', 'words'],
    ['the block was edited and the words were not', 'within: 48h', 'within: 72h', 'block'],
  ])('are refused where %s', (_, from, to, changedPart) => {
    const [problem] = refused(edited(from, to))
    expect(problem).toMatchObject({ code: 'binding-broken', detail: { changed: changedPart } })
    expect(problem?.fix).toContain('jig check --bind')
  })

  test('may be laid out anew: blanks and comments change nothing', () => {
    const text = edited('> So does the opposition.', '> So does\n> the opposition.').replace(
      'who: OPP\nmust achieve: a pull-back\n',
      'who:   OPP # the other side\nmust achieve: a\n  pull-back\n',
    )
    expect(text).toContain('other side')
    expect(readAgreement(text, 'truce.md').problems).toEqual([])
  })

  test('ask the same of every block of the text: one that was added unread is named', () => {
    const [problem, ...others] = refused(whole + clause('W.1', 'on DayD'))
    expect(others).toEqual([])
    expect(problem).toMatchObject({ code: 'binding-missing', detail: { block: 'W.1' } })
  })

  test('are bound again after both were read anew', () => {
    const text = edited('within: 48h', 'within: 72h')
    expect(readAgreement(bound(text), 'truce.md').problems).toEqual([])
  })

  test('are bound where the fence is indented and the last value runs over two lines', () => {
    const text = changed(
      '```jig power T.5\ncites: ¶3\nwho: jointly SYR, OPP\nmay: extend\nover: [T.1.*]\neffect: from then on (ex nunc)\n```',
      '  ```jig power T.5\n  cites: ¶3\n  who: jointly SYR, OPP\n  may: extend\n  over: [T.1.*]\n  effect:\n    from then on\n  ```',
    )
    expect(readAgreement(bound(text), 'truce.md').problems).toEqual([])
    expect(bound(text)).toMatch(/\n {2}binds: words .*\n {2}```\n$/)
  })

  test('are bound on lines that end as those of the file do', () => {
    const text = bound(SAMPLE.replaceAll('\n', '\r\n'))
    expect(text.replaceAll('\r\n', '\n')).toBe(whole)
    expect(text.replaceAll('\r\n', '')).not.toContain('\n')
  })
})

/** A clause that waits for `when`, with the words before it. */
const clause = (id: string, when: string): string =>
  `\n> Words.\n\n\`\`\`jig clause ${id}\ncites: ¶9\nwho: SYR\nmust achieve: a step\nwhen: ${when}\nwithin: 6h\nshown by: asserted by RUS\nif silent: unknown\n\`\`\`\n`

describe('clauses that wait for each other', () => {
  test('are refused, and the cycle is printed', () => {
    const text =
      SAMPLE + clause('W.1', 'on DayD and done W.3') + clause('W.2', 'done W.1') + clause('W.3', 'done W.2')
    const [problem, ...others] = refused(text)
    expect(others).toEqual([])
    expect(leftOut(text)).toEqual(['W.1', 'W.2', 'W.3'])
    expect(problem).toMatchObject({
      code: 'agreement-cyclic',
      detail: { cycle: ['W.1', 'W.3', 'W.2', 'W.1'] },
    })
    expect(problem?.message).toContain('W.1 → W.3 → W.2 → W.1')
    expect(problem?.where).toEqual(placeOf(text, 'jig clause W.1'))
  })

  test('one that waits for itself is a cycle too', () => {
    expect(refused(SAMPLE + clause('W.1', 'done W.1'))[0]?.detail['cycle']).toEqual(['W.1', 'W.1'])
  })

  test('are read if one of them has another way to begin', () => {
    const text = SAMPLE + clause('W.1', 'on DayD or done W.2') + clause('W.2', 'done W.1')
    expect(readAgreement(text, 'truce.md').problems).toEqual([])
  })

  test('are read if they are the legs of one exchange', () => {
    const legs = clause('W.1', 'done W.2') + clause('W.2', 'done W.1')
    const exchange =
      '\n> Together.\n\n```jig exchange W.3\ncites: ¶9\nlegs: [W.1, W.2]\nsimultaneous within: 6h\n```\n'
    expect(refused(SAMPLE + legs)[0]?.code).toBe('agreement-cyclic')
    expect(readAgreement(SAMPLE + legs + exchange, 'truce.md').problems).toEqual([])
  })

  test('are refused if what their exchange waits for waits for one of them', () => {
    const legs = clause('W.1', 'on DayD') + clause('W.2', 'on DayD') + clause('W.4', 'done W.1')
    const exchange =
      '\n> Together.\n\n```jig exchange W.3\ncites: ¶9\nlegs: [W.1, W.2]\nsimultaneous within: 6h\nafter: done W.4\n```\n'
    expect(refused(SAMPLE + legs + exchange)[0]?.detail['cycle']).toEqual(['W.1', 'W.4', 'W.1'])
  })
})
