import { describe, expect, test } from 'vitest'
import type { Agreement, Clause, Condition, Power } from '../agreement/agreement.ts'
import { parseDuration } from '../time/instant.ts'
import { hours, mission } from './small-world.test-support.ts'
import {
  clause,
  finding,
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

/** The text ends at hour 48, RED has to act by hour 24, BLUE's breach of T.b releases RED of T.u. */
const ENDS = 48
const DUE = 24
const burden = { ifSilent: 'breach', sources: mission } as const
const closing = { ifSilent: 'compliant', sources: mission } as const
const keep = (of: Partial<Clause> = {}) => clause('T', { window: until(hours(ENDS)), ...of })
const bring = (of: Partial<Clause> = {}) => clause('T', { duty: 'achieve', window: within('24h'), ...of })
const brokenByBlue: Condition = { is: 'breached', clause: id('T.b'), by: undefined }
const blue = clause('T.b', { bearer: 'BLUE' })

const found = (hour: number, name = 'T', to = 'RED') =>
  finding('mission', `INC-${to.toLowerCase()}-${hour}`, name, {
    when: moment(hours(hour)),
    attribution: [{ to, confidence: 'established' }],
  })
const alleged = (hour: number) => report('paper', moment(hours(hour)))
const closed = (hour: number): Said => ({
  kind: 'source-closed',
  by: 'mission',
  source: 'mission',
  through: hours(hour),
})
const act = (kind: 'act-declared' | 'act-confirmed' | 'act-refuted', hour: number, latest = hour): Said => ({
  kind,
  by: kind === 'act-declared' ? 'red.army' : 'mission',
  agreement: 'TRU',
  clause: 'T',
  party: 'RED',
  when: moment(hours(hour), hours(latest)),
})
const uses = (power_: string, may: Power['may'], hour: number): Said => ({
  kind: 'power-exercised',
  by: 'white.mfa',
  agreement: 'TRU',
  power: power_,
  act: may,
  from: hours(hour),
})
const powers = [
  power('S', { by: ['WHITE'], may: 'suspend', over: [id('T')] }),
  power('W', { by: ['WHITE'], may: 'waive', over: [id('T')] }),
]
const of = (own: Clause, more: Partial<Pick<Agreement, 'force'>> = {}) =>
  truce({ clauses: [own, blue], powers, ...more })

const releases = found(5, 'T.b', 'BLUE')
const status = (text: Agreement, said: readonly Said[], hour: number) =>
  standing(told(text, ...said), 'T', hours(hour), { party: 'RED' }).status

/** Of each pair both would be true of the same record at the same moment, if the other were not; the first is what stands. */
describe('what stands where two would', () => {
  test('of a draft nothing is waived or suspended', () => {
    expect(status(of(keep(), { force: 'draft' }), [uses('W', 'waive', 1)], 10)).toBe('pending')
  })
  test('waived before suspended, in whichever order they were used', () => {
    expect(status(of(keep()), [uses('W', 'waive', 1), uses('S', 'suspend', 2)], 10)).toBe('waived')
    expect(status(of(keep()), [uses('S', 'suspend', 1), uses('W', 'waive', 2)], 10)).toBe('waived')
  })
  test('set aside before pending, once it may have begun; pending before that', () => {
    const doubtful = bring({ when: { is: 'done', clause: id('T.c'), by: undefined } })
    const first = clause('T.c', { duty: 'achieve', bearer: 'BLUE', window: within('24h') })
    const text = truce({ clauses: [doubtful, first], powers })
    const says: Said = { ...act('act-declared', 5), by: 'blue.army', clause: 'T.c', party: 'BLUE' } as Said
    expect(status(text, [says, uses('S', 'suspend', 1)], 10)).toBe('suspended')
    expect(status(text, [says, uses('S', 'suspend', 1)], 4)).toBe('pending')
    expect(status(text, [says], 10)).toBe('pending')
  })
  test('set aside before breached, for as long as it is', () => {
    const resume = power('R', { by: ['WHITE'], may: 'resume', over: [id('T')] })
    const text = truce({ clauses: [keep()], powers: [...powers, resume] })
    const said = [found(1), uses('S', 'suspend', 5), uses('R', 'resume', 20)]
    expect(status(text, said, 10)).toBe('suspended')
    expect(status(text, said, 20)).toBe('breached')
  })
  test('set aside before fulfilled, contested and overdue', () => {
    expect(status(of(bring()), [act('act-confirmed', 3), uses('W', 'waive', 5)], 10)).toBe('waived')
    expect(status(of(keep()), [alleged(1), uses('S', 'suspend', 5)], 10)).toBe('suspended')
    expect(status(of(bring()), [uses('S', 'suspend', 25)], 30)).toBe('suspended')
  })
  test('pending before breached: nothing is breached that has not begun', () => {
    expect(status(of(keep()), [found(3)], -1)).toBe('pending')
  })
  test('breached before released: what was broken first stays broken', () => {
    const text = of(keep({ unless: brokenByBlue }))
    expect(status(text, [found(3), releases], 10)).toBe('breached')
    expect(status(text, [found(7), releases], 10)).toBe('suspended')
  })
  test('breached before its time is over, and after it', () => {
    expect(status(of(keep(closing)), [found(3), closed(ENDS)], ENDS)).toBe('breached')
  })
  test('released before over, and before contested', () => {
    const text = of(keep({ unless: brokenByBlue, ...closing }))
    expect(status(text, [releases, closed(ENDS)], ENDS)).toBe('suspended')
    expect(status(text, [alleged(3), releases], 10)).toBe('suspended')
  })
  test('of a burden of proof: broken by silence once the time is over and the sources have closed, unless something is alleged', () => {
    const text = of(keep(burden))
    expect(status(text, [closed(ENDS)], ENDS - 1)).toBe('active')
    expect(status(text, [closed(ENDS)], ENDS)).toBe('breached')
    expect(status(text, [closed(ENDS - 1)], ENDS)).toBe('expired')
    expect(status(text, [alleged(3), closed(ENDS)], ENDS)).toBe('expired')
  })
  test('expired before fulfilled while something is alleged, and before contested once it is over', () => {
    expect(status(of(keep(closing)), [alleged(3), closed(ENDS)], ENDS - 1)).toBe('contested')
    expect(status(of(keep(closing)), [alleged(3), closed(ENDS)], ENDS)).toBe('expired')
    expect(status(of(keep(closing)), [closed(ENDS)], ENDS)).toBe('fulfilled')
  })
  test('of what is to be done: done in time before found not to be done, done late beside the breach', () => {
    expect(status(of(bring()), [found(3), act('act-confirmed', 5)], 10)).toBe('fulfilled')
    expect(status(of(bring()), [found(3), act('act-confirmed', 5)], 4)).toBe('breached')
    expect(status(of(bring(burden)), [closed(DUE), act('act-confirmed', DUE + 1)], DUE + 2)).toBe('breached')
  })
  test('missed for certain before done perhaps, where it is said to be done after the deadline only', () => {
    expect(status(of(bring(burden)), [closed(DUE), act('act-declared', DUE + 1)], DUE + 2)).toBe('breached')
    expect(status(of(bring(burden)), [closed(DUE), act('act-declared', DUE)], DUE + 2)).toBe('contested')
  })
  test('contested before silence complies, and before overdue', () => {
    expect(status(of(bring(closing)), [closed(DUE), act('act-declared', 5)], DUE + 2)).toBe('contested')
    const laid = report('paper', moment(hours(5)), { touches: [{ agreement: 'TRU', clause: 'T' }] })
    expect(status(of(bring(closing)), [closed(DUE), laid], DUE + 2)).toBe('contested')
    expect(status(of(bring(closing)), [closed(DUE), alleged(5)], DUE + 2)).toBe('fulfilled')
    expect(status(of(bring()), [act('act-declared', 5)], DUE + 2)).toBe('contested')
  })
  test('contested before lapsed, lapsed in place of overdue', () => {
    const lapses = of(bring({ window: { ...within('24h'), late: 'lapses' } }))
    expect(status(lapses, [act('act-declared', 5)], DUE + 2)).toBe('contested')
    expect(status(lapses, [], DUE + 2)).toBe('expired')
  })
  test('over before contested and due, unless the deadline was already past', () => {
    const cut = (end: number) => of(bring({ window: { ...within('24h'), until: until(hours(end)).until } }))
    expect(status(cut(20), [act('act-declared', 5)], 20)).toBe('expired')
    expect(status(cut(DUE), [], DUE + 1)).toBe('expired')
    expect(status(cut(DUE + 1), [], DUE + 1)).toBe('overdue')
    expect(status(cut(DUE + 1), [act('act-declared', 5)], DUE + 1)).toBe('contested')
  })
  test('contested before due soon, due soon before active', () => {
    const long = of(bring({ window: within('48h') }))
    expect(status(long, [act('act-declared', 5)], 30)).toBe('contested')
    expect(status(long, [], 23)).toBe('active')
    expect(status(long, [], 24)).toBe('due-soon')
  })
  test('the ends of the times are exact: at the deadline in time, at the end over', () => {
    expect(status(of(bring()), [], DUE)).toBe('due-soon')
    expect(status(of(keep()), [], ENDS - 1)).toBe('active')
    expect(status(of(keep()), [], ENDS)).toBe('expired')
  })
})

/** Owed every day, within six hours. */
describe('what stands of a duty that is owed every day, of what stands of its days', () => {
  const daily = (window: Partial<Clause['window']> = {}) =>
    of(
      clause('T', {
        duty: 'achieve',
        repeats: { is: 'every', period: parseDuration('24h') },
        window: { ...within('6h'), ...window },
      }),
    )
  const late = (hour: number) => act('act-confirmed', hour)
  const says = (hour: number) => act('act-declared', hour)

  test('a day that was missed before one that is contested', () => {
    expect(status(daily(), [says(1), late(24 + 12)], 47)).toBe('breached')
    expect(status(daily(), [late(12), says(24 + 1)], 47)).toBe('breached')
  })
  test('a day that is contested before one that is overdue', () => {
    expect(status(daily(), [says(24 + 1)], 47)).toBe('contested')
    expect(status(daily(), [says(1)], 47)).toBe('contested')
  })
  test('a day that is overdue before one that the end overtook', () => {
    const cut = daily({ until: until(hours(24 + 3)).until })
    expect(status(cut, [], 24 + 3)).toBe('overdue')
    expect(status(cut, [act('act-confirmed', 3)], 24 + 3)).toBe('expired')
  })
  test('a day that is due soon before one that lapsed, or that is not due for long', () => {
    expect(status(daily({ late: 'lapses' }), [], 24 + 1)).toBe('due-soon')
    expect(status(daily({ late: 'lapses' }), [], 12)).toBe('active')
    expect(status(daily(), [act('act-confirmed', 3)], 24 + 1)).toBe('due-soon')
    expect(status(daily({ within: parseDuration('36h') }), [], 24 + 1)).toBe('due-soon')
  })
})
