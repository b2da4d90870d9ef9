import { problems, type Problem } from '../problem.ts'
import { agreementId, clauseId, partyId, termId } from '../statement/fields.ts'
import type { DocumentPart } from './agreement.ts'
import { Fields, type Report } from './block-fields.ts'
import { readYaml } from './block-yaml.ts'
import { isClauseId, isTermId } from './ids.ts'
import type { Quoted } from './build-clause.ts'
import { isKind, isNumberedKind, isTermKind, KINDS, type Kind } from './kinds.ts'
import type { Block, Piece } from './markdown-blocks.ts'
import { nearest } from './names.ts'
import { part, whereIn, type Passage } from './passage.ts'

/** A block whose kind, id and keys are known; what its values mean is read when all names are. */
export type Gathered = {
  readonly kind: Kind
  readonly id: string
  readonly fields: Fields
  readonly quoted: Quoted
}

/** A block's kind and id: enough to be spoken of elsewhere, even if its body cannot be read. */
export type Declared = { readonly kind: Kind; readonly id: string }

const LANGUAGES = ['ar', 'ru'] as const

/** Goes through the pieces once: the document for people, and the blocks with the words that stand before them. */
export function gather(
  pieces: readonly Piece[],
  report: Report,
): {
  readonly document: readonly DocumentPart[]
  readonly blocks: readonly Gathered[]
  readonly declared: readonly Declared[]
} {
  const document: DocumentPart[] = []
  const declared: Declared[] = []
  const blocks: Gathered[] = []
  const lines = new Map<string, number>()
  let quotes: Passage[] = []
  for (const piece of pieces) {
    if (piece.is === 'quote') {
      quotes.push(piece.text)
      continue
    }
    const kind = piece.is === 'block' && isKind(piece.block.kind) ? piece.block.kind : undefined
    const wording = kind !== undefined && isNumberedKind(kind) ? quoted(quotes, report) : undefined
    if (kind === undefined || !isNumberedKind(kind)) {
      for (const quote of quotes.slice(0, 1)) report(orphan(quote))
    }
    quotes = []
    if (piece.is !== 'block') {
      document.push(piece)
      continue
    }
    const { block } = piece
    if (kind === undefined) {
      report(unknownKind(block))
      continue
    }
    const fault = badId(kind, block)
    if (fault !== undefined) report(fault)
    const first = lines.get(block.id)
    if (first !== undefined) {
      const fix = 'give one of the two another id'
      report(problems.identifierRepeated({ id: block.id, first, fix, where: whereIn(block.head) }))
      continue
    }
    lines.set(block.id, block.head.at().line)
    declared.push({ kind, id: block.id })
    const body = readYaml(block.body, report)
    if (body === undefined) continue
    blocks.push({
      kind,
      id: block.id,
      fields: Fields.ofBlock(kind, block.head, body.entries, report),
      quoted: wording,
    })
    const shown = documentPart(kind, block.id)
    if (shown !== undefined) document.push(shown)
  }
  for (const quote of quotes.slice(0, 1)) report(orphan(quote))
  return { document, blocks, declared }
}

function documentPart(kind: Kind, id: string): DocumentPart | undefined {
  if (isNumberedKind(kind) && isClauseId(id)) return { is: kind, id }
  if (isTermKind(kind) && isTermId(id)) return { is: 'term', id }
  return undefined
}

/** The first quote is the wording; those after it say in which language they repeat it. */
function quoted(quotes: readonly Passage[], report: Report): Quoted {
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

function orphan(quote: Passage): Problem {
  return problems.agreementMalformed({
    because:
      'this block quote stands before no clause, exchange or power, so nobody would see whose words it is',
    fix: 'put it directly before its block, or make it a paragraph',
    where: whereIn(quote),
  })
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
    where: whereIn(block.head, block.head.text.lastIndexOf(block.id)),
  })
}
