import { describe, expect, test } from 'vitest'
import { formatInstant, parseDuration, type Instant } from '../time/instant.ts'
import type { Clause, Power } from '../agreement/agreement.ts'
import { standingChecked } from './checked.test-support.ts'
import { hours, mission } from './small-world.test-support.ts'
import {
  at,
  clause,
  codes,
  done,
  finding,
  id,
  moment,
  power,
  standing,
  told,
  truce,
  until,
  within,
  type Said,
} from './truce.test-support.ts'

const DUE = 48
const ASKED = 100
const AFTER = hours(ASKED)
const bring = (of: Partial<Clause> = {}) => clause('T', { duty: 'achieve', window: within('48h'), ...of })
const other = clause('O', { duty: 'achieve', window: within('24h') })
const daily = (of: Partial<Clause> = {}) =>
  clause('T', {
    duty: 'achieve',
    repeats: { is: 'every', period: parseDuration('24h') },
    window: { ...until(hours(96)), within: parseDuration('6h') },
    ...of,
  })
const powers = [power('P', { by: ['WHITE'], may: 'suspend' }), power('W', { by: ['WHITE'], may: 'waive' })]
const act = (kind: 'act-declared' | 'act-confirmed' | 'act-refuted', h: number, name = 'T') =>
  ({
    kind,
    by: kind === 'act-declared' ? 'red.army' : 'mission',
    agreement: 'TRU',
    clause: name,
    party: 'RED',
    when: moment(hours(h)),
  }) as const satisfies Said
const closed: Said = { kind: 'source-closed', by: 'mission', source: 'mission', through: AFTER }
const uses = (may: Power['may'], from: number, to?: number): Said => ({
  kind: 'power-exercised',
  by: 'white.mfa',
  agreement: 'TRU',
  power: may === 'waive' ? 'W' : 'P',
  act: may,
  from: hours(from),
  ...(to === undefined ? {} : { until: hours(to) }),
})

const stands = (own: Clause, said: readonly Said[], when: string) =>
  standingChecked(truce({ clauses: [own, other], powers }), 'T', said, when)

describe('what is to be done, unless something else comes first', () => {
  const unless = { unless: done('O') }

  test('is set aside from the moment at which that comes, and nobody is asked for it', () => {
    const said = [act('act-confirmed', 20, 'O')]
    expect(stands(bring(unless), said, hours(19)).status).toBe('active')
    const aside = stands(bring(unless), said, hours(30))
    expect([aside.status, codes(aside)]).toEqual(['suspended', expect.arrayContaining(['defeated'])])
    expect(aside.next).toEqual([])
    expect(stands(bring(unless), said, AFTER)).toMatchObject({ status: 'suspended', next: [] })
  })

  test('was missed if its deadline had passed by then, and done if it was done', () => {
    const late = [act('act-refuted', DUE), act('act-confirmed', DUE + 1, 'O')]
    expect(stands(bring(unless), late, AFTER).status).toBe('breached')
    expect(
      stands(bring(unless), [act('act-refuted', DUE), act('act-confirmed', DUE, 'O')], AFTER).status,
    ).toBe('suspended')
    const early = [act('act-confirmed', 10), act('act-confirmed', 20, 'O')]
    expect(stands(bring(unless), early, AFTER).status).toBe('fulfilled')
  })

  test('is not kept by silence where nothing was owed at the deadline', () => {
    const silent = bring({ ...unless, ifSilent: 'compliant', sources: mission })
    expect(stands(silent, [act('act-confirmed', 20, 'O'), closed], AFTER).status).toBe('suspended')
    expect(stands(silent, [act('act-confirmed', DUE + 1, 'O'), closed], AFTER).status).toBe('fulfilled')
  })

  test('is no sure breach while it is open whether that came first', () => {
    const said = [act('act-declared', 20, 'O'), act('act-refuted', DUE)]
    expect(stands(bring(unless), said, AFTER)).toMatchObject({ breaches: { found: 0 } })
  })

  test('again and again, begins no more from then on; what was missed before stays', () => {
    const said = [act('act-confirmed', 2), act('act-confirmed', 30, 'O')]
    const aside = stands(daily(unless), said, AFTER)
    expect(aside.status).toBe('suspended')
    expect(aside.next).toEqual([])
    expect(aside.occurrences?.map(({ status }) => status)).toEqual(['fulfilled', 'suspended'])
    const missed = [act('act-refuted', 7), act('act-confirmed', 30, 'O')]
    expect(stands(daily(unless), missed, AFTER).status).toBe('breached')
  })

  test('or is only permitted or intended, is no more from then on', () => {
    for (const duty of ['permit', 'intend'] as const) {
      const own = clause('T', { duty, ...unless })
      expect(stands(own, [act('act-confirmed', 20, 'O')], hours(19)).status).toBe('active')
      expect(stands(own, [act('act-confirmed', 20, 'O')], hours(20)).status).toBe('suspended')
    }
  })
})

describe.each(['suspend', 'waive'] as const)(
  'a deadline in a time for which a power was used to %s',
  (may) => {
    const burden = { ifSilent: 'breach', sources: mission } as const

    test('is put off to the end of that time: done at that moment is in time, later is late', () => {
      const said = uses(may, 40, 60)
      const put = stands(bring(), [said], hours(61))
      expect([put.status, put.due, codes(put)]).toEqual([
        'overdue',
        at(hours(60)),
        expect.arrayContaining(['deadline-put-off']),
      ])
      expect(stands(bring(), [said, act('act-confirmed', 60)], AFTER).status).toBe('fulfilled')
      expect(stands(bring(), [said, act('act-confirmed', 61)], AFTER)).toMatchObject({
        status: 'breached',
        late: true,
      })
      expect(stands(bring(), [said, act('act-refuted', 59)], AFTER).status).toBe('overdue')
      expect(stands(bring(), [said, act('act-refuted', 60)], AFTER).status).toBe('breached')
      expect(stands(bring(burden), [said, closed], AFTER).status).toBe('breached')
    })

    test('is put off again where it falls into another such time, and not at all where the time is over by then', () => {
      const due = (...said: Said[]) => stands(bring(), said, hours(39)).due
      expect(due(uses(may, 40, 60), uses(may, 55, 70))).toEqual(at(hours(70)))
      expect(due(uses(may, 40, DUE))).toEqual(at(hours(DUE)))
      expect(due(uses(may, DUE, DUE + 1))).toEqual(at(hours(DUE + 1)))
      expect(due(uses(may, DUE + 1, DUE + 2))).toEqual(at(hours(DUE)))
    })

    test('is no deadline any more where that time has no end', () => {
      expect(stands(bring(burden), [uses(may, 40), closed], AFTER)).toMatchObject({
        status: may === 'suspend' ? 'suspended' : 'waived',
        due: at(hours(DUE)),
      })
    })

    test('of a duty that is owed day by day is not put off: that day was not owed', () => {
      const said = [act('act-confirmed', 1), uses(may, 25, 70), act('act-confirmed', 73)]
      const after = stands(daily(), said, AFTER)
      expect(after.occurrences?.map(({ status }) => status)).toEqual([
        'fulfilled',
        ...(may === 'suspend' ? ['suspended', 'suspended'] : ['waived', 'waived']),
        'fulfilled',
      ])
      expect(after.status).toBe('fulfilled')
      expect(stands(daily(burden), [...said, closed], AFTER).status).toBe('fulfilled')
      // Until the time begins for which the power was used, the day is owed like any other.
      const soon = stands(daily(), [uses(may, 27, 70)], hours(26))
      expect(soon.occurrences?.at(-1)?.status).toBe('due-soon')
    })

    test('of a duty that is owed day by day keeps nobody waiting who waits for all the days', () => {
      const waits = clause('N', { duty: 'achieve', bearer: 'BLUE', when: done('T'), window: within('24h') })
      const said = [act('act-confirmed', 1), uses(may, 25, 70), act('act-confirmed', 73)]
      const engine = told(truce({ clauses: [daily(), waits], powers }), ...said)
      expect(standing(engine, 'N', AFTER).activated.certain).toBe(at(hours(96)))
    })

    test('for an answer to a breach is put off like any other', () => {
      const answer = bring({
        repeats: {
          is: 'for-each',
          breaches: { of: [id('K')] },
          alleged: false,
        } as never,
        window: within('24h'),
        ...burden,
      })
      const calm = clause('K', { bearer: 'BLUE' })
      const text = truce({ clauses: [answer, calm], powers })
      const found = finding('mission', 'INC-a', 'K', {
        when: moment(hours(10)),
        attribution: [{ to: 'BLUE', confidence: 'established' }],
      })
      const clock: Said = { kind: 'clock-read', by: 'office', readAt: hours(11) }
      const engine = told(text, found, clock, uses(may, 30, 50))
      expect(standing(engine, 'T', hours(51)).occurrences?.map(({ due }) => due)).toEqual([at(hours(50))])
    })
  },
)

test('a breach at the last millisecond before it is set aside stays', () => {
  const kept = clause('T', { unless: done('O'), window: until(hours(90)) })
  const justBefore = formatInstant((at(hours(20)) - 1) as Instant)
  const found = (when: string) => finding('mission', 'INC-a', 'T', { when: moment(when) })
  const aside = act('act-confirmed', 20, 'O')
  expect(stands(kept, [found(justBefore), aside], AFTER).status).toBe('breached')
  expect(stands(kept, [found(hours(20)), aside], AFTER).status).toBe('suspended')
})
