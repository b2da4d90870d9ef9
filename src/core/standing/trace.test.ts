import { describe, expect, test } from 'vitest'
import { RECORD_READING } from '../evidence/readings.ts'
import { formatInstant, type Instant } from '../time/instant.ts'
import { boardOf } from './board.ts'
import { checkCertificate } from '../certificate/check.ts'
import { certificateOf } from './certify.ts'
import { addToEngine, createEngine } from './engine.ts'
import { mission } from './small-world.test-support.ts'
import {
  at,
  clause,
  codes,
  DAY_D,
  entry,
  finding,
  FIRST,
  id,
  link,
  moment,
  PREAMBLE,
  report,
  standing,
  told,
  truce,
  until,
  within,
  type Said,
} from './truce.test-support.ts'

const hours = (count: number) => formatInstant((at(DAY_D) + count * 3_600_000) as Instant)

describe('a flight that is tracked, explained, cleared and laid to another', () => {
  const noFly = truce({
    clauses: [
      clause('4.nofly', {
        bearers: [id('RED'), id('BLUE')],
        conduct: {
          says: 'fly',
          acts: ['military-flight'],
          against: [],
          area: undefined,
          distance: undefined,
          atMost: undefined,
        },
        exceptions: ['medical evacuation with 24 h notice'],
        ifSilent: 'compliant',
        sources: [{ is: 'actor', actor: id('mission') }],
        window: until(hours(48)),
      }),
    ],
  })
  const flight = moment(hours(30))
  const touches = [{ agreement: 'TRU', clause: '4.nofly' }]
  const by = (to: string) => ({ attribution: [{ to, confidence: 'established' }], when: flight })
  const TRACK = FIRST + 3
  const said: Said[] = [
    report('blue.army', flight, { act: 'military-flight' }),
    link('INC-flight', FIRST),
    { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(24) },
    finding('mission', 'INC-flight', '4.nofly', by('RED')),
    { kind: 'reply-made', by: 'red.army', to: FIRST, stance: 'explains' },
    {
      kind: 'statement-corrected',
      by: 'mission',
      entry: TRACK,
      because: 'the notice was received in time',
      instead: {
        kind: 'finding-made',
        incident: 'INC-flight',
        outcome: 'not-confirmed',
        touches,
        ...by('RED'),
      } as never,
    },
    {
      kind: 'statement-corrected',
      by: 'mission',
      entry: TRACK,
      because: 'the aircraft was another',
      instead: {
        kind: 'finding-made',
        incident: 'INC-flight',
        outcome: 'confirmed',
        touches,
        ...by('BLUE'),
      } as never,
    },
  ]
  const engine = told(noFly, ...said)
  const status = (known: number, party = 'RED') =>
    standing(engine, '4.nofly', hours(30), { known: FIRST + known, party }).status

  test('alleged it is contested, tracked it is breached, cleared it is in force, and then it was the other', () => {
    expect([1, 2, 3].map((known) => status(known))).toEqual(['contested', 'contested', 'contested'])
    expect(status(4)).toBe('breached')
    expect(status(5)).toBe('breached')
    expect(status(6)).toBe('active')
    expect([status(7), status(7, 'BLUE')]).toEqual(['active', 'breached'])
  })

  test('what was known at an entry stays what was known at it', () => {
    const longer = told(noFly, ...said, report('paper', moment(hours(31)), { act: 'military-flight' }))
    expect(standing(longer, '4.nofly', hours(30), { known: FIRST + 4, party: 'RED' })).toEqual(
      standing(engine, '4.nofly', hours(30), { known: FIRST + 4, party: 'RED' }),
    )
  })
})

describe('an amendment', () => {
  const first = truce({ clauses: [clause('T.1', { window: until(hours(48)) })] })
  const second = {
    ...truce({ clauses: [clause('T.1', { window: until(hours(96)) })] }),
    digest: id('1'.repeat(64)),
  }
  const amended: Said = {
    kind: 'agreement-amended',
    by: ['green.mfa', 'white.mfa'],
    agreement: 'TRU',
    package: '1'.repeat(64),
    from: hours(40),
  }
  const engine = createEngine()
  for (const [index, one] of [...PREAMBLE, report('paper', moment(hours(10))), amended].entries()) {
    addToEngine(engine, entry(index, one), {
      textOf: (digest) => (digest === first.digest ? first : digest === second.digest ? second : undefined),
    })
  }

  test('holds from its own date and from when it is known, and rewrites nothing before', () => {
    expect(standing(engine, 'T.1', hours(39)).ends).toBe(at(hours(48)))
    expect(standing(engine, 'T.1', hours(50)).ends).toBe(at(hours(96)))
    expect(standing(engine, 'T.1', hours(50), { known: engine.size - 1 }).ends).toBe(at(hours(48)))
  })

  test('leaves what happened before it under the earlier text, and takes nothing as forbidden before it was', () => {
    const quiet = {
      ...truce({
        clauses: [
          clause('T.1', {
            conduct: { ...clause('x', {}).conduct, acts: ['arrest'] },
            window: until(hours(96)),
          }),
          clause('T.9', { conduct: { ...clause('x', {}).conduct, acts: ['shelling'] } }),
        ],
      }),
      digest: id('1'.repeat(64)),
    }
    const at10 = { when: moment(hours(10)) }
    const log: Said[] = [
      finding('mission', 'INC-a', 'T.1', at10),
      report('paper', moment(hours(20)), { act: 'arrest' }),
      report('paper', moment(hours(39), hours(41)), { act: 'arrest' }),
      report('paper', moment(hours(20))),
      report('paper', moment(hours(45))),
      amended,
    ]
    const changed = createEngine()
    const all = [...PREAMBLE, ...log].map((one, index) => entry(index, one))
    const textOf = (digest: string) => (digest === first.digest ? first : quiet)
    for (const one of all) addToEngine(changed, one, { textOf })
    // The finding and the shelling of hour 20 stand under the earlier text; the arrest of hour 20 was allowed then.
    expect(standing(changed, 'T.1', hours(50))).toMatchObject({
      status: 'breached',
      breaches: { found: 1, alleged: 2 },
    })
    // T.9 is new: what was shelled before it came breaches nothing under it.
    expect(standing(changed, 'T.9', hours(50))).toMatchObject({
      status: 'contested',
      breaches: { found: 0, alleged: 1 },
    })
    for (const clauseId of ['T.1', 'T.9']) {
      const asked = {
        is: 'clause',
        agreement: id('TRU'),
        clause: id(clauseId),
        party: id('RED'),
        at: at(hours(50)),
      } as const
      const certificate = certificateOf(changed, { ...asked, known: changed.size, reading: RECORD_READING })
      expect(checkCertificate(certificate, { entries: all, textOf })).toEqual({ is: 'holds' })
    }
  })

  test('a deadline missed under the earlier text stays on record when it is moved', () => {
    const move = (length: string, digest: string) => ({
      ...truce({
        clauses: [
          clause('T.2', { duty: 'achieve', window: within(length), ifSilent: 'breach', sources: mission }),
        ],
      }),
      digest: id(digest),
    })
    const [short, long] = [move('24h', '0'.repeat(64)), move('72h', '1'.repeat(64))]
    const moved = createEngine()
    const close: Said = { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(30) }
    for (const [index, one] of [...PREAMBLE, close, amended].entries())
      addToEngine(moved, entry(index, one), { textOf: (digest) => (digest === short.digest ? short : long) })
    expect(standing(moved, 'T.2', hours(30)).status).toBe('breached')
    expect(standing(moved, 'T.2', hours(45)).status).toBe('active')
    expect(codes(standing(moved, 'T.2', hours(41)))).toContain('missed-under-earlier-text')
  })

  test('reads the reports that were made before it', () => {
    expect(standing(engine, 'T.1', hours(50))).toMatchObject({
      status: 'contested',
      breaches: { alleged: 1 },
    })
  })

  test('an agreement that was not yet known is refused by name', () => {
    const ask = { agreement: id('TRU'), at: at(hours(1)), known: 3, reading: RECORD_READING } as const
    expect(() => boardOf(engine, ask)).toThrow(expect.objectContaining({ code: 'agreement-unknown' }))
  })
})

test('a role counts from the entry that granted it, also for what was said before', () => {
  const text = truce({ clauses: [clause('T.1', {})] })
  const grant: Said = {
    kind: 'role-granted',
    by: 'office',
    actor: 'paper',
    name: { en: 'paper' },
    role: 'monitor',
  }
  const engine = told(text, finding('paper', 'INC-a', 'T.1', { when: moment(hours(1)) }), grant)
  const status = (known: number) => standing(engine, 'T.1', hours(2), { known }).status
  // Asked later first, so that a verdict kept from one question cannot pass for the other's.
  expect(status(FIRST + 2)).toBe('breached')
  expect(status(FIRST + 1)).toBe('contested')
})

test('a log told backwards gives the same board as one told forwards', () => {
  const text = truce({ clauses: [clause('T.1', {})] })
  const reports = Array.from({ length: 500 }, (_, i) => report('paper', moment(hours(i))))
  const forwards = told(text, ...reports)
  const backwards = told(text, ...reports.toReversed())
  for (const hour of [0, 250, 499]) {
    const { why: _, whyNot: __, ...one } = standing(forwards, 'T.1', hours(hour))
    expect(standing(backwards, 'T.1', hours(hour))).toMatchObject({
      ...one,
      breaches: { found: 0, alleged: hour + 1 },
    })
  }
})
