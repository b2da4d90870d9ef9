import { expect, test } from 'vitest'
import { demonstrationSigner } from '../../server/keys/node-signer.ts'
import { openLedger } from '../../server/ledger/ledger.ts'
import { openNewLog } from '../../server/ledger/new-log.ts'
import { inlineSignatures } from '../../server/ledger/signatures.ts'
import { memoryStore } from '../../server/store/memory-store.ts'
import { parseInstant } from '../../core/time/instant.ts'
import { DEMONSTRATION_LOG, DEMONSTRATION_ORIGIN } from './build.ts'
import { loadDemonstration } from './load.ts'

const options = () => ({
  store: memoryStore(),
  keys: { log: demonstrationSigner(DEMONSTRATION_ORIGIN), operator: demonstrationSigner('secretariat') },
  clock: () => parseInstant('2026-11-21T00:00:00Z'),
  log: DEMONSTRATION_LOG,
  stamp: () => 'by-hand' as const,
  signatures: inlineSignatures(),
  fold: { add: () => undefined },
})
const withOwnClock = <T>(work: () => Promise<T>): Promise<T> => work()

test('a log that other files made is left as it is, and said to be another', async () => {
  await using ledger = await openNewLog(options(), { title: { en: 'An older one' }, demonstration: true })
  expect(await loadDemonstration({ ledger, withOwnClock })).toBe('another')
  expect(ledger.size()).toBe(1)
})

test('what is there already is not loaded again', async () => {
  await using ledger = await openLedger(options())
  const added = await loadDemonstration({ ledger, withOwnClock })
  expect(added).toBe(ledger.size())
  expect(await loadDemonstration({ ledger, withOwnClock })).toBe(0)
})
