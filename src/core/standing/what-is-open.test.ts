import { describe, expect, test } from 'vitest'
import { parseDuration, parseInstant } from '../time/instant.ts'
import type { Clause } from '../agreement/agreement.ts'
import { hours, mission } from './small-world.test-support.ts'
import {
  clause,
  id,
  moment,
  power,
  report,
  standing,
  told,
  truce,
  until,
  within,
  type Said,
} from './truce.test-support.ts'

const heard = { ifSilent: 'compliant', sources: mission } as const
const shelled = (h: number): Said => report('paper', moment(hours(h)), { alleged: 'RED' })
const act = (kind: 'act-declared' | 'act-confirmed', by: string, from: number, to = from): Said => ({
  kind,
  by,
  agreement: 'TRU',
  clause: 'T.1',
  party: 'RED',
  when: moment(hours(from), hours(to)),
})

/** The status of T.1 at that hour, and the codes of what is open and would decide it. */
function open(of: Partial<Clause>, hour: number, ...said: readonly Said[]) {
  const suspends = power('S', { by: ['GREEN'], may: 'suspend', over: [id('T.1')] })
  const engine = told(truce({ clauses: [clause('T.1', of)], powers: [suspends] }), ...said)
  const { status, whyNot } = standing(engine, 'T.1', hours(hour))
  return [status, ...whyNot.map(({ code }) => code)]
}

describe('of a duty to refrain', () => {
  const day = { window: until(hours(24)) }

  test('nothing is open while nothing is said, and once a closing or a silence has decided', () => {
    const closed: Said = { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(30) }
    expect(open(day, 10)).toEqual(['active'])
    expect(open({ ...day, ...heard }, 10, closed)).toEqual(['active'])
    expect(open({ ...day, ...heard }, 30, closed)).toEqual(['fulfilled'])
    expect(open({ ...day, ...heard, ifSilent: 'breach' }, 30, closed)).toEqual(['breached'])
  })

  test('an allegation is open while it may decide: before the duty, in its time, and after it', () => {
    const fromTen = { ...day, when: { is: 'reached', anchor: { is: 'instant', instant: at(10) } } } as const
    // Said to have happened at some time between the eighth hour and the twelfth.
    const early = report('paper', moment(hours(8), hours(12)), { alleged: 'RED' })
    expect(open(fromTen, 9, early)).toEqual(['pending', 'alleged'])
    expect(open(day, 10, shelled(5))).toEqual(['contested', 'alleged'])
    expect(open(day, 30, shelled(5))).toEqual(['expired', 'alleged'])
  })

  test('an allegation stays open while the duty is set aside', () => {
    const use: Said = {
      kind: 'power-exercised',
      by: 'green.mfa',
      agreement: 'TRU',
      power: 'S',
      act: 'suspend',
      from: hours(8),
      until: hours(20),
    }
    expect(open(day, 10, shelled(5), use)).toEqual(['suspended', 'alleged'])
    const defeated = {
      ...day,
      unless: { is: 'reached', anchor: { is: 'instant', instant: at(8) } },
    } as const
    expect(open(defeated, 10, shelled(5))).toEqual(['suspended', 'alleged'])
  })

  test('after its time the silence is what is open: whose closing is missing, or that it says nothing', () => {
    expect(open({ ...day, ...heard }, 30)).toEqual(['expired', 'sources-not-closed'])
    expect(open(day, 30)).toEqual(['expired', 'silence-unknown'])
  })
})

describe('of a duty to bring about', () => {
  const soon = { duty: 'achieve', window: within('24h') } as const

  test('nothing is open before its deadline, and once it was done', () => {
    expect(open(soon, 10)).toEqual(['due-soon'])
    expect(open(soon, 30, act('act-confirmed', 'mission', 10))).toEqual(['fulfilled'])
    expect(open(soon, 40, act('act-confirmed', 'mission', 30))).toEqual(['breached'])
  })

  test('after its deadline the silence is open', () => {
    expect(open(soon, 30)).toEqual(['overdue', 'silence-unknown'])
    expect(open({ ...soon, ...heard }, 30)).toEqual(['overdue', 'sources-not-closed'])
  })

  test('its bearer’s word that it was done is open until somebody verifies it', () => {
    expect(open(soon, 30, act('act-declared', 'red.army', 10))).toEqual(['contested', 'performance-alleged'])
  })

  test('when it was done is open if that may have been before the deadline or after it', () => {
    const somewhen = act('act-confirmed', 'mission', 20, 28)
    expect(open(soon, 40, somewhen)).toEqual(['contested', 'done-time-uncertain'])
  })
})

describe('of a duty that is owed again and again', () => {
  const daily = {
    duty: 'achieve',
    conduct: { ...clause('x', {}).conduct, acts: [] },
    repeats: { is: 'every', period: parseDuration('24h') },
  } as const
  const sixHours = { ...until(hours(48)), within: parseDuration('6h') }

  test('the times that are overdue are open, while it lasts', () => {
    expect(open({ ...daily, window: sixHours }, 12)).toEqual(['overdue', 'occurrences-overdue'])
  })

  test('after its end the times that nobody can decide any more are open', () => {
    const lapses = { ...daily, window: { ...sixHours, late: 'lapses' } } as const
    expect(open(lapses, 60)).toEqual(['expired', 'occurrences-expired'])
  })
})

function at(hour: number) {
  return parseInstant(hours(hour))
}
