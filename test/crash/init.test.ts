import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { ORIGIN, LOG } from '../contracts/some-log.ts'
import { newFolder, removeFolders } from './fresh-log.ts'
import { jigCommand, startingCommand, startNode, whyNoNode } from './node-process.ts'
import { seeded, seedsToRun } from './seeded.ts'

const skip = whyNoNode()
const because = skip === undefined ? '' : ` (skipped: ${skip})`
afterAll(removeFolders)

/** Finishes what was cut off. @returns all that is not as it should be */
async function finished(data: string, names: readonly string[]): Promise<readonly string[]> {
  const refused = await jigCommand(['serve', '--data', data, '--port', '0'])
  const other = await jigCommand(['init', '--log', 'x', '--origin', 'x/y', '--title', 'x', '--data', data])
  const again = await jigCommand(['init', ...names])
  return [
    refused.exit === 0 ? 'it was served half made' : '',
    refused.err.includes(`${ORIGIN}, whose making was cut off`) ? '' : refused.err,
    other.exit === 0 ? 'another log was made there' : '',
    again.exit === 0 ? '' : again.err,
    [refused, other].some(({ err }) => err.includes('    at ')) ? 'a refusal came with a stack' : '',
  ].filter((fault) => fault !== '')
}

describe.skipIf(skip !== undefined)(`a log whose making was cut off${because}`, () => {
  test.each(seedsToRun(2))(
    'is taken for nothing else, and is made when jig init is run again (seed %i)',
    { timeout: 600_000 },
    async (seed) => {
      const data = join(newFolder(), 'data')
      const names = ['--log', LOG, '--origin', ORIGIN, '--title', 'A trial', '--data', data]
      const marker = join(data, 'init.json')
      const making = startingCommand(['init', ...names])
      while (!existsSync(marker) && !making.isOver()) await sleep(1)
      await sleep(seeded(seed)(4000))
      await making.kill()
      // Some seeds come too late: then the log is whole already.
      expect(existsSync(marker) ? await finished(data, names) : []).toEqual([])
      const node = await startNode({ data })
      const log = await fetch(`http://localhost:${node.port}/api/log`)
      expect(await log.json()).toMatchObject({ origin: ORIGIN, size: 1 })
      expect(await node.stop()).toBe(0)
    },
  )
})
