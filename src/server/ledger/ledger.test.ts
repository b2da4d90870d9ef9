import { expect, test } from 'vitest'
import { verifyEd25519 } from '../../core/bytes/ed25519.ts'
import { verifyReceipt } from '../../core/log/receipt.ts'
import { openTreeHead } from '../../core/log/tree-head.ts'
import { LOG, keys, NOW, opening, report, trial } from '../../../test/contracts/some-log.ts'
import { memoryStore } from '../store/memory-store.ts'
import { openLedger } from './ledger.ts'

test('a statement gets a receipt that holds without the ledger', async () => {
  await using ledger = await openLedger(trial(memoryStore()))
  await ledger.submitAll(opening())
  const note = report(1)
  const receipt = await ledger.submit(note)
  expect(receipt.index).toBe(9)
  expect(verifyReceipt(note, receipt, ledger.logKey, verifyEd25519)).toEqual({ holds: true })
  expect(verifyReceipt(report(2), receipt, ledger.logKey, verifyEd25519)).toMatchObject({ why: 'entry-differs' })
})
