import { expect, test } from 'vitest'
import type { ReasonView } from '../../parts/reasons.tsx'
import { answerLines } from './answer-lines.ts'

const line = (code: string, agreement?: string): ReasonView => ({
  code,
  values: agreement === undefined ? {} : { agreement },
  entries: [],
})
const codes = (summary: readonly ReasonView[]) =>
  answerLines(summary).map(({ says, because }) => [says.code, ...because.map(({ code }) => code)])

test('why an incident lies outside an agreement stands with the line that says so', () => {
  const summary = [
    line('incident-disputed'),
    line('scope-within', 'COH'),
    line('scope-outside', 'SOP'),
    line('act-not-covered', 'SOP'),
    line('actor-unknown', 'SOP'),
    line('scope-outside', 'SEP'),
    line('after-it-ended', 'SEP'),
    line('harm-recorded-at-least'),
  ]
  expect(codes(summary)).toEqual([
    ['incident-disputed'],
    ['scope-within'],
    ['scope-outside', 'act-not-covered', 'actor-unknown'],
    ['scope-outside', 'after-it-ended'],
    ['harm-recorded-at-least'],
  ])
})

test('a reason of scope is not read with a line about another agreement', () => {
  expect(codes([line('scope-outside', 'SOP'), line('after-it-ended', 'SEP')])).toEqual([
    ['scope-outside'],
    ['after-it-ended'],
  ])
})
