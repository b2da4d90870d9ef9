import { describe, expect, test } from 'vitest'
import { demonstration, headOf, writeLog } from './exported-log.ts'
import { FORGERIES, honest } from './forgeries.ts'
import { foundByCore, foundIndependently, scratch } from './run-checkers.ts'

describe('two checkers, written apart, agree', () => {
  test('on the whole demonstration: it is in order', async () => {
    using folder = scratch()
    writeLog(folder.path, demonstration().notes)
    expect(foundIndependently(folder.path, headOf(honest()))).toEqual([])
    expect(await foundByCore(folder.path, headOf(honest()))).toEqual([])
  })

  test('on its beginning, at every size around a full tile', async () => {
    for (const size of [1, 255, 256, 257, 512, 513]) {
      using folder = scratch()
      writeLog(folder.path, demonstration().notes.slice(0, size))
      expect([size, foundIndependently(folder.path)]).toEqual([size, []])
      // One folder after the other: each is gone before the next is written.
      // eslint-disable-next-line no-await-in-loop
      expect([size, await foundByCore(folder.path)]).toEqual([size, []])
    }
  })

  test.each(FORGERIES)('on a false one where $what', async ({ write, names, only }) => {
    using folder = scratch()
    const kept = write(folder.path)
    const independent = foundIndependently(folder.path, kept)
    expect(independent).toEqual(await foundByCore(folder.path, kept))
    expect(independent).toEqual(only === true ? names : expect.arrayContaining([...names]))
  })
})
