import { problems } from '../../core/problem.ts'
import type { AgreementId, ClauseRef, LogIndex } from '../../core/statement/fields.ts'
import type { Statement, StatementKind } from '../../core/statement/kinds.ts'
import type { Book, Names } from './book.ts'

/**
 * Refuses a statement that speaks of what is not in the log before it: an entry, an agreement, a clause, a term, a
 * counting rule.
 * @throws Problem `reference-missing`, `agreement-unknown`, `clause-unknown`, `term-unknown`, `party-unknown`
 */
export function checkReferences(book: Book, statement: Statement): void {
  switch (statement.kind) {
    case 'agreement-amended':
      agreementKnown(book, statement.agreement)
      return
    case 'party-acceded':
      partyKnown(agreementKnown(book, statement.agreement), statement.party)
      return
    case 'incident-reported':
    case 'finding-made':
      for (const [i, ref] of (statement.touches ?? []).entries()) clauseKnown(book, ref, `touches[${i}].`)
      return
    case 'reports-linked':
    case 'reports-parted':
      for (const [i, entry] of statement.reports.entries()) {
        entryKnown(book, entry, `reports[${i}]`, ['incident-reported'])
      }
      return
    case 'reply-made':
      entryKnown(book, statement.to, 'to')
      return
    case 'act-declared':
      clauseKnown(book, statement)
      answeredKnown(book, statement.answers)
      return
    case 'act-confirmed':
    case 'act-refuted':
    case 'act-unresolved':
      clauseKnown(book, statement)
      answeredKnown(book, statement.answers)
      if (statement.declared !== undefined) entryKnown(book, statement.declared, 'declared', ['act-declared'])
      return
    case 'notice-acknowledged':
      entryKnown(book, statement.notice, 'notice', ['notice-given'])
      return
    case 'term-determined':
      termKnown(agreementKnown(book, statement.agreement), statement.term)
      return
    case 'power-exercised':
      clauseKnown(book, { agreement: statement.agreement, clause: statement.power }, '', 'power')
      return
    case 'clock-declared':
      partyKnown(agreementKnown(book, statement.agreement), statement.owner, 'owner')
      return
    case 'end-declared':
      partyKnown(agreementKnown(book, statement.agreement), statement.party)
      return
    case 'source-closed':
      if (statement.agreement !== undefined && statement.clause !== undefined) {
        clauseKnown(book, { agreement: statement.agreement, clause: statement.clause })
      } else if (statement.agreement !== undefined) agreementKnown(book, statement.agreement)
      return
    case 'tally-published':
      if (!book.hasRule(statement.rule)) {
        throw missing('the counting rule', statement.rule, 'rule', 'state the counting rule first')
      }
      return
    case 'statement-corrected':
      sameKind(book, statement.entry, statement.instead.kind)
      return
    case 'picture-digested':
      entryKnown(book, statement.through, 'through')
      return
    case 'statement-withdrawn':
      notTakenBackAlready(book, statement.entry)
      return
    case 'log-opened':
    case 'role-granted':
    case 'key-registered':
    case 'key-revoked':
    case 'policy-stated':
    case 'clock-read':
    case 'agreement-adopted':
    case 'notice-given':
    case 'access-restricted':
    case 'counting-rule-stated':
    case 'document-cited':
      return
  }
}

function entryKnown(book: Book, entry: LogIndex, path: string, kinds?: readonly StatementKind[]): void {
  const heard = book.heard(entry)
  if (heard === undefined) {
    throw missing(
      'entry',
      String(entry),
      path,
      `name an entry below ${book.size}: only what has been said can be meant`,
    )
  }
  if (kinds !== undefined && !kinds.includes(heard.kind)) {
    throw problems.referenceMissing({
      what: `a statement of the kind ${kinds.join(' or ')} at entry`,
      given: String(entry),
      where: { path },
      fix: `entry ${entry} is of the kind ${heard.kind}; name the one that is meant`,
    })
  }
}

/** A breach is said by a report, by a finding, or by a verifier's word that a duty was not kept. */
function answeredKnown(book: Book, answers: LogIndex | undefined): void {
  if (answers === undefined) return
  entryKnown(book, answers, 'answers', ['incident-reported', 'finding-made', 'act-refuted'])
}

function sameKind(book: Book, entry: LogIndex, kind: StatementKind): void {
  entryKnown(book, entry, 'entry', [kind])
}

/** A withdrawal of a correction, or of a withdrawal, would be on the record and change nothing. */
function notTakenBackAlready(book: Book, entry: LogIndex): void {
  const kind = book.heard(entry)?.kind
  if (kind !== 'statement-corrected' && kind !== 'statement-withdrawn') return
  throw missing(
    'a statement of its own at entry',
    String(entry),
    'entry',
    kind === 'statement-corrected'
      ? `entry ${entry} corrects another: correct that one again, or withdraw it`
      : `entry ${entry} withdraws another: say again what was withdrawn`,
  )
}

function agreementKnown(book: Book, agreement: AgreementId, path = 'agreement'): Names {
  const names = book.agreement(agreement)
  if (names !== undefined) return names
  throw problems.agreementUnknown({ agreement, where: { path }, fix: 'adopt the agreement first' })
}

function clauseKnown(book: Book, { agreement, clause }: ClauseRef, under = '', field = 'clause'): void {
  const names = agreementKnown(book, agreement, `${under}agreement`)
  if (names.clauses.has(clause)) return
  throw problems.clauseUnknown({
    clause,
    agreement,
    where: { path: `${under}${field}` },
    fix: 'name a clause, exchange or power as the text of the agreement names it',
  })
}

function termKnown(names: Names, term: string): void {
  if ([...names.terms].some((known) => known === term)) return
  throw problems.termUnknown({ term, near: undefined, where: { path: 'term' } })
}

function partyKnown(names: Names, party: string, path = 'party'): void {
  if ([...names.parties].some((known) => known === party)) return
  throw problems.partyUnknown({ party, near: undefined, where: { path } })
}

function missing(what: string, given: string, path: string, fix: string) {
  return problems.referenceMissing({ what, given, where: { path }, fix })
}
