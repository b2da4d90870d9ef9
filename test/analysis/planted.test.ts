import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Agreement } from '../../src/core/agreement/agreement.ts'
import { readAgreement } from '../../src/core/agreement/read-agreement.ts'
import { analyse } from '../../src/core/analysis/analyse.ts'
import type { Remark, RemarkKind } from '../../src/core/analysis/remark.ts'

const folder = new URL('texts/', import.meta.url)

function read(name: string): Agreement {
  const { agreement, problems } = readAgreement(readFileSync(new URL(name, folder), 'utf8'), name)
  expect(problems.map(({ message }) => message)).toEqual([])
  if (agreement === undefined) throw new Error(`${name} was not read`)
  return agreement
}
const remarksOn = (name: string): readonly Remark[] => analyse(read(name))

/** What is planted in each text, and which clauses the remark has to be about. */
const PLANTED: readonly (readonly [string, RemarkKind, readonly string[]])[] = [
  ['01-deadlock', 'deadlock', ['B.3', 'B.1', 'B.2']],
  ['02-unreachable', 'unreachable', ['R.2']],
  ['03-deadlines', 'deadlines-inconsistent', ['M.2', 'M.1']],
  ['04-window', 'window-empty', ['H.1']],
  ['05-contradiction', 'duties-contradict', ['F.1', 'F.2']],
  ['06-stall', 'stall-by-verification', ['P.1', 'P.2']],
  ['07-one-verifier', 'single-verifier', ['W.1', 'W.2']],
  ['08-escalation', 'escalation-spiral', ['T.1', 'T.2']],
  ['09-always-lifted', 'always-lifted', ['K.1']],
  ['10-own-judge', 'verifier-is-bearer', ['D.1']],
  ['11-exclusion', 'duties-exclude', ['G.1', 'G.2']],
  ['12-quorum', 'quorum-captured', ['Q.2']],
  ['13-hangs-on-others', 'deadline-hangs-on-others', ['N.2', 'N.1']],
]

test('every text in the folder belongs to one of the pairs', () => {
  const expected = PLANTED.flatMap(([name]) => [`${name}.defect.md`, `${name}.repaired.md`])
  expect(readdirSync(folder).toSorted()).toEqual(expected.toSorted())
})

describe.each(PLANTED)('%s', (name, kind, clauses) => {
  test(`the planted fault is named: ${kind}`, () => {
    const found = remarksOn(`${name}.defect.md`).filter((one) => one.kind === kind)
    expect(found.map((one) => one.clauses)).toContainEqual(clauses)
  })

  test('the repaired twin raises no such alarm, and no error of any kind', () => {
    const remarks = remarksOn(`${name}.repaired.md`)
    expect(remarks.filter((one) => one.kind === kind)).toEqual([])
    expect(remarks.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  test('the twins differ in the planted fault and in little else', () => {
    const lines = (which: string) => readFileSync(new URL(`${name}.${which}.md`, folder), 'utf8').split('\n')
    const repaired = new Set(lines('repaired'))
    expect(lines('defect').filter((line) => !repaired.has(line)).length).toBeLessThanOrEqual(5)
  })
})

describe('what the remarks on planted faults say', () => {
  test('a deadline is too early by as much as what comes before it needs', () => {
    const [found] = remarksOn('03-deadlines.defect.md').filter(
      ({ kind }) => kind === 'deadlines-inconsistent',
    )
    // Three days of quiet end a day after the 48 hours.
    expect(found?.values['length']).toBe(24 * 3_600_000)
  })

  test('either side can withhold its word, and each loses what the other does not owe', () => {
    const found = remarksOn('06-stall.defect.md').filter(({ kind }) => kind === 'stall-by-verification')
    expect(found.map(({ values }) => [values['parties'], values['clauses']])).toEqual([
      ['SOUTH', 'P.1, P.2'],
      ['NORTH', 'P.2'],
    ])
  })

  test('a clash of which the areas only may overlap is a warning', () => {
    const [found] = remarksOn('05-contradiction.defect.md').filter(({ kind }) => kind === 'duties-contradict')
    expect(found?.severity).toBe('warning')
  })
})
