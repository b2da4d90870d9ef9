import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { problems } from '../../src/core/problem.ts'

const page = readFileSync(new URL('../../docs/problems.md', import.meta.url), 'utf8')
/** The text under each code's heading. */
const sections = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((section): [string, string] => {
      const end = section.indexOf('\n')
      return [section.slice(0, end).trim(), section.slice(end).replace(/^## .*$/m, '')]
    }),
)
const codes = Object.values(problems).map(({ code }) => code)

test('the page on refusals names every code of the catalogue, once, and no other', () => {
  expect([...sections.keys()].toSorted()).toEqual(codes.toSorted())
  expect(page.match(/^### /gm)).toHaveLength(codes.length)
})

test.each(codes)('the person refused with %s is told what happened and what to do', (code) => {
  const [, happened = '', todo = ''] =
    /\*\*What happened\.\*\* (.+)\n\n\*\*What to do\.\*\* (.+)/.exec(sections.get(code) ?? '') ?? []
  expect(happened).toMatch(/^[A-Z“].+\.$/)
  expect(todo).toMatch(/^[A-Z`].+\.$/)
})
