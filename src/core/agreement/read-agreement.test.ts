import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDuration, parseInstant } from '../time/instant.ts'
import type { Agreement } from './agreement.ts'
import { readAgreement } from './read-agreement.ts'
import { changed, SAMPLE } from './sample.test-support.ts'

function read(text: string): Agreement {
  const { agreement, problems } = readAgreement(text, 'truce.md')
  expect(problems.map(({ message, where }) => `${where?.line}: ${message}`)).toEqual([])
  if (agreement === undefined) throw new Error('no agreement, and no problem says why')
  return agreement
}

const byId = <T extends { readonly id: string }>(map: ReadonlyMap<string, T>, id: string): T => {
  const found = map.get(id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

/** What the agreement says, without where it says it and without the digest of its bytes. */
const meaning = (text: string): string =>
  JSON.stringify(read(text), (key, value: unknown) =>
    key === 'at' || key === 'digest' ? undefined : value instanceof Map ? [...value.entries()] : value,
  )

describe('a document is read', () => {
  const truce = read(SAMPLE)

  test('its head says what it is, from when it binds and on which clock', () => {
    expect(truce).toMatchObject({
      id: 'TRUCE',
      title: { en: 'A short truce', ar: 'هدنة قصيرة', ru: 'Короткое перемирие' },
      force: 'in-force',
      agreed: parseInstant('2016-09-09T19:00:00Z'),
      startsOn: { is: 'moment', moment: 'DayD', plus: 0 },
      calendar: { zone: 'Asia/Damascus', offsetMinutes: 120 },
    })
    expect(truce.calendar.transitions[1]).toEqual({
      at: parseInstant('2016-10-27T21:00:00Z'),
      offsetMinutes: 120,
    })
    expect(truce.digest).toMatch(/^[0-9a-f]{64}$/)
  })

  test('its parties say whose side they are on and who answers for them', () => {
    expect(byId(truce.parties, 'SYR')).toMatchObject({ side: 'A', answersTo: ['RUS'], excluded: false })
    expect(byId(truce.parties, 'ISIL')).toMatchObject({ excluded: true, side: undefined })
  })

  test('its terms carry what is needed to count with them', () => {
    expect(byId(truce.terms, 'Zone')).toMatchObject({
      extent: {
        is: 'circle',
        centre: { latE7: 362_500_000, lonE7: 371_300_000 },
        radius: 5000,
        scale: { lat: 11_096, lon: 8988 },
      },
    })
    expect(byId(truce.terms, 'Road')).toMatchObject({
      agreed: false,
      points: [
        { latE7: 362_446_000, lonE7: 371_171_000 },
        { latE7: 362_500_000, lonE7: 371_300_000 },
      ],
    })
    expect(byId(truce.terms, 'quiet')).toMatchObject({
      test: { is: 'no-breach', of: ['T.1.a'] },
      ifSilent: 'compliant',
      sources: [
        { is: 'role', role: 'monitor' },
        { is: 'actor', actor: 'un.osg' },
        { is: 'party', party: 'RUS' },
      ],
    })
  })

  test('a prohibition carries its words, bearers, conduct, exception, end and open choices', () => {
    expect(byId(truce.clauses, 'T.1.a')).toMatchObject({
      wording: {
        text: {
          en: 'Neither side fires.',
          ar: 'لا يطلق أي طرف النار.',
          ru: 'Ни одна сторона не стреляет.',
        },
        cites: '¶1',
        source: 'https://example.org/truce',
      },
      bearers: ['SYR', 'OPP'],
      duty: 'refrain',
      conduct: {
        says: 'fire on the other',
        acts: ['shelling', 'small-arms-fire'],
        against: ['SYR', 'OPP'],
        area: 'Zone',
      },
      unless: {
        is: 'any',
        of: [
          { is: 'breached', clause: 'T.2', by: 'SYR' },
          { is: 'counted', clauses: ['T.1.a'], over: 3, within: parseDuration('7d') },
        ],
      },
      exceptions: ['proportionate self-defence'],
      window: { until: { is: 'moment', moment: 'DayD', plus: parseDuration('48h') }, within: undefined },
      evidence: {
        is: 'any',
        of: [
          { is: 'said', how: 'verified', by: { is: 'role', role: 'monitor' } },
          { is: 'all', of: [{ how: 'asserted', by: { party: 'SYR' } }, { by: { actor: 'un.osg' } }] },
        ],
      },
      choices: [{ question: 'Does a warning shot count?', alternatives: ['Yes, it does.'], disputed: true }],
    })
  })

  test('an exception carries the notice that it asks for', () => {
    const text = changed(
      'except: [proportionate self-defence]',
      'except: [medical evacuation]\nwith notice: air-activity to OPP, SYR at least 24h before',
    )
    expect(byId(readAgreement(text, 'truce.md').agreement?.clauses ?? new Map(), 'T.1.a')).toMatchObject({
      exceptions: ['medical evacuation'],
      notice: { about: 'air-activity', to: ['OPP', 'SYR'], lead: parseDuration('24h') },
    })
    expect(byId(truce.clauses, 'T.1.a')).not.toHaveProperty('notice')
  })

  test('a duty to achieve carries its condition, deadline, distance and ceiling', () => {
    expect(byId(truce.clauses, 'T.2')).toMatchObject({
      duty: 'achieve',
      conduct: {
        distance: { metres: 3500, line: 'Road', side: 'north', class: 'heavy' },
        atMost: { count: 20, of: 'armed people' },
      },
      when: {
        is: 'all',
        of: [
          {
            is: 'holds',
            state: 'quiet',
            for: parseDuration('7d'),
            since: { is: 'moment', moment: 'DayD', plus: parseDuration('24h') },
          },
          { is: 'acceded', party: 'OPP' },
        ],
      },
      window: { within: parseDuration('48h'), late: 'lapses' },
      evidence: { is: 'all', of: [{ how: 'verified' }, { how: 'verified' }] },
    })
  })

  test('an exchange and a power are read', () => {
    expect(byId(truce.exchanges, 'T.4')).toMatchObject({
      legs: ['T.2', 'T.3'],
      mode: { is: 'simultaneous', within: parseDuration('6h') },
      after: { is: 'exercised', power: 'T.5' },
      ifNobodyMoves: undefined,
    })
    expect(byId(truce.powers, 'T.5')).toMatchObject({
      holders: ['SYR', 'OPP'],
      quorum: 2,
      may: 'extend',
      over: ['T.1.a'],
      effect: 'ex-nunc',
    })
  })

  test('so many of those named may be enough: for a power, a moment, and to show what was done', () => {
    const text = changed('who: jointly SYR, OPP', 'who: any 2 of SYR, OPP, RUS')
      .replace('set by: jointly SYR, OPP', 'set by: asserted by any 2 of SYR, OPP, RUS')
      .replace(
        'shown by: verified jointly by SYR, OPP',
        'shown by: verified by any 2 of role monitor and asserted by OPP',
      )
    const { agreement, problems } = readAgreement(text, 'truce.md')
    expect(problems.map(({ message }) => message)).toEqual([])
    const two = { is: 'quorum', least: 2, of: ['SYR', 'OPP', 'RUS'].map((party) => ({ is: 'party', party })) }
    expect(byId(agreement?.powers ?? new Map(), 'T.5')).toMatchObject({
      holders: ['SYR', 'OPP', 'RUS'],
      quorum: 2,
    })
    expect(byId(agreement?.terms ?? new Map(), 'DayD')).toMatchObject({ setBy: { ...two, how: 'asserted' } })
    expect(byId(agreement?.clauses ?? new Map(), 'T.2')).toMatchObject({
      evidence: {
        is: 'all',
        of: [
          { is: 'quorum', least: 2, how: 'verified', of: [{ is: 'role', role: 'monitor' }] },
          { is: 'said', how: 'asserted', by: { party: 'OPP' } },
        ],
      },
    })
  })

  test('people get it in reading order', () => {
    const shown = truce.document.map((part) =>
      'id' in part ? part.id : part.is === 'heading' ? part.text.en : part.text,
    )
    expect(shown).toEqual([
      'A short truce',
      'Two sides stop firing.',
      'DayD',
      'quiet',
      'Zone',
      'Road',
      'heavy',
      '1 Silence',
      'T.1.a',
      '2 Pull-back',
      'T.2',
      'T.3',
      'T.4',
      'T.5',
    ])
  })

  test('a heading may stand in three languages', () => {
    const { document } = read(changed('## 1 Silence', '## 1 Silence | 1 الصمت | 1 Тишина'))
    const headings = document.flatMap((part) => (part.is === 'heading' ? [part.text] : []))
    expect(headings).toEqual([
      { en: 'A short truce' },
      { en: '1 Silence', ar: '1 الصمت', ru: '1 Тишина' },
      { en: '2 Pull-back' },
    ])
  })

  test('a missing deadline that is said to be missing becomes a choice that readers see', () => {
    const open = read(changed('by: 2016-09-20T00:00:00Z', 'no deadline: the text names none'))
    expect(byId(open.clauses, 'T.3').choices).toEqual([
      { question: 'By when?', chosen: 'No deadline: the text names none', alternatives: [], disputed: false },
    ])
  })
})

describe('formatting', () => {
  test('blank lines, CR LF, blanks at line ends and inside expressions change nothing', () => {
    const lines = SAMPLE.split('\n')
    const blanks = fc.array(fc.constantFrom('', ' ', '  '), {
      minLength: lines.length,
      maxLength: lines.length,
    })
    const expected = meaning(SAMPLE)
    fc.assert(
      fc.property(blanks, fc.constantFrom('\n', '\r\n'), (ends, newline) => {
        // Two blanks at the end of a line of prose would be a hard break in Markdown, which reads as a blank.
        const spread = lines.map((line, i) =>
          (line + (ends[i] ?? '')).replaceAll(/ \+ /g, '  +   ').replaceAll(', ', ',   '),
        )
        expect(meaning(spread.join(newline))).toBe(expected)
      }),
      { numRuns: 40 },
    )
  })

  test('a value may run over several lines, and an indented fence reads alike', () => {
    const wrapped = changed(
      'holds quiet for 7d since DayD + 24 h and acceded OPP',
      'holds quiet for 7d\n  since DayD + 24 h\n  and acceded OPP',
    )
    expect(meaning(wrapped)).toBe(meaning(SAMPLE))
    const indented = changed(
      '```jig class heavy\nmeans: Heavy weapons.\n',
      '  ```jig class heavy\n  means: Heavy weapons.\n',
    )
    expect(meaning(indented)).toBe(meaning(SAMPLE))
  })

  test('another text has another digest', () => {
    expect(read(`${SAMPLE}\n`).digest).not.toBe(read(SAMPLE).digest)
  })
})

/** Keys of an agreement under which names of its own blocks stand, one or several. */
const NAMING = new Set([
  'party',
  'bearers',
  'holders',
  'answersTo',
  'against',
  'to',
  'clause',
  'clauses',
  'legs',
  'over',
  'of',
  'breachOf',
  'power',
  'state',
  'moment',
  'area',
  'line',
  'class',
])

/** Every name that an agreement uses and does not hold itself. */
function namedInVain(agreement: Agreement): readonly string[] {
  const own = new Set(
    [agreement.terms, agreement.parties, agreement.clauses, agreement.exchanges, agreement.powers].flatMap(
      (map) => [...map.keys()].map(String),
    ),
  )
  const vain: string[] = []
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string' && NAMING.has(key) && !own.has(value)) vain.push(`${key}: ${value}`)
    else if (Array.isArray(value)) for (const item of value) walk(item, key)
    else if (value instanceof Map) for (const item of value.values()) walk(item, '')
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value))
        if (!['document', 'at', 'atMost'].includes(name)) walk(inner, name)
  }
  walk(agreement, '')
  return vain
}

/** What is wrong with the reader's answer: what is sound is read, and each problem points into the text and says what would be right. */
function faultsOf(text: string): readonly string[] {
  const { agreement, problems } = readAgreement(text, 'any.md')
  const lines = text.split(/\r\n?|\n/)
  const faults = problems.flatMap(({ message, fix, where }) => {
    const length = lines[(where?.line ?? 0) - 1]?.length ?? -2
    const column = where?.column ?? 0
    const inside = where?.file === 'any.md' && column >= 1 && column <= length + 1
    return [
      ...(inside ? [] : [`${message}: points to ${where?.line}:${column}`]),
      ...(fix ? [] : [`${message}: no fix`]),
    ]
  })
  if (agreement === undefined) return problems.length > 0 ? faults : [...faults, 'neither read nor refused']
  const leftOut = agreement.document.some(({ is }) => is === 'left-out')
  return [
    ...faults,
    ...(leftOut && problems.length === 0 ? ['something is left out, and nothing says why'] : []),
    ...namedInVain(agreement),
  ]
}

describe('whatever the text', () => {
  test('it reads or is refused with places inside the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(faultsOf(text)).toEqual([])
      }),
    )
  })

  test('so does a good text with a passage cut out, doubled or replaced', () => {
    const odd = fc.constantFrom(
      '',
      '"',
      '\t',
      ': ',
      '- ',
      '{',
      '[',
      '&a ',
      '*a',
      '!!str ',
      '`',
      '```',
      '> ',
      '(',
      ' or ',
      '\0',
    )
    fc.assert(
      fc.property(fc.nat(SAMPLE.length), fc.nat(60), odd, (from, length, put) => {
        expect(faultsOf(SAMPLE.slice(0, from) + put + SAMPLE.slice(from + length))).toEqual([])
        expect(faultsOf(SAMPLE.slice(0, from + length) + put + SAMPLE.slice(from))).toEqual([])
      }),
      { numRuns: 80 },
    )
  })

  test('brackets, quotes and lists nested without end are refused, not run into the ground', () => {
    const nested = ['['.repeat(5000), '- '.repeat(5000), '{a: '.repeat(5000), '"'.repeat(5001)]
    const texts = nested.map((text) => changed('members: [tank, artillery]', `members: ${text}`))
    texts.push(changed('when: done T.2 by SYR', `when: ${'('.repeat(50_000)}`), '>'.repeat(3000))
    for (const text of texts) {
      expect(readAgreement(text, 'any.md').problems).not.toEqual([])
      expect(faultsOf(text)).toEqual([])
    }
  })
})
