import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RECORD_READING } from '../evidence/readings.ts'
import { certificateOf } from '../standing/certify.ts'
import { seeded } from '../standing/seeded.test-support.ts'
import { HOUR, hours } from '../standing/small-world.test-support.ts'
import { at, finding, FIRST, id, moment, report, told, type Said } from '../standing/truce.test-support.ts'
import type { Instant } from '../time/instant.ts'
import { entriesOf } from './certificate.test-support.ts'
import { checkCertificate } from './check.ts'
import { linked, linkedLogs } from './exchanges.test-support.ts'

const { RUNS, SEED } = seeded(60)

const begun = (by: string): Said => ({
  kind: 'term-determined',
  by,
  agreement: 'TRU',
  term: 'DayD',
  value: { is: 'moment', instant: hours(0) },
})
const BEGUN = [begun('green.mfa'), begun('white.mfa')]
const FROM = FIRST + BEGUN.length
const step = (name: string, party: string, from: number, until = from): Said => ({
  kind: 'act-confirmed',
  by: 'mission',
  agreement: 'TRU',
  clause: name,
  party,
  when: moment(hours(from), hours(until)),
})

const asked = (said: readonly Said[], hour: number) => {
  const engine = told(linked, ...said)
  const ask = {
    agreement: id('TRU'),
    at: at(hours(hour)),
    known: engine.size,
    reading: RECORD_READING,
  } as const
  return { engine, ask, against: { entries: entriesOf(said), textOf: () => linked } }
}
function ofExchange(name: string, hour: number, ...said: readonly Said[]) {
  const { engine, ask, against } = asked([...BEGUN, ...said], hour)
  const certificate = certificateOf(engine, { ...ask, is: 'exchange', exchange: id(name) })
  expect(checkCertificate(certificate, against)).toEqual({ is: 'holds' })
  return certificate
}
function ofState(name: string, hour: number, ...said: readonly Said[]) {
  const { engine, ask, against } = asked([...BEGUN, ...said], hour)
  const certificate = certificateOf(engine, { ...ask, is: 'state', state: id(name) })
  expect(checkCertificate(certificate, against)).toEqual({ is: 'holds' })
  return certificate
}

describe('the certificate of an exchange', () => {
  const FIRST_STEPS = [step('L.0', 'RED', 2), step('L.0', 'BLUE', 3)]

  test('of a deadlock names who waits for whom, any step that would end it, and whose moves these are', () => {
    const { status, why, whyNot, next, changed } = ofExchange('E.1', 5, ...FIRST_STEPS)
    expect(status).toBe('deadlocked')
    expect(why).toMatchObject({ begins: [FROM, FROM + 1], waits: [], cycle: ['L.1', 'L.2', 'L.1'] })
    expect(whyNot).toEqual([
      {
        as: 'shown',
        open: [{ is: 'performance', clause: 'L.2', party: 'BLUE', entries: [] }],
        becomes: 'partly-done',
      },
    ])
    expect(next.map(({ who, what, subject }) => [who, what, subject])).toEqual([
      ['RED', 'perform', 'L.1'],
      ['BLUE', 'perform', 'L.2'],
    ])
    // The first of the two who said that it did its part.
    expect(changed).toEqual({ entry: FROM, from: 'waiting' })
  })

  test('that waits says for what, and that it is the move of those who can bring it about', () => {
    const { status, why, whyNot, next } = ofExchange('E.1', 5)
    expect([status, why.waits, why.cycle]).toEqual(['waiting', [0], []])
    expect(whyNot).toEqual([{ as: 'shown', open: [{ is: 'condition', atom: 0 }], becomes: 'deadlocked' }])
    expect(next.map(({ who, subject }) => [who, subject])).toEqual([
      ['RED', 'L.0'],
      ['BLUE', 'L.0'],
    ])
  })

  test('gives each step with the entries that show it, and says that a leg was left behind', () => {
    const one = step('L.1', 'RED', 4)
    const { status, why, next } = ofExchange('E.1', 11, ...FIRST_STEPS, one)
    expect(status).toBe('partly-done')
    expect(why.steps).toEqual([
      {
        clause: 'L.1',
        party: 'RED',
        done: { certain: at(hours(4)), possible: at(hours(4)) },
        entries: [FROM + 2],
      },
      { clause: 'L.2', party: 'BLUE', done: { certain: null, possible: null }, entries: [] },
    ])
    expect(why.order).toEqual([{ is: 'leg-left-behind', leg: null, entries: [FROM + 2] }])
    expect(next).toEqual([{ who: 'BLUE', what: 'perform', subject: 'L.2', by: at(hours(27)) }])
  })
})

test.each([
  // Each after the one before: at the same moment is out of turn.
  ['E.3', [step('L.6', 'RED', 5), step('L.6', 'BLUE', 5), step('L.7', 'BLUE', 5)], ['leg-out-of-turn']],
  [
    'E.3',
    [step('L.6', 'RED', 5), step('L.6', 'BLUE', 5), step('L.7', 'BLUE', 5, 6)],
    ['leg-perhaps-out-of-turn'],
  ],
  ['E.3', [step('L.6', 'RED', 5), step('L.6', 'BLUE', 4, 5), step('L.7', 'BLUE', 4)], ['leg-out-of-turn']],
  ['E.3', [step('L.6', 'RED', 5), step('L.6', 'BLUE', 5), step('L.7', 'BLUE', 6)], []],
  // After or with the one before.
  ['E.4', [step('L.7', 'BLUE', 5), step('L.3', 'RED', 5), step('L.3', 'BLUE', 6)], []],
  ['E.4', [step('L.7', 'BLUE', 5), step('L.3', 'RED', 4), step('L.3', 'BLUE', 6)], ['leg-out-of-turn']],
  ['E.4', [step('L.7', 'BLUE', 5), step('L.3', 'RED', 4, 5)], ['leg-perhaps-out-of-turn']],
  ['E.4', [step('L.7', 'BLUE', 5, 6), step('L.3', 'RED', 5)], ['leg-perhaps-out-of-turn']],
  // No more than six hours apart.
  ['E.1', [step('L.1', 'RED', 4), step('L.2', 'BLUE', 10)], []],
  ['E.1', [step('L.1', 'RED', 4), step('L.2', 'BLUE', 11)], ['legs-apart']],
  ['E.1', [step('L.1', 'RED', 4), step('L.2', 'BLUE', 10, 11)], ['legs-perhaps-apart']],
  // Held for sixteen hours.
  ['E.5', [step('L.1', 'RED', 4), step('L.2', 'BLUE', 20)], ['legs-released']],
  ['E.5', [step('L.1', 'RED', 4), step('L.2', 'BLUE', 21)], ['legs-returned']],
  ['E.5', [step('L.1', 'RED', 14)], ['legs-held']],
  ['E.5', [step('L.1', 'RED', 13)], ['legs-returned']],
  ['E.5', [step('L.1', 'RED', 13, 14)], ['legs-perhaps-returned']],
] as const)('the order of its steps is told to the moment: %s %j %j', (name, said, order) => {
  const { why } = ofExchange(name, 30, ...said)
  expect(why.order.map(({ is }) => is)).toEqual(order)
})

describe('the certificate of a state', () => {
  const close = (hour: number): Said => ({
    kind: 'source-closed',
    by: 'mission',
    source: 'mission',
    through: hours(hour),
  })
  const found = (hour: number) => finding('mission', `INC-${hour}`, 'T.1', { when: moment(hours(hour)) })
  const alleged = (hour: number) => report('paper', moment(hours(hour)))

  test('that holds rests on the closing, says how many breaches count, and since when it holds', () => {
    const { status, why, bounds, whyNot, next } = ofState('calm', 30, found(10), close(40))
    expect(status).toBe('holds')
    expect(why).toEqual({
      begins: [FIRST, FIRST + 1],
      rests: [FROM + 1],
      counted: { least: 0, most: 0 },
      allowed: { least: 1, most: 1 },
    })
    expect(bounds.since).toBe(at(hours(12)))
    expect([whyNot, next]).toEqual([[], []])
  })

  test('that fails rests on the breaches that are too many, and says which entry made it so', () => {
    const said = [found(14), found(16), found(18)]
    const { status, why, bounds, changed } = ofState('calm', 20, ...said)
    expect([status, why.rests, why.counted]).toEqual(['fails', [FROM, FROM + 1], { least: 3, most: 3 }])
    expect(bounds.since).toBe(at(hours(16)))
    expect(changed).toEqual({ entry: FROM + 1, from: 'open' })
  })

  test('that is open names what would decide it either way, and whose move that is', () => {
    const said = [found(14), alleged(16), close(40)]
    const { status, why, whyNot, next } = ofState('calm', 20, ...said)
    expect([status, why.rests]).toEqual(['open', [FROM, FROM + 1]])
    const about = { is: 'report', report: FROM + 1 }
    const open = [{ is: 'claim', clause: 'T.1', party: 'RED', about, entries: [FROM + 1] }]
    expect(whyNot).toEqual([
      { as: 'shown', open, becomes: 'fails' },
      { as: 'refuted', open, becomes: 'holds' },
    ])
    expect(next.map(({ who, what, subject }) => [who, what, subject])).toEqual(
      expect.arrayContaining([['GREEN', 'determine', 'calm']]),
    )
    expect(next.map(({ what }) => what)).not.toContain('close')
  })

  test('that is decided rests on the determination; before its time has come it says so', () => {
    const decided: Said = {
      kind: 'term-determined',
      by: 'green.mfa',
      agreement: 'TRU',
      term: 'word',
      value: { is: 'fails', from: hours(5), until: hours(9) },
    }
    const { status, why, bounds } = ofState('word', 7, decided)
    expect([status, why.rests, why.counted, bounds.since]).toEqual(['fails', [FROM], null, at(hours(5))])
    expect(ofState('calm', 11, found(2)).status).toBe('not-yet')
    expect(ofState('adherence', -1).status).toBe('not-yet')
  })
})

describe('a state turns at the very moment', () => {
  const close: Said = { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(40) }
  const decided = (is: 'holds' | 'fails', from: number, until: number): Said => ({
    kind: 'term-determined',
    by: 'green.mfa',
    agreement: 'TRU',
    term: 'calm',
    value: { is, from: hours(from), until: hours(until) },
  })
  const since = (hour: number, ...said: Said[]) => {
    const { status, bounds } = ofState('calm', hour, ...said)
    return [status, bounds.since]
  }

  test('up to which its sources have closed, and not after', () => {
    expect(since(40, close)).toEqual(['holds', at(hours(12))])
    expect(since(41, close)).toEqual(['open', at(hours(40)) + 1])
  })

  test('at which a time that was decided begins, and at which it ends', () => {
    expect(since(14, close, decided('fails', 14, 16))).toEqual(['fails', at(hours(14))])
    expect(since(16, close, decided('fails', 14, 16))).toEqual(['holds', at(hours(16))])
    expect(since(14, decided('holds', 14, 16))).toEqual(['holds', at(hours(14))])
    expect(since(16, decided('holds', 14, 16))).toEqual(['open', at(hours(16))])
    expect(since(14, decided('holds', 14, 14))).toEqual(['open', at(hours(12))])
  })

  test('at which the agreement begins: what may have been then is open, what was before is not counted', () => {
    const alleged = (from: number, until: number) => report('paper', moment(hours(from), hours(until)))
    const counted = (...said: Said[]) => ofState('adherence', 1, ...said).why.counted
    expect(counted(alleged(-2, 0))).toEqual({ least: 0, most: 1 })
    expect(counted(alleged(-2, -1))).toEqual({ least: 0, most: 0 })
  })
})

test(`since when a state stands so is the first moment of it: it stood otherwise the moment before, and never since (seed ${SEED})`, () => {
  fc.assert(
    fc.property(
      linkedLogs,
      fc.integer({ min: 0, max: 45 }),
      fc.constantFrom('adherence', 'calm', 'word'),
      (said, hour, name) => {
        const { engine, ask } = asked(said, hour)
        const ofTime = (time: number) =>
          certificateOf(engine, { ...ask, at: time as Instant, is: 'state', state: id(name) })
        const { status, bounds } = ofTime(ask.at)
        const { since } = bounds
        expect(since === null).toBe(status === 'not-yet')
        const before = since === null ? [] : [since - 1]
        const from = since ?? ask.at
        expect(before.map((time) => ofTime(time).status)).not.toContain(status)
        for (let time: number = from; time <= ask.at; time += HOUR) expect(ofTime(time).status).toBe(status)
      },
    ),
    { numRuns: RUNS, seed: SEED },
  )
}, 300_000)

test('a certificate of an exchange or a state that the text does not have is refused', () => {
  const exchange = ofExchange('E.1', 5)
  const { against } = asked(BEGUN, 5)
  const other = checkCertificate({ ...exchange, exchange: id('T.1') }, against)
  expect(other).toEqual({ is: 'refused', because: expect.stringContaining('no text in force has such') })
})
