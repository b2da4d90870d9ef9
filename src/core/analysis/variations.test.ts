import { describe, expect, test } from 'vitest'
import { analyse } from './analyse.ts'
import type { RemarkKind } from './remark.ts'
import { clause, other, truce } from './truce.test-support.ts'

/** Variations on the planted defects, each beside a text that is sound and differs in little else. */
type Variation = readonly [
  name: string,
  kind: RemarkKind,
  clauses: readonly string[],
  defect: readonly string[],
  sound: readonly string[],
]

const step = (id: string, who: string, ...keys: readonly string[]): string =>
  clause(id, who, `must achieve: ${id}`, ...keys)
const calmFire = clause('T.0', 'each of RED, BLUE', 'must not: fire', 'acts: [shelling]', 'until: DayD + 10d')
const calm = (...keys: readonly string[]): string =>
  other('state', 'calm', 'means: Nobody fires.', 'test: no breach of T.0', ...keys)
const heard = ['if silent: compliant', 'heard from: role monitor'] as const
const power = (id: string, who: string, may: string, ...keys: readonly string[]): string =>
  other('power', id, 'cites: ¶', `who: ${who}`, `may: ${may}`, ...keys)
/** A power that may be used for half a day from its ground on, and has to be told so long before. */
const toldBefore = (length: string): string =>
  power(
    'T.P',
    'RED',
    'suspend',
    'when: on DayD + 48h',
    'no later than: DayD + 60h',
    `form: told ${length} before`,
  )
const exchange = (...keys: readonly string[]): string => other('exchange', 'T.X', 'cites: ¶', ...keys)
const circle = (id: string, middle: string, metres: number): string =>
  other(
    'area',
    id,
    'means: Ground.',
    `extent: circle ${middle} radius ${metres} m`,
    'scale: 110.96 km by 89.88 km per degree',
  )
const polygon = (id: string, ...points: readonly string[]): string =>
  other('area', id, 'means: Ground.', 'extent: polygon', `points: ["${points.join('", "')}"]`)
const banIn = (area: string): string =>
  clause('T.1', 'RED', 'must not: fire', 'acts: [shelling]', `area: ${area}`, 'until: DayD + 9d')
const mayIn = (area: string): string =>
  clause('T.2', 'RED', 'may: fire', 'acts: [shelling]', `area: ${area}`, 'until: DayD + 9d')
const ban = (id: string, who: string, ...keys: readonly string[]): string =>
  clause(id, who, 'must not: fire', 'acts: [shelling]', 'until: DayD + 9d', ...keys)

/** A day after the truce was agreed. */
const NEXT_DAY = '2016-09-10T00:00:00Z'
const steps = [step('T.1', 'RED', 'within: 24h'), step('T.2', 'BLUE', 'within: 24h')]
const corner = polygon(
  'Corner',
  '36.0, 37.0',
  '36.0, 37.1',
  '36.01, 37.1',
  '36.01, 37.01',
  '36.1, 37.01',
  '36.1, 37.0',
)
const waits = step('T.1', 'RED', 'within: 24h', 'when: holds calm for 24h since DayD')

const VARIATIONS: readonly Variation[] = [
  [
    'a state that only one party can show, by saying that it has nothing to report',
    'stall-by-verification',
    ['T.1'],
    [calmFire, calm('if silent: compliant', 'heard from: BLUE'), waits],
    [calmFire, calm(...heard), waits],
  ],
  [
    'a state whose silence decides nothing',
    'unreachable',
    ['T.1'],
    [calmFire, calm('if silent: unknown', 'heard from: role monitor'), waits],
    [
      calmFire,
      calm('if silent: unknown', 'heard from: role monitor', 'decided by: verified by role monitor'),
      waits,
    ],
  ],
  [
    'a breach of what is only allowed',
    'unreachable',
    ['T.2'],
    [clause('T.1', 'RED', 'may: move'), step('T.2', 'BLUE', 'within: 24h', 'when: breached T.1')],
    [ban('T.1', 'RED'), step('T.2', 'BLUE', 'within: 24h', 'when: breached T.1')],
  ],
  [
    'a count of deadlines that are owed once, and so are never counted',
    'unreachable',
    ['T.P'],
    [...steps, power('T.P', 'BLUE', 'suspend', 'over: [T.2]', 'when: more than 0 breaches of T.1 in all')],
    [
      step('T.1', 'RED', 'every: 24h'),
      steps[1] ?? '',
      power('T.P', 'BLUE', 'suspend', 'over: [T.2]', 'when: more than 0 breaches of T.1 in all'),
    ],
  ],
  [
    'a count under a paragraph where all that stands under it is owed once',
    'unreachable',
    ['T.P'],
    [
      ...steps,
      step('T.1.a', 'RED', 'within: 24h'),
      power('T.P', 'BLUE', 'suspend', 'over: [T.2]', 'when: more than 0 breaches of T.1 in all'),
    ],
    [
      ...steps,
      step('T.1.a', 'RED', 'every: 24h'),
      power('T.P', 'BLUE', 'suspend', 'over: [T.2]', 'when: more than 0 breaches of T.1 in all'),
    ],
  ],
  [
    'a deadline that comes before the quiet that it waits for can have lasted',
    'deadlines-inconsistent',
    ['T.1'],
    [calmFire, calm(...heard), step('T.1', 'RED', 'by: DayD + 48h', 'when: holds calm for 72h since DayD')],
    [calmFire, calm(...heard), step('T.1', 'RED', 'by: DayD + 72h', 'when: holds calm for 72h since DayD')],
  ],
  [
    'a power whose last day comes before its ground can be met',
    'deadlines-inconsistent',
    ['T.P'],
    [
      calmFire,
      calm(...heard),
      power('T.P', 'RED', 'extend', 'when: holds calm for 7d since DayD', 'no later than: DayD + 48h'),
    ],
    [
      calmFire,
      calm(...heard),
      power('T.P', 'RED', 'extend', 'when: holds calm for 7d since DayD', 'no later than: DayD + 7d'),
    ],
  ],
  [
    'a duty that is lifted by what it begins on',
    'always-lifted',
    ['T.1'],
    [calmFire, step('T.1', 'RED', 'within: 24h', 'when: breached T.0', 'unless: breached T.0')],
    [
      calmFire,
      step('T.1', 'RED', 'within: 24h', 'when: breached T.0 by RED', 'unless: breached T.0 by BLUE'),
    ],
  ],
  [
    'a spiral that runs through the use of powers',
    'escalation-spiral',
    ['T.1', 'T.2'],
    [
      ban('T.1', 'RED', 'unless: exercised T.P'),
      ban('T.2', 'BLUE', 'unless: breached T.1'),
      step('T.3', 'RED', 'within: 24h'),
      power('T.P', 'RED', 'suspend', 'over: [T.3]', 'when: breached T.2'),
    ],
    [
      ban('T.1', 'RED', 'unless: exercised T.P'),
      ban('T.2', 'BLUE', 'unless: breached T.1'),
      step('T.3', 'RED', 'within: 24h'),
      power('T.P', 'RED', 'suspend', 'over: [T.3]', 'when: breached T.3'),
    ],
  ],
  [
    'a spiral through a duty that cannot go with another',
    'escalation-spiral',
    ['T.1', 'T.2'],
    [
      ban('T.1', 'RED', 'unless: breached T.2'),
      ban('T.2', 'BLUE'),
      step('T.3', 'BLUE', 'within: 24h', 'when: breached T.1', 'cannot go with: [T.2]'),
    ],
    [
      ban('T.1', 'RED', 'unless: breached T.2'),
      ban('T.2', 'BLUE'),
      step('T.3', 'RED', 'within: 24h', 'when: breached T.1', 'cannot go with: [T.2]'),
    ],
  ],
  [
    'two powers to answer each other without an end, and two whose answers end by themselves',
    'escalation-spiral',
    ['T.1', 'T.2'],
    [
      ban('T.1', 'RED'),
      ban('T.2', 'BLUE'),
      power('T.P', 'RED', 'suspend', 'over: [T.1]', 'when: breached T.2'),
      power('T.Q', 'BLUE', 'suspend', 'over: [T.2]', 'when: breached T.1'),
    ],
    [
      ban('T.1', 'RED'),
      ban('T.2', 'BLUE'),
      power('T.P', 'RED', 'suspend', 'over: [T.1]', 'when: breached T.2', 'for no longer than: 48h'),
      power('T.Q', 'BLUE', 'suspend', 'over: [T.2]', 'when: breached T.1', 'for no longer than: 48h'),
    ],
  ],
  [
    'a power whose form takes longer than its ground leaves it',
    'form-too-slow',
    ['T.P'],
    [calmFire, toldBefore('13h')],
    [calmFire, toldBefore('12h')],
  ],
  [
    'a power that nobody can tell between the day the text is agreed and its last moment',
    'deadlines-inconsistent',
    ['T.P'],
    [calmFire, power('T.P', 'RED', 'suspend', `no later than: ${NEXT_DAY}`, 'form: told 25h before')],
    [calmFire, power('T.P', 'RED', 'suspend', `no later than: ${NEXT_DAY}`, 'form: told 24h before')],
  ],
  [
    'a power in any form, and one that asks for reasons',
    'power-any-form',
    ['T.P'],
    [calmFire, power('T.P', 'RED', 'suspend')],
    [calmFire, power('T.P', 'RED', 'suspend', 'form: with reasons')],
  ],
  [
    'a power to extend what has no end',
    'power-moves-nothing',
    ['T.P'],
    [steps[0] ?? '', power('T.P', 'RED', 'extend', 'over: [T.1]')],
    [steps[0] ?? '', calmFire, power('T.P', 'RED', 'extend')],
  ],
  [
    'a power to resume what nobody may suspend',
    'power-moves-nothing',
    ['T.P'],
    [
      calmFire,
      steps[0] ?? '',
      power('T.P', 'RED', 'resume', 'over: [T.0]'),
      power('T.Q', 'RED', 'suspend', 'over: [T.1]'),
    ],
    [calmFire, steps[0] ?? '', power('T.P', 'RED', 'resume', 'over: [T.0]'), power('T.Q', 'RED', 'suspend')],
  ],
  [
    'a holder that owes one of the steps',
    'holder-owes-step',
    ['T.X'],
    [...steps, exchange('legs: [T.1, T.2]', 'held by: RED for 14d')],
    [...steps, exchange('legs: [T.1, T.2]', 'held by: role monitor for 14d')],
  ],
  [
    'areas of which one lies in the other, and areas that only their boxes bring together',
    'duties-contradict',
    ['T.1', 'T.2'],
    [circle('One', '36.0, 37.0', 9000), circle('Other', '36.01, 37.01', 500), banIn('One'), mayIn('Other')],
    [circle('One', '36.0, 37.0', 2000), circle('Other', '36.03, 37.036', 2000), banIn('One'), mayIn('Other')],
  ],
  [
    'a polygon that the other crosses, and one that lies in the bend of the other',
    'duties-contradict',
    ['T.1', 'T.2'],
    [
      corner,
      polygon('Bend', '36.005, 37.05', '36.005, 37.09', '36.09, 37.07'),
      banIn('Corner'),
      mayIn('Bend'),
    ],
    [corner, polygon('Bend', '36.05, 37.05', '36.05, 37.09', '36.09, 37.09'), banIn('Corner'), mayIn('Bend')],
  ],
  [
    'a polygon around the other, and one beside it',
    'duties-contradict',
    ['T.1', 'T.2'],
    [
      polygon('In', '36.04, 37.04', '36.04, 37.06', '36.06, 37.05'),
      polygon('Around', '36.0, 37.0', '36.0, 37.1', '36.1, 37.1', '36.1, 37.0'),
      banIn('In'),
      mayIn('Around'),
    ],
    [
      polygon('In', '36.04, 37.14', '36.04, 37.16', '36.06, 37.15'),
      polygon('Around', '36.0, 37.0', '36.0, 37.1', '36.1, 37.1', '36.1, 37.0'),
      banIn('In'),
      mayIn('Around'),
    ],
  ],
  [
    'two strips that cross though no corner of one lies in the other, and two that end before',
    'duties-contradict',
    ['T.1', 'T.2'],
    [
      polygon('Along', '36.04, 37.0', '36.04, 37.1', '36.06, 37.1', '36.06, 37.0'),
      polygon('Across', '36.0, 37.04', '36.0, 37.06', '36.1, 37.06', '36.1, 37.04'),
      banIn('Along'),
      mayIn('Across'),
    ],
    [
      polygon('Along', '36.04, 37.0', '36.04, 37.1', '36.06, 37.1', '36.06, 37.0'),
      polygon('Across', '36.07, 37.04', '36.07, 37.06', '36.1, 37.06', '36.1, 37.04'),
      banIn('Along'),
      mayIn('Across'),
    ],
  ],
  [
    'a circle within a polygon, and one beside it',
    'duties-contradict',
    ['T.1', 'T.2'],
    [corner, circle('Spot', '36.005, 37.05', 100), banIn('Corner'), mayIn('Spot')],
    [corner, circle('Spot', '36.05, 37.05', 1000), banIn('Corner'), mayIn('Spot')],
  ],
]

describe.each(VARIATIONS)('%s', (_name, kind, clauses, defect, sound) => {
  const found = (blocks: readonly string[]) =>
    analyse(truce(...blocks)).filter((one) => one.kind === kind && one.clauses.join() === clauses.join())

  test(`is named: ${kind}`, () => {
    expect(found(defect)).toHaveLength(1)
  })

  test('is not named where it is not', () => {
    expect(found(sound)).toEqual([])
  })
})

const kindsIn = (...blocks: readonly string[]) => analyse(truce(...blocks)).map(({ kind }) => kind)

describe('a word is used', () => {
  const unused = (...blocks: readonly string[]) =>
    analyse(truce(...blocks)).flatMap(({ kind, values }) => (kind === 'term-unused' ? [values['term']] : []))

  test('where only a power waits for it', () => {
    const use = power('T.P', 'RED', 'suspend', 'when: holds calm for 24h since DayD')
    expect(unused(calmFire, calm(...heard))).toContain('calm')
    expect(unused(calmFire, calm(...heard), use)).not.toContain('calm')
  })

  const end = other('moment', 'End', 'means: The end.', 'set by: jointly RED, BLUE')
  const compares = other(
    'state',
    'less',
    'means: Less than at the end.',
    'test: no more breaches of T.0 in 7d than in the same time from End',
    ...heard,
  )
  test.each([
    ['as the last day of a power', power('T.P', 'RED', 'suspend', 'no later than: End + 48h')],
    [
      'as the moment before which breaches call for nothing',
      step('T.1', 'RED', 'for each: breach of T.0 since End', 'within: 24h'),
    ],
    ['as the beginning of what is compared with', compares],
  ])('%s', (_name, user) => {
    expect(unused(calmFire, end)).toContain('End')
    expect(unused(calmFire, end, user)).not.toContain('End')
  })
})

test('a breach after which an exchange begins has a consequence', () => {
  const idle = (...more: readonly string[]) =>
    analyse(truce(calmFire, ...steps, exchange('legs: [T.1, T.2]', 'simultaneous within: 6h', ...more)))
      .filter(({ kind }) => kind === 'no-consequence')
      .flatMap(({ clauses }) => clauses)
  expect(idle()).toContain('T.0')
  expect(idle('after: breached T.0')).not.toContain('T.0')
})

test('what is only allowed stands in the way of no duty that cannot go with it', () => {
  const may = clause('T.2', 'RED', 'may: move', 'until: DayD + 9d')
  const must = ban('T.2', 'RED')
  const first = step('T.1', 'RED', 'within: 24h', 'cannot go with: [T.2]')
  expect(kindsIn(first, may)).not.toContain('duties-exclude')
  expect(kindsIn(first, must)).toContain('duties-exclude')
})

test('each of several conflicts of deadlines is told', () => {
  const late = (id: string): string => step(id, 'RED', 'when: on DayD + 48h', 'by: DayD + 24h')
  const found = analyse(truce(late('T.1'), late('T.2'), late('T.3')))
  const told = found
    .filter(({ kind }) => kind === 'deadlines-inconsistent')
    .map(({ clauses }) => clauses.join())
  expect(new Set(told)).toEqual(new Set(['T.1', 'T.2', 'T.3']))
})

test('each pair of areas is measured by itself', () => {
  const far = clause('T.3', 'RED', 'may: fire', 'acts: [shelling]', 'area: Far', 'until: DayD + 9d')
  const areas = [
    circle('One', '36.0, 37.0', 2000),
    circle('Near', '36.01, 37.0', 2000),
    circle('Far', '36.2, 37.0', 2000),
  ]
  const found = analyse(truce(...areas, far, banIn('One'), mayIn('Near')))
  expect(found.flatMap(({ kind, clauses }) => (kind === 'duties-contradict' ? [clauses] : []))).toEqual([
    ['T.1', 'T.2'],
  ])
})

test('areas that touch are not taken to be apart', () => {
  const touching = [
    polygon('One', '36.0, 37.0', '36.0, 37.1', '36.1, 37.1', '36.1, 37.0'),
    polygon('Other', '36.1, 37.0', '36.1, 37.1', '36.2, 37.1', '36.2, 37.0'),
    banIn('One'),
    mayIn('Other'),
  ]
  expect(analyse(truce(...touching)).filter(({ kind }) => kind === 'duties-contradict')).toHaveLength(1)
})

describe('a ceiling above zero', () => {
  const troops = (id: string, duty: string, ...keys: readonly string[]) =>
    clause(id, 'RED', duty, 'acts: [armed-presence]', 'area: North', ...keys)
  const ceiling = (most: string) => troops('T.1', 'must keep: so many soldiers', `at most: ${most}`)
  const clash = (...blocks: readonly string[]) =>
    analyse(truce(...blocks)).flatMap(({ kind, severity, fix }) =>
      kind === 'duties-contradict' ? [[severity, fix[0]]] : [],
    )

  test('forbids nothing that can be kept by staying under it', () => {
    expect(clash(ceiling('14700 soldiers'), troops('T.2', 'may: keep soldiers'))).toEqual([])
    const duty = troops('T.2', 'must achieve: order is kept', 'within: 30d')
    expect(clash(ceiling('14700 soldiers'), duty)).toEqual([])
    const fewer = troops('T.2', 'may: keep soldiers', 'at most: 5000 soldiers')
    expect(clash(ceiling('14700 soldiers'), fewer)).toEqual([])
  })

  test('at zero is a ban', () => {
    const may = troops('T.2', 'may: keep soldiers')
    expect(clash(ceiling('0 soldiers'), may)).toEqual([['error', 'part-times-or-places']])
  })

  test('is told where another clause allows more of the same: nobody has to use it', () => {
    const more = troops('T.2', 'may: keep soldiers', 'at most: 20000 soldiers')
    expect(clash(ceiling('14700 soldiers'), more)).toEqual([['warning', 'one-number']])
  })
})
