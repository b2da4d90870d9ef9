import type { Who } from '../agreement/agreement.ts'
import type { ActorId, ClauseId, LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Question } from './question.ts'

/** Through when every named source has said that it has nothing more to say; `undefined` while one of them has not. */
export type Closed = { readonly through: Instant | undefined; readonly entries: readonly LogIndex[] }

/**
 * Through when the sources have closed for one clause, or for the agreement. A party or a role has closed when each of its
 * actors has. With no source named nothing ever closes: jig never closes by itself.
 */
export function closedThrough(
  asked: Question,
  sources: readonly Who[],
  clause: ClauseId | undefined,
): Closed {
  const who = [...new Set(sources.flatMap((source) => actorsBehind(asked, source)))]
  const silent = sources.some((source) => actorsBehind(asked, source).length === 0)
  if (who.length === 0 || silent) return { through: undefined, entries: [] }
  const last = asked.closes(clause)
  let through: Instant | undefined
  const entries: LogIndex[] = []
  for (const actor of who) {
    const close = last.get(actor)
    if (close === undefined) return { through: undefined, entries: [] }
    if (through === undefined || close.through < through) through = close.through
    entries.push(close.entry)
  }
  return { through, entries: entries.toSorted((a, b) => a - b) }
}

export function actorsBehind({ actors }: Question, who: Who): readonly ActorId[] {
  switch (who.is) {
    case 'actor':
      return [who.actor]
    case 'party':
      return actors.of(who.party)
    case 'role':
      return actors.withRole(who.role)
  }
}
