import { expect, test } from 'vitest'
import { isProblem } from '../../core/problem.ts'
import { eventLines, resolved } from './event-lines.ts'

const line = (value: object) => JSON.stringify({ id: 'E1', cites: [], ...value })
const targets = { indexOf: (id: string) => (id === 'E0' ? 7 : undefined), digestOf: () => undefined }

test('a reference becomes the place in the log of the line it names, however deep it stands', () => {
  const [first] = eventLines(`${line({ reports: [{ $ref: 'E0' }], instead: { entry: { $ref: 'E0' } } })}\n`)
  if (first === undefined) throw new Error('no line')
  expect(resolved(first, targets)).toMatchObject({ reports: [7], instead: { entry: 7 } })
})

test('a reference to a line that does not come before is refused with its place', () => {
  const [, second] = eventLines(`${line({})}\n${line({ to: { $ref: 'E9' } })}\n`)
  if (second === undefined) throw new Error('no line')
  expect(refusal(() => resolved(second, targets))).toMatchObject({
    code: 'reference-missing',
    where: { file: 'data/syria-2016/events.jsonl', line: 2 },
  })
})

test.each(['not json', '[]', '{"id":"E1"}', '{"cites":[]}'])(
  'the line %s is refused with its number',
  (text) => {
    expect(refusal(() => eventLines(`${line({})}\n${text}`))).toMatchObject({
      code: 'file-unreadable',
      where: { line: 2 },
    })
  },
)

function refusal(of: () => unknown): unknown {
  try {
    of()
  } catch (error) {
    if (isProblem(error)) return { code: error.code, where: error.where }
    throw error
  }
  return 'nothing was refused'
}
