import { describe, expect, test } from 'vitest'
import type { Clause } from '../agreement/agreement.ts'
import {
  clause,
  codes,
  DAY_D,
  done,
  finding,
  FIRST,
  jointly,
  moment,
  standing,
  told,
  truce,
  within,
  type Said,
} from './truce.test-support.ts'

const pullBack = (of: Partial<Clause> = {}): Clause =>
  clause('T.2', { duty: 'achieve', window: within('48h'), ...of })
const text = (of: Partial<Clause> = {}) => truce({ clauses: [pullBack(of)] })
const act = (
  kind: 'declared' | 'confirmed' | 'refuted' | 'unresolved',
  by: string,
  when: object,
  of: object = {},
) => ({ kind: `act-${kind}`, by, agreement: 'TRU', clause: 'T.2', party: 'RED', when, ...of }) as Said
const on13 = moment('2016-09-13T10:00:00Z')
const AFTER = '2016-09-16T00:00:00Z'

describe('a duty to achieve', () => {
  test('is due soon within a day of its deadline, and overdue after it while nobody has said anything', () => {
    const engine = told(text())
    const status = (when: string) => standing(engine, 'T.2', when).status
    expect(status(DAY_D)).toBe('active')
    expect(status('2016-09-13T15:59:59Z')).toBe('active')
    expect(status('2016-09-13T16:00:00Z')).toBe('due-soon')
    expect(status('2016-09-14T16:00:00Z')).toBe('due-soon')
    expect(status('2016-09-14T16:00:00.001Z')).toBe('overdue')
  })

  test('an act at exactly the deadline is in time', () => {
    const board = standing(
      told(text(), act('confirmed', 'mission', moment('2016-09-14T16:00:00Z'))),
      'T.2',
      AFTER,
    )
    expect(board).toMatchObject({ status: 'fulfilled', late: false, performed: { lo: 1, hi: 1 } })
  })

  test('done late, the breach stays on record', () => {
    const engine = told(text(), act('confirmed', 'mission', moment('2016-09-14T16:00:00.001Z')))
    const board = standing(engine, 'T.2', AFTER)
    expect(board).toMatchObject({ status: 'breached', late: true, performed: { lo: 1, hi: 1 } })
    expect(board.why[0]).toMatchObject({ code: 'done-late', entries: [FIRST] })
  })

  test('done at a time that straddles the deadline is neither in time nor late', () => {
    const day = moment('2016-09-14T00:00:00Z', '2016-09-14T23:59:59Z')
    const board = standing(told(text(), act('confirmed', 'mission', day)), 'T.2', AFTER)
    expect(board).toMatchObject({ status: 'contested', late: false })
    expect(codes(board)[0]).toBe('done-time-uncertain')
  })

  test('the bearer’s own word does not meet a standard that asks for verification', () => {
    const engine = told(text(), act('declared', 'red.army', on13))
    const board = standing(engine, 'T.2', AFTER)
    expect(board.status).toBe('contested')
    expect(codes(board)[0]).toBe('performance-alleged')
    expect(board.next).toEqual([
      { who: 'mission', what: 'verify', subject: 'T.2', by: board.due },
      { who: 'commission', what: 'verify', subject: 'T.2', by: board.due },
    ])
  })

  test('a verifier who looked and cannot say leaves it inconclusive', () => {
    const engine = told(
      text(),
      act('declared', 'red.army', on13),
      act('unresolved', 'mission', on13, { declared: FIRST }),
    )
    expect(codes(standing(engine, 'T.2', AFTER))[0]).toBe('performance-inconclusive')
  })

  test('refuted through the deadline it is breached; refuted before, it may still have been done', () => {
    const late = moment('2016-09-14T18:00:00Z')
    expect(standing(told(text(), act('refuted', 'mission', late)), 'T.2', AFTER)).toMatchObject({
      status: 'breached',
      performed: { lo: 0, hi: 0 },
    })
    expect(standing(told(text(), act('refuted', 'mission', on13)), 'T.2', AFTER).status).toBe('overdue')
  })

  test('a verifier who changes its mind about the same declaration is heard in its last word', () => {
    const engine = told(
      text(),
      act('declared', 'red.army', on13),
      act('refuted', 'mission', on13, { declared: FIRST }),
      act('confirmed', 'mission', on13, { declared: FIRST }),
    )
    expect(standing(engine, 'T.2', AFTER, { known: FIRST + 2 }).status).toBe('overdue')
    expect(standing(engine, 'T.2', AFTER).status).toBe('fulfilled')
  })

  test('where silence is breach, it breaches only once the sources have closed, and cites the close', () => {
    const strict = text({ ifSilent: 'breach', sources: [{ is: 'actor', actor: 'mission' as never }] })
    const close: Said = {
      kind: 'source-closed',
      by: 'mission',
      source: 'mission',
      through: '2016-09-14T16:00:00Z',
    }
    const open = standing(told(strict), 'T.2', AFTER)
    expect(open.status).toBe('overdue')
    expect(open.next).toContainEqual({ who: 'mission', what: 'close', subject: 'T.2', by: undefined })
    const closed = standing(told(strict, close), 'T.2', AFTER)
    expect(closed.status).toBe('breached')
    expect(closed.why[0]).toMatchObject({ code: 'breach-by-silence', entries: [FIRST] })
    const withdrawn: Said = { kind: 'statement-withdrawn', by: 'mission', entry: FIRST, because: 'too early' }
    expect(standing(told(strict, close, withdrawn), 'T.2', AFTER).status).toBe('overdue')
    const forged = { ...close, by: 'red.army' }
    expect(standing(told(strict, forged), 'T.2', AFTER).status).toBe('overdue')
  })

  test('a joint standard is met by one statement of both or by one of each', () => {
    const joint = text({ evidence: jointly('GREEN', 'WHITE') })
    const green = act('declared', 'green.mfa', on13)
    const white = act('declared', 'white.mfa', moment('2016-09-13T11:00:00Z'))
    const both = { ...green, by: ['green.mfa', 'white.mfa'] }
    expect(standing(told(joint, green), 'T.2', AFTER).status).toBe('contested')
    expect(standing(told(joint, green, white), 'T.2', AFTER).status).toBe('fulfilled')
    expect(standing(told(joint, both), 'T.2', AFTER).status).toBe('fulfilled')
    const denied = act('refuted', 'white.mfa', on13)
    const board = standing(told(joint, green, denied), 'T.2', AFTER)
    expect(codes(board)[0]).toBe('performance-disputed')
  })

  test('a finding that the duty was breached breaches it, unless it is shown to be done', () => {
    const found = finding('mission', 'INC-b', 'T.2', { when: moment('2016-09-15T00:00:00Z') })
    expect(standing(told(text(), found), 'T.2', AFTER).status).toBe('breached')
  })

  test('withdrawing what was declared leaves it as if never said', () => {
    const engine = told(text(), act('declared', 'red.army', on13), {
      kind: 'statement-withdrawn',
      by: 'red.army',
      entry: FIRST,
      because: 'said in error',
    })
    expect(standing(engine, 'T.2', AFTER)).toEqual(standing(told(text()), 'T.2', AFTER))
  })
})

describe('what waits for something else', () => {
  const chain = truce({
    clauses: [
      clause('T.3', { duty: 'achieve', bearer: 'BLUE', window: within('24h') }),
      pullBack({ when: done('T.3') }),
    ],
  })
  const opened = {
    kind: 'act-declared',
    by: 'blue.army',
    agreement: 'TRU',
    clause: 'T.3',
    party: 'BLUE',
    when: on13,
  } as const

  test('says for what it waits and whose move it is', () => {
    const board = standing(told(chain), 'T.2', AFTER)
    expect(board.status).toBe('pending')
    expect(board.why[0]).toEqual({ code: 'waits-for-clause', values: { clause: 'T.3' }, entries: [] })
    expect(board.next).toEqual([
      { who: 'BLUE', what: 'perform', subject: 'T.3', by: Date.UTC(2016, 8, 13, 16) },
    ])
  })

  test('when the other says it is done, what is missing is the proof, and the move is the verifiers’', () => {
    const board = standing(told(chain, opened), 'T.2', AFTER)
    expect(board).toMatchObject({ status: 'pending', activated: { certain: undefined } })
    expect(codes(board)).toEqual(['activation-open', 'waits-for-proof'])
    expect(board.next.map(({ who, what }) => `${who} ${what}`)).toEqual([
      'mission verify',
      'commission verify',
    ])
  })

  test('once it is shown, the duty begins at that moment and its deadline runs from there', () => {
    const engine = told(chain, { ...opened, kind: 'act-confirmed', by: 'mission' })
    expect(standing(engine, 'T.2', '2016-09-13T10:00:00Z')).toMatchObject({
      status: 'active',
      due: Date.UTC(2016, 8, 15, 10),
    })
  })

  test('a deadline before the agreement starts binds from the day it was agreed', () => {
    const accept = truce({
      clauses: [
        pullBack({
          window: {
            ...within('48h'),
            within: undefined,
            by: { is: 'instant', instant: Date.UTC(2016, 8, 12) as never },
          },
        }),
      ],
    })
    expect(standing(told(accept), 'T.2', '2016-09-10T00:00:00Z').status).toBe('active')
    expect(standing(told(accept), 'T.2', '2016-09-12T12:00:00Z').status).toBe('overdue')
  })

  test('nothing in a draft ever begins', () => {
    const draft = truce({ clauses: [pullBack()], force: 'draft' })
    const board = standing(told(draft), 'T.2', AFTER)
    expect(board.status).toBe('pending')
    expect(codes(board)).toEqual(['draft'])
    expect(board.next).toEqual([])
  })

  test('two words of the same moment are weighed together, whichever was heard first', () => {
    const yes = act('confirmed', 'mission', on13)
    const no = act('refuted', 'commission', on13)
    const orders = [
      [yes, no],
      [no, yes],
    ]
    expect(orders.map((said) => standing(told(text(), ...said), 'T.2', AFTER).status)).toEqual([
      'contested',
      'contested',
    ])
  })

  test('what the text permits or intends is shown and never breached', () => {
    const mild = truce({
      clauses: [clause('T.4', { duty: 'permit' }), clause('T.5', { duty: 'intend', window: within('24h') })],
    })
    const engine = told(mild, finding('mission', 'INC-c', 'T.5', { when: on13 }))
    expect(standing(engine, 'T.4', AFTER).status).toBe('active')
    expect(standing(engine, 'T.5', AFTER).status).toBe('active')
  })
})
