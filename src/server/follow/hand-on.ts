import { parseStatement } from '../../core/statement/parse.ts'
import { problems } from '../../core/problem.ts'
import type { LogStore } from '../ledger/ports.ts'
import type { Company, HandedIn } from './company.ts'
import type { Follower } from './follower.ts'
import { LineDown, type Line } from './line.ts'
import type { Outbox } from './outbox.ts'

export type HandOnBench = {
  readonly line: Line
  readonly follower: Follower
  readonly store: LogStore
  readonly outbox: Outbox
  readonly onHeld: (place: number) => void
}

/** Statements handed in at a node that follows: handed on at once, or held in order while that cannot be done. */
export function handingOn(bench: HandOnBench): Required<Pick<Company, 'handOn' | 'handOnBlob'>> {
  const { line, follower, store, outbox, onHeld } = bench
  return {
    async handOn(note): Promise<HandedIn> {
      const { statement } = parseStatement(note)
      const { log } = follower.log.registry()
      if (log !== undefined && statement.log !== log) {
        throw problems.statementOfAnotherLog({ given: statement.log, expected: log, where: { path: 'log' } })
      }
      // Nothing overtakes what waits already: the order in which it came is kept.
      const response = outbox.waiting() === 0 ? await handedIn(bench, note) : undefined
      if (response !== undefined) return { is: 'answered', response }
      const held = await outbox.hold(note)
      onHeld(held.place)
      return { is: 'held', held }
    },
    async handOnBlob(bytes) {
      const sha256 = await store.putBlob(bytes)
      try {
        if (outbox.waiting() > 0) throw new LineDown('others wait already')
        const response = await line.post('api/blobs', 'application/octet-stream', bytes)
        await response.body?.cancel()
      } catch (error) {
        if (!(error instanceof LineDown)) throw error
        onHeld((await outbox.holdBlob(sha256)).place)
      }
      return sha256
    },
  }
}

/** The shared node's answer; `undefined` where it cannot be reached, or gives a receipt that proves nothing. */
async function handedIn({ line, follower }: HandOnBench, note: Uint8Array): Promise<Response | undefined> {
  try {
    const response = await line.post('api/statements', 'text/plain', note)
    const body = new Uint8Array(await response.arrayBuffer())
    if (response.ok && (await follower.heads.checkReceipt(line.url, note, body)) !== undefined)
      return undefined
    const headers = new Headers()
    for (const name of ['content-type', 'location']) {
      const value = response.headers.get(name)
      if (value !== null) headers.set(name, value)
    }
    return new Response(Buffer.from(body), { status: response.status, headers })
  } catch (error) {
    if (error instanceof LineDown) return undefined
    throw error
  }
}
