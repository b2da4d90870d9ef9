import { isProblem, problems, type Problem } from '../problem.ts'
import { sha256Hex } from '../bytes/sha256.ts'
import { utf8 } from '../bytes/utf8.ts'
import { agreementId } from '../statement/fields.ts'
import type { ClauseId, PartyId, Sha256, TermId } from '../statement/fields.ts'
import type { Calendar } from '../time/calendar.ts'
import type { Agreement, Clause, Exchange, Party, Power, Term } from './agreement.ts'
import { clauseOf, exchangeOf, powerOf } from './build-clause.ts'
import { calendarOf, headOf, partyOf } from './build-head.ts'
import { termOf } from './build-terms.ts'
import { waitingCycles } from './check-waiting.ts'
import { gather, type Declared, type Gathered } from './gather.ts'
import { isClauseId, isPartyId, isTermId } from './ids.ts'
import { isTermKind } from './kinds.ts'
import { markdownPieces } from './markdown-blocks.ts'
import type { Names } from './names.ts'

/** An agreement's text is a blob beside the log; this is far above any that a person would sign. */
const LONGEST = 1_000_000

/**
 * Reads an agreement in the agreement language (docs/formats/agreement.md). All problems are found, not only the first,
 * in the order in which they stand in the file, each with its line and column and what would be right; with any problem
 * there is no agreement. Pure, and total: whatever the text, it answers and does not throw.
 *
 * @param markdown the document's text, exactly as its bytes decode: the digest is taken over it
 * @param file the name by which problems point to it
 */
export function readAgreement(
  markdown: string,
  file: string,
): { readonly agreement: Agreement | undefined; readonly problems: readonly Problem[] } {
  const found: Problem[] = []
  const agreement = tryReading(markdown, file, (problem) => found.push(problem))
  return {
    agreement: found.length === 0 ? agreement : undefined,
    problems: found.toSorted((a, b) => lineOf(a) - lineOf(b) || columnOf(a) - columnOf(b)),
  }
}

const lineOf = ({ where }: Problem): number => where?.line ?? 0
const columnOf = ({ where }: Problem): number => where?.column ?? 0

function tryReading(
  markdown: string,
  file: string,
  report: (problem: Problem) => void,
): Agreement | undefined {
  const refuse = (because: string, fix: string): undefined => {
    report(problems.agreementMalformed({ because, fix, where: { file, line: 1, column: 1 } }))
  }
  if (markdown.length > LONGEST)
    return refuse(
      `this text has ${markdown.length} characters, and at most ${LONGEST} are read`,
      'part it into several agreements',
    )
  try {
    const digest = sha256Hex(utf8(markdown))
    const pieces = markdownPieces(markdown, file, report)
    if (pieces === undefined) return undefined
    const { document, blocks, declared } = gather(pieces, report)
    const head = blocks.filter(({ kind }) => kind === 'agreement')
    const [first, second] = head
    if (first === undefined)
      return refuse('no block says which agreement this is', 'begin with a block “jig agreement ID”')
    if (second !== undefined)
      second.fields.refuse('name', 'a second block “jig agreement” stands here', 'keep one')
    const calendar = calendarOf(first.fields)
    if (calendar === undefined) return undefined
    const agreement = build(first, blocks, namesOf(first.id, declared, calendar), document, digest)
    if (agreement !== undefined) for (const problem of waitingCycles(agreement, file)) report(problem)
    return agreement
  } catch (error) {
    if (isProblem(error)) return refuse(error.message, error.fix ?? 'save the text as UTF-8')
    // The one fault of a text that shows as an exception of the machine: nesting so deep that the stack ends.
    if (error instanceof RangeError) return refuse('this text is nested too deeply', 'write it flat')
    throw error
  }
}

function build(
  first: Gathered,
  blocks: readonly Gathered[],
  names: Names,
  document: Agreement['document'],
  digest: Sha256,
): Agreement | undefined {
  const terms = new Map<TermId, Term>()
  const parties = new Map<PartyId, Party>()
  const clauses = new Map<ClauseId, Clause>()
  const exchanges = new Map<ClauseId, Exchange>()
  const powers = new Map<ClauseId, Power>()
  const head = headOf(first.fields, names)
  for (const { kind, id, fields, quoted } of blocks) {
    // An id that is not written as its kind's ids are has been refused by `gather`.
    if (kind === 'agreement') continue
    if (isTermKind(kind)) {
      if (isTermId(id)) put(terms, termOf(fields, id, kind, names))
    } else if (kind === 'party' || kind === 'excluded') {
      if (isPartyId(id)) put(parties, partyOf(fields, id, kind === 'excluded', names))
    } else if (isClauseId(id)) {
      if (kind === 'clause') put(clauses, clauseOf(fields, id, quoted, names))
      if (kind === 'exchange') put(exchanges, exchangeOf(fields, id, quoted, names))
      if (kind === 'power') put(powers, powerOf(fields, id, quoted, names))
    }
  }
  if (head === undefined) return undefined
  const id = agreementId.safeParse(first.id).data
  if (id === undefined) return undefined
  return {
    id,
    ...head,
    calendar: names.calendar,
    terms,
    parties,
    clauses,
    exchanges,
    powers,
    document,
    digest,
  }
}

function put<Id, T extends { readonly id: Id }>(map: Map<Id, T>, value: T | undefined): void {
  if (value !== undefined) map.set(value.id, value)
}

function namesOf(agreement: string, declared: readonly Declared[], calendar: Calendar): Names {
  const ids = (kind: string): ReadonlySet<string> =>
    new Set(declared.flatMap((block) => (block.kind === kind ? [block.id] : [])))
  return {
    agreement,
    calendar,
    parties: ids('party'),
    excluded: ids('excluded'),
    terms: new Map(declared.flatMap(({ kind, id }) => (isTermKind(kind) ? [[id, kind] as const] : []))),
    clauses: ids('clause'),
    exchanges: ids('exchange'),
    powers: ids('power'),
  }
}
