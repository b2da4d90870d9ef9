import { describe, expect, test } from 'vitest'
import type { Agreement, Clause } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { parseDuration } from '../time/instant.ts'
import { boardOf } from './board.ts'
import { addToEngine, createEngine } from './engine.ts'
import { flipsOf } from './history.ts'
import { hours } from './small-world.test-support.ts'
import {
  at,
  clause,
  codes,
  entry,
  finding,
  id,
  moment,
  PREAMBLE,
  report,
  truce,
  until,
  within,
  type Said,
} from './truce.test-support.ts'

const quiet = (ends: number, of: Partial<Clause> = {}) =>
  truce({ clauses: [clause('T.1', { window: until(hours(ends)), ...of })] })
const amended = (text: number, from: number): Said => ({
  kind: 'agreement-amended',
  by: ['green.mfa', 'white.mfa'],
  agreement: 'TRU',
  package: String(text).repeat(64),
  from: hours(from),
})
const found = (h: number, latest = h) =>
  finding('mission', 'INC-a', 'T.1', { when: moment(hours(h), hours(latest)) })

/** Where the clause stands at that hour under the texts, of which the first was adopted, as known without the last so many entries. */
function standingUnder(texts: readonly Agreement[], said: readonly Said[], hour: number, unknown = 0) {
  const engine = createEngine()
  for (const [index, one] of [...PREAMBLE, ...said].entries())
    addToEngine(engine, entry(index, one), { textOf: (digest) => texts[Number(digest[0])] })
  const ask = {
    agreement: id('TRU'),
    at: at(hours(hour)),
    known: engine.size - unknown,
    reading: RECORD_READING,
  }
  const [standing] = boardOf(engine, ask).standings
  if (standing === undefined) throw new Error('no standing')
  return standing
}

test('who bears a duty only since an amendment stood nowhere before it', () => {
  const texts = [quiet(40, { bearers: [id('BLUE')] }), quiet(40)]
  const engine = createEngine()
  for (const [index, one] of [...PREAMBLE, found(5), amended(1, 0)].entries())
    addToEngine(engine, entry(index, one), { textOf: (digest) => texts[Number(digest[0])] })
  const asked = { agreement: id('TRU'), clause: id('T.1'), party: id('RED'), reading: RECORD_READING }
  const flips = flipsOf(engine, { ...asked, at: at(hours(10)), known: engine.size })
  expect(flips.map(({ entry: index, from, to }) => ({ index, from, to }))).toEqual([
    { index: engine.size - 1, from: null, to: 'breached' },
  ])
})

describe('a breach whose time lies on either side of an amendment', () => {
  test('is open where only the earlier text forbade it', () => {
    const texts = [quiet(40), quiet(10)]
    expect(standingUnder(texts, [amended(1, 20), found(18, 22)], 30)).toMatchObject({
      status: 'expired',
      breaches: { found: 0, alleged: 1 },
    })
  })

  test('is open where only the earlier text forbids such an act', () => {
    const strikes = quiet(40, { conduct: { ...clause('x', {}).conduct, acts: ['airstrike'] } })
    const shelled = report('paper', moment(hours(18), hours(22)))
    expect(standingUnder([quiet(40), strikes], [amended(1, 20), shelled], 30).status).toBe('contested')
    expect(standingUnder([strikes, quiet(40)], [amended(1, 20), shelled], 30).status).toBe('contested')
  })

  test('is none where each text forbade it on the other side alone', () => {
    const texts = [quiet(10), quiet(20)]
    // The first ended before it, the second ends as soon as it takes effect.
    expect(standingUnder(texts, [amended(1, 20), found(15, 25)], 30).breaches).toEqual({
      found: 0,
      alleged: 0,
    })
  })
})

test('a text that is brought back stands again, and what happened in between stays under the other', () => {
  const texts = [quiet(40), quiet(40, { unless: { is: 'acceded', party: id('GREEN') } })]
  const said = [amended(1, 10), amended(0, 20), found(12)]
  expect(standingUnder(texts, said, 5).status).toBe('active')
  expect(standingUnder(texts, said, 15).status).toBe('breached')
  expect(standingUnder(texts, said, 30).status).toBe('breached')
})

test('a duty that ends before it begins was never owed, also by what spans both moments', () => {
  const never = quiet(10, {
    when: { is: 'reached', anchor: { is: 'instant', instant: at(hours(12)) } },
  })
  expect(standingUnder([never], [found(8, 14)], 20).breaches).toEqual({ found: 0, alleged: 0 })
})

test('a deadline that was missed two texts ago stays on record, and so does the next', () => {
  const owed = (length: string) =>
    truce({ clauses: [clause('T.2', { duty: 'achieve', window: within(length) })] })
  const done: Said = {
    kind: 'act-confirmed',
    by: 'mission',
    agreement: 'TRU',
    clause: 'T.2',
    party: 'RED',
    when: moment(hours(50)),
  }
  const texts = [owed('10h'), owed('30h'), owed('96h')]
  const standing = standingUnder(texts, [amended(1, 20), amended(2, 40), done], 60)
  expect(standing.status).toBe('fulfilled')
  expect(standing.why.filter(({ code }) => code === 'missed-under-earlier-text')).toMatchObject([
    { values: { due: at(hours(10)) } },
    { values: { due: at(hours(30)) } },
  ])
  expect(codes(standingUnder(texts, [amended(1, 5), amended(2, 40), done], 60))).toContain(
    'missed-under-earlier-text',
  )
})

test('an amendment that is not known yet stands between no others', () => {
  const arrests = quiet(60, { conduct: { ...clause('x', {}).conduct, acts: ['arrest'] } })
  const said = [report('paper', moment(hours(25))), amended(1, 30), amended(2, 20)]
  const alleged = (unknown: number) =>
    standingUnder([quiet(60), quiet(60), arrests], said, 40, unknown).breaches.alleged
  expect([alleged(0), alleged(1), alleged(2)]).toEqual([0, 1, 1])
})

describe('at the very moment at which an amendment takes effect', () => {
  const arrests = quiet(60, { conduct: { ...clause('x', {}).conduct, acts: ['arrest'] } })
  const after = [quiet(60), arrests]
  const shelled = (h: number, latest = h) => report('paper', moment(hours(h), hours(latest)))
  const alleged = (said: Said) => standingUnder(after, [amended(1, 30), said], 40).breaches.alleged

  test('what happens is under the new text; what may have come before may be under the old one', () => {
    expect(alleged(shelled(30))).toBe(0)
    expect(alleged(shelled(29, 30))).toBe(1)
    expect(alleged(shelled(29))).toBe(1)
    const arrested = (h: number, latest = h) => ({ ...shelled(h, latest), act: 'arrest' }) as Said
    expect([alleged(arrested(30)), alleged(arrested(29, 30)), alleged(arrested(29))]).toEqual([1, 1, 0])
  })

  test('what is found to have happened is a breach under the new text; what may have come before stays open', () => {
    const breaches = (...of: Parameters<typeof found>) =>
      standingUnder([quiet(60), quiet(80)], [amended(1, 30), found(...of)], 40).breaches
    expect([breaches(30), breaches(29), breaches(29, 30)]).toEqual([
      { found: 1, alleged: 0 },
      { found: 1, alleged: 0 },
      { found: 0, alleged: 1 },
    ])
  })

  test('a deadline that is missed only then was not missed under the old text', () => {
    const due = (length: string): Agreement =>
      truce({
        clauses: [
          clause('T.1', {
            duty: 'achieve',
            window: within(length),
            ifSilent: 'breach',
            sources: [{ is: 'actor', actor: id('mission') }],
          }),
        ],
      })
    const closed: Said = { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(60) }
    const missed = (from: string) => {
      const said: Said = { ...amended(1, 0), from } as Said
      return codes(standingUnder([due('24h'), due('48h')], [closed, said], 30)).includes(
        'missed-under-earlier-text',
      )
    }
    expect(missed('2016-09-13T16:00:00.001Z')).toBe(false)
    expect(missed('2016-09-13T16:00:00.002Z')).toBe(true)
  })
})

describe('a deadline that an amendment moves into the past', () => {
  const bring = (length: string, of: Partial<Clause> = {}) =>
    truce({ clauses: [clause('T.1', { duty: 'achieve', window: within(length), ...of })] })
  const act = (kind: 'act-confirmed' | 'act-refuted', h: number): Said => ({
    kind,
    by: 'mission',
    agreement: 'TRU',
    clause: 'T.1',
    party: 'RED',
    when: moment(hours(h)),
  })
  const texts = [bring('72h'), bring('24h')]

  test('counts from when the amendment took effect: what was done by then was in time', () => {
    const status = (h: number) => standingUnder(texts, [amended(1, 36), act('act-confirmed', h)], 90).status
    expect([status(30), status(36), status(37)]).toEqual(['fulfilled', 'fulfilled', 'breached'])
    const open = standingUnder(texts, [amended(1, 36)], 37)
    expect([open.due, codes(open)]).toEqual([at(hours(36)), expect.arrayContaining(['deadline-amended'])])
    expect(standingUnder(texts, [amended(1, 36), act('act-refuted', 35)], 90).status).toBe('overdue')
    expect(standingUnder(texts, [amended(1, 36), act('act-refuted', 36)], 90).status).toBe('breached')
  })

  test('is no later than the earlier text had it, and one that had passed under both stays as it was', () => {
    expect(standingUnder(texts, [amended(1, 80)], 90).due).toEqual(at(hours(72)))
    expect(standingUnder([bring('24h'), bring('24h')], [amended(1, 80)], 90).due).toEqual(at(hours(24)))
    expect(standingUnder([bring('12h'), bring('24h')], [amended(1, 80)], 90).due).toEqual(at(hours(24)))
  })

  test('of a duty that is new in the amendment counts from then as well', () => {
    const none = truce({ clauses: [] })
    expect(standingUnder([none, bring('24h')], [amended(1, 50)], 60).due).toEqual(at(hours(50)))
  })

  const daily = (period: string) =>
    bring('6h', {
      repeats: { is: 'every', period: parseDuration(period) },
      window: { ...until(hours(96)), within: parseDuration('6h') },
    })

  test('of a duty that is owed again and again is left to the earlier text, which names what was missed', () => {
    const said = [act('act-refuted', 30), amended(1, 50)]
    const other = standingUnder([daily('24h'), daily('20h')], said, 70)
    expect(other.occurrences?.map(({ begins }) => begins.certain)).toEqual([at(hours(0)), at(hours(60))])
    expect(codes(other).filter((code) => code === 'missed-under-earlier-text')).toHaveLength(1)
    const same = standingUnder([daily('24h'), daily('24h')], said, 70)
    expect(same.occurrences?.map(({ status }) => status)).toEqual(['overdue', 'breached', 'overdue'])
    expect(codes(same)).not.toContain('missed-under-earlier-text')
  })
})
