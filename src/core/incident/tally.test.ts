import { assert, array, constantFrom, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseInstant } from '../time/instant.ts'
import type { CountingRule, Statement } from '../statement/kinds.ts'
import { recount } from './recount.ts'
import { asking, between, folded, onDay, says } from './record.test-support.ts'
import { sideBySide } from './side-by-side.ts'
import { checkParts, publishedTallies, rulesOf } from './tally.ts'

const base = {
  counts: 'alleged-breaches',
  conductOf: ['OPP'],
  acts: null,
  excludedGroups: false,
  arrests: false,
  outsideScope: false,
  dayStarts: '19:00',
  zone: 'Asia/Damascus',
  offsetMinutes: 180,
  evidence: 'own-word',
}
const rule = (id: string, owner: string, more: object = {}) =>
  says('sohr', { kind: 'counting-rule-stated', rule: { ...base, id, owner, name: { en: id }, ...more } })
const tally = (by: string, id: string, from: string, until: string, count: number, more: object = {}) =>
  says(by, {
    kind: 'tally-published',
    rule: id,
    window: { from, until },
    cumulative: false,
    count: { least: count, most: count },
    ...more,
  })

const HMEIMIM = rule('hmeimim-breaches', 'rus.general-staff')
const STAFF = rule('general-staff-breaches', 'rus.general-staff', { excludedGroups: true })
const DEATHS = rule('sohr-deaths', 'sohr', { counts: 'people-killed', conductOf: null, dayStarts: '00:00' })
const D1 = ['2016-09-12T16:00:00Z', '2016-09-13T16:00:00Z'] as const
const window = (from: string, until: string) => ({ from: parseInstant(from), until: parseInstant(until) })
const day1 = window(...D1)

const ruleIn = (log: readonly Statement[], id: string): CountingRule => {
  for (const { rule: stated } of rulesOf(folded(log).record, log.length).values())
    if (stated.id === id) return stated
  throw new Error(`no rule ${id}`)
}

const fire = (by: string, alleged: string, at: string) =>
  says(by, {
    kind: 'incident-reported',
    act: 'shelling',
    when: between(at, at, 'minute'),
    where: { name: 'Latakia', governorate: 'Latakia' },
    means: 'told',
    alleged,
    against: 'SYR',
  })
const ucdp = (when: object, more: object = {}) =>
  says('ucdp', {
    kind: 'incident-reported',
    act: 'armed-clash',
    when,
    where: { name: 'Syria' },
    means: 'compiled',
    sides: ['SYR', 'OPP'],
    harm: { killed: { least: 3, most: 5 } },
    ...more,
  })
const countBy = (
  log: readonly Statement[],
  id: string,
  span = window('2016-09-12T21:00:00Z', '2016-09-14T21:00:00Z'),
) => recount(folded(log), ruleIn(log, id), span, asking(log.length))

const HOUR = 3_600_000
const iso = (millis: number) => new Date(millis).toISOString()

describe('13 September 2016: 2, 23 or 0, by rule', () => {
  const log = [
    HMEIMIM,
    STAFF,
    DEATHS,
    tally('rus.general-staff', 'hmeimim-breaches', ...D1, 2),
    tally('rus.general-staff', 'general-staff-breaches', ...D1, 23),
    tally('sohr', 'sohr-deaths', '2016-09-12T21:00:00Z', '2016-09-13T21:00:00Z', 0),
  ]
  const table = (known: number) => {
    const { record: said } = folded(log)
    const series = publishedTallies(said, { known })
    const columns = [...rulesOf(said, known).values()].map((stated) => {
      return { stated, series: series.find(({ ruleId }) => ruleId === stated.rule.id), recount: undefined }
    })
    return sideBySide(columns, 180)
  }

  test('three rules give three numbers in one row, each in its own column', () => {
    const row = table(6).rows.find(({ date }) => date === '2016-09-13')
    expect(row?.cells.map(({ rule: id, daily }) => [id, daily.map(({ count }) => count.least)])).toEqual([
      ['general-staff-breaches', [23]],
      ['hmeimim-breaches', [2]],
      ['sohr-deaths', [0]],
    ])
  })

  test('why they differ is said: excluded groups, another unit, another side, another day', () => {
    const [staffAndBulletin, staffAndDeaths] = table(6).differences
    expect(staffAndBulletin?.because).toEqual([
      { reason: 'counts-excluded-groups', of: 'general-staff-breaches' },
    ])
    expect(staffAndDeaths?.because.map(({ reason, of }) => [reason, of])).toEqual([
      ['other-unit', undefined],
      ['other-side-only', 'general-staff-breaches'],
      ['counts-excluded-groups', 'general-staff-breaches'],
      ['other-day-boundary', undefined],
    ])
  })

  test('a figure not yet published when asked is not shown, and 0 is not the same as none', () => {
    const row = table(5).rows.find(({ date }) => date === '2016-09-13')
    expect(row?.cells.map(({ daily }) => daily.length)).toEqual([1, 1, 0])
  })

  const reports = [
    ...Array.from({ length: 2 }, () => fire('rus.general-staff', 'OPP', '2016-09-13T08:00:00Z')),
    ...Array.from({ length: 21 }, () => fire('rus.general-staff', 'JFS', '2016-09-13T09:00:00Z')),
  ]
  const full = [...log, ...reports]

  test.each([
    { id: 'hmeimim-breaches', count: 2, leftOut: [['excluded-group', 21]] },
    { id: 'general-staff-breaches', count: 23, leftOut: [] },
    {
      id: 'sohr-deaths',
      count: 0,
      leftOut: [
        ['excluded-group', 21],
        ['no-figure', 2],
      ],
    },
  ])('jig’s own count by $id from the same 23 reports is $count', ({ id, count, leftOut }) => {
    const counted = recount(folded(full), ruleIn(full, id), day1, asking(full.length))
    expect(counted.total).toEqual({ least: count, most: count })
    expect([...counted.leftOut]).toEqual(leftOut)
  })

  test('the entries counted are named', () => {
    const counted = recount(folded(full), ruleIn(full, 'hmeimim-breaches'), day1, asking(full.length))
    expect(counted.days.flatMap(({ counted: all }) => all.flatMap(({ entries }) => entries))).toEqual([6, 7])
  })
})

describe('published series', () => {
  const log = [
    STAFF,
    tally('rus.general-staff', 'general-staff-breaches', ...D1, 23),
    tally('rus.general-staff', 'general-staff-breaches', '2016-09-13T16:00:00Z', '2016-09-14T16:00:00Z', 37),
    tally('rus.general-staff', 'general-staff-breaches', '2016-09-14T16:00:00Z', '2016-09-15T16:00:00Z', 45),
    tally('rus.general-staff', 'general-staff-breaches', '2016-09-16T16:00:00Z', '2016-09-17T16:00:00Z', 55, {
      parts: [27, 11, 7, 6, 2, 1, 1].map((n, i) => ({ name: `g${i}`, count: { least: n, most: n } })),
    }),
    tally('rus.general-staff', 'general-staff-breaches', D1[0], '2016-09-17T16:00:00Z', 199, {
      cumulative: true,
    }),
  ]

  test('daily and running totals are two series, in order of time', () => {
    const [series] = publishedTallies(folded(log).record, { known: 6 })
    expect(series?.daily.map(({ count }) => count.least)).toEqual([23, 37, 45, 55])
    expect(series?.cumulative.map(({ count }) => count.least)).toEqual([199])
  })

  test('the day nobody published is implied by the running total: 39, with the figures it is derived from', () => {
    const [series] = publishedTallies(folded(log).record, { known: 6 })
    expect(series?.implied).toEqual([
      {
        from: [5, 1, 2, 3, 4],
        window: window('2016-09-15T16:00:00Z', '2016-09-16T16:00:00Z'),
        count: { least: 39, most: 39 },
      },
    ])
  })

  test('nothing is implied where published windows overlap, or where two days are missing', () => {
    const daily = (from: string, until: string) =>
      tally('rus.general-staff', 'general-staff-breaches', from, until, 23)
    const total = tally('rus.general-staff', 'general-staff-breaches', D1[0], '2016-09-15T16:00:00Z', 99, {
      cumulative: true,
    })
    const overlapping = [STAFF, daily(...D1), daily('2016-09-13T04:00:00Z', '2016-09-14T04:00:00Z'), total]
    expect(publishedTallies(folded(overlapping).record, { known: 4 })[0]?.implied).toEqual([])
    const apart = [STAFF, daily('2016-09-13T16:00:00Z', '2016-09-14T16:00:00Z'), total]
    expect(publishedTallies(folded(apart).record, { known: 3 })[0]?.implied).toEqual([])
  })

  test('parts that make the count are said to, and parts that do not are said not to', () => {
    const [series] = publishedTallies(folded(log).record, { known: 6 })
    expect(series?.daily.map(({ partsSum }) => partsSum.is)).toEqual([
      'no-parts',
      'no-parts',
      'no-parts',
      'equal',
    ])
    const five = { least: 5, most: 5 }
    expect(checkParts(five, [{ count: { least: 4, most: 4 } }]).is).toBe('differs')
    expect(checkParts(five, [{ count: { least: 4, most: null } }]).is).toBe('possible')
  })

  test('a correction takes the figure’s place from its entry on, and is named', () => {
    const corrected = [
      ...log,
      says('rus.general-staff', {
        kind: 'statement-corrected',
        entry: 1,
        because: 'recounted',
        instead: {
          kind: 'tally-published',
          rule: 'general-staff-breaches',
          window: { from: D1[0], until: D1[1] },
          cumulative: false,
          count: { least: 24, most: 24 },
        },
      }),
    ]
    const first = (known: number) => publishedTallies(folded(corrected).record, { known })[0]?.daily[0]
    expect([first(6)?.count.least, first(6)?.corrected]).toEqual([23, []])
    expect([first(7)?.count.least, first(7)?.corrected]).toEqual([24, [6]])
  })

  test('a count by a rule that nobody stated, or by another than its owner, is shown as such', () => {
    const stray = [
      tally('sohr', 'unheard-of', ...D1, 3),
      STAFF,
      tally('snhr', 'general-staff-breaches', ...D1, 1),
    ]
    const [staff, unheard] = publishedTallies(folded(stray).record, { known: 3 })
    expect(staff?.daily[0]?.byOwner).toBe(false)
    expect(unheard?.stated).toBeUndefined()
  })

  test('a rival cannot restate a rule and so change what its numbers mean', () => {
    const hijacked = [
      HMEIMIM,
      says('snhr', {
        kind: 'counting-rule-stated',
        rule: { ...base, id: 'hmeimim-breaches', owner: 'snhr', name: { en: 'x' } },
      }),
    ]
    expect(rulesOf(folded(hijacked).record, 2).get(ruleIn(hijacked, 'hmeimim-breaches').id)?.entry).toBe(0)
  })
})

describe('counting traps', () => {
  const deaths = { counts: 'people-killed', conductOf: null, dayStarts: '00:00' }
  test('a row that covers a month is counted for the period and put on no day', () => {
    const log = [rule('deaths', 'ucdp', deaths), ucdp(onDay('2016-09-13', 30, 'month'))]
    const counted = countBy(log, 'deaths', window('2016-09-12T21:00:00Z', '2016-10-12T21:00:00Z'))
    expect(counted.days.every(({ counted: all }) => all.length === 0)).toBe(true)
    expect(counted.onNoDay.map(({ adds }) => adds)).toEqual([{ least: 3, most: 5 }])
    expect(counted.total).toEqual({ least: 3, most: 5 })
  })

  test('an event known within two days widens both days and is certain in their total', () => {
    const log = [rule('deaths', 'ucdp', deaths), ucdp(onDay('2016-09-13', 2, 'days'))]
    const counted = countBy(log, 'deaths')
    expect(counted.days.map((day) => day.count)).toEqual([
      { least: 0, most: 5 },
      { least: 0, most: 5 },
    ])
    expect(counted.total).toEqual({ least: 3, most: 5 })
  })

  test('an event known to the calendar day is uncertain on counting days that turn at 19:00', () => {
    const log = [rule('deaths', 'ucdp', { ...deaths, dayStarts: '19:00' }), ucdp(onDay('2016-09-13'))]
    const counted = countBy(log, 'deaths', window('2016-09-12T16:00:00Z', '2016-09-14T16:00:00Z'))
    expect(counted.days.map(({ counted: all }) => all.map(({ doubts }) => doubts))).toEqual([
      [['time-uncertain']],
      [['time-uncertain']],
    ])
  })

  test('a record of deadly events alone says so: breaches that killed nobody are absent from it', () => {
    const log = [
      rule('events', 'ucdp', { ...base, counts: 'reported-events', conductOf: null }),
      ucdp(onDay('2016-09-13')),
    ]
    expect(countBy(log, 'events').coverage).toEqual({ sources: ['ucdp'], onlyDeadly: true })
    const bloodless = [...log, ucdp(onDay('2016-09-13'), { harm: undefined })]
    expect(countBy(bloodless, 'events').coverage.onlyDeadly).toBe(false)
  })

  test('a clash with an excluded group is recognised on either side and left out', () => {
    const log = [
      rule('deaths', 'ucdp', deaths),
      ucdp(onDay('2016-09-13'), { sides: ['SYR', 'JFS'] }),
      ucdp(onDay('2016-09-13'), { sides: ['ISIL', 'OPP'] }),
    ]
    expect(countBy(log, 'deaths').total).toEqual({ least: 0, most: 0 })
    expect([...countBy(log, 'deaths').leftOut]).toEqual([['outside-scope', 2]])
  })

  test('harm outside the scope counts only by a rule that counts it', () => {
    const mayadin = ucdp(onDay('2016-09-13'), {
      act: 'airstrike',
      alleged: 'SYR',
      against: 'ISIL',
      sides: undefined,
    })
    const log = [
      rule('in-scope', 'sohr', deaths),
      rule('all-deaths', 'sohr', { ...deaths, outsideScope: true }),
      mayadin,
    ]
    expect(countBy(log, 'in-scope').total).toEqual({ least: 0, most: 0 })
    expect(countBy(log, 'all-deaths').total).toEqual({ least: 3, most: 5 })
  })

  test('arrests count as breaches only by a rule that says so', () => {
    const arrest = ucdp(onDay('2016-09-13'), {
      act: 'arrest',
      alleged: 'SYR',
      sides: undefined,
      touches: [{ agreement: 'SEP', clause: 'SEP.1.b' }],
    })
    const snhr = { conductOf: ['SYR'], dayStarts: '00:00' }
    const log = [rule('snhr', 'snhr', { ...snhr, arrests: true }), rule('without', 'snhr', snhr), arrest]
    expect(countBy(log, 'snhr').total).toEqual({ least: 1, most: 1 })
    expect(countBy(log, 'without').total).toEqual({ least: 0, most: 0 })
  })

  test('an attack whose means nobody named is possible, not certain, under a rule that counts shelling', () => {
    const log = [
      rule('shelling', 'sohr', { conductOf: null, acts: ['shelling'], dayStarts: '00:00' }),
      ucdp(onDay('2016-09-13'), { act: 'attack', alleged: 'SYR', sides: undefined }),
    ]
    expect(countBy(log, 'shelling').total).toEqual({ least: 0, most: 1 })
  })

  test('by a rule of findings, an allegation is never a violation', () => {
    const log = [
      rule('found', 'un.coi', {
        counts: 'violations-found',
        evidence: 'finding',
        conductOf: null,
        dayStarts: '00:00',
      }),
      ucdp(onDay('2016-09-13'), { alleged: 'SYR' }),
      says('un.coi', {
        kind: 'finding-made',
        incident: 'INC-r1',
        outcome: 'confirmed',
        touches: [{ agreement: 'SEP', clause: 'SEP.1.b' }],
        attribution: [{ to: 'SYR', confidence: 'established' }],
      }),
    ]
    expect(countBy(log.slice(0, 2), 'found').total).toEqual({ least: 0, most: 0 })
    expect(countBy(log, 'found').total).toEqual({ least: 1, most: 1 })
  })

  test('several reports of one incident count once, their figures as one range', () => {
    const reports = [
      ucdp(onDay('2016-09-13')),
      ucdp(onDay('2016-09-13'), { harm: { killed: { least: 9, most: null } } }),
    ]
    const link = says('ucdp', {
      kind: 'reports-linked',
      incident: 'INC-one',
      reports: [1, 2],
      proposedBy: 'person',
    })
    const log = [rule('deaths', 'ucdp', deaths), ...reports]
    expect(countBy(log, 'deaths').total).toEqual({ least: 12, most: null })
    expect(countBy([...log, link], 'deaths').total).toEqual({ least: 3, most: null })
  })

  test('no day holds more than is possible in all, and what is certain on the days is certain in the total', () => {
    const event = record({
      start: integer({ min: 0, max: 40 }),
      hours: integer({ min: 0, max: 60 }),
      precision: constantFrom('hour', 'day', 'days', 'month'),
    })
    assert(
      property(array(event, { maxLength: 12 }), (events) => {
        const begin = parseInstant('2016-09-12T21:00:00Z')
        const log = [
          rule('events', 'sohr', { counts: 'reported-events', conductOf: null, dayStarts: '00:00' }),
          ...events.map(({ start, hours, precision }) => {
            return ucdp({
              earliest: iso(begin + start * HOUR),
              latest: iso(begin + (start + hours) * HOUR),
              precision,
            })
          }),
        ]
        const counted = countBy(log, 'events')
        const certain = counted.days.reduce((sum, day) => sum + day.count.least, 0)
        expect(certain).toBeLessThanOrEqual(counted.total.least)
        expect(counted.total.least).toBeLessThanOrEqual(counted.total.most ?? Infinity)
        for (const day of counted.days)
          expect(day.count.most).toBeLessThanOrEqual(counted.total.most ?? Infinity)
      }),
    )
  })
})
