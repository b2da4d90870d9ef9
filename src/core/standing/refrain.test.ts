import { describe, expect, test } from 'vitest'
import { readingsOf } from '../evidence/readings.ts'
import {
  clause,
  codes,
  FIRST,
  id,
  finding,
  link,
  moment,
  report,
  standing,
  told,
  truce,
  until,
  assertedBy,
  type Said,
} from './truce.test-support.ts'

const noShelling = clause('T.1', { window: until('2016-09-14T16:00:00Z') })
const text = truce({ clauses: [noShelling] })
const on13 = moment('2016-09-13T10:00:00Z')

describe('a duty to refrain', () => {
  test('is pending before it begins and active from then on', () => {
    const engine = told(text)
    expect(standing(engine, 'T.1', '2016-09-12T15:59:59Z').status).toBe('pending')
    expect(standing(engine, 'T.1', '2016-09-12T16:00:00Z').status).toBe('active')
  })

  test('an allegation makes it contested, never breached', () => {
    const engine = told(text, report('paper', on13))
    const board = standing(engine, 'T.1', '2016-09-13T12:00:00Z')
    expect(board).toMatchObject({ status: 'contested', breaches: { found: 0, alleged: 1 } })
    expect(board.why[0]).toMatchObject({ code: 'alleged', entries: [FIRST] })
    expect(board.next).toContainEqual({ who: 'mission', what: 'verify', subject: 'T.1', by: undefined })
    expect(board.next).toContainEqual({ who: 'RED', what: 'reply', subject: 'T.1', by: undefined })
  })

  test('a finding under the clause’s standard makes it breached, and it stays so after the window', () => {
    const engine = told(text, report('paper', on13), link('INC-a', FIRST), finding('mission', 'INC-a', 'T.1'))
    expect(standing(engine, 'T.1', '2016-09-13T12:00:00Z')).toMatchObject({
      status: 'breached',
      performed: { lo: 0, hi: 0 },
      breaches: { found: 1, alleged: 0 },
    })
    expect(standing(engine, 'T.1', '2016-09-20T00:00:00Z').status).toBe('breached')
    expect(standing(engine, 'T.1', '2016-09-13T09:00:00Z').status).toBe('active')
  })

  test('what was known decides: before the finding it was contested, and that stays so for ever', () => {
    const engine = told(text, report('paper', on13), link('INC-a', FIRST), finding('mission', 'INC-a', 'T.1'))
    const when = '2016-09-13T12:00:00Z'
    expect(
      [FIRST, FIRST + 1, FIRST + 2, FIRST + 3].map(
        (known) => standing(engine, 'T.1', when, { known }).status,
      ),
    ).toEqual(['active', 'contested', 'contested', 'breached'])
  })

  test('two monitors who disagree leave it contested', () => {
    const engine = told(
      text,
      report('paper', on13),
      link('INC-a', FIRST),
      finding('mission', 'INC-a', 'T.1'),
      finding('commission', 'INC-a', 'T.1', { outcome: 'not-confirmed' }),
    )
    const board = standing(engine, 'T.1', '2016-09-13T12:00:00Z')
    expect(board.status).toBe('contested')
    expect(codes(board)[0]).toBe('disputed')
  })

  test('a finding that it did not happen clears the bearer', () => {
    const engine = told(
      text,
      report('paper', on13),
      link('INC-a', FIRST),
      finding('mission', 'INC-a', 'T.1', { outcome: 'not-confirmed' }),
    )
    expect(standing(engine, 'T.1', '2016-09-13T12:00:00Z')).toMatchObject({
      status: 'active',
      breaches: { found: 0, alleged: 0 },
    })
  })

  test('a finding that somebody else did it clears the one who was accused', () => {
    const engine = told(
      text,
      report('paper', on13),
      link('INC-a', FIRST),
      finding('mission', 'INC-a', 'T.1', { attribution: [{ to: 'BLUE', confidence: 'established' }] }),
    )
    expect(standing(engine, 'T.1', '2016-09-13T12:00:00Z').status).toBe('active')
  })

  test('a finding that is not sure who did it decides nothing', () => {
    const engine = told(
      text,
      report('paper', on13),
      link('INC-a', FIRST),
      finding('mission', 'INC-a', 'T.1', { attribution: [{ to: 'RED', confidence: 'possible' }] }),
    )
    const board = standing(engine, 'T.1', '2016-09-13T12:00:00Z')
    expect(board).toMatchObject({ status: 'contested' })
    expect(codes(board)[0]).toBe('inconclusive')
  })

  test('several reports of one incident are one breach', () => {
    const engine = told(
      text,
      report('paper', on13),
      report('blue.army', on13),
      link('INC-a', FIRST, FIRST + 1),
    )
    expect(standing(engine, 'T.1', '2016-09-13T12:00:00Z', { known: FIRST + 2 }).breaches.alleged).toBe(2)
    expect(standing(engine, 'T.1', '2016-09-13T12:00:00Z').breaches.alleged).toBe(1)
  })

  test('a report of a whole day that straddles the beginning stays open even when found', () => {
    const day = moment('2016-09-12T00:00:00Z', '2016-09-12T23:59:59Z')
    const engine = told(text, report('paper', day), link('INC-a', FIRST), finding('mission', 'INC-a', 'T.1'))
    const board = standing(engine, 'T.1', '2016-09-13T12:00:00Z')
    expect(board.status).toBe('contested')
    expect(codes(board)[0]).toBe('time-uncertain')
  })

  test('a breach that may have come at the very end of the window, which is outside it, stays open', () => {
    const within = (latest: string) => moment('2016-09-14T15:00:00Z', latest)
    const found = (latest: string) => told(text, finding('mission', 'INC-a', 'T.1', { when: within(latest) }))
    const after = '2016-09-15T00:00:00Z'
    expect(standing(found('2016-09-14T15:59:59.999Z'), 'T.1', after).status).toBe('breached')
    expect(standing(found('2016-09-14T16:00:00Z'), 'T.1', after).status).toBe('expired')
  })

  test('after its window, with an allegation open, it has expired', () => {
    const engine = told(text, report('paper', on13))
    expect(standing(engine, 'T.1', '2016-09-14T16:00:00Z')).toMatchObject({
      status: 'expired',
      breaches: { found: 0, alleged: 1 },
    })
  })

  test('silence proves nothing until the sources that the clause names have closed', () => {
    const silent = truce({
      clauses: [
        clause('T.1', {
          window: until('2016-09-14T16:00:00Z'),
          ifSilent: 'compliant',
          sources: [{ is: 'actor', actor: 'mission' as never }],
        }),
      ],
    })
    const close = (through: string) =>
      ({ kind: 'source-closed', by: 'mission', source: 'mission', through }) as const
    const after = '2016-09-15T00:00:00Z'
    expect(standing(told(silent), 'T.1', after).status).toBe('expired')
    expect(standing(told(silent, close('2016-09-14T00:00:00Z')), 'T.1', after).status).toBe('expired')
    const closed = standing(told(silent, close('2016-09-14T16:00:00Z')), 'T.1', after)
    expect(closed).toMatchObject({ status: 'fulfilled', performed: { lo: 1, hi: 1 } })
    expect(closed.why[0]).toMatchObject({ code: 'kept', entries: [FIRST] })
  })

  test('self-defence claimed by the bearer opens what rests on a mere word; a finding decides', () => {
    const excused = truce({
      clauses: [clause('T.1', { exceptions: ['proportionate self-defence'], evidence: assertedBy('BLUE') })],
    })
    const when = '2016-09-13T12:00:00Z'
    const said = report('blue.army', on13)
    const explains = { kind: 'reply-made', by: 'red.army', to: FIRST, stance: 'explains' } as const
    expect(standing(told(excused, said), 'T.1', when).status).toBe('breached')
    expect(standing(told(excused, said, explains), 'T.1', when).status).toBe('contested')
    const found = finding('white.mfa', 'INC-a', 'T.1')
    const decided = truce({
      clauses: [
        clause('T.1', {
          exceptions: ['proportionate self-defence'],
          evidence: { is: 'any', of: [assertedBy('BLUE'), assertedBy('WHITE')] },
        }),
      ],
    })
    expect(standing(told(decided, said, explains, link('INC-a', FIRST), found), 'T.1', when).status).toBe(
      'breached',
    )
  })

  test('each reading hears its own voices and they are never merged', () => {
    const engine = told(text, report('blue.army', on13), report('paper', moment('2016-09-13T11:00:00Z')))
    const statuses = Object.fromEntries(
      readingsOf(text).map((reading) => [
        reading.id,
        standing(engine, 'T.1', '2016-09-13T12:00:00Z', { reading }).status,
      ]),
    )
    expect(statuses).toEqual({
      record: 'contested',
      'word-of-RED': 'active',
      'word-of-BLUE': 'breached',
      'word-of-GREEN': 'active',
      'word-of-WHITE': 'active',
      'word-of-side-A': 'active',
      'word-of-side-B': 'breached',
      monitors: 'active',
      agreed: 'active',
    })
  })

  test('a verifier who says that it was not kept at some time lays a breach to the bearer', () => {
    const refuted = {
      kind: 'act-refuted',
      by: 'mission',
      agreement: 'TRU',
      clause: 'T.1',
      party: 'RED',
      when: on13,
    } as const
    expect(standing(told(text, refuted), 'T.1', '2016-09-13T12:00:00Z').status).toBe('breached')
  })

  test('a clash is shown to its two sides, and to no other bearer of the clause', () => {
    const three = truce({ clauses: [clause('T.1', { bearers: [id('RED'), id('BLUE'), id('GREEN')] })] })
    const clash = report('paper', moment('2016-09-13T10:00:00Z'), {
      alleged: undefined,
      sides: ['RED', 'BLUE'],
    })
    const { by: _, ...unsigned } = clash
    const correction: Said = {
      kind: 'statement-corrected',
      by: 'paper',
      entry: FIRST,
      because: 'it was another side',
      instead: { ...unsigned, sides: ['RED', 'GREEN'] } as never,
    }
    const shown = (known: number) =>
      ['RED', 'BLUE', 'GREEN'].map((party) =>
        codes(
          standing(told(three, clash, correction), 'T.1', '2016-09-14T00:00:00Z', { party, known }),
        ).includes('unattributed'),
      )
    expect(shown(FIRST + 1)).toEqual([true, true, false])
    expect(shown(FIRST + 2)).toEqual([true, false, true])
  })

  test('a clash that nobody is said to have begun counts against nobody', () => {
    const clash = truce({
      clauses: [clause('T.1', { conduct: { ...noShelling.conduct, acts: ['armed-clash'] } })],
    })
    const engine = told(
      clash,
      report('paper', on13, { act: 'armed-clash', alleged: undefined, sides: ['RED', 'BLUE'] }),
    )
    const board = standing(engine, 'T.1', '2016-09-13T12:00:00Z')
    const shown = { code: 'unattributed', values: { count: 1 }, entries: [] }
    expect(board.status).toBe('active')
    expect(board.why).toContainEqual(shown)
    expect(standing(engine, 'T.1', '2016-09-13T09:00:00Z').why).not.toContainEqual(shown)
  })
})
