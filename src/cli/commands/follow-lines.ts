import type { CosignEvent } from '../../server/follow/collector.ts'
import type { FollowEvent } from '../../server/follow/follow.ts'
import type { Look } from '../../server/follow/follower.ts'
import type { Streams } from '../streams.ts'

/** Says what a following node does, a line for each event of note: not each look, but each that is unlike the one before. */
export function followLines(url: string, { out, err }: Streams): (event: FollowEvent) => void {
  let before: Look['is'] | undefined
  let cosigned = 0
  const look = (seen: Look): void => {
    const changed = seen.is !== before
    if (changed && before === 'line-down' && seen.is !== 'line-down') out(`${url} answers again`)
    before = seen.is
    if (seen.is === 'grown')
      out(`checked entries ${seen.from} to ${seen.size - 1}: every hash, signature and rule holds`)
    if (!changed) return
    if (seen.is === 'line-down')
      out(`cannot reach ${url}; what is handed in here is held in order (${seen.because})`)
    if (seen.is === 'waiting') out(`${url} does not hand out ${seen.path}; asking again`)
  }
  return (event) => {
    switch (event.is) {
      case 'look':
        return look(event.look)
      case 'cosigned':
        // Asked by the log and found by a look at once: that is one cosignature.
        if (event.size > cosigned) out(`cosigned the head of ${event.size} entries`)
        cosigned = Math.max(cosigned, event.size)
        return
      case 'held':
        return out(`holds a statement at place ${event.place} until ${url} answers`)
      case 'delivery':
        return event.delivery.is === 'delivered'
          ? out(`delivered the statement at place ${event.delivery.place}`)
          : out(`the statement at place ${event.delivery.place} was refused: ${event.delivery.because}`)
      case 'finding': {
        const { finding, from, origin } = event.record
        err(`FOUND: ${finding.why} of ${origin}, handed out by ${from}`)
        return err(
          '  → the evidence is kept: see /api/verdicts and jig verdict; the last good state is served on',
        )
      }
    }
  }
}

/** Says what the cosigners of a log do. */
export function cosignLines({ out, err }: Streams): (event: CosignEvent) => void {
  return (event) => {
    switch (event.is) {
      case 'cosigned':
        return out(`${event.cosigner} cosigned the head of ${event.size} entries`)
      case 'absent':
        return out(`${event.cosigner} is absent, and the log goes on without it (${event.because})`)
      case 'ahead':
        return err(
          `jig: ${event.cosigner} has cosigned ${event.size} entries, more than this log holds: was it restored from an old copy?`,
        )
    }
  }
}
