import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { demonstration, headOf, writeLog } from './exported-log.ts'
import { FORGERIES, honest } from './forgeries.ts'
import {
  findingsOfCore,
  foundByCore,
  foundIndependently,
  independentCheck,
  scratch,
  type Named,
} from './run-checkers.ts'

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
    const told = only === true ? independent : independent.filter((name) => names.includes(name))
    expect(told).toEqual(names)
  })

  test('on any one byte changed in any file: it is seen, and the place is the same', async () => {
    const size = 60
    const entries = honest().slice(0, size)
    const checkIt = await independentCheck()
    using folder = scratch()
    writeLog(folder.path, entries)
    const files = ['checkpoint', `tile/entries/000.p/${size}`, `tile/0/000.p/${size}`, adopted(entries)]
    const change = fc.record({
      file: fc.constantFrom(...files),
      at: fc.nat(),
      by: fc.integer({ min: 1, max: 255 }),
    })
    await fc.assert(
      fc.asyncProperty(change, async ({ file, at, by }) => {
        const path = join(folder.path, file)
        const before = readFileSync(path)
        const after = Buffer.from(before)
        after[at % after.length] = (after[at % after.length] ?? 0) ^ by
        writeFileSync(path, after)
        try {
          const [independent, core] = [await checkIt(folder.path), await findingsOfCore(folder.path)]
          expect(places(core)).not.toEqual([])
          expect(places(independent)).toEqual(places(core))
        } finally {
          writeFileSync(path, before)
        }
      }),
      { numRuns: 200 },
    )
  })
})

function adopted(entries: readonly Uint8Array[]): string {
  const text = entries.map((entry) => new TextDecoder().decode(entry)).join('')
  return `blob/${/"package":"([0-9a-f]{64})"/.exec(text)?.[1]}`
}

/**
 * Where something is wrong: the files, the whole, and the first entry. After it the two may part, because core reads
 * every field inside a statement and the independent checker does not: a key inside a title is malformed for the one
 * and badly signed for the other, and only the one then takes the log for unopened.
 */
function places(findings: readonly Named[]): readonly (string | number)[] {
  const indexes = findings.flatMap(({ index }) => (index === undefined ? [] : [index]))
  const others = findings.filter(({ index }) => index === undefined)
  const names = others.map(({ why, path }) => `${why} ${String(path ?? '')}`)
  return [
    ...names.filter((name) => !name.includes('blob/')).toSorted(),
    ...indexes.toSorted((a, b) => a - b).slice(0, 1),
    ...names.filter((name) => name.includes('blob/')),
  ]
}
