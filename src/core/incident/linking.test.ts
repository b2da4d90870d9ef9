import { describe, expect, test } from 'vitest'
import { incidentsOf } from './list.ts'
import { proposeLinks } from './linking.ts'
import { asking, at, between, folded, onDay, says } from './record.test-support.ts'

const urum = { name: 'Urum al-Kubra', latE7: 361_500_000, lonE7: 369_500_000, radius: 1000 }
const convoy = (by: string, more: object = {}) =>
  says(by, {
    kind: 'incident-reported',
    act: 'airstrike',
    when: between('2016-09-19T16:12:00Z', '2016-09-19T17:00:00Z'),
    where: urum,
    means: 'told',
    ...more,
  })
const propose = (log: Parameters<typeof folded>[0], report = 0) =>
  proposeLinks(folded(log), at(report), log.length, 10).map((one) => [
    one.with,
    one.reasons.map(({ is }) => is),
  ])

const near = (latE7: number) => ({ ...urum, latE7, radius: 9000 })

describe('proposals for linking', () => {
  test('name why two reports may be one incident, though they blame rivals', () => {
    const log = [
      convoy('usa.state', { alleged: 'RUS', against: 'OPP' }),
      convoy('rus.general-staff', {
        act: 'attack',
        alleged: 'OPP',
        where: { ...urum, latE7: 361_600_000, radius: 2000 },
      }),
    ]
    expect(propose(log)).toEqual([[1, ['times-overlap', 'places-meet', 'acts-compatible', 'same-parties']]])
  })

  test('a few hours apart is close, a day apart is another incident', () => {
    const later = (hour: string) => convoy('sohr', { when: between(`2016-09-19T${hour}:00:00Z`) })
    expect(propose([convoy('sarc'), later('20')])).toEqual([
      [1, ['times-close', 'places-meet', 'same-act', 'parties-not-named']],
    ])
    expect(propose([convoy('sarc'), later('23')])).toEqual([
      [1, ['times-close', 'places-meet', 'same-act', 'parties-not-named']],
    ])
    expect(propose([convoy('sarc'), convoy('sohr', { when: onDay('2016-09-21') })])).toEqual([])
  })

  test('places whose circles do not touch, other acts and other parties are not proposed', () => {
    const far = { ...urum, latE7: 362_000_000 }
    expect(propose([convoy('sarc'), convoy('sohr', { where: far })])).toEqual([])
    expect(propose([convoy('sarc'), convoy('sohr', { act: 'sniper-fire' })])).toEqual([])
    expect(propose([convoy('sarc', { alleged: 'SYR' }), convoy('sohr', { alleged: 'ISIL' })])).toEqual([])
  })

  test('without points, only the same name counts, in any of its languages', () => {
    const named = convoy('sohr', { where: { name: 'أورم الكبرى', names: { en: 'Urum al-Kubra' } } })
    expect(propose([convoy('sarc'), named]).map(([entry]) => entry)).toEqual([1])
    expect(propose([convoy('sarc'), convoy('sohr', { where: { name: 'Urum' } })])).toEqual([])
  })

  test('reports of one source, of one incident already, or of a vague month are not proposed', () => {
    expect(propose([convoy('sarc'), convoy('sarc')])).toEqual([])
    const link = says('sohr', {
      kind: 'reports-linked',
      incident: 'INC-u',
      reports: [0, 1],
      proposedBy: 'machine',
    })
    expect(propose([convoy('sarc'), convoy('sohr'), link])).toEqual([])
    expect(propose([convoy('sarc'), convoy('sohr', { when: onDay('2016-09-01', 30, 'month') })])).toEqual([])
  })

  test('the nearest place comes first', () => {
    const log = [
      convoy('sarc'),
      convoy('sohr', { where: near(361_900_000) }),
      convoy('snhr', { where: near(361_600_000) }),
    ]
    expect(propose(log).map(([entry]) => entry)).toEqual([2, 1])
  })

  test('a proposal changes nothing: what is proposed stays apart until somebody links it', () => {
    const log = [convoy('sarc'), convoy('sohr')]
    const read = folded(log)
    const before = incidentsOf(read, { ...asking(2), limit: 10 })
    expect(proposeLinks(read, at(0), 2, 10)).toHaveLength(1)
    expect(incidentsOf(read, { ...asking(2), limit: 10 })).toEqual(before)
    expect(before.total).toBe(2)
  })
})
