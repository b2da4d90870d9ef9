import { report } from '../contracts/some-log.ts'
import { asker } from './door.ts'
import { sources } from './fresh-log.ts'

/** One statement that was handed in, however that ended. */
export type Attempt = {
  readonly note: Uint8Array
  /** The bytes of the receipt, once one was given. */
  receipt?: Uint8Array
}

/** All that was ever handed to a log, and all tree heads that it was seen with. */
export type History = {
  readonly attempts: Attempt[]
  readonly heads: Uint8Array[]
  /** Answers that nobody should get: each is a failure of the run. */
  readonly surprises: string[]
}

export function newHistory(): History {
  return { attempts: [], heads: [], surprises: [] }
}

export type Load = {
  /** Resolves when every client has lost the node, or has been told to stop and has its answer. */
  readonly over: Promise<void>
  receipts(): number
  /** Resolves when so many receipts were given in this load, or it is over. */
  reached(receipts: number): Promise<void>
  /** No new statements; those under way are waited for. */
  stop(): void
}

/**
 * Clients that hand in one statement after another, as fast as the node answers, until it is gone. `allowed` says which
 * refusals they shrug off and go on after.
 */
export function startLoad(
  port: number,
  history: History,
  allowed: (status: number, text: string) => boolean = () => false,
): Load {
  const until = { stopped: false }
  let receipts = 0
  const waiting: { readonly at: number; readonly go: () => void }[] = []
  const client = async (source: (typeof sources)[number]): Promise<void> => {
    const sender = asker()
    while (!until.stopped) {
      const attempt: Attempt = { note: report(history.attempts.length, source) }
      history.attempts.push(attempt)
      const answer = await sender.ask(port, { path: '/api/statements', post: attempt.note })
      if (answer === undefined) break
      if (answer.status === 201) {
        attempt.receipt = answer.body
        receipts += 1
        for (const { at, go } of waiting) if (receipts >= at) go()
        continue
      }
      const text = Buffer.from(answer.body).toString()
      if (!allowed(answer.status, text)) history.surprises.push(`${answer.status} ${text}`)
    }
    sender.close()
  }
  const over = Promise.all(sources.map(client)).then(() => undefined)
  return {
    over,
    receipts: () => receipts,
    reached: (at) =>
      Promise.race([over, new Promise<void>((go) => (receipts >= at ? go() : waiting.push({ at, go })))]),
    stop: () => void (until.stopped = true),
  }
}

/** Hands in again what has no receipt. Afterwards everything has one, or the run has a surprise. */
export async function retryAll(
  port: number,
  history: History,
): Promise<{ readonly absent: number; readonly there: number }> {
  const sender = asker()
  const found = { absent: 0, there: 0 }
  for (const attempt of history.attempts) {
    if (attempt.receipt !== undefined) continue
    const answer = await sender.ask(port, { path: '/api/statements', post: attempt.note })
    const text = Buffer.from(answer?.body ?? []).toString()
    const index =
      answer?.status === 409 ? /"code":"duplicate-statement".*?entry (\d+)/s.exec(text)?.[1] : undefined
    const given =
      index === undefined ? answer : await sender.ask(port, { path: `/api/entries/${index}/receipt` })
    if (given?.status === 201 || (index !== undefined && given?.status === 200)) {
      attempt.receipt = given.body
      found[index === undefined ? 'absent' : 'there'] += 1
    } else history.surprises.push(`on retry: ${given?.status ?? 'no answer'} ${text}`)
  }
  sender.close()
  return found
}
