import { expect, test } from 'vitest'
import { each, merged, readerOf } from './reader.ts'

const from = (source: string, ...times: readonly number[]) =>
  readerOf(times.map((time) => ({ source, time })))
const sooner = (a: { readonly time: number }, b: { readonly time: number }): boolean => a.time < b.time

test('several readers become one in order; of two at one moment that of the earlier reader comes first', () => {
  const all = [...each(merged([from('a', 1, 3, 3), from('b'), from('c', 2, 3)], sooner))]
  expect(all.map(({ source, time }) => `${source}${time}`)).toEqual(['a1', 'c2', 'a3', 'a3', 'c3'])
})

test('a reader is asked for no more than one beyond what somebody asks for', () => {
  let read = 0
  const endless = () => ({ source: 'a', time: (read += 1) })
  for (const { time } of each(merged([endless, from('b', 5)], sooner))) if (time === 3) break
  expect(read).toBe(4)
})
