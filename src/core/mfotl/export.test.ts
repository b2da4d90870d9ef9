import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Agreement, Term } from '../agreement/agreement.ts'
import { sha256Hex } from '../bytes/sha256.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { boardOf } from '../standing/board.ts'
import type { Engine } from '../standing/engine.ts'
import { holds, hours, mission, START, state } from '../standing/small-world.test-support.ts'
import {
  clause,
  done,
  finding,
  id,
  link,
  moment,
  power,
  report,
  standing,
  told,
  truce,
  until,
  within,
  FIRST,
  type Said,
} from '../standing/truce.test-support.ts'
import { parseDuration, type Instant } from '../time/instant.ts'
import { mfotlOf } from './export.ts'
import { pointsOf, readFormula, readTrace } from './monitor.test-support.ts'

const HOUR = 3_600_000
const untested: Term = { ...(state.is === 'state' ? state : never()), id: id('access'), test: undefined }
function never(): never {
  throw new Error('the small world has one state')
}
const conduct = (act: string) => ({ ...clause('x', {}).conduct, acts: [id(act)] })
const silent = { ifSilent: 'breach', sources: mission } as const

/** One clause for each shape that has a formula. Each forbids another act, so that a report touches one clause only. */
const shapes: Agreement = truce({
  terms: [state],
  clauses: [
    clause('T.1', { window: until(hours(96)), conduct: conduct('shelling') }),
    clause('T.2', { duty: 'achieve', window: within('48h'), ...silent }),
    clause('T.3', { duty: 'achieve', bearer: 'BLUE', when: done('T.2'), window: within('24h'), ...silent }),
    clause('T.4', { bearer: 'BLUE', when: holds(parseDuration('36h')), conduct: conduct('military-flight') }),
    clause('T.5', {
      bearer: 'BLUE',
      when: { is: 'counted', clauses: [id('T.1'), id('T.8')], over: 1, within: parseDuration('24h') },
      conduct: conduct('access-denial'),
    }),
    clause('T.6', { unless: done('T.2'), conduct: conduct('arrest') }),
    clause('T.8', { bearer: 'BLUE', conduct: conduct('seizure-of-territory') }),
    clause('T.7', {
      duty: 'achieve',
      window: {
        within: undefined,
        by: { is: 'instant', instant: (START + 30 * HOUR) as Instant },
        until: undefined,
        late: 'still-due',
      },
      ...silent,
    }),
    // It may begin only after its deadline.
    clause('T.9', {
      duty: 'achieve',
      bearer: 'BLUE',
      when: done('T.7'),
      window: {
        within: undefined,
        by: { is: 'instant', instant: (START + 40 * HOUR) as Instant },
        until: undefined,
        late: 'still-due',
      },
      ...silent,
    }),
  ],
})
const BEARERS = {
  'T.1': 'RED',
  'T.2': 'RED',
  'T.3': 'BLUE',
  'T.4': 'BLUE',
  'T.5': 'BLUE',
  'T.6': 'RED',
  'T.7': 'RED',
  'T.8': 'BLUE',
  'T.9': 'BLUE',
} as const
type Name = keyof typeof BEARERS
const ACTS: Partial<Record<Name, string>> = {
  'T.1': 'shelling',
  'T.4': 'military-flight',
  'T.5': 'access-denial',
  'T.6': 'arrest',
  'T.8': 'seizure-of-territory',
}
const CONTINUING = ['T.1', 'T.4', 'T.5', 'T.6', 'T.8'] as const
const DEADLINES = ['T.2', 'T.3', 'T.7', 'T.9'] as const

type Happens = { readonly of: Name; readonly hour: number }
const END = 200

/** A record that nobody disputes: each breach is reported and found, each act confirmed, and at the end the source closes. */
function record(happens: readonly Happens[]): Said[] {
  const said: Said[] = []
  for (const [number, { of, hour }] of happens.entries()) {
    const when = moment(hours(hour))
    const party = BEARERS[of]
    const act = ACTS[of]
    if (act === undefined) {
      said.push({ kind: 'act-confirmed', by: 'mission', agreement: 'TRU', clause: of, party, when })
      continue
    }
    said.push(report('paper', when, { act, alleged: party }))
    said.push(link(`INC-${number}`, FIRST + said.length - 1))
    said.push(
      finding('mission', `INC-${number}`, of, { attribution: [{ to: party, confidence: 'established' }] }),
    )
  }
  return [...said, { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(END) }]
}

const happens = fc.record({
  of: fc.constantFrom<Name>('T.1', 'T.1', 'T.1', 'T.2', 'T.3', 'T.4', 'T.5', 'T.6', 'T.7', 'T.8', 'T.9'),
  hour: fc.integer({ min: -5, max: 150 }),
})

function exported(engine: Engine, name: Name, text = shapes) {
  return mfotlOf(text, name, BEARERS[name], {
    engine,
    known: engine.size,
    through: (START + END * HOUR) as Instant,
  })
}

/** Where a direct evaluation of the exported texts finds the formula true. */
function monitored(engine: Engine, name: Name) {
  const { formula, active, trace = '' } = exported(engine, name)
  const points = readTrace(trace)
  return { breaches: pointsOf(readFormula(formula), points), active: pointsOf(readFormula(active), points) }
}

describe('on records that nobody disputes, a monitor of the exported formula and the engine agree', () => {
  test('about when each duty begins and where a continuing one is breached', () => {
    fc.assert(
      fc.property(fc.array(happens, { maxLength: 12 }), fc.constantFrom(...CONTINUING), (log, name) => {
        const engine = told(shapes, ...record(log))
        const seen = monitored(engine, name)
        expect(seen.active[0]).toBe(standing(engine, name, hours(END)).activated.certain)
        const found = (at: number): number =>
          boardOf(engine, {
            agreement: shapes.id,
            at: at as Instant,
            known: engine.size,
            reading: RECORD_READING,
          }).standings.find((one) => one.clause === name)?.breaches.found ?? 0
        const times = [...new Set(log.filter(({ of }) => of === name).map(({ hour }) => START + hour * HOUR))]
        const breached = times.filter((at) => found(at) > found(at - 1)).toSorted((a, b) => a - b)
        expect(seen.breaches).toEqual(breached)
      }),
      { numRuns: 500 },
    )
  })

  test('about whether a deadline is kept', () => {
    fc.assert(
      fc.property(fc.array(happens, { maxLength: 8 }), fc.constantFrom(...DEADLINES), (log, name) => {
        const engine = told(shapes, ...record(log))
        const seen = monitored(engine, name)
        const stands = standing(engine, name, hours(END))
        expect(seen.breaches.length > 0).toBe(stands.status === 'breached')
        expect(seen.active[0]).toBe(stands.activated.certain)
      }),
      { numRuns: 500 },
    )
  })
})

/**
 * The same text, with powers of any two of RED, BLUE and GREEN, who give their reasons, over what is kept: to extend T.1,
 * and to suspend and resume T.6.
 */
const ruled: Agreement = {
  ...shapes,
  powers: new Map(
    (
      [
        ['P.1', 'extend', 'T.1'],
        ['P.2', 'suspend', 'T.6'],
        ['P.3', 'resume', 'T.6'],
      ] as const
    ).map(([name, may, over]) => [
      id(name),
      power(name, {
        by: ['RED', 'BLUE', 'GREEN'],
        quorum: 2,
        may,
        over: [id(over)],
        form: { reasons: true },
      }),
    ]),
  ),
}
type Used = {
  readonly power: 'P.1' | 'P.2' | 'P.3'
  readonly hour: number
  readonly until: number
  readonly reasons: boolean
}
const ACT_OF = { 'P.1': 'extend', 'P.2': 'suspend', 'P.3': 'resume' } as const

const using = ({ power: name, hour, until: more, reasons }: Used): Said => ({
  kind: 'power-exercised',
  by: ['red.army', 'blue.army'],
  agreement: 'TRU',
  power: name,
  act: ACT_OF[name],
  from: hours(hour),
  ...(name === 'P.3' ? {} : { until: hours(hour + more) }),
  ...(reasons ? { words: { lang: 'en', text: 'For this reason.' } } : {}),
})
const used = fc.record({
  power: fc.constantFrom<Used['power']>('P.1', 'P.2', 'P.3'),
  hour: fc.integer({ min: 0, max: 120 }),
  until: fc.integer({ min: 1, max: 90 }),
  reasons: fc.constantFrom(true, true, true, false),
})
/** What some paper alleges and nobody found, and what was found to the day and not to the hour. */
const unsure = fc.record({
  of: fc.constantFrom('T.1', 'T.6'),
  hour: fc.integer({ min: -20, max: 150 }),
  span: fc.integer({ min: 0, max: 24 }),
  isFound: fc.boolean(),
})

test('powers that move an end or lift a duty are in the trace, and what is open is left out of it and counted', () => {
  const seenTo = { extended: 0, lifted: 0, open: 0 }
  fc.assert(
    fc.property(
      fc.array(happens, { maxLength: 8 }),
      fc.array(used, { maxLength: 3 }),
      fc.array(unsure, { maxLength: 4 }),
      fc.constantFrom('T.1', 'T.6'),
      (log, uses, doubts, name) => {
        const said = record(log)
        for (const { of, hour, span, isFound } of doubts) {
          const when = moment(hours(hour), hours(hour + span))
          said.push(report('paper', when, { act: ACTS[of], alleged: BEARERS[of] }))
          if (!isFound) continue
          const incident = `INC-${900 + said.length}`
          said.push(link(incident, FIRST + said.length - 1))
          const attribution = [{ to: BEARERS[of], confidence: 'established' as const }]
          said.push(finding('mission', incident, of, { attribution, when }))
        }
        const engine = told(ruled, ...said, ...uses.map(using))
        const { formula, active, trace = '', leftOut } = exported(engine, name, ruled)
        const points = readTrace(trace)
        const standsAt = (hour: number) => standing(engine, name, hours(hour))
        expect(pointsOf(readFormula(active), points)[0]).toBe(standsAt(END).activated.certain)
        const breached = pointsOf(readFormula(formula), points)
        const events = points.flatMap(({ at, events: all }) =>
          (all.get(`breach_${name.replace('.', '_')}_RED`) ?? []).map(() => at),
        )
        // Each breach that the engine found is a breach in the trace, where the formula is true.
        const found = events.filter((at) => breached.includes(at)).length
        expect(found).toBe(standsAt(END).breaches.found)
        seenTo.extended += trace.includes('ends_') ? 1 : 0
        seenTo.lifted += trace.includes('lifted_') ? 1 : 0
        seenTo.open += Math.min(1, leftOut)
      },
    ),
    { numRuns: 250 },
  )
  expect(Object.entries(seenTo).filter(([, count]) => count <= 20)).toEqual([])
})

describe('the traps of point-based monitoring', () => {
  const trace = (...log: Happens[]): string => exported(told(shapes, ...record(log)), 'T.2').trace ?? ''

  test('what happens at one instant stands on one line: an act at the deadline itself, or at the activation, is in time', () => {
    for (const hour of [0, 48]) {
      const engine = told(shapes, ...record([{ of: 'T.2', hour }]))
      expect(monitored(engine, 'T.2').breaches).toEqual([])
    }
    const lines = trace({ of: 'T.2', hour: 0 }).split('\n')
    expect(lines[0]).toBe(`@${START} binds () done_T_2_RED ()`)
  })

  test('a duty that begins on the first line begins there: MonPoly once made NOT PREVIOUS false at the first time point', () => {
    const engine = told(shapes, ...record([]))
    const { formula } = exported(engine, 'T.2')
    expect(readTrace(trace())[0]?.at).toBe(START)
    expect(monitored(engine, 'T.2').breaches).toEqual([START])
    expect(formula).toContain('NOT (ONCE(0,*] (ONCE[0,*] binds()))')
    expect(formula).not.toContain('PREVIOUS')
  })

  test('a streak that ends while nothing is said has a tick at that instant', () => {
    const engine = told(shapes, ...record([{ of: 'T.1', hour: 10 }]))
    expect(monitored(engine, 'T.4').active[0]).toBe(START + 46 * HOUR)
  })

  test('an obligation that the record leaves open at its end is no violation: nothing is closed but by a source', () => {
    const engine = told(shapes, ...record([]))
    const early = mfotlOf(shapes, 'T.2', 'RED', {
      engine,
      known: engine.size,
      through: (START + 40 * HOUR) as Instant,
    })
    expect(early.command).toMatch(/-nonewlastts -nofilteremptytp -nofilterrel$/)
    expect(readTrace(early.trace ?? '').at(-1)?.at).toBe(START + 40 * HOUR)
  })
})

describe('what has no formula or no trace is refused with the reason', () => {
  const refusal = (run: () => unknown): unknown => {
    try {
      return run()
    } catch (error) {
      return error
    }
  }

  test.each([
    ['permitted', { duty: 'permit' } as const, /permits/],
    ['without a deadline', { duty: 'achieve' } as const, /no deadline/],
    [
      'decided by people',
      { when: { is: 'holds', state: id('access'), for: undefined, since: undefined } } as const,
      /no test/,
    ],
    [
      'waiting for a deadline to be missed',
      { when: { is: 'breached', clause: id('T.2'), by: undefined } } as const,
      /deadline/,
    ],
  ])('a duty that is %s', (_, of, because) => {
    const text = truce({
      terms: [untested],
      clauses: [clause('T.1', of), clause('T.2', { duty: 'achieve', window: within('24h') })],
    })
    expect(refusal(() => mfotlOf(text, 'T.1', 'RED'))).toMatchObject({
      code: 'formula-missing',
      message: expect.stringMatching(because) as string,
    })
  })

  test('a duty in a text whose clauses set each other aside', () => {
    const unless = (name: string) =>
      ({ unless: { is: 'breached', clause: id(name), by: undefined } }) as const
    const text = truce({ clauses: [clause('T.1', unless('T.2')), clause('T.2', unless('T.1'))] })
    expect(refusal(() => mfotlOf(text, 'T.1', 'RED'))).toMatchObject({ code: 'formula-missing' })
  })

  test('a record in which a breach that keeps another duty from beginning is only alleged, and up to when it can be written', () => {
    const close = record([]).slice(-1)
    const alleged = told(shapes, report('paper', moment(hours(5))), ...close)
    expect(refusal(() => exported(alleged, 'T.4'))).toMatchObject({
      code: 'trace-missing',
      fix: expect.stringMatching(/--through 2016-/) as string,
    })
    const before = { engine: alleged, known: alleged.size, through: (START + 4 * HOUR) as Instant }
    expect(mfotlOf(shapes, 'T.4', 'BLUE', before).trace).toContain('binds ()')
  })

  test('a record is asked about the words that it has adopted, whoever reads them: others are refused, with both digests', () => {
    const engine = told(shapes, ...record([{ of: 'T.1', hour: 10 }]))
    expect(exported(engine, 'T.1', structuredClone(shapes))).toEqual(exported(engine, 'T.1'))
    const digest = sha256Hex(new Uint8Array())
    expect(refusal(() => exported(engine, 'T.1', { ...shapes, digest }))).toMatchObject({
      code: 'trace-missing',
      message: expect.stringContaining(
        `has the digest ${digest}, and what has been adopted has ${shapes.digest}`,
      ) as string,
    })
    expect(refusal(() => exported(told(shapes), 'T.1', { ...shapes, id: id('OTHER') }))).toMatchObject({
      code: 'trace-missing',
      message: expect.stringContaining('no text of OTHER') as string,
    })
  })

  test('a record in which nobody has said that nothing more will be said: to a monitor, silence is quiet, and not done', () => {
    const silence = told(shapes, ...record([]).slice(0, -1))
    for (const name of ['T.4', 'T.2', 'T.7'] as const)
      expect(
        refusal(() => exported(silence, name)),
        name,
      ).toMatchObject({ code: 'trace-missing' })
    expect(refusal(() => exported(silence, 'T.2'))).toMatchObject({
      fix: expect.stringContaining('--through 2016-09-14T16:00:00Z') as string,
    })
    const open = { ...shapes, terms: new Map([[state.id, { ...state, ifSilent: 'unknown' } as Term]]) }
    expect(refusal(() => exported(told(open, ...record([])), 'T.4', open))).toMatchObject({
      code: 'trace-missing',
    })
  })

  test('a record in which it is open when a duty was done, unless it was surely in time', () => {
    const act = (from: number, to: number): Said => ({
      kind: 'act-confirmed',
      by: 'mission',
      agreement: 'TRU',
      clause: 'T.2',
      party: 'RED',
      when: moment(hours(from), hours(to)),
    })
    expect(refusal(() => exported(told(shapes, act(40, 60)), 'T.2'))).toMatchObject({ code: 'trace-missing' })
    expect(monitored(told(shapes, act(10, 30)), 'T.2').breaches).toEqual([])
    expect(monitored(told(shapes, act(50, 60)), 'T.2').breaches).toEqual([START])
    // T.3 runs from then: from when is open, and its deadline with it.
    expect(refusal(() => exported(told(shapes, act(10, 30)), 'T.3'))).toMatchObject({ code: 'trace-missing' })
  })
})
