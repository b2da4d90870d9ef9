import { problems, type Problem } from '../problem.ts'
import { agreementId, clauseId, partyId, termId } from '../statement/fields.ts'
import type { DocumentPart, LeftOut } from './agreement.ts'
import { bindingFault } from './binding.ts'
import { Fields, type Report } from './block-fields.ts'
import { readYaml } from './block-yaml.ts'
import type { Quoted } from './wording.ts'
import { isKind, isNumberedKind, isTermKind, KINDS, type Kind } from './kinds.ts'
import type { Block, Piece } from './markdown-blocks.ts'
import { nearest } from './names.ts'
import { part, whereIn, type Passage } from './passage.ts'
import { foreignIn } from './tokens.ts'

/** A block whose kind, id and keys are known; what its values mean is read when all names are. */
export type Gathered = {
  readonly kind: Kind
  readonly id: string
  readonly fields: Fields
  readonly quoted: Quoted
  /** What is wrong with it so far: grows while `fields` is read. */
  readonly faults: readonly Problem[]
}

/** A block's kind and id: enough to be spoken of elsewhere, even if its body cannot be read. */
export type Declared = { readonly kind: Kind; readonly id: string }

/** A block where it stands in the document: whether it is part of the agreement is known when all blocks are read. */
export type Placed = Omit<LeftOut, 'is'> & { readonly is: 'block' }

export type GatheredDocument = {
  readonly document: readonly (DocumentPart | Placed)[]
  readonly blocks: readonly Gathered[]
  readonly declared: readonly Declared[]
  /** Blocks of which nothing can be read, or of which two bear one id, by that id. */
  readonly unread: ReadonlyMap<string, Unread>
}

export type Unread = { readonly kind: string; readonly line: number; readonly body: string }

const LANGUAGES = ['ar', 'ru'] as const

/** Goes through the pieces once: the document for people, and the blocks with the words that stand before them. */
export function gather(pieces: readonly Piece[], report: Report): GatheredDocument {
  const document: (DocumentPart | Placed)[] = []
  const declared: Declared[] = []
  const blocks: Gathered[] = []
  const unread = new Map<string, Unread>()
  const lines = new Map<string, number>()
  let quotes: Passage[] = []
  for (const piece of pieces) {
    if (piece.is === 'quote') {
      quotes.push(piece.text)
      continue
    }
    const before = quotes
    quotes = []
    if (piece.is === 'heading' || piece.is === 'paragraph') {
      reportOrphan(before, report)
      document.push(piece)
      continue
    }
    if (piece.is === 'unread') {
      unread.set(piece.id, { kind: piece.kind, line: piece.at.line, body: piece.body })
      document.push({ is: 'block', kind: piece.kind, id: piece.id, text: wordsOf(before), at: piece.at })
      continue
    }
    const { block } = piece
    const { id } = block
    const at = block.head.at()
    document.push({ is: 'block', kind: block.kind, id, text: wordsOf(before), at })
    const first = lines.get(id)
    if (first !== undefined) {
      const fix = 'give one of the two another id'
      report(problems.identifierRepeated({ id, first, fix, where: whereIn(block.head) }))
      unread.set(id, { kind: block.kind, line: first, body: block.body.text })
      continue
    }
    lines.set(id, at.line)
    const read = readBlock(block, before, report)
    if (read === undefined) unread.set(id, { kind: block.kind, line: at.line, body: block.body.text })
    else blocks.push(read)
    if (isKind(block.kind)) declared.push({ kind: block.kind, id })
  }
  reportOrphan(quotes, report)
  return { document, blocks, declared, unread }
}

/** `undefined` if nothing of the block can be used; why has been reported. */
function readBlock(block: Block, quotes: readonly Passage[], report: Report): Gathered | undefined {
  const { kind, id } = block
  if (!isKind(kind)) {
    report(unknownKind(block))
    return undefined
  }
  const numbered = isNumberedKind(kind)
  if (!numbered) reportOrphan(quotes, report)
  const badly = badId(kind, block)
  if (badly !== undefined) report(badly)
  const body = readYaml(block.body, report)
  if (body === undefined || badly !== undefined) return undefined
  const faults: Problem[] = []
  const fault: Report = (problem) => void faults.push(problem)
  const fields = Fields.ofBlock(kind, block.head, body.entries, fault)
  const quoted = numbered ? quotedIn(quotes, fault) : undefined
  const unbound = numbered ? bindingFault(id, quotes, body.entries) : undefined
  if (unbound !== undefined) fault(unbound)
  return { kind, id, fields, quoted, faults }
}

/** The words that people see of a block, whatever is wrong with it. */
function wordsOf(quotes: readonly Passage[]): Quoted {
  return quotedIn(quotes, () => undefined)
}

/** The first quote is the wording; those after it say in which language they repeat it. */
function quotedIn(quotes: readonly Passage[], report: Report): Quoted {
  const [first, ...others] = quotes
  if (first === undefined) return undefined
  const found: { ar?: string; ru?: string } = {}
  for (const other of others) {
    const language = LANGUAGES.find((tag) => other.text.startsWith(`${tag}:`))
    if (language === undefined || found[language] !== undefined) {
      report(
        problems.agreementMalformed({
          because:
            'a second block quote before a block has to say which language it is in, and each language stands once',
          fix: 'begin it with “ar:” or “ru:”, or make it one quote with the first',
          where: whereIn(other),
        }),
      )
      continue
    }
    found[language] = part(other, 3, other.text.length).text
  }
  return { en: first.text, ...found }
}

function reportOrphan([quote]: readonly Passage[], report: Report): void {
  if (quote === undefined) return
  const because =
    'this block quote stands before no clause, exchange or power, so nobody would see whose words it is'
  const fix = 'put it directly before its block, or make it a paragraph'
  report(problems.agreementMalformed({ because, fix, where: whereIn(quote) }))
}

function unknownKind(block: Block): Problem {
  const near = nearest(block.kind, KINDS)
  return problems.agreementMalformed({
    because: `there is no kind of block “${block.kind}”`,
    fix: near === undefined ? `the kinds are ${KINDS.join(', ')}` : `did you mean “jig ${near} ${block.id}”?`,
    where: whereIn(block.head, 'jig '.length),
  })
}

function badId(kind: Kind, block: Block): Problem | undefined {
  const pattern =
    kind === 'agreement'
      ? agreementId
      : kind === 'party' || kind === 'excluded'
        ? partyId
        : isTermKind(kind)
          ? termId
          : clauseId
  const result = pattern.safeParse(block.id)
  if (result.success) return undefined
  return problems.agreementMalformed({
    because: `“${block.id}” cannot be the id of a block “jig ${kind}”`,
    fix: result.error.issues[0]?.message ?? 'choose another id',
    ...foreignIn(block.id),
    where: whereIn(block.head, block.head.text.lastIndexOf(block.id)),
  })
}
