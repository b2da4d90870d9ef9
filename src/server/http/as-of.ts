import type { Known } from '../../core/api/params.ts'
import { lastClock, sizeKnownAt, type Picture } from '../../core/picture/picture.ts'
import { problems } from '../../core/problem.ts'
import type { Instant } from '../../core/time/instant.ts'

/**
 * How many entries were known; all of them where the question does not say.
 * @throws Problem `parameter-malformed` where the log is not that long
 */
export function knownSize(picture: Picture, known: Known | undefined): number {
  if (known === undefined) return picture.size
  if (known.is === 'at') return sizeKnownAt(picture, known.at)
  if (known.size <= picture.size) return known.size
  throw problems.parameterMalformed({
    name: 'known',
    because: `the log has only ${picture.size} entries`,
    fix: `at most ${picture.size}, or an instant`,
  })
}

/**
 * The event time of a question: what it says, else the log's own clock at the last reading that was known.
 * @throws Problem `parameter-malformed` where it says nothing and the log's clock was never read
 */
export function eventInstant(picture: Picture, at: Instant | undefined, known: number): Instant {
  const instant = at ?? lastClock(picture, known)?.readAt
  if (instant !== undefined) return instant
  throw problems.parameterMalformed({
    name: 'at',
    because: 'the clock of this log has not been read yet, so there is no latest time',
    fix: 'say an instant, such as at=2016-09-15T18:00:00Z',
  })
}
