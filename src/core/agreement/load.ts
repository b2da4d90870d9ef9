import type { Sha256 } from '../bytes/sha256.ts'
import type { Problem } from '../problem.ts'
import { agreementId, type ClauseId, type PartyId, type TermId } from '../statement/fields.ts'
import type { Agreement, Clause, DocumentPart, Exchange, Party, Power, Term } from './agreement.ts'
import { clauseOf } from './build-clause.ts'
import { exchangeOf } from './build-exchange.ts'
import { powerOf } from './build-power.ts'
import { headOf, partyOf } from './build-head.ts'
import { termOf } from './build-terms.ts'
import { circularDefinitions } from './check-definitions.ts'
import { waitingCycles } from './check-waiting.ts'
import type { Gathered, GatheredDocument, Placed } from './gather.ts'
import { isClauseId, isPartyId, isTermId } from './ids.ts'
import { withImplied } from './implied.ts'
import { isKind, isNumberedKind, isTermKind, type Kind } from './kinds.ts'
import { restsOn, type Names } from './names.ts'
import { whereIn } from './passage.ts'

/**
 * The sound part of an agreement. A block with a fault is left out, and so is what rests on it: what names it, and the
 * legs of an exchange or what is owed in a power's place, which would begin too early without it. Each round reads the blocks that still stand, with the
 * names of those that have fallen, until none falls. So every fault of a block's own is found in the first round, and a
 * block that only rests on another says that, and nothing else.
 *
 * @param report takes every problem once
 * @returns `undefined` if the head is among what is left out, or if it is not known who is bound
 */
export function loadSound(
  gathered: GatheredDocument,
  names: Omit<Names, 'block' | 'leftOut'>,
  { file, digest }: { readonly file: string; readonly digest: Sha256 },
  report: (problem: Problem) => void,
): Agreement | undefined {
  const fallen = fallenUnread(gathered, report)
  let standing = gathered.blocks
  for (let round = 1; ; round += 1) {
    standing = standing.filter(({ id }) => !fallen.has(id))
    const parts = read(standing, { ...names, leftOut: new Map(fallen) })
    const before = fallen.size
    for (const { kind, id, fields, faults } of standing) {
      if (faults.length === 0) continue
      // After the first round a block has no fault of its own: whatever else is said follows from what it rests on.
      for (const fault of faults) if (round === 1 || fault.code === 'block-left-out') report(fault)
      if (kind === 'excluded') continue
      fallen.set(id, fields.head.at().line)
      fallWith(id, amongst(begunBy(kind, fields)), standing, fallen, report)
    }
    if (fallen.size === before) {
      for (const { members, problem } of [
        ...waitingCycles(parts, file),
        ...circularDefinitions(parts, file),
      ]) {
        report(problem)
        for (const id of members) fallen.set(id, problem.where?.line ?? 0)
      }
    }
    if (fallen.size > before) continue
    const id = agreementId.safeParse(names.agreement).data
    const { calendar } = names
    if (parts.head === undefined || calendar === undefined || id === undefined || !boundKnown(gathered))
      return undefined
    for (const party of unreadExcluded(gathered)) put(parts.parties, party)
    const shown = gathered.document.flatMap((part) => partShown(part, fallen))
    return { ...parts, ...parts.head, id, calendar, document: shown, digest }
  }
}

/** By id and line, what has fallen before anything is read: the blocks that cannot be read, and what they begin. */
function fallenUnread({ unread, blocks }: GatheredDocument, report: (problem: Problem) => void) {
  const fallen = new Map<string, number>()
  for (const [id, { kind, line }] of unread) if (kind !== 'excluded') fallen.set(id, line)
  for (const [id, { kind, body }] of unread) {
    // The words of a block that nobody can read may be its legs: any clause among them may begin by it.
    if (kind === 'exchange' || !isKind(kind))
      fallWith(id, amongst(body.split(NO_NAME)), blocks, fallen, report)
    if (kind === 'power') fallWith(id, amongst(OWED.exec(body)?.slice(1) ?? []), blocks, fallen, report)
  }
  for (const { kind, id, fields } of blocks) {
    if (fallen.has(id)) fallWith(id, amongst(begunBy(kind, fields)), blocks, fallen, report)
  }
  return fallen
}

/** Clauses that begin only as another block says: without it they would begin too early. */
function fallWith(
  block: string,
  begins: (clause: string) => boolean,
  blocks: readonly Gathered[],
  fallen: Map<string, number>,
  report: (problem: Problem) => void,
): void {
  for (const { kind, id, fields } of blocks) {
    if (kind !== 'clause' || fallen.has(id) || !begins(id)) continue
    report(restsOn(id, block, fallen.get(block) ?? 0, whereIn(fields.head)))
    fallen.set(id, fields.head.at().line)
  }
}

/** What stands between the names of clauses, also where a list is wrongly written `A and B`. */
const NO_NAME = /[^\w.*-]+/
const OWED = /^\s*if overturned\s*:\s*(\S+)\s+is\s+owed/m

/** The words by which a block names the clauses that begin by it: an exchange its legs, a power what is owed in its place. */
function begunBy(kind: Kind, fields: Gathered['fields']): readonly string[] {
  if (kind === 'exchange') return (fields.list('legs') ?? []).flatMap(({ text }) => text.split(NO_NAME))
  if (kind === 'power' && fields.has('if overturned'))
    return OWED.exec(`if overturned: ${fields.prose('if overturned')}`)?.slice(1) ?? []
  return []
}

/** Who is bound and who stands outside has to be known before anybody's conduct is judged. */
function boundKnown({ unread }: GatheredDocument): boolean {
  return [...unread].every(([id, { kind }]) => isKind(kind) || !isPartyId(id))
}

/** An excluded group is excluded whatever else its block says: without it, acts against it would count as breaches. */
function unreadExcluded({ unread }: GatheredDocument): readonly Party[] {
  return [...unread].flatMap(([id, { kind, line }]): readonly Party[] => {
    if (kind !== 'excluded' || !isPartyId(id)) return []
    const at = { line, column: 1 }
    return [{ id, name: { en: id }, excluded: true, side: undefined, answersTo: [], at }]
  })
}

/** Whether an id is among those that are named, one by one or with `SEP.3.*`. */
function amongst(words: readonly string[]): (id: string) => boolean {
  const under = words.filter((word) => word.endsWith('.*')).map((word) => word.slice(0, -1))
  return (id) => words.includes(id) || under.some((prefix) => id.startsWith(prefix))
}

type Parts = {
  head: ReturnType<typeof headOf>
  readonly terms: Map<TermId, Term>
  readonly parties: Map<PartyId, Party>
  readonly clauses: Map<ClauseId, Clause>
  readonly exchanges: Map<ClauseId, Exchange>
  readonly powers: Map<ClauseId, Power>
}

function read(blocks: readonly Gathered[], named: Omit<Names, 'block'>): Parts {
  const parts: Parts = {
    head: undefined,
    terms: new Map(),
    parties: new Map(),
    clauses: new Map(),
    exchanges: new Map(),
    powers: new Map(),
  }
  for (const { kind, id, fields, quoted } of blocks) {
    const names = { ...named, block: id }
    // An id that is not written as its kind's ids are has been refused by `gather`.
    if (kind === 'agreement') parts.head = headOf(fields, names)
    else if (isTermKind(kind)) {
      if (isTermId(id)) put(parts.terms, termOf(fields, id, kind, names))
    } else if (kind === 'party' || kind === 'excluded') {
      if (isPartyId(id)) put(parts.parties, partyOf(fields, id, kind === 'excluded', names))
    } else if (isClauseId(id)) {
      if (kind === 'clause') put(parts.clauses, clauseOf(fields, id, quoted, names))
      if (kind === 'exchange') put(parts.exchanges, exchangeOf(fields, id, quoted, names))
      if (kind === 'power') put(parts.powers, powerOf(fields, id, quoted, names))
    }
  }
  return { ...parts, clauses: withImplied(parts) }
}

function put<Id, T extends { readonly id: Id }>(map: Map<Id, T>, value: T | undefined): void {
  if (value !== undefined) map.set(value.id, value)
}

/** What people see in a block's place: the block itself, that it is left out, or nothing where it only names a party. */
function partShown(
  part: DocumentPart | Placed,
  leftOut: ReadonlyMap<string, number>,
): DocumentPart | readonly DocumentPart[] {
  if (part.is !== 'block') return part
  const { kind, id } = part
  if (leftOut.has(id)) return { ...part, is: 'left-out' }
  if (!isKind(kind)) return []
  if (isNumberedKind(kind) && isClauseId(id)) return { is: kind, id }
  return isTermKind(kind) && isTermId(id) ? { is: 'term', id } : []
}
