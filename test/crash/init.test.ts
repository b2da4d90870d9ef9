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

describe.skipIf(skip !== undefined)(`a log whose making was cut off${because}`, () => {
  test.each(seedsToRun(2))(
    'is taken for nothing else, and is made when jig init is run again (seed %i)',
    { timeout: 240_000 },
    async (seed) => {
      const data = join(newFolder(), 'data')
      const names = ['--log', LOG, '--origin', ORIGIN, '--title', 'A trial', '--data', data]
      const making = startingCommand(['init', ...names])
      while (!existsSync(join(data, 'init.json'))) await sleep(1)
      await sleep(seeded(seed)(4000))
      await making.kill()
      // The seed may be past the end of it: then the log is whole.
      if (existsSync(join(data, 'init.json'))) {
        const refused = await jigCommand(['serve', '--data', data, '--port', '0'])
        expect(refused.exit).not.toBe(0)
        expect(refused.err).toContain(`${ORIGIN}, whose making was cut off`)
        expect(refused.err).not.toContain('    at ')
        const other = await jigCommand([
          'init',
          '--log',
          'x',
          '--origin',
          'x/y',
          '--title',
          'x',
          '--data',
          data,
        ])
        expect(other.err).toContain(ORIGIN)
        const again = await jigCommand(['init', ...names])
        expect(again).toMatchObject({ exit: 0 })
      }
      const node = await startNode({ data })
      const log = await fetch(`http://localhost:${node.port}/api/log`)
      expect(await log.json()).toMatchObject({ origin: ORIGIN, size: 1 })
      expect(await node.stop()).toBe(0)
    },
  )
})
