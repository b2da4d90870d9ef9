import { problems } from '../../core/problem.ts'
import type { Statement } from '../../core/statement/kinds.ts'
import { formatInstant } from '../../core/time/instant.ts'
import type { Book } from './book.ts'

/**
 * Refuses a text that would take the place of one which takes effect at the same moment or later
 * (docs/decisions/0013-overlapping-amendments.md). A rule of jig's own log alone: in the log of another the later word
 * stands, and the board says so.
 * @throws Problem `amendments-overlap`
 */
export function checkOverlap(book: Book, statement: Statement): void {
  if (statement.kind !== 'agreement-adopted' && statement.kind !== 'agreement-amended') return
  const { agreement } = statement
  const from = statement.kind === 'agreement-amended' ? statement.from : -Infinity
  const other = book.agreement(agreement)?.texts.findLast((text) => (text.from ?? -Infinity) >= from)
  if (other === undefined) return
  throw problems.amendmentsOverlap({
    agreement,
    entry: other.entry,
    from: other.from === undefined ? undefined : formatInstant(other.from),
    where: { path: statement.kind === 'agreement-amended' ? 'from' : 'agreement' },
    fix:
      other.from === undefined
        ? 'amend it, from the moment at which the new text is to take effect'
        : `let the text take effect after ${formatInstant(other.from)}, and write it over the text of entry ${other.entry}`,
  })
}
