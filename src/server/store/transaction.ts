import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { isFatal, sqlState } from './database-errors.ts'

const MOST_ATTEMPTS = 10
// PostgreSQL appendix A: serialization_failure and deadlock_detected; both ask the client to begin again.
const BEGIN_AGAIN = ['40001', '40P01']

/**
 * Does `work` in one transaction, again from the start when the database asks for it. `work` is handed the only
 * connection it may use: PGlite has no second one, and asking the pool for it would wait for ever.
 */
export async function inTransaction<T>(pool: Pool, work: (tx: PoolClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, work)
    } catch (error) {
      if (!BEGIN_AGAIN.includes(sqlState(error) ?? '') || attempt === MOST_ATTEMPTS) throw error
      await sleep(Math.random() * 2 ** attempt)
    }
  }
}

async function once<T>(pool: Pool, work: (tx: PoolClient) => Promise<T>): Promise<T> {
  const tx = await pool.connect()
  let broken: Error | undefined
  try {
    await tx.query('begin')
    const result = await work(tx)
    await tx.query('commit')
    return result
  } catch (error) {
    if (isFatal(error)) broken = error
    else
      await tx.query('rollback').catch((failure: unknown) => {
        // The connection is gone, and with it the transaction: it must not go back to the pool.
        broken = failure instanceof Error ? failure : new Error(String(failure))
      })
    throw error
  } finally {
    tx.release(broken)
  }
}
