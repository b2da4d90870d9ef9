import { expect } from 'vitest'
import type { Ledger } from '../../src/server/ledger/ledger.ts'

/**
 * Hands in a statement that is to be refused, and gives the name of the refusal and the field that it points at.
 * Nothing of it may have reached the log.
 */
export async function refusalOf(
  ledger: Ledger,
  note: Uint8Array,
): Promise<readonly [string, string | undefined]> {
  const before = [ledger.size(), ledger.head()]
  const refusal: unknown = await ledger.submit(note).then(
    () => 'accepted',
    (error: unknown) => error,
  )
  expect([ledger.size(), ledger.head()]).toEqual(before)
  expect(refusal).toMatchObject({ name: 'Problem', message: expect.any(String) })
  const { code, where } = refusal as { code: string; where?: { path?: string } }
  return [code, where?.path]
}
