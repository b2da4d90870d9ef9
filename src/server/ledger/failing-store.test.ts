import { expect, test } from 'vitest'
import { verifyReceipt } from '../../core/log/receipt.ts'
import { opening, report, trial } from '../../../test/contracts/some-log.ts'
import { memoryStore } from '../store/memory-store.ts'
import { openLedger, type Ledger } from './ledger.ts'
import type { LogStore } from './ports.ts'
import { verifyWithNode } from './signature-rule.ts'

/** A store that fails when it is told to: before it has written, or after, as a connection lost in the commit does. */
async function onFailingStore(): Promise<{
  readonly ledger: Ledger
  readonly store: LogStore
  readonly failNext: (when: 'before' | 'after') => void
}> {
  const store = memoryStore()
  let fail: 'before' | 'after' | undefined
  const failing: LogStore = {
    ...store,
    async append(batch) {
      const now = fail
      fail = undefined
      if (now === 'before') throw new Error('the disk is full')
      await store.append(batch)
      if (now === 'after') throw new Error('the connection is lost')
    },
  }
  const ledger = await openLedger(trial(failing))
  await ledger.submitAll(opening())
  return { ledger, store, failNext: (when) => (fail = when) }
}

test('a batch that the store could not write is refused whole, and the old head stands', async () => {
  const { ledger, store, failNext } = await onFailingStore()
  await using _ = ledger
  const before = ledger.head()
  failNext('before')
  const answers = await Promise.allSettled([1, 2, 3].map((n) => ledger.submit(report(n))))
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(ledger.size()).toBe(9)
  expect(ledger.head()).toEqual(before)
  expect((await store.readHead())?.size).toBe(9)
  expect(await ledger.entries(0, 100)).toHaveLength(9)
})

test('after a failure the same statements can be handed in again, and are not taken for duplicates', async () => {
  const { ledger, failNext } = await onFailingStore()
  await using _ = ledger
  failNext('before')
  await expect(ledger.submit(report(1))).rejects.toThrow('the disk is full')
  const receipt = await ledger.submit(report(1))
  expect(receipt.index).toBe(9)
  expect(verifyReceipt(report(1), receipt, ledger.logKey, verifyWithNode)).toEqual({ holds: true })
})

test('a commit that came to pass although its answer was lost is a success', async () => {
  const { ledger, failNext } = await onFailingStore()
  await using _ = ledger
  failNext('after')
  expect((await ledger.submit(report(1))).index).toBe(9)
  expect((await ledger.submit(report(2))).index).toBe(10)
})
