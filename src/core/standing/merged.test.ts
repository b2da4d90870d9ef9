import { expect, test } from 'vitest'
import { merged } from './merged.ts'

const from = (source: string, ...times: readonly number[]) => times.map((time) => ({ source, time })).values()
const sooner = (a: { readonly time: number }, b: { readonly time: number }): boolean => a.time < b.time

test('several sources become one list in order; of two at one moment the earlier source comes first', () => {
  const all = [...merged([from('a', 1, 3, 3), from('b'), from('c', 2, 3)], sooner)]
  expect(all.map(({ source, time }) => `${source}${time}`)).toEqual(['a1', 'c2', 'a3', 'a3', 'c3'])
})

test('a source is read no further than somebody asks', () => {
  let read = 0
  function* endless(): Generator<{ readonly source: string; readonly time: number }> {
    for (;;) yield { source: 'a', time: (read += 1) }
  }
  for (const { time } of merged([endless(), from('b', 5)], sooner)) if (time === 3) break
  expect(read).toBe(3)
})
