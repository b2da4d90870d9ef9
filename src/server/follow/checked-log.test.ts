import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  clockRead,
  reports,
  trialFollower,
  trialLog,
  trialServer,
  type TrialFollower,
} from '../../../test/attack/trial-nodes.ts'
import { foldedPicture } from '../../cli/house/folded-picture.ts'
import { parseDuration } from '../../core/time/instant.ts'
import { memoryStore } from '../store/memory-store.ts'
import { openSnapshotFiles } from '../store/snapshot-files.ts'
import { memoryFiles } from './node-files.ts'

test('a node that follows goes on from its snapshot, and knows what was said before it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jig-follow-'))
  await using log = await trialLog([...reports(300), clockRead('2016-09-13T08:59:00Z')])
  await using server = await trialServer(log.fetch)
  const own = memoryStore()
  const files = memoryFiles()
  const told: unknown[] = []
  let read = 0
  const run = async (work: (node: TrialFollower) => Promise<void>): Promise<void> => {
    const { picture, fold } = foldedPicture()
    await using snapshots = await openSnapshotFiles({ folder, every: 100, onTrouble: (e) => told.push(e) })
    const store: typeof own = {
      ...own,
      async readEntries(from, limit) {
        const entries = await own.readEntries(from, limit)
        read += entries.length
        return entries
      },
    }
    await using node = await trialFollower(server.url, {
      store,
      files,
      fold,
      picture,
      snapshots,
      backDatedBy: parseDuration('30min'),
    })
    await work(node)
  }

  await run(async (node) => {
    expect(await node.following.look()).toMatchObject({ is: 'grown', size: 310 })
  })
  read = 0
  // Dated an hour before the clock reading that only the snapshot remembers.
  await log.ledger.submitAll(reports(20, 300))
  await run(async (node) => {
    expect(read).toBe(0)
    expect(await node.following.look()).toMatchObject({ is: 'grown', from: 310, size: 330 })
    expect(node.found()).toEqual(['statement-back-dated'])
    expect(node.following.ledger.head()).toEqual(log.ledger.head())
  })
  expect(told).toEqual([])
  rmSync(folder, { recursive: true })
})
