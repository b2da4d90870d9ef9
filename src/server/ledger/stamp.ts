import type { Signer } from '../../core/bytes/ed25519.ts'
import { actorId } from '../../core/statement/fields.ts'
import { leafHash } from '../../core/log/merkle.ts'
import { parseStatement } from '../../core/statement/parse.ts'
import { signStatement } from '../../core/statement/sign.ts'
import { formatInstant, type Instant } from '../../core/time/instant.ts'
import type { Book } from './book.ts'
import type { Waiting } from './waiting.ts'

const MINUTE = 60_000

/**
 * Reads the log's clock into the record, at most once a minute: everything after the entry came no earlier. Nothing
 * for a log that is not open yet, or where the clock still shows the same minute (or an earlier one: a clock that was
 * put back is not read until it has caught up).
 */
export function clockReading(book: Book, log: string, operator: Signer, now: Instant): Waiting | undefined {
  if (book.size === 0) return undefined
  const last = book.clock?.readAt
  if (last !== undefined && Math.floor(now / MINUTE) <= Math.floor(last / MINUTE)) return undefined
  const at = formatInstant(now)
  const bytes = signStatement(
    { jig: 1, kind: 'clock-read', log, by: [actorId.parse(operator.name)], saidAt: at, readAt: at },
    [operator],
  )
  const parsed = parseStatement(bytes)
  return {
    bytes,
    leaf: leafHash(bytes),
    parsed,
    candidate: Promise.resolve({ parsed, agreement: undefined }),
    verdicts: new Map(),
    accepted() {},
    refused() {},
  }
}
