import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Agreement, Clause } from '../agreement/agreement.ts'
import { whole } from '../certificate/certificate.test-support.ts'
import { forms } from '../certificate/forms.test-support.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { boardOf } from './board.ts'
import { seeded } from './seeded.test-support.ts'
import { hours, rich } from './small-world.test-support.ts'
import { at, finding, id, moment, report, told, type Said } from './truce.test-support.ts'

const { RUNS, SEED } = seeded(100)

/** What is said of one time, that lies anywhere between two hours, and the hour at which it truly was. */
type Spoken = {
  readonly kind: 'reported' | 'found' | 'act-declared' | 'act-confirmed' | 'act-refuted'
  readonly clause: string
  readonly party: string
  readonly from: number
  readonly until: number
  readonly truly: number
}
/** Most things are said of times about which something begins or ends. */
const near = fc
  .tuple(fc.constantFrom(0, 24, 48, 60, 96), fc.integer({ min: -12, max: 3 }))
  .map(([edge, by]) => edge + by)

/** What may be said of one duty. That it was kept, or not done, is said of all of a span, which has no true hour. */
const spokenOf = ({ id: name, duty, bearers }: Clause): fc.Arbitrary<Spoken> =>
  fc
    .record({
      kind: fc.constantFrom<Spoken['kind'][]>(
        ...(duty === 'achieve'
          ? (['act-declared', 'act-confirmed', 'act-refuted'] as const)
          : (['reported', 'found', 'act-refuted'] as const)),
      ),
      party: fc.constantFrom(...bearers),
      from: near,
      span: fc.constantFrom(0, 3, 8, 20),
      at: fc.nat(20),
    })
    .map(({ span, at: after, ...one }) => {
      const length = duty === 'achieve' && one.kind === 'act-refuted' ? 0 : span
      return { ...one, clause: name, until: one.from + length, truly: one.from + Math.min(after, length) }
    })

/** Some words on one duty, and some on others. */
const spoken = ({ clauses }: Agreement): fc.Arbitrary<readonly Spoken[]> => {
  const anyDuty = fc.constantFrom(...[...clauses.values()].filter(({ duty }) => duty !== 'permit'))
  return fc
    .tuple(
      anyDuty.chain((one) => fc.array(spokenOf(one), { minLength: 1, maxLength: 3 })),
      fc.array(anyDuty.chain(spokenOf), { maxLength: 3 }),
    )
    .map(([these, those]) => [...these, ...those])
}

function say({ kind, clause, party, from, until }: Spoken, i: number): Said {
  const when = moment(hours(from), hours(until))
  if (kind === 'reported') return report('paper', when, { alleged: party })
  if (kind === 'found')
    return finding('mission', `INC-n${i}`, clause, {
      when,
      attribution: [{ to: party, confidence: 'established' }],
    })
  const bearer = party === 'RED' ? 'red.army' : 'blue.army'
  const by = kind === 'act-declared' ? bearer : 'mission'
  return { kind, by, agreement: 'TRU', clause, party, when }
}

/** An allegation calls for an answer whatever time it gives, also one at which nothing was owed: those are left out. */
const answering = ['T.3', 'T.4', 'T.7', 'T.12', 'T.16']
const found: Agreement = {
  ...forms,
  clauses: new Map([...forms.clauses].filter(([name]) => !answering.includes(name))),
}

/** What a board claims: the higher the first of each and the lower the second, the more it claims to know. */
function claims(text: Agreement, log: readonly Said[], when: number) {
  const engine = told(text, ...log)
  const ask = {
    agreement: id('TRU'),
    at: at(hours(when)),
    known: engine.size,
    reading: RECORD_READING,
  } as const
  const { standings, states } = boardOf(engine, ask)
  return [
    ...standings.flatMap(({ clause, party, performed, activated, breaches }) => [
      [`${clause} of ${party} performed`, performed.lo, performed.hi],
      [`${clause} of ${party} begins`, -(activated.certain ?? Infinity), -(activated.possible ?? Infinity)],
      [`${clause} of ${party} breached`, breaches.found, Infinity],
    ]),
    ...states.map(({ state, holds }) => [`${state} holds`, holds.lo, holds.hi]),
  ] as const
}

describe(`once a time is better known (seed ${SEED})`, () => {
  test.each([
    ['most of the language', rich],
    ['notices, areas, streaks and burdens of proof', whole],
    ['what repeats, adds up and compares', found],
  ])('nothing that was certain becomes uncertain, and nothing that was excluded possible: %s', (_, text) => {
    const logs = fc.tuple(
      spoken(text),
      fc.nat(5),
      fc.integer({ min: -5, max: 150 }),
      fc.integer({ min: -20, max: 130 }),
    )
    fc.assert(
      fc.property(logs, ([all, which, when, through]) => {
        const known = all.map((one, i) =>
          i === which % all.length ? { ...one, from: one.truly, until: one.truly } : one,
        )
        const board = (some: readonly Spoken[]) =>
          claims(
            text,
            [
              {
                kind: 'term-determined',
                by: ['green.mfa', 'white.mfa'],
                agreement: 'TRU',
                term: 'DayD',
                value: { is: 'moment', instant: hours(-1) },
              },
              { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(through) },
              ...some.map(say),
              { kind: 'clock-read', by: 'office', readAt: hours(5) },
            ],
            when,
          )
        const now = board(known)
        const lost = board(all).filter(([name, lo, hi], i) => {
          const [other, least = NaN, most = NaN] = now[i] ?? []
          return name !== other || !(Number(least) >= Number(lo)) || !(Number(most) <= Number(hi))
        })
        expect(lost).toEqual([])
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })
})
