import type { Who } from '../agreement/agreement.ts'
import type { ActorId, ClauseId, LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import { inLogOrder } from '../evidence/log-order.ts'
import { lastClose } from './closes.ts'
import type { Hearing } from './question.ts'

/** Through when every named source has said that it has nothing more to say; `undefined` while one of them has not. */
export type Closed = { readonly through: Instant | undefined; readonly entries: readonly LogIndex[] }

const NOT_CLOSED: Closed = { through: undefined, entries: [] }

/**
 * Through when the sources have closed for one clause, or for the agreement. A party or a role has closed when each of its
 * actors has. With no source named nothing ever closes: jig never closes by itself.
 */
export function closedThrough(asked: Hearing, sources: readonly Who[], clause: ClauseId | undefined): Closed {
  const { engine, text, known } = asked
  let through: Instant | undefined
  let entries: readonly LogIndex[] = []
  for (const actor of allBehind(asked, sources)) {
    const close = lastClose(engine, { agreement: text.id, clause, source: actor }, known)
    if (close === undefined) return NOT_CLOSED
    if (through === undefined || close.through < through) through = close.through
    entries = entries.length === 0 ? [close.entry] : [...entries, close.entry]
  }
  return entries.length === 0 ? NOT_CLOSED : { through, entries: inLogOrder(entries) }
}

/** The actors behind all of these, each once; none where there are none behind one of them. */
function allBehind(asked: Hearing, sources: readonly Who[]): Iterable<ActorId> {
  const [only] = sources
  if (only !== undefined && sources.length === 1) return actorsBehind(asked, only)
  const behind = sources.map((source) => actorsBehind(asked, source))
  return behind.some((who) => who.length === 0) ? [] : new Set(behind.flat())
}

function actorsBehind({ actors }: Hearing, who: Who): readonly ActorId[] {
  switch (who.is) {
    case 'actor':
      return [who.actor]
    case 'party':
      return actors.of(who.party)
    case 'role':
      return actors.withRole(who.role)
  }
}
