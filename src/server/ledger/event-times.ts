import { problems } from '../../core/problem.ts'
import type { Statement } from '../../core/statement/kinds.ts'
import { formatInstant, parseDuration, plus, type Instant } from '../../core/time/instant.ts'

/** How far an author's clock may run before ours and its news still be taken: five minutes. */
export const CLOCK_TOLERANCE = parseDuration('5min')

/**
 * Refuses what cannot have happened yet by our clock. Of an interval it is the beginning that counts: a report at noon
 * may say “on the 12th”, whose last moment is still to come.
 * @throws Problem `event-in-future`
 */
export function checkNotInFuture(statement: Statement, now: Instant): void {
  const latest = plus(now, CLOCK_TOLERANCE)
  for (const [path, time] of pastTimes(statement)) {
    if (time <= latest) continue
    throw problems.eventInFuture({
      given: formatInstant(time),
      now: formatInstant(now),
      where: { path },
      fix:
        path === 'saidAt'
          ? 'set the clock of the device right'
          : 'check the date, and that the time is in UTC',
    })
  }
}

/** Every time in the statement that must lie in the past, with its field path. Plans and deadlines are not among them. */
function pastTimes(statement: Statement): readonly (readonly [string, Instant])[] {
  const times: [string, Instant][] = [['saidAt', statement.saidAt]]
  switch (statement.kind) {
    case 'incident-reported':
    case 'act-declared':
    case 'act-confirmed':
    case 'act-refuted':
    case 'act-unresolved':
    case 'access-restricted':
    case 'party-acceded':
    case 'end-declared':
      times.push(['when.earliest', statement.when.earliest])
      break
    case 'finding-made':
      if (statement.when !== undefined) times.push(['when.earliest', statement.when.earliest])
      break
    case 'statement-corrected':
      if ('when' in statement.instead && statement.instead.when !== undefined) {
        times.push(['instead.when.earliest', statement.instead.when.earliest])
      }
      break
    case 'document-cited':
      if (statement.published !== undefined) times.push(['published.earliest', statement.published.earliest])
      break
    case 'tally-published':
      times.push(['window.from', statement.window.from])
      break
    case 'source-closed':
      times.push(['through', statement.through])
      break
    case 'clock-read':
      times.push(['readAt', statement.readAt])
      break
    default:
      break
  }
  return times
}
