import { describe, expect, test } from 'vitest'
import { placeOf, refused } from './faults.test-support.ts'
import { readAgreement } from './read-agreement.ts'
import { changed, SAMPLE } from './sample.test-support.ts'

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
    'jointly SYR, OPP\nmust',
    'each of',
  ],
  [
    'a duty owed by any two',
    'who: each of SYR, OPP',
    'who: any 2 of SYR, OPP, RUS',
    'agreement-malformed',
    'any 2 of',
    'are for powers',
  ],
  [
    'a power that takes more than hold it',
    'who: jointly SYR, OPP',
    'who: any 3 of SYR, OPP',
    'agreement-malformed',
    '3 of SYR',
    'ask for fewer',
  ],
  [
    'a quorum of all of them',
    'who: jointly SYR, OPP',
    'who: any 2 of SYR, OPP',
    'agreement-malformed',
    '2 of SYR',
    '“jointly SYR, OPP”',
  ],
  [
    'a quorum of one',
    'who: jointly SYR, OPP',
    'who: any 1 of SYR, OPP',
    'agreement-malformed',
    '1 of SYR',
    '“each of SYR, OPP”',
  ],
  [
    'a quorum of nobody',
    'verified by role monitor',
    'verified by any 0 of role monitor, SYR',
    'agreement-malformed',
    '0 of role',
    'at least 2',
  ],
  [
    'a quorum without a number',
    'verified by role monitor',
    'verified by any of role monitor, SYR',
    'agreement-malformed',
    'of role monitor, SYR',
    '“(verified by role monitor or verified by SYR)”',
  ],
  [
    'a quorum in which somebody is named twice',
    'verified by role monitor',
    'verified by any 2 of role monitor, SYR, role monitor',
    'agreement-malformed',
    'role monitor or',
    'once',
  ],
  [
    'a quorum of more speakers than there are',
    'set by: jointly SYR, OPP',
    'set by: asserted by any 4 of SYR, OPP, actor un.osg',
    'agreement-malformed',
    '4 of SYR',
    'ask for fewer',
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
  ['bare days', 'within: 48h\n', 'within: 2 days\n', 'duration-ambiguous', '2 days', 'like 48h'],
  ['a bare day', 'within: 48h\n', 'within: a Day\n', 'duration-ambiguous', 'a Day', 'like 48h'],
  ['weeks', 'within: 48h\n', 'within: 2 weeks\n', 'duration-ambiguous', '2 weeks', 'at which it ends'],
  ['months', 'within: 48h\n', 'within: 3 months\n', 'duration-ambiguous', '3 months', 'at which it ends'],
  [
    'calendar days',
    'until: DayD + 48h',
    'until: DayD + 10 calendar days',
    'duration-ambiguous',
    '10 calendar days',
    'at which it ends',
  ],
  ['hours written out', 'within: 48h\n', 'within: 48 hours\n', 'duration-malformed', '48 hours', 'like 48h'],
  ['no time at all', 'within: 48h\n', 'within: 0h\n', 'duration-malformed', '0h\n', 'like 48h'],
  ['less than no time', 'within: 48h\n', 'within: -48h\n', 'duration-malformed', '-48h', 'like 48h'],
  [
    'time before a moment',
    'until: DayD + 48h',
    'until: DayD - 48h',
    'agreement-malformed',
    '- 48h',
    'name the instant itself',
  ],
  [
    'a date that there is not',
    '2016-09-09 22:00 Asia',
    '2015-02-29 22:00 Asia',
    'instant-malformed',
    '2015-02-29',
    'that there are',
  ],
  [
    'a condition that goes on without “and”',
    'done T.2 by SYR\n',
    'done T.2 by SYR breached T.2\n',
    'agreement-malformed',
    'breached T.2\nby',
    'join it with “and” or “or”',
  ],
  [
    'a name with a letter of another alphabet',
    'who: SYR\n',
    'who: S\u0423R\n',
    'agreement-malformed',
    'S\u0423R\n',
    'Latin letters',
  ],
  [
    'an id with a letter of another alphabet',
    'jig clause T.3',
    'jig clause \u0422.3',
    'agreement-malformed',
    '\u0422.3',
    'Latin letters',
  ],
  [
    'a key with a letter of another alphabet',
    'late: lapses',
    'l\u0430te: lapses',
    'agreement-malformed',
    'l\u0430te',
    'Latin letters',
  ],
  [
    'an answer with a letter of another alphabet',
    'late: lapses',
    'late: l\u0430pses',
    'agreement-malformed',
    'late: l',
    'Latin letters',
  ],
  [
    'Arabic digits',
    'more than 3 breaches',
    'more than \u0663 breaches',
    'agreement-malformed',
    '\u0663 breaches',
    'digits 0 to 9',
  ],
  [
    'changes of the clock that are not in order',
    '2016-03-24T22:00:00Z +03:00',
    '2017-03-24T22:00:00Z +03:00',
    'agreement-malformed',
    '2016-10-27T21:00:00Z +02:00',
    '["2016-10-27T21:00:00Z +02:00", "2017-03-24T22:00:00Z +03:00"]',
  ],
  [
    'two changes of the clock at one instant',
    '2016-03-24T22:00:00Z +03:00',
    '2016-10-27T21:00:00Z +03:00',
    'agreement-malformed',
    '2016-10-27T21:00:00Z +02:00',
    'keep one',
  ],
  [
    'a distance from UTC that no zone has',
    'offset: "+02:00"',
    'offset: "+14:30"',
    'agreement-malformed',
    'offset: "+14:30"',
    '+02:00',
  ],
  [
    'a power that may never be used',
    'may: extend\n',
    'may: extend\nno more than: 0 times\n',
    'agreement-malformed',
    '0 times',
    'how often',
  ],
  [
    'HTML in the words',
    '> So does the opposition.',
    '> So does <!-- not --> the opposition.',
    'agreement-malformed',
    '<!-- not',
    'in a paragraph',
  ],
  [
    'a picture in the words',
    'Two sides stop firing.',
    'Two sides ![never](a.png) stop firing.',
    'agreement-malformed',
    '![never]',
    'in a paragraph',
  ],
  [
    'a sign that shows words in another order than they stand in',
    'within: 48h\n',
    'within: 48h # \u202e84\n',
    'agreement-malformed',
    '\u202e',
    'take it out',
  ],
  [
    'two keys in one line',
    'late: lapses',
    'late: lapses: soon',
    'agreement-malformed',
    'lapses: soon',
    'one “key: value” a line',
  ],
  ['a tab', 'late: lapses', '\tlate: lapses', 'agreement-malformed', '\tlate', 'at the margin'],
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
    '500 m south of Road',
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

  test('a sign of another alphabet is named by its number, since it may look like ours', () => {
    expect(refused(changed('who: SYR\n', 'who: S\u0423R\n'))[0]?.message).toContain('(U+0423)')
  })

  test('of a slip in two letters the nearest word is the one with the same letters', () => {
    expect(refused(changed('jig clause T.3', 'jig clasue T.3'))[0]?.fix).toContain('“jig clause T.3”')
  })

  test('a name that no block can bear is not offered as one to define', () => {
    expect(refused(changed('who: SYR\n', 'who: nobody\n'))[0]?.fix).toBe('name one of RUS, SYR, OPP')
  })

  test('a line that cannot be read is shown in the words of the text', () => {
    const found = refused(changed('late: lapses', 'late: [lapses'))
    expect(found.map(({ message }) => message).join()).toMatch(/“.*” cannot be read as “key: value”/)
    expect(found.map(({ message }) => message).join()).not.toMatch(
      /flow|sequence|mapping|implicit|scalar|YAML/i,
    )
  })

  test.each([
    ['whose id cannot be one', 'jig agreement TRUCE', 'jig agreement T'],
    ['without a calendar', /calendar:\n.*\n.*\n.*\n/, ''],
    ['whose keys cannot be read', 'force: in force', 'force: [in force'],
  ])('of a text %s, what is wrong with the rest is said too', (_name, from, to) => {
    const text = SAMPLE.replace(from, to).replace('who: OPP\n', '')
    const { agreement, problems } = readAgreement(text, 'truce.md')
    expect(agreement).toBeUndefined()
    const [first, second, ...others] = problems.filter(({ code }) => code !== 'block-left-out')
    expect(first?.where?.line).toBeLessThan(20)
    expect(second?.code).toBe('bearer-missing')
    expect(others).toEqual([])
  })

  test('of two heads neither is taken, though only one can be read', () => {
    const broken = '```jig agreement OTHER\nname: [Other\n```\n\n'
    const { agreement, problems } = readAgreement(broken + SAMPLE, 'truce.md')
    expect(agreement).toBeUndefined()
    expect(problems.map(({ where }) => where?.line)).toEqual([2])
  })

  test('a local time is not judged without a calendar, and says on what it rests', () => {
    const text = changed('by: 2016-09-20T00:00:00Z', 'by: 2016-09-20 03:00 Asia/Damascus').replace(
      'jig agreement TRUCE',
      'jig agreement T',
    )
    const found = refused(text).map(({ code, where, detail }) => [code, where?.line, detail['on']])
    const line = (mark: string) => placeOf(text, mark).line
    expect(found[0]?.slice(0, 2)).toEqual(['agreement-malformed', line('jig agreement T')])
    expect(found).toContainEqual(['block-left-out', line('by: 2016-09-20'), 'T'])
    expect(found.filter(([code]) => code !== 'block-left-out')).toHaveLength(1)
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
