import type { NodesView } from '../../core/api/nodes.ts'
import type { Instant } from '../../core/time/instant.ts'
import { formatInstant } from '../../core/time/instant.ts'
import type { Clock } from '../ledger/ports.ts'
import type { Look } from './follower.ts'
import type { Line } from './line.ts'

/** How a node stands to the one that it follows. */
export type Reach = {
  /** The line to that node; every answer on it is noted. */
  readonly line: Line
  readonly looked: (look: Look) => void
  /** @param quietMs after how long without any answer the newest look is no longer relied on */
  readonly view: (quietMs: number) => NonNullable<NodesView['follows']>
}

/** Begins to note what comes over a line. */
export function reachOver(bare: Line, clock: Clock): Reach {
  let look: Look | undefined
  let lookedAt: Instant | undefined
  let answeredAt: Instant | undefined
  const noted = async <T>(answer: Promise<T>): Promise<T> => {
    const given = await answer
    answeredAt = clock()
    return given
  }
  return {
    line: {
      ...bare,
      read: (path) => noted(bare.read(path)),
      post: (path, mediaType, body) => noted(bare.post(path, mediaType, body)),
    },
    looked(newest) {
      look = newest
      lookedAt = clock()
    },
    view(quietMs) {
      const times = { url: bare.url, lookedAt: lookedAt ?? null, answeredAt: answeredAt ?? null }
      const state = stateOf(look)
      // A look that hangs has no result: only the time since the last answer shows it.
      return state.state === 'up-to-date' && answeredAt !== undefined && clock() - answeredAt > quietMs
        ? {
            ...times,
            state: 'line-down',
            because: `nothing has come from it since ${formatInstant(answeredAt)}`,
          }
        : { ...times, ...state }
    },
  }
}

function stateOf(look: Look | undefined) {
  switch (look?.is) {
    case undefined:
      return { state: 'starting', because: null } as const
    case 'grown':
    case 'same':
      return { state: 'up-to-date', because: null } as const
    case 'line-down':
      return { state: 'line-down', because: look.because } as const
    case 'found':
      return { state: 'found', because: look.why } as const
    case 'waiting':
      return { state: 'waiting', because: look.path } as const
  }
}
