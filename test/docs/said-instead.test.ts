import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readAgreement } from '../../src/core/agreement/read-agreement.ts'
import { analyse } from '../../src/core/analysis/analyse.ts'

const file = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const blocks = file('test/docs/said-instead.md')
const section =
  /\n## What cannot be said yet.*?\n(?=## )/s.exec(file('docs/writing-agreements.md'))?.[0] ?? ''

test('what is said instead of what cannot be said reads, and nothing in it is an error', () => {
  // The example is bound, and what comes after it is not.
  const example = file('docs/example-agreement.md').replaceAll(/^binds: .*\n/gm, '')
  const { agreement, problems } = readAgreement(`${example}\n${blocks}`, 'truce.md')
  expect(problems.map(({ message }) => message)).toEqual([])
  if (agreement === undefined) throw new Error('it was not read')
  expect(analyse(agreement).filter(({ severity }) => severity === 'error')).toEqual([])
})

test('each line that the page offers stands in those blocks', () => {
  const offered = [...section.matchAll(/`([a-z ]+: [^`]+|jig party [A-Z]+)`/g)].map(([, line = '']) => line)
  expect(offered.length).toBeGreaterThan(20)
  const lines = new Set(blocks.split('\n').map((line) => line.replace(/^```/, '')))
  expect(offered.filter((line) => !lines.has(line))).toEqual([])
})
