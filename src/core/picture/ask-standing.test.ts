import { expect, test } from 'vitest'
import type { Power } from '../agreement/agreement.ts'
import { entryOf } from '../standing/branded.ts'
import { hours } from '../standing/small-world.test-support.ts'
import {
  at,
  clause,
  FIRST,
  moment,
  power,
  told,
  truce,
  until,
  type Said,
} from '../standing/truce.test-support.ts'
import { endsAnswer } from './ask-standing.ts'
import { createPicture } from './picture.ts'

/** What is said of an end that WHITE declared 30 hours into a period of 48. */
function answered(...powers: readonly Power[]) {
  const text = truce({ clauses: [clause('T.1', { window: until(hours(48)) })], powers })
  const over: Said = {
    kind: 'end-declared',
    by: 'white.mfa',
    agreement: 'TRU',
    party: 'WHITE',
    when: moment(hours(30)),
  }
  const engine = told(text, over)
  const adopted = {
    agreement: text,
    markdown: '',
    problems: [],
    adoptedBy: entryOf(FIRST - 1),
    from: undefined,
  }
  const picture = {
    ...createPicture(),
    engine,
    agreements: new Map([[text.id, [adopted]]]),
    clockReadings: [{ readAt: at(hours(60)), entry: entryOf(FIRST) }],
  }
  const { summary } = endsAnswer(picture, { is: 'ends', agreement: text.id }, engine.size)
  return summary.map(({ code, values }) => ('power' in values ? `${code} ${values['power']}` : code))
}

const withdraw = (name: string, by: string, of: Partial<Power> = {}) =>
  power(name, { by: [by], may: 'withdraw', ...of })

test('what a declared end amounts to is answered with every reason for it', () => {
  const late = withdraw('P', 'WHITE', { limits: { by: { is: 'instant', instant: at(hours(29)) } } })
  expect(answered(late)).toEqual(['end-reads-as-breach', 'end-without-effect', 'power-too-late P'])
})

test('that a power to withdraw is not theirs is said of those who hold none', () => {
  expect(answered(withdraw('P', 'GREEN'))).toEqual([
    'end-reads-as-breach',
    'end-before-clock',
    'withdrawal-not-theirs P',
  ])
  expect(answered(withdraw('P', 'WHITE'), withdraw('Q', 'GREEN'))).toEqual([
    'end-reads-as-withdrawal',
    'end-by-withdrawal P',
  ])
})
