import * as fc from 'fast-check'
import { hours } from './small-world.test-support.ts'
import { finding, FIRST, moment, report, type Said } from './truce.test-support.ts'

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
      fc.constantFrom('mission', 'commission', 'paper'),
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
      fc.constantFrom('act-declared' as const, 'act-confirmed', 'act-refuted', 'act-unresolved'),
    )
    .map(([by, [of, party_], when, kind]) => (): Said => ({
      kind,
      by,
      agreement: 'TRU',
      clause: of,
      party: party_,
      when,
    }))
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

/** Logs of up to thirty things said after the preamble. */
export const logs = () =>
  fc.array(anything(), { maxLength: 30 }).map((makers) => makers.map((make, i) => make(FIRST + i)))
