import type { Agreement } from '../../core/agreement/agreement.ts'
import type { SignatureJob } from '../../core/log/log-check.ts'
import { isLogIndex } from '../../core/log/log-index.ts'
import { problems } from '../../core/problem.ts'
import { admitted } from '../../core/statement/admission.ts'
import type { ParsedStatement } from '../../core/statement/parse.ts'
import { checkOwnership } from '../../core/statement/permissions.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Book } from './book.ts'
import { checkNotInFuture } from './event-times.ts'
import { checkReferences } from './references.ts'

/** A statement with what had to be fetched to judge it. */
export type Candidate = {
  readonly parsed: ParsedStatement
  /** The text that it adopts or amends, read from its blob; `undefined` for all other kinds. */
  readonly agreement: Agreement | undefined
}

/** Which log statements must name, and who alone may open it: the operator's key as `log-opened` writes it. */
export type LogIdentity = { readonly log: string; readonly founder: string }

/**
 * Judges a statement against everything admitted before it, and writes it into the book. Gives the signatures that it
 * carries: they are still to be checked, and the book to be taken back if one does not fit.
 * @throws Problem `statement-of-another-log`, `log-not-opened`, `signer-unknown`, `key-revoked`, `role-wrong`,
 * `not-for-party`, `not-for-source`, `co-chair-missing`, `not-the-author`, `event-in-future`, `reference-missing`, `agreement-unknown`,
 * `clause-unknown`, `term-unknown`, `party-unknown`, `key-malformed`, `statement-malformed`; the book is as before then
 */
export function admit(
  book: Book,
  { log, founder }: LogIdentity,
  { parsed, agreement }: Candidate,
  now: Instant,
): readonly SignatureJob[] {
  const { statement } = parsed
  if (statement.log !== log) {
    throw problems.statementOfAnotherLog({ given: statement.log, expected: log, where: { path: 'log' } })
  }
  const index = book.size
  if (!isLogIndex(index)) throw new RangeError('a log has fewer than 2^53 entries')
  // An empty log would believe whoever speaks first: `log-opened` brings its own key.
  if (statement.kind === 'log-opened' && statement.key !== founder) {
    throw problems.roleWrong({
      actor: statement.operator,
      kind: statement.kind,
      needs: ['operator'],
      where: { path: 'key' },
      fix: 'the log is opened with the key of the one who runs it',
    })
  }
  const { jobs } = admitted(book.registry, index, parsed)
  checkNotInFuture(statement, now)
  checkOwnership(statement, (entry) => book.heard(entry)?.by)
  checkReferences(book, statement)
  if (agreement !== undefined && 'agreement' in statement && agreement.id !== statement.agreement) {
    throw problems.statementMalformed({
      because: `the text that it names is the agreement ${agreement.id}, not ${statement.agreement}`,
      where: { path: 'package' },
      fix: 'name the digest of the text that is meant',
    })
  }
  book.add({ index, statement }, agreement)
  return jobs
}
