import { isProblem, problems, type Problem } from '../problem.ts'
import { sha256Hex } from '../bytes/sha256.ts'
import { utf8 } from '../bytes/utf8.ts'
import type { Calendar } from '../time/calendar.ts'
import type { Agreement } from './agreement.ts'
import { bindingMissing } from './binding.ts'
import { calendarOf } from './build-head.ts'
import { gather, type Declared, type Gathered, type GatheredDocument } from './gather.ts'
import { isNumberedKind, isTermKind } from './kinds.ts'
import { loadSound } from './load.ts'
import { markdownPieces } from './markdown-blocks.ts'
import type { Names } from './names.ts'

/** An agreement's text is a blob beside the log; this is far above any that a person would sign. */
const LONGEST = 1_000_000

/** What reading a document gives: whatever is sound, and everything that is wrong. */
export type ReadDocument = {
  /** `undefined` only where no block, or none that can be read, says which agreement this is. */
  readonly agreement: Agreement | undefined
  readonly problems: readonly Problem[]
}

/**
 * Reads an agreement in the agreement language (docs/formats/agreement.md). All problems are found, not only the first,
 * in the order in which they stand in the file, each with its line and column and what would be right. A block with a
 * problem is left out, and so is what rests on it, which is said after the problems proper; the rest is read. Pure, and
 * total: whatever the text, it answers and does not throw.
 *
 * @param markdown the document's text, exactly as its bytes decode: the digest is taken over it
 * @param file the name by which problems point to it
 */
export function readAgreement(markdown: string, file: string): ReadDocument {
  const found: Problem[] = []
  const agreement = tryReading(markdown, file, (problem) => found.push(problem))
  return {
    agreement,
    problems: found.toSorted(
      (a, b) => rests(a) - rests(b) || lineOf(a) - lineOf(b) || columnOf(a) - columnOf(b),
    ),
  }
}

/** What only rests on a faulty block comes after the faults: mending those mends it. */
const rests = ({ code }: Problem): number => (code === 'block-left-out' ? 1 : 0)
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
  try {
    if (markdown.length > LONGEST)
      return refuse(
        `this text has ${markdown.length} characters, and at most ${LONGEST} are read`,
        'leave out what does not belong to the agreement',
      )
    const digest = sha256Hex(utf8(markdown))
    const gathered = gather(markdownPieces(markdown, file, report), report)
    const { blocks, declared } = gathered
    requireBinding(blocks)
    const [head, second] = blocks.filter(({ kind }) => kind === 'agreement')
    const heads = declared.filter(({ kind }) => kind === 'agreement')
    const id = head?.id ?? heads[0]?.id
    if (id === undefined)
      return refuse('no block says which agreement this is', 'begin with a block “jig agreement ID”')
    if (second !== undefined) {
      second.fields.refuse('name', 'a second block “jig agreement” stands here', 'keep one')
      for (const fault of second.faults) report(fault)
    }
    const calendar = head === undefined ? undefined : calendarOf(head.fields)
    const names = namesOf(id, declared, calendar)
    const only =
      head === undefined || calendar !== undefined
        ? { ...gathered, blocks: blocks.filter((one) => one === head || one.kind !== 'agreement') }
        : withoutHead(gathered, head, report)
    const agreement = loadSound(only, names, { file, digest }, report)
    return heads.length === 1 ? agreement : undefined
  } catch (error) {
    if (isProblem(error)) return refuse(error.message, error.fix ?? 'save the text as UTF-8')
    // The one fault of a text that shows as an exception of the machine: nesting so deep that the stack ends.
    if (error instanceof RangeError) return refuse('this text is nested too deeply', 'write it flat')
    throw error
  }
}

/** A head without a calendar counts as unread: there is no agreement, and still all is said that is wrong with the rest. */
function withoutHead(
  gathered: GatheredDocument,
  head: Gathered,
  report: (problem: Problem) => void,
): GatheredDocument {
  for (const fault of head.faults) report(fault)
  const { kind, id, fields } = head
  const unread = new Map(gathered.unread).set(id, { kind, line: fields.head.at().line, body: '' })
  return { ...gathered, unread, blocks: gathered.blocks.filter((one) => one.kind !== 'agreement') }
}

/** Where one block is bound to its words, all that carry words have to be. */
function requireBinding(blocks: readonly Gathered[]): void {
  const worded = blocks.filter(({ kind }) => isNumberedKind(kind))
  if (!worded.some(({ fields }) => fields.has('binds'))) return
  for (const { id, fields } of worded)
    if (!fields.has('binds')) fields.report(bindingMissing(id, fields.head))
}

function namesOf(
  agreement: string,
  declared: readonly Declared[],
  calendar: Calendar | undefined,
): Omit<Names, 'block' | 'leftOut'> {
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
