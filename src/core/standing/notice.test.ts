import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCertificate } from '../certificate/check.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import type { Agreement, Party } from '../agreement/agreement.ts'
import type { PartyId } from '../statement/fields.ts'
import { parseDuration } from '../time/instant.ts'
import { certificateOf } from './certify.ts'
import { flipsOf } from './history.ts'
import { hours, mission } from './small-world.test-support.ts'
import {
  at,
  clause,
  codes,
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
  type Said,
} from './truce.test-support.ts'

const plain = truce({
  clauses: [
    clause('4.nofly', {
      bearers: [id('RED'), id('BLUE')],
      conduct: { ...clause('x', {}).conduct, says: 'fly', acts: ['military-flight'] },
      exceptions: ['medical evacuation'],
      notice: { about: 'air-activity', to: [id('JIG')], lead: parseDuration('24h') },
      ifSilent: 'compliant',
      sources: mission,
      window: until(hours(48)),
    }),
  ],
})
const jig: Party = { ...member('JIG'), side: 'C' }
const noFly: Agreement = { ...plain, parties: new Map<PartyId, Party>([...plain.parties, [jig.id, jig]]) }
function member(name: string) {
  return { id: id(name), name: { en: name }, excluded: false, answersTo: [], at: { line: 1, column: 1 } }
}

const flight = moment(hours(30))
const touches = [{ agreement: 'TRU', clause: '4.nofly' }]
const track = (to: string) => ({ attribution: [{ to, confidence: 'established' as const }], when: flight })
const DESK: Said = {
  kind: 'role-granted',
  by: 'office',
  actor: 'jig.desk',
  name: { en: 'JIG desk' },
  role: 'guarantor',
  actsFor: 'JIG',
}
const clock = (hour: number): Said => ({ kind: 'clock-read', by: 'office', readAt: hours(hour) })
const notice = (claimed: number, of: object = { incident: 'INC-flight' }): Said => ({
  kind: 'notice-given',
  by: 'red.army',
  saidAt: hours(claimed),
  about: 'air-activity',
  to: ['JIG'],
  ...of,
})
const corrected = (of: number, hour: number, content: object): Said => ({
  kind: 'statement-corrected',
  by: 'red.army',
  saidAt: hours(hour),
  entry: of,
  because: 'it was wrong',
  instead: { kind: 'notice-given', about: 'air-activity', to: ['JIG'], ...content } as never,
})
const received = (
  noticed: number,
  hour: number,
  kind: 'act-confirmed' | 'act-refuted' = 'act-confirmed',
): Said => ({
  kind,
  by: 'jig.desk',
  agreement: 'TRU',
  clause: '4.nofly',
  party: 'RED',
  when: moment(hours(hour)),
  declared: noticed,
})
const close = (hour: number): Said => ({
  kind: 'source-closed',
  by: 'mission',
  source: 'mission',
  through: hours(hour),
})

const TRACK = FIRST + 4
const NOTICE = FIRST + 6
const said: readonly Said[] = [
  DESK,
  report('blue.army', flight, { act: 'military-flight' }),
  link('INC-flight', FIRST + 1),
  close(24),
  finding('mission', 'INC-flight', '4.nofly', track('RED')),
  clock(31),
  notice(4),
  clock(32),
  received(NOTICE, 4),
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
      ...track('BLUE'),
    } as never,
  },
]
const engine = told(noFly, ...said)
const entries = [...PREAMBLE, ...said].map((one, index) => entry(index, one))
const stands = (known: number, party = 'RED') =>
  standing(engine, '4.nofly', hours(30), { known: FIRST + known, party })

describe('the worked trace of the no-fly clause (agreement language, section 2.5), row by row', () => {
  test('1: reported by the other side, it is alleged: contested', () => {
    expect(stands(3)).toMatchObject({
      status: 'contested',
      performed: { lo: 0, hi: 1 },
      breaches: { found: 0, alleged: 1 },
    })
    expect(codes(stands(3))[0]).toBe('alleged')
  })
  test('2: the air picture has closed through an earlier hour only: still contested', () => {
    expect(stands(4)).toMatchObject({ status: 'contested', performed: { lo: 0, hi: 1 } })
  })
  test('3: tracked by the air picture, it is breached', () => {
    expect(stands(5)).toMatchObject({
      status: 'breached',
      performed: { lo: 0, hi: 0 },
      breaches: { found: 1, alleged: 0 },
    })
  })
  test('4: a notice that arrives now and claims an earlier hour opens the exception: contested', () => {
    expect(stands(7).status).toBe('contested')
    expect(stands(8)).toMatchObject({ status: 'contested', breaches: { found: 0, alleged: 1 } })
    expect(codes(stands(8))).toContain('notice-open')
    expect(stands(8).next).toContainEqual({ who: 'JIG', what: 'verify', subject: '4.nofly', by: undefined })
  })
  test('5: the receiver confirms that it came 26 hours before: no breach', () => {
    expect(stands(9)).toMatchObject({ status: 'active', breaches: { found: 0, alleged: 0 } })
    expect(stands(9).why).toContainEqual({
      code: 'excepted-by-notice',
      values: { count: 1 },
      entries: [NOTICE, FIRST + 8],
    })
  })
  test('6: the aircraft was another: breached by the other, who gave no notice, and not by the first', () => {
    expect([stands(10).status, stands(10, 'BLUE').status]).toEqual(['active', 'breached'])
  })
  test('as of row 3 it is breached for ever, as of row 5 it is not, and the flips name what turned it', () => {
    const asked = {
      agreement: id('TRU'),
      clause: id('4.nofly'),
      party: id('RED'),
      reading: RECORD_READING,
    } as const
    const flips = flipsOf(engine, { ...asked, at: at(hours(30)), known: engine.size })
    expect(flips.map(({ entry: cause, to }) => [cause - FIRST, to])).toEqual([
      [-1, 'active'],
      [1, 'contested'],
      [4, 'breached'],
      [6, 'contested'],
      [8, 'active'],
    ])
  })
})

describe('a notice', () => {
  const after = (...more: readonly Said[]) => {
    const all = told(noFly, ...said.slice(0, 5), ...more)
    return standing(all, '4.nofly', hours(40), { party: 'RED' }).status
  }
  const N = FIRST + 5

  test('received exactly the asked time before is in time; a millisecond later it is not', () => {
    expect(after(notice(0), received(N, 6))).toBe('active')
    const late = { ...received(N, 6), when: moment('2016-09-12T22:00:00.001Z') } as Said
    expect(after(notice(0), late)).toBe('breached')
  })

  test('late by its sender’s own clock excuses nothing', () => {
    expect(after(notice(7))).toBe('breached')
  })

  test('is in time by the log’s clock without anybody’s word, and by the receiver’s acknowledgement', () => {
    expect(after(notice(2), clock(5))).toBe('active')
    const acknowledged: Said = {
      kind: 'notice-acknowledged',
      by: 'jig.desk',
      saidAt: hours(5),
      notice: N,
      party: 'JIG',
    }
    expect(after(notice(2), acknowledged)).toBe('active')
    expect(after(notice(2), { ...acknowledged, saidAt: hours(9) })).toBe('contested')
    expect(after(notice(2), { ...acknowledged, by: 'red.army' })).toBe('contested')
  })

  test('that its receiver denies excuses nothing; one that is confirmed and denied is open', () => {
    expect(after(notice(2), received(N, 4, 'act-refuted'))).toBe('breached')
    expect(after(notice(2), clock(4), received(N, 4, 'act-refuted'))).toBe('contested')
  })

  test('about something else, to somebody else, by somebody else or of another flight excuses nothing', () => {
    for (const other of [
      { about: 'movement' },
      { to: ['WHITE'] },
      { by: 'blue.army' },
      { incident: 'INC-other' },
      { incident: undefined, window: { from: hours(31), until: hours(33) } },
      { incident: undefined },
    ]) {
      expect(after({ ...notice(2), ...other } as Said, clock(4)), JSON.stringify(other)).toBe('breached')
    }
  })

  test('that names no incident speaks for what lies in its window', () => {
    expect(after(notice(2, { window: { from: hours(29), until: hours(31) } }), clock(4))).toBe('active')
  })

  test('whose window holds only a part of the flight does not surely speak for it', () => {
    const long = moment(hours(30), hours(32))
    const seen = finding('mission', 'INC-flight', '4.nofly', { ...track('RED'), when: long })
    const status = (from: number, to: number) => {
      const window = { from: hours(from), until: hours(to) }
      const flown = told(noFly, DESK, notice(2, { window }), clock(4), seen)
      return standing(flown, '4.nofly', hours(40), { party: 'RED' }).status
    }
    expect([status(30, 32), status(29, 31), status(31, 33)]).toEqual(['active', 'breached', 'breached'])
  })

  test('that is owed to two has to reach both, at the latest the asked time before', () => {
    const both = [id('JIG'), id('WHITE')]
    const rule = { about: 'air-activity', to: both, lead: parseDuration('24h') } as const
    const clauses = new Map([...noFly.clauses].map(([name, one]) => [name, { ...one, notice: rule }]))
    const acknowledged = (by: string, party: string, hour: number): Said => ({
      kind: 'notice-acknowledged',
      by,
      saidAt: hours(hour),
      notice: N,
      party,
    })
    const status = (...more: readonly Said[]) => {
      const given = notice(2, { incident: 'INC-flight', to: ['JIG', 'WHITE'] })
      const all = told({ ...noFly, clauses }, ...said.slice(0, 5), given, ...more)
      return standing(all, '4.nofly', hours(40), { party: 'RED' }).status
    }
    const desk = acknowledged('jig.desk', 'JIG', 6)
    expect(status(desk)).toBe('contested')
    expect(status(desk, acknowledged('white.mfa', 'WHITE', 7))).toBe('contested')
    expect(status(desk, acknowledged('white.mfa', 'WHITE', 6))).toBe('active')
    expect(status(desk, { ...received(N, 4, 'act-refuted'), by: 'white.mfa' })).toBe('breached')
  })

  test('whose correction puts another flight into it has announced that one since the correction, and not before', () => {
    const window = (from: number, to: number) => ({ window: { from: hours(from), until: hours(to) } })
    const status = (...heard: readonly Said[]) => {
      const [, seen, linked, , found] = said
      const log = [DESK, seen, linked, clock(1), found, ...heard].filter((one) => one !== undefined)
      return standing(told(noFly, ...log), '4.nofly', hours(40), { party: 'RED' }).status
    }
    const given = notice(2, window(40, 50))
    const late = corrected(N, 33, window(29, 31))
    expect(status(given, clock(3), late, clock(34))).toBe('breached')
    expect(status(given, clock(3), corrected(N, 5, window(29, 31)), clock(6))).toBe('active')
    expect(status(given, clock(3), corrected(N, 7, window(29, 31)), clock(8))).toBe('breached')
    // What it has said in every wording it has announced from the first.
    expect(status(notice(2, window(20, 40)), clock(3), late, clock(34))).toBe('active')
    // A receipt of the old wording is none of the new one.
    expect(status(given, received(N, 4), corrected(N, 5, window(29, 31)))).toBe('contested')
    expect(status(given, corrected(N, 5, window(29, 31)), received(N, 5))).toBe('active')
  })

  test('that was addressed to somebody only afterwards was given to them then', () => {
    const [, seen, linked, , found] = said
    const heard = [DESK, seen, linked, clock(1), found].filter((one) => one !== undefined)
    const status = (to: readonly string[], since: number) => {
      const log = [
        ...heard,
        notice(2, { incident: 'INC-flight', to: ['WHITE'] }),
        clock(3),
        corrected(N, since, { incident: 'INC-flight', to }),
        clock(since + 1),
      ]
      return standing(told(noFly, ...log), '4.nofly', hours(40), { party: 'RED' }).status
    }
    expect([status(['JIG'], 4), status(['JIG'], 32), status(['WHITE'], 4)]).toEqual([
      'active',
      'breached',
      'breached',
    ])
  })

  test('that was confirmed is no proof that the duty was kept, and one that was denied is no breach', () => {
    const denied = told(noFly, DESK, notice(2), received(FIRST + 1, 4, 'act-refuted'))
    expect(standing(denied, '4.nofly', hours(40), { party: 'RED' })).toMatchObject({
      status: 'active',
      performed: { lo: 0, hi: 1 },
      breaches: { found: 0, alleged: 0 },
    })
  })

  test('is weighed the same by the checker of certificates, whatever is said of it', () => {
    const hour = fc.integer({ min: 0, max: 12 })
    const more = fc.array(
      fc.oneof(
        hour.map((h) => notice(h)),
        hour.map((h) => notice(h, { window: { from: hours(20), until: hours(h + 20) } })),
        hour.map((h) => clock(h)),
        fc
          .tuple(fc.constantFrom(N, N + 1, N + 2), hour, hour, fc.boolean())
          .map(([of, h, from, named]) =>
            corrected(
              of,
              h,
              named ? { incident: 'INC-flight' } : { window: { from: hours(from), until: hours(32) } },
            ),
          ),
        fc.constantFrom(N, N + 1).map((of): Said => ({
          kind: 'statement-withdrawn',
          by: 'red.army',
          entry: of,
          because: 'a mistake',
        })),
        fc
          .tuple(
            fc.constantFrom(N, N + 1, N + 2),
            hour,
            fc.constantFrom('act-confirmed' as const, 'act-refuted'),
          )
          .map(([of, h, kind]) => received(of, h, kind)),
        fc.tuple(fc.constantFrom(N, N + 1), hour).map(([of, h]): Said => ({
          kind: 'notice-acknowledged',
          by: 'jig.desk',
          saidAt: hours(h),
          notice: of,
          party: 'JIG',
        })),
        fc
          .tuple(hour, fc.nat(2))
          .map(([h, span]) =>
            report('blue.army', moment(hours(h + 20), hours(h + 20 + span)), { act: 'military-flight' }),
          ),
      ),
      { maxLength: 8 },
    )
    const seen = new Set<string>()
    fc.assert(
      fc.property(more, fc.integer({ min: 20, max: 60 }), (extra, when) => {
        const log = [...said.slice(0, 5), ...extra]
        const all = told(noFly, ...log)
        const certificate = certificateOf(all, {
          is: 'clause',
          agreement: id('TRU'),
          clause: id('4.nofly'),
          party: id('RED'),
          at: at(hours(when)),
          known: all.size,
          reading: RECORD_READING,
        })
        const against = {
          entries: [...PREAMBLE, ...log].map((one, index) => entry(index, one)),
          textOf: () => noFly,
        }
        expect(checkCertificate(certificate, against)).toEqual({ is: 'holds' })
        seen.add(certificate.status)
      }),
      { numRuns: 400 },
    )
    expect([...seen].toSorted()).toEqual(expect.arrayContaining(['active', 'breached', 'contested']))
  })
})

test('the certificates of the six rows are accepted', () => {
  for (const known of [3, 4, 5, 8, 9, 10]) {
    for (const party of ['RED', 'BLUE']) {
      const certificate = certificateOf(engine, {
        is: 'clause',
        agreement: id('TRU'),
        clause: id('4.nofly'),
        party: id(party),
        at: at(hours(30)),
        known: FIRST + known,
        reading: RECORD_READING,
      })
      expect(checkCertificate(certificate, { entries, textOf: () => noFly })).toEqual({ is: 'holds' })
    }
  }
})
