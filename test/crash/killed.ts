import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { VerifierKey } from '../../src/core/log/verifier-key.ts'
import { faultsIn, filesOf, servedBy, type ReadLog } from './check-log.ts'
import { newHistory, retryAll, startLoad } from './load.ts'
import { startingNode, startNode, type NodePlace, type NodeProcess } from './node-process.ts'
import type { Pick } from './seeded.ts'

const KILLS = 2

/**
 * A node under load from four clients, killed again and again. Of each kill the seed says when: most of them after some
 * receipts, some while the node is still starting.
 * @returns all that is wrong afterwards
 */
export async function killedAgainAndAgain(
  place: NodePlace,
  logKey: VerifierKey,
  pick: Pick,
): Promise<readonly string[]> {
  const history = newHistory()
  const faults: string[] = []
  const check = async (when: string, read: ReadLog, mayLag: boolean): Promise<void> => {
    for (const fault of await faultsIn(read, history, { logKey, mayLag })) faults.push(`${when}: ${fault}`)
  }
  const heard = (node: NodeProcess): void => {
    if (node.said() !== '') faults.push(`the node said: ${node.said()}`)
  }
  let node = await startNode(place)
  for (let kill = 1; kill <= KILLS; kill++) {
    const load = startLoad(node.port, history)
    await load.reached(1 + pick(150))
    // The kill falls anywhere between two receipts.
    await sleep(pick(25))
    await node.kill()
    await load.over
    heard(node)
    await check(`files after kill ${kill}`, filesOf(place.data), true)
    if (pick(4) === 0) {
      const starting = startingNode(place)
      await Promise.race([sleep(pick(1500)), starting.listening.catch(() => {})])
      await starting.kill()
      await check(`files after a kill at the start`, filesOf(place.data), true)
    }
    node = await startNode(place)
    const read = servedBy(node.port)
    await check(`after kill ${kill}`, read, false)
    await retryAll(node.port, history)
    await check(`after kill ${kill} and the retries`, read, false)
    read.close()
  }
  expect(await node.stop()).toBe(0)
  heard(node)
  await check('files at rest', filesOf(place.data), false)
  if (!existsSync(join(place.data, 'snapshot', 'state'))) faults.push('no snapshot was put away')
  const without = history.attempts.filter(({ receipt }) => receipt === undefined).length
  if (without > 0) faults.push(`${without} statements have no receipt at the end`)
  return [...faults, ...history.surprises]
}
