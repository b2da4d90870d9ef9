import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Condition, Term } from '../agreement/agreement.ts'
import { readingsOf, RECORD_READING } from '../evidence/readings.ts'
import { formatInstant, parseDuration, type Duration, type Instant } from '../time/instant.ts'
import { standingWords } from '../words/standing.ts'
import { boardOf } from './board.ts'
import { flipsOf, historyOf } from './history.ts'
import {
  achieveStatus,
  refrainStatus,
  standingOf as stands,
  streakEnds,
  type Plain,
} from './oracle.test-support.ts'
import type { Board } from './standing.ts'
import {
  at,
  clause,
  DAY_D,
  done,
  entry,
  finding,
  FIRST,
  id,
  moment,
  PREAMBLE,
  power,
  report,
  standing,
  told,
  truce,
  until,
  within,
  type Said,
} from './truce.test-support.ts'

const HOUR = 3_600_000
const START = at(DAY_D)
const hours = (count: number): string => formatInstant((START + count * HOUR) as Instant)
const mission = [{ is: 'actor', actor: id('mission') }] as const
const state: Term = {
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
const holds = (length: Duration): Condition => ({
  is: 'holds',
  state: id('adherence'),
  for: length,
  since: undefined,
})

describe('against a slow second opinion', () => {
  const world = { ends: 96, deadline: 48, run: 36 }
  const text = truce({
    terms: [state],
    clauses: [
      clause('T.1', { window: until(hours(world.ends)), ifSilent: 'compliant', sources: mission }),
      clause('T.2', { duty: 'achieve', window: within('48h'), ifSilent: 'compliant', sources: mission }),
      clause('T.4', { duty: 'permit', when: holds((world.run * HOUR) as Duration) }),
    ],
  })
  const hour = fc.integer({ min: -12, max: 130 })
  const plain: fc.Arbitrary<Plain> = fc.oneof(
    fc.record({ is: fc.constant('alleged' as const), hour, span: fc.nat(24) }).map(({ hour: h, span }) => ({
      is: 'alleged' as const,
      hour: h,
      until: h + span,
    })),
    fc.record({ is: fc.constant('found' as const), hour }),
    fc.record({ is: fc.constantFrom('done' as const, 'not-done' as const, 'claims-done' as const), hour }),
    fc.record({ is: fc.constant('closed' as const), hour }),
    fc.record({ is: fc.constant('withdrawn' as const), which: fc.nat(20) }),
  )
  const act = (kind: string, by: string, h: number) =>
    ({ kind, by, agreement: 'TRU', clause: 'T.2', party: 'RED', when: moment(hours(h)) }) as Said
  const author = {
    alleged: 'paper',
    found: 'mission',
    done: 'mission',
    'not-done': 'mission',
    'claims-done': 'red.army',
    closed: 'mission',
    withdrawn: 'paper',
  }

  const say = (one: Plain, i: number, log: readonly Plain[]): Said => {
    switch (one.is) {
      case 'alleged':
        return report('paper', moment(hours(one.hour), hours(one.until)))
      case 'found':
        return finding('mission', `INC-n${i}`, 'T.1', { when: moment(hours(one.hour)) })
      case 'done':
        return act('act-confirmed', 'mission', one.hour)
      case 'not-done':
        return act('act-refuted', 'mission', one.hour)
      case 'claims-done':
        return act('act-declared', 'red.army', one.hour)
      case 'closed':
        return { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(one.hour) }
      case 'withdrawn': {
        const of = log[one.which]
        const by = of === undefined || one.which >= i ? 'paper' : author[of.is]
        return { kind: 'statement-withdrawn', by, entry: FIRST + one.which, because: 'mistaken' }
      }
    }
  }
  // Two words of the monitor at the same hour go by their order in the log, which the second opinion does not know.
  const unambiguous = (log: readonly Plain[]): boolean => {
    const words = log.flatMap((one) =>
      one.is === 'done' || one.is === 'not-done' || one.is === 'claims-done' ? [one.hour] : [],
    )
    return new Set(words).size === words.length
  }

  test('the engine answers the same on every small log, at every hour and every knowledge time', () => {
    fc.assert(
      fc.property(
        fc.array(plain, { maxLength: 14 }).filter(unambiguous),
        hour,
        fc.nat(14),
        (log, when, cut) => {
          const engine = told(text, ...log.map((one, i) => say(one, i, log)))
          const known = Math.min(cut, log.length)
          const standingLog = stands(log, known)
          const of = { known: FIRST + known }
          expect(standing(engine, 'T.1', hours(when), of).status).toBe(
            refrainStatus(standingLog, world, when),
          )
          expect(standing(engine, 'T.2', hours(when), of).status).toBe(
            achieveStatus(standingLog, world, when),
          )
          const { certain, possible } = standing(engine, 'T.4', hours(when), of).activated
          const ends = streakEnds(standingLog, world)
          expect({ certain, possible }).toEqual({
            certain: ends.certain === undefined ? undefined : at(hours(ends.certain)),
            possible: at(hours(ends.possible)),
          })
        },
      ),
      { numRuns: 400 },
    )
  })
})

const rich = truce({
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
function anything(): fc.Arbitrary<(index: number) => Said> {
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
const logs = () =>
  fc.array(anything(), { maxLength: 30 }).map((makers) => makers.map((make, i) => make(FIRST + i)))
const reading = fc.constantFrom(...readingsOf(rich))
const hour = fc.integer({ min: -12, max: 150 })
const ask = (when: number, known: number, of = RECORD_READING) => ({
  agreement: id('TRU'),
  at: at(hours(when)),
  known,
  reading: of,
})

/** A board without the entries it cites: what must not depend on the order of arrival. */
function bare({ standings, states }: Board) {
  return {
    standings: standings.map(({ clause: of, status, performed, activated, due, ends, late, breaches }) => {
      return { of, status, performed, activated, due, ends, late, breaches }
    }),
    states: states.map(({ state: of, holds: bounds }) => ({ of, bounds })),
  }
}

describe('whatever is said', () => {
  test('a board as of an entry is the board of a log that ends there', () => {
    fc.assert(
      fc.property(logs(), hour, fc.nat(30), reading, (said, when, cut, of) => {
        const short = said.slice(0, cut)
        const known = FIRST + short.length
        const full = told(rich, ...said)
        // Asked later first, so that nothing kept from one question can leak into another.
        boardOf(full, ask(when, full.size, of))
        expect(boardOf(full, ask(when, known, of))).toEqual(
          boardOf(told(rich, ...short), ask(when, known, of)),
        )
      }),
      { numRuns: 300 },
    )
  })

  test('a report that was withdrawn is as if it had never been said', () => {
    fc.assert(
      fc.property(logs(), hour, reading, fc.nat(30), (said, when, of, place) => {
        const cut = Math.min(place, said.length)
        const filler: Said = { kind: 'document-cited', by: 'paper', about: 'nothing' }
        const withdrawn = [...said.slice(0, cut), report('paper', moment(hours(10))), ...said.slice(cut)]
        const never = [...said.slice(0, cut), filler, ...said.slice(cut)]
        const back: Said = {
          kind: 'statement-withdrawn',
          by: 'paper',
          entry: FIRST + cut,
          because: 'mistaken',
        }
        const known = FIRST + said.length + 2
        expect(bare(boardOf(told(rich, ...withdrawn, back), ask(when, known, of)))).toEqual(
          bare(boardOf(told(rich, ...never, filler), ask(when, known, of))),
        )
      }),
      { numRuns: 300 },
    )
  })

  test('the order in which reports and findings arrive changes no standing once all are known', () => {
    const unordered = fc.uniqueArray(
      fc.record({
        at: fc.integer({ min: -12, max: 120 }),
        kind: fc.constantFrom('report', 'found', 'refuted', 'done'),
        alleged: fc.constantFrom('RED', 'BLUE'),
        by: fc.constantFrom('mission', 'commission'),
      }),
      { maxLength: 20, selector: ({ at: time }) => time },
    )
    const make = ({
      at: h,
      kind,
      alleged,
      by,
    }: {
      at: number
      kind: string
      alleged: string
      by: string
    }): Said => {
      if (kind === 'report') return report('paper', moment(hours(h), hours(h + 3)), { alleged })
      if (kind === 'done')
        return {
          kind: 'act-confirmed',
          by,
          agreement: 'TRU',
          clause: 'T.2',
          party: 'RED',
          when: moment(hours(h)),
        }
      const outcome = kind === 'found' ? 'confirmed' : 'not-confirmed'
      return finding(by, `INC-${Math.abs(h) % 4}`, 'T.1', { outcome, when: moment(hours(h)) })
    }
    fc.assert(
      fc.property(
        unordered.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        hour,
        reading,
        ([one, other], when, of) => {
          const board = (all: typeof one) => {
            const engine = told(rich, ...all.map(make))
            return bare(boardOf(engine, ask(when, engine.size, of)))
          }
          expect(board(other)).toEqual(board(one))
        },
      ),
      { numRuns: 200 },
    )
  })

  test('no bound stands above its partner, and every reason cites entries that were known', () => {
    fc.assert(
      fc.property(logs(), hour, reading, (said, when, of) => {
        const engine = told(rich, ...said)
        const known = engine.size - (said.length >> 1)
        const board = boardOf(engine, ask(when, known, of))
        for (const { performed, why, whyNot } of board.standings) {
          expect(performed.lo).toBeLessThanOrEqual(performed.hi)
          for (const { entries } of [...why, ...whyNot]) {
            for (const index of entries) expect(index).toBeLessThan(known)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  test('every change over knowledge time is told, at the entry that made it', () => {
    const instance = fc.constantFrom(['T.1', 'RED'], ['T.1.b', 'BLUE'], ['T.2', 'RED'])
    fc.assert(
      fc.property(logs(), hour, reading, instance, (said, when, of, [name, party]) => {
        const engine = told(rich, ...said)
        const asked = { ...ask(when, engine.size, of), clause: id(name ?? ''), party: id(party ?? '') }
        const slow: { entry: number; to: string }[] = []
        for (let known = FIRST; known <= engine.size; known += 1) {
          const { status } = standing(engine, name ?? '', hours(when), {
            known,
            reading: of,
            party: party ?? '',
          })
          if (slow.at(-1)?.to !== status) slow.push({ entry: known - 1, to: status })
        }
        expect(flipsOf(engine, asked).map(({ entry: by, to }) => ({ entry: by, to }))).toEqual(slow)
      }),
      { numRuns: 150 },
    )
  })

  test('every change over event time is told, at the moment at which it came', () => {
    const instance = fc.constantFrom(
      ['T.1', 'RED'],
      ['T.1.b', 'BLUE'],
      ['T.2', 'RED'],
      ['T.3', 'BLUE'],
      ['T.5', 'BLUE'],
    )
    fc.assert(
      fc.property(logs(), reading, instance, (said, of, [name, party]) => {
        const engine = told(rich, ...said)
        const asked = { ...ask(0, engine.size, of), clause: id(name ?? ''), party: id(party ?? '') }
        const changes = historyOf(engine, { ...asked, from: at(hours(-20)), to: at(hours(160)) })
        for (let when = -20; when <= 160; when += 1) {
          const last = changes.findLast(({ at: since }) => since <= at(hours(when)))
          expect(last?.to, `at hour ${when}`).toBe(
            standing(engine, name ?? '', hours(when), { reading: of, party: party ?? '' }).status,
          )
        }
      }),
      { numRuns: 40 },
    )
  })

  test('every reason has its words', () => {
    fc.assert(
      fc.property(logs(), hour, reading, (said, when, of) => {
        const engine = told(rich, ...said)
        const { standings, states, exchanges } = boardOf(engine, ask(when, engine.size, of))
        const reasons = [
          ...standings.flatMap(({ why, whyNot }) => [...why, ...whyNot]),
          ...states.flatMap(({ why }) => why),
          ...exchanges.flatMap(({ missing }) => missing),
        ]
        for (const { code, values } of reasons) {
          const text = new Map<string, string>(Object.entries(standingWords.en)).get(`reason.${code}`)
          expect(text, code).toBeDefined()
          for (const [, name] of (text ?? '').matchAll(/\{([a-z]+)[,}]/g))
            expect(values, code).toHaveProperty(name ?? '')
        }
      }),
      { numRuns: 200 },
    )
  })

  test('every entry in these logs is one that the strict parser takes', () => {
    fc.assert(
      fc.property(logs(), (said) => [...PREAMBLE, ...said].every((one, i) => entry(i, one).index === i)),
    )
  })
})
