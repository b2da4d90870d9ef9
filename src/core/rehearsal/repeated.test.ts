import { describe, expect, test } from 'vitest'
import { parseDuration } from '../time/instant.ts'
import { achieves, block, QUIET, rehearsed, remarks, stories, textOf } from './truce.test-support.ts'
import { vacuityOf } from './vacuity.ts'

const weekly = (more: string): string => block('clause T.1', achieves('RED', `every: 7d\n${more}`))
const verified = (keys: string): string => keys.replace('asserted by RED', 'verified by role monitor')

describe('a duty that is owed again and again', () => {
  test.each(['until: DayD + 28d', 'within: 48h\nuntil: DayD + 28d', 'until: DayD + 400d', ''])(
    'is done each time that it is owed, and then there is no story of it (%s)',
    (more) => {
      expect(stories(weekly(more).replace('\n\n', '\n'))).toEqual([])
    },
  )

  test('is judged each time: with its verifier silent it is never settled, with an end or without', () => {
    for (const more of ['until: DayD + 28d', 'within: 48h'])
      expect(stories(verified(weekly(more))), more).toEqual(['unsettled T.1 monitor'])
  })

  test('is told once in a story, and that it is done each time', () => {
    const [story] = rehearsed([verified(weekly('until: DayD + 28d'))]).stories
    expect(story?.lines.map(({ code }) => code)).toEqual(['performs-each', 'omits-verify', 'end-unsettled'])
  })

  test('is done when it was done each time to its end: what waits for that begins', () => {
    const waits = block('clause T.2', achieves('BLUE', 'when: done T.1\nwithin: 24h'))
    expect(stories(weekly('until: DayD + 28d'), waits)).toEqual([])
  })

  test('is missed each time that its bearer keeps still, which is a breach and no stall', () => {
    const waits = block('clause T.2', achieves('BLUE', 'when: done T.1\nwithin: 24h'))
    expect(
      stories(verified(weekly('until: DayD + 28d')), waits).filter((one) => one.includes('RED')),
    ).toEqual([])
  })

  test.each([11, 14, 60])(
    'and kept by each of two bearers on each of %i days is a breach of neither',
    (days) => {
      const both = achieves('each of RED, BLUE', `every: 24h\nuntil: DayD + ${days}d`)
      const confirmed = both.replace('asserted by RED or asserted by BLUE', 'verified by role monitor')
      expect(stories(block('clause T.1', confirmed))).toEqual(['unsettled T.1 monitor'])
      const green = block('party GREEN', 'name: Green')
      const byThem = both.replace(/asserted by RED or .*/, 'verified by any 2 of RED, BLUE, GREEN')
      const told = rehearsed([green, block('clause T.1', byThem)]).stories
      expect(told.map(({ kind }) => kind)).toContain('unsettled')
      expect(told.flatMap(({ lines }) => lines.map(({ code }) => code))).not.toContain('refutes-each')
    },
  )
})

const answering = (of: string, more = ''): string =>
  block('clause T.2', achieves('BLUE', `for each: ${of}\nwithin: 24h${more}`))

describe('a duty to answer each breach', () => {
  const quiet = block('clause T.1', QUIET)

  test.each(['breach of T.1', 'alleged breach of T.1'])(
    'is no failing while nothing calls for it: %s',
    (of) => {
      expect(stories(quiet, answering(of))).toEqual([])
      expect(remarks(quiet, answering(of))).toEqual([])
    },
  )

  test('is answered when a breach is played, and what waits for an answer left out can begin', () => {
    const told = block('clause T.3', achieves('RED', 'when: more than 0 breaches of T.2 in all\nwithin: 24h'))
    expect(
      stories(
        quiet,
        verified(answering('breach of T.1')).replace('asserted by BLUE', 'verified by role monitor'),
        told,
      ),
    ).toEqual([])
  })

  test('can be stalled by nobody, but what is done for each breach for ever is never done', () => {
    const waits = block('clause T.3', achieves('RED', 'when: done T.2\nwithin: 24h'))
    expect(stories(quiet, answering('breach of T.1'), waits)).toEqual(['never-begins T.3'])
  })
})

test('what rests on another agreement comes from outside, so nothing is told of it', () => {
  const kept = block(
    'state kept',
    'means: The other text is kept.\ntest: no breach of MEM.1 in MEM\nif silent: compliant\nheard from: role monitor',
  )
  const first = block('clause T.1', achieves('RED', 'when: holds kept for 7d\nwithin: 2d'))
  const second = block('clause T.2', achieves('BLUE', 'when: done T.1\nwithin: 2d'))
  expect(stories(kept, first, second)).toEqual([])
  expect(remarks(kept, first, second)).not.toContainEqual(expect.stringMatching(/^stands-the-same/))
})

test('a hundred days of a duty that is owed every day are played to the end', () => {
  const daily = block('clause T.1', achieves('RED', 'every: 1d\nuntil: DayD + 100d'))
  const { stories: told, depth } = rehearsed([daily])
  expect({ told, depth }).toEqual({ told: [], depth: parseDuration('114d') })
})

test('where everything is done at once, what is owed every week was done every week', () => {
  const { runs, rows } = vacuityOf(textOf(weekly('until: DayD + 28d')), parseDuration('14d'))
  expect(rows[0]?.statuses[runs.findIndex(({ is }) => is === 'all-done')]).toBe('fulfilled')
})
