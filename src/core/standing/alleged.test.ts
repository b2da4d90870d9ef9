import { describe, expect, test } from 'vitest'
import type { Agreement, Clause, Term } from '../agreement/agreement.ts'
import { checkCertificate } from '../certificate/check.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { parseDuration } from '../time/instant.ts'
import { certificateOf } from './certify.ts'
import { hours, mission, state } from './small-world.test-support.ts'
import {
  at,
  clause,
  entry,
  finding,
  FIRST,
  id,
  link,
  moment,
  power,
  PREAMBLE,
  report,
  standing,
  told,
  truce,
  until,
  within,
  type Said,
} from './truce.test-support.ts'
import { toldOf } from './elsewhere.test-support.ts'

const clock = (hour: number): Said => ({ kind: 'clock-read', by: 'office', readAt: hours(hour) })
const shelled = (earliest: number, latest = earliest, own: object = {}): Said =>
  report('paper', moment(hours(earliest), hours(latest)), own)
const NORTH = { where: { name: 'a village', governorate: 'North' } }
const north: Term = {
  ...state,
  is: 'area',
  id: id('north'),
  extent: { is: 'governorates', names: ['North'] },
}
const inNorth = { ...clause('x', {}).conduct, area: id('north') }

/** A duty to look into each alleged breach of T.1, which binds RED for 48 hours. */
const looksInto = (own: Partial<Clause> = {}) =>
  truce({
    terms: [north],
    clauses: [
      clause('T.1', { window: until(hours(48)), ...own }),
      clause('T', {
        duty: 'achieve',
        bearer: 'BLUE',
        repeats: { is: 'for-each', breaches: { of: [id('T.1')] }, alleged: true },
        window: within('24h'),
      }),
    ],
    powers: [power('S', { by: ['GREEN'], may: 'suspend', over: [id('T.1')] })],
  })

/** How each occurrence stands five days on: `overdue` if it surely was called for, `pending` if that is open. */
function statuses(text: Agreement, ...said: readonly Said[]) {
  const all = [...said, clock(60)]
  const engine = told(text, ...all)
  const ask = {
    agreement: id('TRU'),
    at: at(hours(120)),
    known: engine.size,
    reading: RECORD_READING,
  } as const
  const certificate = certificateOf(engine, { ...ask, is: 'clause', clause: id('T'), party: id('BLUE') })
  const entries = [...PREAMBLE, ...all].map((one, index) => entry(index, one))
  // The definitions say the same.
  expect(checkCertificate(certificate, { entries, textOf: () => text })).toEqual({ is: 'holds' })
  return standing(engine, 'T', hours(120)).occurrences?.map(({ status }) => status)
}

describe('a report surely alleges a breach', () => {
  test('where all of the time that it names lies in the time of the duty', () => {
    expect(statuses(looksInto(), shelled(0, 47))).toEqual(['overdue'])
    expect(statuses(looksInto(), shelled(-1))).toEqual([])
    expect(statuses(looksInto(), shelled(-1, 0))).toEqual(['pending'])
    expect(statuses(looksInto(), shelled(47, 48))).toEqual(['pending'])
    expect(statuses(looksInto(), shelled(48))).toEqual([])
  })

  test('where none of that time lies in a suspension', () => {
    const suspended: Said = {
      kind: 'power-exercised',
      by: 'green.mfa',
      agreement: 'TRU',
      power: 'S',
      act: 'suspend',
      from: hours(10),
      until: hours(20),
    }
    expect(statuses(looksInto(), suspended, shelled(8, 9))).toEqual(['overdue'])
    expect(statuses(looksInto(), suspended, shelled(8, 10))).toEqual(['pending'])
    expect(statuses(looksInto(), suspended, shelled(11, 12))).toEqual([])
    expect(statuses(looksInto(), suspended, shelled(12, 20))).toEqual(['pending'])
    expect(statuses(looksInto(), suspended, shelled(20))).toEqual(['overdue'])
  })

  test('where its place surely lies in the area of the duty, or it names the clause itself', () => {
    const text = looksInto({ conduct: inNorth })
    expect(statuses(text, shelled(5, 5, NORTH))).toEqual(['overdue'])
    expect(statuses(text, shelled(5))).toEqual(['pending'])
    expect(statuses(text, shelled(5, 5, { where: { name: 'a village', governorate: 'South' } }))).toEqual([])
    const named = { touches: [{ agreement: 'TRU', clause: 'T.1' }] }
    expect(statuses(text, shelled(5, 5, named))).toEqual(['overdue'])
  })

  test('where another report of the same incident tells the place', () => {
    const both = [shelled(5), shelled(5, 5, NORTH)]
    expect(statuses(looksInto({ conduct: inNorth }), ...both)).toEqual(['pending', 'overdue'])
    const linked = link('INC-1', FIRST, FIRST + 1)
    expect(statuses(looksInto({ conduct: inNorth }), ...both, linked)).toEqual(['overdue'])
  })

  test('though it is denied, explained or left open by who examined it', () => {
    const reply = (stance: 'denies' | 'explains'): Said => ({
      kind: 'reply-made',
      by: 'red.army',
      to: FIRST,
      stance,
    })
    const text = looksInto({ exceptions: ['self-defence'] })
    const examined = finding('commission', 'INC-1', 'T.1', { outcome: 'undetermined' })
    expect(statuses(text, shelled(5), reply('denies'))).toEqual(['overdue'])
    expect(statuses(text, shelled(5), reply('explains'))).toEqual(['overdue'])
    expect(statuses(text, shelled(5), link('INC-1', FIRST), examined)).toEqual(['overdue'])
  })

  test('while it is open whether notice was given; of what was announced in time there is none', () => {
    const text = looksInto({
      notice: { about: 'air-activity', to: [id('WHITE')], lead: parseDuration('2h') },
    })
    const notice = (saidAt: string): Said => ({
      kind: 'notice-given',
      by: 'red.army',
      saidAt,
      about: 'air-activity',
      to: ['WHITE'],
      window: { from: hours(4), until: hours(6) },
    })
    const acknowledged: Said = {
      kind: 'notice-acknowledged',
      by: 'white.mfa',
      saidAt: hours(2),
      notice: FIRST,
      party: 'WHITE',
    }
    expect(statuses(text, notice(hours(1)), shelled(5))).toEqual(['overdue'])
    expect(statuses(text, notice(hours(1)), acknowledged, shelled(5))).toEqual([])
  })
})

test('a report that names nobody alleges no breach', () => {
  expect(statuses(looksInto(), shelled(5, 5, { alleged: undefined, sides: ['RED', 'BLUE'] }))).toEqual([])
  expect(statuses(looksInto(), shelled(5, 5, { alleged: undefined }))).toEqual([])
})

test('a finding that could not tell leaves it open where nobody else says so, in an area or not', () => {
  const looked = finding('mission', 'INC-x', 'T.1', { outcome: 'undetermined', when: moment(hours(5)) })
  expect(statuses(looksInto(), looked)).toEqual(['pending'])
  expect(statuses(looksInto({ conduct: inNorth }), looked)).toEqual(['pending'])
})

test('silence alleges nothing: what may have been missed leaves it open, what was missed calls for it', () => {
  const text = looksInto({
    duty: 'achieve',
    repeats: { is: 'every', period: parseDuration('24h') },
    ifSilent: 'breach',
    sources: mission,
  })
  expect(statuses(text)).toEqual(['pending', 'pending'])
  const closed: Said = { kind: 'source-closed', by: 'mission', source: 'mission', through: hours(30) }
  expect(statuses(text, closed)).toEqual(['overdue', 'pending'])
  // Whoever alleges that it was missed reports so, and names the clause.
  const reported = shelled(24, 24, { act: 'other', touches: [{ agreement: 'TRU', clause: 'T.1' }] })
  expect(statuses(text, reported)).toEqual(['overdue', 'pending', 'pending'])
})

test('after an amendment the area is that of the text in force when it happened', () => {
  const everywhere = looksInto()
  const narrow = looksInto({ conduct: inNorth })
  const answers = (before: Agreement, after: Agreement) =>
    standing(
      toldOf(before, { text: after, from: hours(10) }, shelled(5), shelled(15), shelled(9, 10), clock(60)),
      'T',
      hours(120),
    ).occurrences?.map(({ status }) => status)
  // What may have happened on either side is open, found or alleged.
  expect(answers(narrow, everywhere)).toEqual(['pending', 'pending', 'overdue'])
  expect(answers(everywhere, narrow)).toEqual(['overdue', 'pending', 'pending'])
})

test('what a correction lays to somebody is to be answered from the correction on', () => {
  const text = looksInto()
  const other = { alleged: 'BLUE' }
  const corrected = (index: number, instead: object): Said => ({
    kind: 'statement-corrected',
    by: 'paper',
    entry: index,
    because: 'it was another',
    instead: instead as never,
  })
  const { by: _, ...content } = shelled(5)
  const dues = (...said: readonly Said[]) => {
    const log = [clock(6), ...said, clock(60)]
    expect(statuses(text, ...log)).toHaveLength(1)
    return standing(told(text, ...log), 'T', hours(120)).occurrences?.map(({ due }) => due)
  }
  const late = [corrected(FIRST + 1, content), clock(30)]
  expect(dues(shelled(5), clock(7))).toEqual([at(hours(31))])
  expect(dues(shelled(5, 5, other), clock(7), ...late)).toEqual([at(hours(54))])
  // A correction of something else moves nothing.
  expect(dues(shelled(5), clock(7), corrected(FIRST + 1, { ...content, means: 'saw' }), clock(30))).toEqual([
    at(hours(31)),
  ])
})
