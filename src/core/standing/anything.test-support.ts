import * as fc from 'fast-check'
import type { Condition, Term } from '../agreement/agreement.ts'
import { formatInstant, parseDuration, type Duration, type Instant } from '../time/instant.ts'
import {
  at,
  clause,
  DAY_D,
  done,
  finding,
  id,
  moment,
  power,
  report,
  truce,
  until,
  within,
  type Said,
} from './truce.test-support.ts'

export const HOUR = 3_600_000
export const START = at(DAY_D)
export const hours = (count: number): string => formatInstant((START + count * HOUR) as Instant)
export const mission = [{ is: 'actor', actor: id('mission') }] as const
export const state: Term = {
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

/** Anything at all that may be said about this truce; `back` counts entries back from the speaker's own. */
export function anything(): fc.Arbitrary<(index: number) => Said> {
  const hour = fc.integer({ min: -12, max: 130 })
  const time = fc
    .tuple(hour, fc.constantFrom(0, 0, 5, 24))
    .map(([h, span]) => moment(hours(h), hours(h + span)))
  const who = fc.constantFrom(
    'red.army',
    'blue.army',
    'green.mfa',
    'white.mfa',
    'mission',
    'commission',
    'paper',
  )
  const incident = fc.constantFrom('INC-a', 'INC-b')
  const back = fc.integer({ min: 1, max: 12 })
  const party = fc.constantFrom('RED', 'BLUE')
  const name = fc.constantFrom('T.1', 'T.1.b')
  const to = (index: number, by: number): number => Math.max(0, index - by)
  const alleging = fc.constantFrom(
    { alleged: 'RED' },
    { alleged: 'BLUE' },
    { alleged: 'OUT' },
    { alleged: undefined },
  )
  const reports = fc.tuple(who, time, alleging).map(
    ([by, when, of]) =>
      () =>
        report(by, when, of),
  )
  const links = fc
    .tuple(incident, back, back, fc.boolean())
    .map(([inc, a, b, joins]) => (index: number): Said => {
      const which = [...new Set([to(index, a), to(index, b)])]
      return joins
        ? { kind: 'reports-linked', by: 'mission', incident: inc, reports: which, proposedBy: 'person' }
        : { kind: 'reports-parted', by: 'mission', incident: inc, reports: which, because: 'not the same' }
    })
  const findings = fc
    .tuple(
      fc.constantFrom('mission', 'commission'),
      incident,
      name,
      party,
      time,
      fc.constantFrom('confirmed', 'not-confirmed', 'undetermined'),
      fc.boolean(),
    )
    .map(
      ([by, inc, of, against, when, outcome, dated]) =>
        (): Said =>
          finding(by, inc, of, {
            outcome,
            attribution: [{ to: against, confidence: 'established' }],
            ...(dated ? { when } : {}),
          }),
    )
  const replies = fc
    .tuple(who, back, fc.constantFrom('accepts' as const, 'denies' as const, 'explains' as const))
    .map(([by, a, stance]) => (index: number): Said => ({ kind: 'reply-made', by, to: to(index, a), stance }))
  const revisions = fc.tuple(who, back, time, party, fc.boolean()).map(
    ([by, a, when, alleged, takesBack]) =>
      (index: number): Said =>
        takesBack
          ? { kind: 'statement-withdrawn', by, entry: to(index, a), because: 'mistaken' }
          : {
              kind: 'statement-corrected',
              by,
              entry: to(index, a),
              because: 'mistaken',
              instead: {
                kind: 'incident-reported',
                act: 'shelling',
                when,
                where: { name: 'there' },
                means: 'told',
                alleged,
              },
            },
  )
  const acts = fc
    .tuple(
      who,
      fc.constantFrom(['T.2', 'RED'], ['T.3', 'BLUE'], ['T.1', 'RED']),
      time,
      fc.constantFrom('act-declared', 'act-confirmed', 'act-refuted', 'act-unresolved'),
    )
    .map(
      ([by, [of, party_], when, kind]) =>
        () =>
          ({ kind, by, agreement: 'TRU', clause: of, party: party_, when }) as Said,
    )
  const closes = hour.map((h) => (): Said => ({
    kind: 'source-closed',
    by: 'mission',
    source: 'mission',
    through: hours(h),
  }))
  const uses = fc
    .tuple(fc.constantFrom('green.mfa', 'white.mfa'), fc.constantFrom(90, 96))
    .map(([by, h]) => (): Said => ({
      kind: 'power-exercised',
      by,
      agreement: 'TRU',
      power: 'P',
      act: 'extend',
      from: hours(h),
      until: hours(h + 48),
    }))
  const grants = fc.constant((): Said => ({
    kind: 'role-granted',
    by: 'office',
    actor: 'paper',
    name: { en: 'paper' },
    role: 'monitor',
  }))
  const weighted = [
    { weight: 5, arbitrary: reports },
    { weight: 3, arbitrary: links },
    { weight: 3, arbitrary: findings },
    { weight: 2, arbitrary: replies },
    { weight: 3, arbitrary: revisions },
    { weight: 3, arbitrary: acts },
    { weight: 1, arbitrary: closes },
    { weight: 1, arbitrary: uses },
    { weight: 1, arbitrary: grants },
  ]
  return fc.oneof(...weighted)
}
