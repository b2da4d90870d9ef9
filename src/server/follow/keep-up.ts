import { setTimeout as sleep } from 'node:timers/promises'
import type { Look } from './follower.ts'
import { LineDown, type Line } from './line.ts'

export type KeepUpOptions = {
  readonly line: Line
  /** One look, with everything that follows from it. Rejects where this node itself is in trouble. */
  readonly look: () => Promise<Look>
  /** Time between looks while nothing is announced. */
  readonly pollMs: number
  /** Pause after the first failure; doubled each time, up to the polling time or half a minute. */
  readonly backOffMs: number
  readonly signal: AbortSignal
  readonly onTrouble: (error: unknown) => void
}

/** Looks at the followed log again and again: when it announces growth, else from time to time, slower while it is down. */
export async function keepUp(options: KeepUpOptions): Promise<void> {
  const { look, pollMs, backOffMs, signal, onTrouble } = options
  const bell = newBell()
  const listening = listen(options, bell.ring)
  let failures = 0
  while (!signal.aborted) {
    let good = false
    try {
      good = (await look()).is !== 'line-down'
    } catch (error) {
      onTrouble(error)
    }
    failures = good ? 0 : failures + 1
    const pause = good
      ? pollMs
      : Math.min(backOffMs * 2 ** Math.min(failures - 1, 10), Math.max(pollMs, 30_000))
    await bell.heard(pause, signal)
  }
  await listening
}

/** Something that is waited for; a ring while nobody waits is not lost. */
function newBell(): {
  readonly ring: () => void
  readonly heard: (ms: number, signal: AbortSignal) => Promise<void>
} {
  let rung = false
  let wake: AbortController | undefined
  return {
    ring() {
      rung = true
      wake?.abort()
    },
    async heard(ms, signal) {
      if (!rung) {
        wake = new AbortController()
        await sleep(ms, undefined, { signal: AbortSignal.any([signal, wake.signal]) }).catch(() => {})
      }
      rung = false
    },
  }
}

/** Rings whenever the followed node says that its log has grown. A node that says nothing is asked again later. */
async function listen({ line, pollMs, signal }: KeepUpOptions, ring: () => void): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await line.open('api/live', signal)
      if (response.ok && response.body !== null) {
        const parts: AsyncIterable<Uint8Array> = response.body
        for await (const part of parts) {
          if (new TextDecoder().decode(part).includes('data:')) ring()
        }
      } else await response.body?.cancel()
    } catch (error) {
      // A cut line ends the reading in the middle; whatever else fails here only makes us slower, never wrong.
      if (!(error instanceof LineDown || error instanceof Error)) throw error
    }
    await sleep(Math.max(pollMs, 1000), undefined, { signal }).catch(() => {})
  }
}
