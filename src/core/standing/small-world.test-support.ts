import type { Condition, Term } from '../agreement/agreement.ts'
import { formatInstant, parseDuration, type Duration, type Instant } from '../time/instant.ts'
import {
  at,
  clause,
  DAY_D,
  done,
  id,
  power,
  truce,
  until,
  verifiedByMonitor,
  within,
} from './truce.test-support.ts'

export const HOUR = 3_600_000
export const START = at(DAY_D)
export const hours = (count: number): string => formatInstant((START + count * HOUR) as Instant)
export const mission = [{ is: 'actor', actor: id('mission') }] as const
export const state: Extract<Term, { is: 'state' }> = {
  is: 'state',
  id: id('adherence'),
  name: { en: 'adherence' },
  means: 'quiet',
  choices: [],
  at: { line: 1, column: 1 },
  test: { is: 'no-breach', of: [id('T.1')] },
  decidedBy: undefined,
  ifSilent: 'compliant',
  sources: mission,
}
export const holds = (length: Duration): Condition => ({
  is: 'holds',
  state: id('adherence'),
  for: length,
  since: undefined,
})

/** A truce that uses most of the language. */
export const rich = truce({
  terms: [state],
  clauses: [
    clause('T.1', {
      window: until(hours(96)),
      ifSilent: 'compliant',
      sources: mission,
      exceptions: ['self-defence'],
    }),
    clause('T.1.b', { bearer: 'BLUE', conduct: { ...clause('x', {}).conduct, acts: ['attack'] } }),
    clause('T.2', { duty: 'achieve', window: within('48h') }),
    clause('T.3', {
      duty: 'achieve',
      bearer: 'BLUE',
      when: done('T.2'),
      window: within('24h'),
      ifSilent: 'breach',
      sources: mission,
    }),
    clause('T.4', { duty: 'permit', when: holds(parseDuration('36h')) }),
    clause('T.5', {
      when: { is: 'counted', clauses: [id('T.1')], over: 1, within: parseDuration('24h') },
      bearer: 'BLUE',
    }),
  ],
  powers: [power('P', { by: ['GREEN', 'WHITE'], over: [id('T.1')] })],
})

/** The same truce with the forms that repeat, add up, compare and reach back. */
export const wide = truce({
  terms: [
    {
      ...state,
      decidedBy: verifiedByMonitor,
      test: {
        is: 'at-most',
        of: [id('T.1')],
        within: parseDuration('24h'),
        limit: { is: 'baseline', from: { is: 'instant', instant: START } },
      },
    },
  ],
  clauses: [
    clause('T.1', { window: until(hours(96)), ifSilent: 'compliant', sources: mission }),
    clause('T.1.b', { bearer: 'BLUE', conduct: { ...clause('x', {}).conduct, acts: ['attack'] } }),
    clause('T.2', {
      duty: 'achieve',
      repeats: { is: 'every', period: parseDuration('24h') },
      window: { ...until(hours(96)), within: parseDuration('12h') },
      ifSilent: 'breach',
      sources: mission,
    }),
    clause('T.3', {
      duty: 'achieve',
      bearer: 'BLUE',
      repeats: { is: 'for-each', breaches: { of: [id('T.1')] }, alleged: true },
      window: within('24h'),
    }),
    clause('T.4', { duty: 'permit', when: holds(parseDuration('6h')) }),
    clause('T.5', {
      bearer: 'BLUE',
      when: {
        is: 'measured',
        clauses: [id('T.1'), id('T.2')],
        what: 'breaches',
        how: 'sum',
        over: 2,
        window: { is: 'calendar-day', startsAt: 960 },
      },
    }),
  ],
  powers: [
    power('P', {
      by: ['GREEN', 'WHITE'],
      over: [id('T.1')],
      when: { is: 'breached', clause: id('T.1'), by: undefined },
      limits: { times: 1, length: parseDuration('72h') },
    }),
  ],
})
