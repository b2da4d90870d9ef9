import { describe, expect, test } from 'vitest'
import type { Agreement, AreaExtent, Clause, Party } from '../agreement/agreement.ts'
import type { PartyId, Place } from '../statement/fields.ts'
import { parseInstant } from '../time/instant.ts'
import { scopeOf, type Reported } from './scope.ts'

const PLACE = { line: 1, column: 1 }
const id = (text: string): never => text as never
const at = parseInstant
const period = { starts: at('2016-09-12T16:00:00Z'), ends: at('2016-09-19T16:00:00Z') }
const HERE: Place = { name: 'a village', governorate: 'Aleppo' }

const party = (name: string, excluded = false): Party => ({
  id: id(name),
  name: { en: name },
  excluded,
  side: undefined,
  answersTo: [],
  at: PLACE,
})

function agreement(extent?: AreaExtent, force: Agreement['force'] = 'in-force'): Agreement {
  const attack: Clause = {
    id: id('S.1'),
    wording: { text: { en: 'no attacks' }, cites: '1', source: undefined },
    bearers: [id('SYR'), id('OPP'), id('USA')],
    duty: 'refrain',
    conduct: {
      says: 'attack',
      acts: ['attack'],
      against: [],
      area: extent === undefined ? undefined : id('Area'),
      distance: undefined,
      atMost: undefined,
    },
    when: undefined,
    unless: undefined,
    exceptions: [],
    window: { within: undefined, by: undefined, until: undefined, late: 'still-due' },
    evidence: { is: 'said', how: 'verified', by: { is: 'role', role: 'monitor' } },
    ifSilent: 'unknown',
    sources: [],
    choices: [],
    at: PLACE,
  }
  const pullBack: Clause = { ...attack, id: id('S.2'), duty: 'achieve', bearers: [id('SYR')] }
  const parties = [party('SYR'), party('OPP'), party('USA'), party('ISIL', true)]
  const area = {
    is: 'area',
    id: id('Area'),
    name: { en: 'area' },
    means: '',
    choices: [],
    at: PLACE,
    extent,
  } as const
  return {
    id: id('SEP'),
    title: { en: 'September' },
    force,
    agreed: at('2016-09-09T19:00:00Z'),
    startsOn: { is: 'instant', instant: period.starts },
    calendar: { zone: 'UTC', offsetMinutes: 0, transitions: [] },
    terms: new Map(extent === undefined ? [] : [[area.id, { ...area, extent }]]),
    parties: new Map(parties.map((one) => [one.id, one])),
    clauses: new Map([attack, pullBack].map((one) => [one.id, one])),
    exchanges: new Map(),
    powers: new Map(),
    document: [],
    digest: id('0'.repeat(64)),
  }
}

const sides = (...names: string[]): PartyId[] => names.map((name) => id(name))
const when = (earliest: string, latest = earliest): Reported['when'] => ({
  earliest: at(earliest),
  latest: at(latest),
  precision: 'day',
})
const told = (of: Partial<Reported> = {}): Reported => ({
  act: 'shelling',
  when: when('2016-09-15T10:00:00Z'),
  where: HERE,
  alleged: id('SYR'),
  ...of,
})
const scope = (of: Partial<Reported> = {}, text = agreement()) => scopeOf(told(of), text, period)

describe('the scope of a report', () => {
  test('an act of a party in the period touches the duty of that party', () => {
    expect(scope()).toEqual({
      agreement: 'SEP',
      within: true,
      because: [],
      touches: [{ clause: 'S.1', bearer: 'SYR' }],
    })
  })

  test('an act by or against an excluded group is outside, on whichever side of a clash it stands', () => {
    const outside = { within: false, touches: [] }
    expect(scope({ alleged: id('ISIL') })).toMatchObject({ ...outside, because: ['by-excluded-group'] })
    expect(scope({ against: id('ISIL') })).toMatchObject({ ...outside, because: ['against-excluded-group'] })
    const clash = { act: 'armed-clash' as const, alleged: undefined, sides: sides('SYR', 'ISIL') }
    expect(scope(clash)).toMatchObject({ ...outside, because: ['against-excluded-group'] })
  })

  test('Mayadin, 15 September 2016: an air strike in a place held by an excluded group is no breach', () => {
    const mayadin = { act: 'airstrike', alleged: undefined, against: id('ISIL') } as const
    expect(scope(mayadin)).toMatchObject({ within: false, because: ['against-excluded-group'], touches: [] })
  })

  test('a clash that nobody is said to have begun touches the duty, and no bearer is named', () => {
    const clash = { act: 'armed-clash' as const, alleged: undefined, sides: sides('SYR', 'OPP') }
    expect(scope(clash)).toMatchObject({
      within: true,
      because: ['actor-unknown'],
      touches: [{ clause: 'S.1', bearer: undefined }],
    })
  })

  test('who is no party is bound by nothing', () => {
    expect(scope({ alleged: id('XYZ') })).toMatchObject({ within: false, because: ['actor-not-a-party'] })
  })

  test('a party whose block is left out for a fault is no stranger', () => {
    const leftOut = {
      is: 'left-out',
      kind: 'party',
      id: 'XYZ',
      text: undefined,
      at: { line: 9, column: 1 },
    } as const
    const text = { ...agreement(), document: [leftOut] }
    for (const named of [{ alleged: id('XYZ') }, { alleged: undefined, sides: sides('XYZ', 'QQQ') }])
      expect(scope(named, text)).toMatchObject({ within: false, because: ['actor-left-out'] })
    expect(scope({ alleged: id('QQQ') }, text)).toMatchObject({ because: ['actor-not-a-party'] })
  })

  test('an act that no clause covers is outside', () => {
    expect(scope({ act: 'arrest' })).toMatchObject({ within: false, because: ['act-not-covered'] })
  })

  test('before and after the period it is outside; a day that straddles an edge leaves it open', () => {
    const reasons = (earliest: string, latest: string) => {
      const { within, because } = scope({ when: when(earliest, latest) })
      return [within, ...because]
    }
    expect(reasons('2016-09-12T00:00:00Z', '2016-09-12T15:59:59Z')).toEqual([false, 'before-it-began'])
    expect(reasons('2016-09-12T16:00:00Z', '2016-09-12T16:00:00Z')).toEqual([true])
    expect(reasons('2016-09-12T00:00:00Z', '2016-09-12T23:59:59Z')).toEqual([true, 'time-uncertain'])
    expect(reasons('2016-09-19T16:00:00Z', '2016-09-19T17:00:00Z')).toEqual([false, 'after-it-ended'])
    expect(reasons('2016-09-19T15:00:00Z', '2016-09-19T16:00:00Z')).toEqual([true, 'time-uncertain'])
    expect(reasons('2016-09-19T15:00:00Z', '2016-09-19T15:59:59Z')).toEqual([true])
    expect(scopeOf(told(), agreement(), { starts: undefined, ends: undefined }).because).toEqual([
      'before-it-began',
    ])
  })

  test('a draft has no scope', () => {
    expect(scope({}, agreement(undefined, 'draft'))).toMatchObject({
      within: false,
      because: ['draft-never-in-force'],
    })
  })

  test('a clause that the report itself names is touched, if it binds the one who is accused', () => {
    const touches = [{ agreement: id('SEP'), clause: id('S.2') }]
    expect(scope({ touches }).touches).toContainEqual({ clause: 'S.2', bearer: 'SYR' })
    expect(scope({ touches, alleged: id('OPP') }).touches).toEqual([{ clause: 'S.1', bearer: 'OPP' }])
  })
})

describe('areas', () => {
  const governorates = agreement({ is: 'governorates', names: ['Aleppo'] })
  // At 36.2° N: 11.10 m and 8.98 m to a ten-thousandth of a degree.
  const circle = agreement({
    is: 'circle',
    centre: { latE7: 362_000_000, lonE7: 371_000_000 },
    radius: 5000,
    scale: { lat: 11_100, lon: 8980 },
  })
  const square = agreement({
    is: 'polygon',
    points: [
      { latE7: 360_000_000, lonE7: 370_000_000 },
      { latE7: 360_000_000, lonE7: 372_000_000 },
      { latE7: 362_000_000, lonE7: 372_000_000 },
      { latE7: 362_000_000, lonE7: 370_000_000 },
    ],
  })
  const point = (lat: number, lon: number, radius = 0): Place => ({
    name: 'p',
    latE7: Math.round(lat * 1e7),
    lonE7: Math.round(lon * 1e7),
    radius,
  })
  const because = (text: Agreement, where: Place) => {
    const { within, because: reasons } = scopeOf(told({ where }), text, period)
    return [within, ...reasons]
  }

  test('governorates go by the name that the place carries', () => {
    expect(because(governorates, HERE)).toEqual([true])
    expect(because(governorates, { ...HERE, governorate: 'Homs' })).toEqual([false, 'outside-the-area'])
    expect(because(governorates, { name: 'somewhere' })).toEqual([true, 'place-uncertain'])
  })

  test('a circle is measured in metres, with the radius in which the source could place it', () => {
    // 0.04° of latitude is 4,440 m.
    expect(because(circle, point(36.24, 37.1))).toEqual([true])
    expect(because(circle, point(36.24, 37.1, 1000))).toEqual([true, 'place-uncertain'])
    expect(because(circle, point(36.3, 37.1, 1000))).toEqual([false, 'outside-the-area'])
    // 0.052° of longitude is 4,670 m here; as latitude it would be 5,770 m.
    expect(because(circle, point(36.2, 37.152))).toEqual([true])
    expect(because(circle, point(36.252, 37.1))).toEqual([false, 'outside-the-area'])
    expect(because(circle, HERE)).toEqual([true, 'place-uncertain'])
    // The edge of the circle belongs to it: 0.05° of latitude is 5,550 m.
    const exact = agreement({
      is: 'circle',
      centre: { latE7: 362_000_000, lonE7: 371_000_000 },
      radius: 5550,
      scale: { lat: 11_100, lon: 8980 },
    })
    expect(because(exact, point(36.25, 37.1))).toEqual([true])
    expect(because(exact, point(36.25, 37.1, 1))).toEqual([true, 'place-uncertain'])
    expect(because(exact, point(36.26, 37.1, 1110))).toEqual([true, 'place-uncertain'])
    expect(because(exact, point(36.26, 37.1, 1109))).toEqual([false, 'outside-the-area'])
  })

  test('a polygon takes what is surely inside, and leaves open what may lie across its edge', () => {
    expect(because(square, point(36.1, 37.1))).toEqual([true])
    expect(because(square, point(36.1, 37.1, 1000))).toEqual([true])
    expect(because(square, point(36.1, 37.199, 2000))).toEqual([true, 'place-uncertain'])
    expect(because(square, point(36.1, 37.25))).toEqual([false, 'outside-the-area'])
    expect(because(square, point(36.1, 37.5, 2000))).toEqual([false, 'outside-the-area'])
  })

  test('an area that nobody agreed leaves every place open', () => {
    expect(because(agreement({ is: 'not-agreed' }), point(36.1, 37.1))).toEqual([true, 'place-uncertain'])
  })
})
