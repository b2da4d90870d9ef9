import { describe, expect, test } from 'vitest'
import { parseDuration } from '../time/instant.ts'
import type { Clause } from '../agreement/agreement.ts'
import { standingChecked } from './checked.test-support.ts'
import { hours } from './small-world.test-support.ts'
import { clause, id, moment, truce, until, within, type Said } from './truce.test-support.ts'

const DUE = 48
const AFTER = hours(100)
const bring = (of: Partial<Clause> = {}) => clause('T', { duty: 'achieve', window: within('48h'), ...of })
const by = (actor: string) => ({ is: 'actor', actor: id(actor) }) as const
const saidBy = (...actors: readonly string[]): Clause['evidence'] => ({
  is: 'any',
  of: actors.map((actor) => ({ is: 'said', how: 'verified', by: by(actor) })),
})
const act = (
  actor: string,
  kind: 'act-declared' | 'act-confirmed' | 'act-refuted',
  from: number,
  to = from,
) =>
  ({
    kind,
    by: actor,
    agreement: 'TRU',
    clause: 'T',
    party: 'RED',
    when: moment(hours(from), hours(to)),
  }) as const satisfies Said

const stands = (own: Clause, said: readonly Said[], when = AFTER) =>
  standingChecked(truce({ clauses: [own] }), 'T', said, when)

describe('who says of a whole span that something was not done', () => {
  const declared = act('red.army', 'act-declared', 40)

  test('speaks of what is declared within it, however long before that the span begins', () => {
    for (const from of [0, 39, 40]) {
      expect(stands(bring(), [declared, act('mission', 'act-refuted', from, DUE)]).status).toBe('breached')
    }
    // Of what is declared for a later time it says nothing.
    expect(stands(bring(), [declared, act('mission', 'act-refuted', 0, 39)]).status).toBe('contested')
  })

  test('takes back its own earlier word on it, and is taken back by a later one', () => {
    const yes = act('mission', 'act-confirmed', 40)
    const no = act('mission', 'act-refuted', 0, DUE)
    expect(stands(bring(), [yes, no]).status).toBe('breached')
    expect(stands(bring(), [no, yes]).status).toBe('fulfilled')
  })

  test('is one of those who outvote a confirmation', () => {
    const quorum: Clause['evidence'] = {
      is: 'quorum',
      how: 'verified',
      least: 2,
      of: ['mission', 'commission', 'paper'].map(by),
    }
    const yes = act('mission', 'act-confirmed', 40)
    const noes = (from: number) => [
      act('commission', 'act-refuted', from, DUE),
      act('paper', 'act-refuted', from, DUE),
    ]
    for (const from of [0, 40]) {
      expect(stands(bring({ evidence: quorum }), [yes, ...noes(from)]).status).toBe('breached')
    }
  })

  test('decides nothing alone against one whose word is enough', () => {
    const said = [act('mission', 'act-confirmed', 40), act('commission', 'act-refuted', 0, DUE)]
    expect(stands(bring({ evidence: saidBy('mission', 'commission') }), said).breaches.found).toBe(0)
  })

  test('speaks of each time of a repeated duty that lies in it, and of the part of one that does', () => {
    const daily = bring({
      repeats: { is: 'every', period: parseDuration('24h') },
      window: { ...until(hours(96)), within: parseDuration('6h') },
    })
    const each = (from: number, to: number) =>
      stands(daily, [act('mission', 'act-refuted', from, to)]).occurrences?.map(({ status }) => status)
    expect(each(0, 96)).toEqual(['breached', 'breached', 'breached', 'breached'])
    expect(each(3, 48)).toEqual(['breached', 'breached', 'overdue', 'overdue'])
    expect(each(25, 30)).toEqual(['overdue', 'breached', 'overdue', 'overdue'])
    expect(each(25, 29)).toEqual(['overdue', 'overdue', 'overdue', 'overdue'])
  })

  test('also says it where only what is done after the beginning counts', () => {
    const late = bring({ window: { ...within('48h'), early: 'does-not-count' } })
    expect(stands(late, [act('mission', 'act-refuted', -20, DUE)]).status).toBe('breached')
  })
})

describe('a duty that is kept to its end', () => {
  const kept = (evidence: Clause['evidence']) => clause('T', { window: until(hours(96)), evidence })
  const anyTwo: Clause['evidence'] = {
    is: 'quorum',
    how: 'verified',
    least: 2,
    of: ['mission', 'commission'].map(by),
  }

  test('was kept where its end is confirmed, whatever was confirmed of an earlier part', () => {
    const first = act('mission', 'act-confirmed', 0, 40)
    const status = (...said: readonly Said[]) => stands(kept(saidBy('mission')), said).status
    expect(status(first)).toBe('expired')
    expect(status(first, act('mission', 'act-confirmed', 40, 96))).toBe('fulfilled')
    expect(status(first, act('mission', 'act-confirmed', 0, 96))).toBe('fulfilled')
  })

  test('was kept on the word of two where both confirm its end', () => {
    const both = (from: number, to: number) => [
      act('mission', 'act-confirmed', from, to),
      act('commission', 'act-confirmed', from, to),
    ]
    const status = (...said: readonly Said[]) => stands(kept(anyTwo), said).status
    expect(status(...both(0, 40), ...both(40, 96))).toBe('fulfilled')
    expect(status(...both(0, 40), act('mission', 'act-confirmed', 40, 96))).toBe('expired')
  })
})
