import { describe, expect, test } from 'vitest'
import { parseDuration } from '../time/instant.ts'
import { achieves, block, QUIET, rehearsed, remarks, stories } from './truce.test-support.ts'

const QUIET_STATE = block(
  'state quiet',
  'means: Nobody fires.\ntest: no breach of T.1\nif silent: compliant\nheard from: role monitor',
)

describe('how far a play goes', () => {
  test('is to the last date of the text and fourteen days more', () => {
    const depthOf = (more: string) => rehearsed([block('clause T.1', achieves('RED', more))]).depth
    expect(depthOf('within: 24h')).toBe(parseDuration('15d'))
    expect(depthOf('by: DayD + 30d')).toBe(parseDuration('44d'))
    expect(depthOf('when: on DayD + 60d\nwithin: 5d')).toBe(parseDuration('79d'))
    expect(depthOf('every: 7d\nuntil: DayD + 28d')).toBe(parseDuration('42d'))
    expect(depthOf('every: 7d')).toBe(parseDuration('28d'))
  })

  test('is no further than three years, and then it says of what nothing is told', () => {
    const late = block('clause T.1', achieves('RED', 'when: on DayD + 4000d\nwithin: 24h'))
    const { depth, toCome, stories: told } = rehearsed([late])
    expect({ depth, toCome, told }).toEqual({ depth: parseDuration('1096d'), toCome: ['T.1'], told: [] })
  })

  test.each(['when: on DayD + 30d\nwithin: 24h', 'by: DayD + 60d', 'when: done T.0\nwithin: 30d'])(
    'leaves time for what comes late: no story says that the play was over (%s)',
    (more) => {
      const first = block('clause T.0', achieves('BLUE', 'within: 20d'))
      const late = block('clause T.1', achieves('RED', more))
      const after = block('clause T.2', achieves('BLUE', 'when: done T.1\nwithin: 24h'))
      expect(stories(first, late, after)).toEqual([])
      // A play that somebody cuts short tells nothing of what had not come yet.
      expect(rehearsed([first, late, after], parseDuration('2d')).stories).toEqual([])
    },
  )

  test('lets a duty without a deadline stall and pay all the same', () => {
    const loose = block('clause T.1', achieves('RED', 'no deadline: none'))
    const own = block('clause T.2', achieves('RED', 'when: done T.1\nwithin: 30d'))
    const other = block('clause T.3', achieves('BLUE', 'by: DayD + 40d'))
    expect(stories(loose, own, other)).toEqual(['delay-pays T.1 RED'])
    const dated = block('clause T.1', achieves('RED', 'by: DayD + 30d'))
    expect(stories(dated, own, other)).toEqual([])
  })
})

describe('what a power waits for', () => {
  const owed = block('clause T.2', achieves('RED', 'within: 24h'))
  const power = (when: string): string =>
    block('power T.3', `who: jointly RED, BLUE\nmay: waive\nover: [T.2]\nwhen: ${when}`)
  const kinds = (...blocks: readonly string[]) => rehearsed(blocks).stories.map(({ kind }) => kind)

  test.each(['holds quiet for 30d', 'on DayD + 60d', 'on Handover', 'acceded BLUE'])(
    'is asked for, though no clause waits for it: %s is within reach',
    (when) => {
      const handover = block('moment Handover', 'means: It is handed over.\nset by: jointly RED, BLUE')
      expect(kinds(block('clause T.1', QUIET), QUIET_STATE, handover, owed, power(when))).not.toContain(
        'power-out-of-reach',
      )
    },
  )

  test('is out of reach where nobody can bring it about', () => {
    const may = block(
      'clause T.9',
      'who: BLUE\nmay: pull back\nshown by: verified by role monitor\nif silent: unknown',
    )
    expect(kinds(may, owed, power('done T.9'))).toContain('power-out-of-reach')
  })
})

describe('an end that somebody can withhold', () => {
  const kept = (until: string): string =>
    block('clause T.1', `${QUIET.replace('each of RED, BLUE', 'RED')}\nuntil: ${until}`)
  const moment = (setBy: string): string => block('moment Peace', `means: Peace is made.\nset by: ${setBy}`)

  test('is a stall that keeps a restraint for ever, told with each of those who can', () => {
    const { stories: told } = rehearsed([moment('jointly RED, BLUE'), kept('Peace')])
    const stall = told.find(({ kind }) => kind === 'stall')
    expect(stall).toMatchObject({
      change: 'Peace',
      clauses: ['T.1'],
      who: ['RED', 'BLUE'],
      together: false,
      fix: 'open-end',
    })
    expect(stall?.lines.at(-1)?.code).toBe('end-stall-open')
  })

  test('is none where it ends on a date', () => {
    const { stories: told } = rehearsed([kept('DayD + 90d')])
    expect(told.filter(({ kind }) => kind === 'stall')).toEqual([])
  })

  test('takes all of them where any may set it', () => {
    const { stories: told } = rehearsed([moment('asserted by RED or asserted by BLUE'), kept('Peace')])
    expect(told.filter(({ kind }) => kind === 'stall')).toMatchObject([{ change: 'Peace', together: true }])
  })
})

describe('what replays show of late dates and of breaches', () => {
  test.each([
    'within: 13d',
    'within: 15d',
    'within: 90d',
    'by: DayD + 200d',
    'every: 30d',
    'every: 7d\nuntil: DayD + 28d',
  ])('a party that leaves undone what has a deadline is overdue in the end: %s', (more) => {
    expect(remarks(block('clause T.1', achieves('RED', more)))).toEqual([])
  })

  test.each(['breached T.1', 'more than 3 breaches of T.1 in 7d'])(
    'a consequence of a breach does not stand the same: one run breaks promises (%s)',
    (when) => {
      const remedy = block('clause T.2', achieves('RED', `when: ${when}\nwithin: 24h`))
      expect(remarks(block('clause T.1', QUIET), remedy)).toEqual([])
    },
  )

  test('nor does the consequence of a promise left undone', () => {
    const unkept = achieves('BLUE', 'within: 24h').replace('asserted by BLUE', 'verified by role monitor')
    const remedy = block('clause T.2', achieves('RED', 'when: breached T.1\nwithin: 24h'))
    expect(remarks(block('clause T.1', unkept), remedy)).toEqual([])
  })
})
