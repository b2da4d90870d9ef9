import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { faultsIn, servedBy } from './check-log.ts'
import { freshLog, newFolder, removeFolders } from './fresh-log.ts'
import { newHistory, startLoad } from './load.ts'
import { jigCommand, startNode, whyNoNode } from './node-process.ts'

const skip = whyNoNode()
const because = skip === undefined ? '' : ` (skipped: ${skip})`
afterAll(removeFolders)

test.skipIf(skip !== undefined)(
  `a second node on the same folder is refused in one sentence, and the first goes on unharmed${because}`,
  { timeout: 600_000 },
  async () => {
    const place = { data: join(newFolder(), 'data') }
    const logKey = await freshLog(place)
    const node = await startNode(place)
    const history = newHistory()
    const load = startLoad(node.port, history)
    await load.reached(20)
    const second = await jigCommand(['serve', '--data', place.data, '--port', '0'])
    expect(second.exit).toBe(4)
    expect(second.err).toContain('is in use by another jig')
    expect(second.err).not.toContain('    at ')
    await load.reached(load.receipts() + 20)
    load.stop()
    await load.over
    const read = servedBy(node.port)
    expect([...(await faultsIn(read, history, { logKey, mayLag: false })), ...history.surprises]).toEqual([])
    read.close()
    expect(await node.stop()).toBe(0)
  },
)
