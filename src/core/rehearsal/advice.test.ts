import { expect, test } from 'vitest'
import { parseDuration } from '../time/instant.ts'
import { rehearse } from './rehearse.ts'
import { achieves, block, QUIET, rehearsed, textOf, truceStarting } from './truce.test-support.ts'

const shownBy = (standard: string, more = 'within: 24h'): string =>
  block('clause T.1', achieves('RED', more).replace('asserted by RED', standard))
const fixes = (...blocks: readonly string[]) =>
  rehearsed(blocks).stories.map(({ kind, fix }) => `${kind}: ${fix}`)

test('where one verifies, another one is advised; where several may all keep silent, another word', () => {
  const one = 'verified by role monitor'
  expect(fixes(shownBy(one))).toEqual(['unsettled: one-speaks'])
  const two = `${one} or verified by role humanitarian`
  expect(fixes(shownBy(two))).toEqual(['unsettled: nobody-speaks'])
  // What that advises mends it: the bearer's own word.
  expect(fixes(shownBy(`${two} or asserted by RED`))).toEqual([])
})

test('what waits for a thing that nobody speaks on loses nothing where it begins on a date as well', () => {
  const waits = (when: string): string => block('clause T.2', achieves('BLUE', `when: ${when}\nwithin: 24h`))
  const lost = (when: string) =>
    rehearsed([
      shownBy('verified by role monitor or verified by role humanitarian'),
      waits(when),
    ]).stories.map(({ clauses }) => clauses)
  expect(lost('done T.1')).toEqual([['T.1', 'T.2']])
  expect(lost('done T.1 or on DayD + 10d')).toEqual([['T.1']])
})

test('a prohibition whose silence means nothing is told to say what it means, and then it is another matter', () => {
  const quiet = `${QUIET}\nuntil: DayD + 10d`
  expect(
    fixes(
      block(
        'clause T.1',
        quiet.replace('if silent: compliant\nheard from: role monitor', 'if silent: unknown'),
      ),
    ),
  ).toEqual(['unsettled: silence-means-nothing'])
  expect(fixes(block('clause T.1', quiet))).toEqual(['unsettled: unclosed'])
})

test('what waits for a state that rests on silence waits for that state, and not for a word on itself', () => {
  const state = block(
    'state quiet',
    'means: Quiet.\ntest: no breach of T.1\nif silent: compliant\nheard from: role monitor',
  )
  const waits = block('clause T.2', achieves('RED', 'when: holds quiet for 20d\nwithin: 24h'))
  const told = rehearsed([block('clause T.1', QUIET), state, waits]).stories
  expect(told).toMatchObject([{ kind: 'stall', change: 'quiet', clauses: ['T.2'], fix: 'unclosed' }])
})

test('a deadline that runs from an act which is confirmed late is to be longer than that takes', () => {
  const first = shownBy('verified by actor smm')
  const answer = (within: string): string =>
    block('clause T.2', achieves('BLUE', `when: done T.1\nwithin: ${within}`))
  const breached = (within: string) =>
    rehearsed([first, answer(within)]).stories.filter(({ kind }) => kind === 'breach-without-fault')
  expect(breached('24h')).toMatchObject([{ change: 'T.2', fix: 'known-too-late' }])
  expect(breached('4d')).toEqual([])
})

test('a deadline that waits for nothing is over before the text begins or is agreed, and is told to be later', () => {
  const breached = (starts: string, dayD: string, more: string) => {
    const owed = block('clause T.1', achieves('RED', more))
    const { stories } = rehearse(truceStarting(starts, dayD, [owed]), { runs: 0, seed: 1 })
    return stories.flatMap(({ kind, fix }) => (kind === 'breach-without-fault' ? [fix] : []))
  }
  const set = 'set by: jointly RED, BLUE'
  expect(breached('on DayD', set, 'by: 2016-09-11T00:00:00Z')).toEqual(['due-before-start'])
  expect(breached('on DayD', set, 'within: 24h')).toEqual([])
  const fixed = 'fixed: 2016-09-10T00:00:00Z'
  for (const more of ['within: 24h', 'every: 24h\nuntil: DayD + 5d'])
    expect(breached('2016-09-08T00:00:00Z', fixed, more), more).toEqual(['due-before-agreed'])
  expect(breached('2016-09-08T00:00:00Z', fixed, 'within: 4d')).toEqual([])
  expect(breached('on DayD', fixed, 'every: 24h\nuntil: DayD + 5d')).toEqual([])
})

test('what is owed every day from a thing that is confirmed late is told so', () => {
  const daily = block('clause T.2', achieves('BLUE', 'when: done T.1\nevery: 24h\nuntil: DayD + 9d'))
  const told = rehearsed([shownBy('verified by actor smm'), daily]).stories
  expect(told.filter(({ kind }) => kind === 'breach-without-fault')).toMatchObject([
    { change: 'T.2', fix: 'known-too-late' },
  ])
})

test('what waits for the legs of an exchange is lost with them when each waits for the other', () => {
  const leg = (id: string, who: string): string => block(`clause ${id}`, achieves(who, 'by: DayD + 5d'))
  const after = block('clause T.4', achieves('RED', 'when: done T.1 and done T.2\nby: DayD + 20d'))
  const apart = block('clause T.5', achieves('BLUE', 'by: DayD + 20d'))
  const exchange = block('exchange T.3', 'legs: [T.1, T.2]\nsimultaneous within: 24h')
  const told = rehearsed([leg('T.1', 'RED'), leg('T.2', 'BLUE'), exchange, after, apart]).stories
  expect(told.filter(({ kind }) => kind === 'deadlock')).toMatchObject([
    { change: 'T.3', clauses: ['T.1', 'T.2', 'T.4'] },
  ])
})

test('legs with dates of their own that wait for each other are late, and nobody says that nothing was breached', () => {
  const legs = (more: string): readonly string[] => [
    block('clause T.1', achieves('RED', more)),
    block('clause T.2', achieves('BLUE', more)),
  ]
  const exchange = (more: string): string => block('exchange T.3', `legs: [T.1, T.2]\n${more}`)
  const told = (more: string, mode: string) =>
    rehearsed([...legs(more), exchange(mode)]).stories.filter(({ kind }) => kind === 'deadlock')
  const open = told('no deadline: none', 'simultaneous within: 24h')
  expect(open).toMatchObject([{ fix: 'deadlock' }])
  expect(open[0]?.lines.at(-1)?.code).toBe('end-deadlock')
  for (const more of ['by: DayD + 5d', 'within: 30d']) {
    const [dated] = told(more, 'simultaneous within: 24h')
    expect(dated, more).toMatchObject({ fix: 'deadlock-late' })
    expect(dated?.lines.at(-1), more).toMatchObject({ code: 'end-deadlock-late', who: ['RED', 'BLUE'] })
  }
  expect(told('by: DayD + 5d', 'simultaneous within: 24h\nif nobody moves: RED moves first.')).toEqual([])
  expect(told('by: DayD + 5d', 'in turn: each after the one before')).toEqual([])
})

test('a depth that is named is kept to', () => {
  const depth = parseDuration('3d')
  const text = textOf(shownBy('verified by role monitor', 'within: 24h'))
  expect(rehearse(text, { runs: 0, seed: 1, depth })).toMatchObject({
    depth,
    stories: [{ kind: 'unsettled' }],
  })
})
