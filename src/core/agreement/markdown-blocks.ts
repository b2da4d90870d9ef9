import type { Blockquote, Code, Nodes, Paragraph, RootContent } from 'mdast'
import { problems, type Problem } from '../problem.ts'
import type { Named } from '../statement/fields.ts'
import type { SourcePlace } from './agreement.ts'
import { isClosed, topLevelNodes } from './markdown-parts.ts'
import type { Passage } from './passage.ts'

/**
 * The document as a row of pieces, in reading order. Only top-level fenced blocks marked `jig` mean anything to a
 * machine; whatever else could hide a clause from it (another fence, HTML, a block inside a list) is refused.
 */
export type Piece =
  | { readonly is: 'heading'; readonly depth: 1 | 2 | 3; readonly text: Named }
  | { readonly is: 'paragraph'; readonly text: string }
  /** Block quote: the words of the document, or a translation of them. */
  | { readonly is: 'quote'; readonly text: Passage }
  | { readonly is: 'block'; readonly block: Block }
  /** A fenced block that could not be taken: nothing of it is read, and whatever names its id waits for it. */
  | {
      readonly is: 'unread'
      readonly kind: string
      readonly id: string
      readonly body: string
      readonly at: SourcePlace
    }

/** A fenced block `jig KIND ID`, its body not yet read. */
export type Block = {
  readonly kind: string
  readonly id: string
  readonly head: Passage
  readonly body: Passage
}

const INFO_FIX = 'write the first line as ```jig KIND ID, for example ```jig clause SEP.3.f'

/** Signs that tell a screen to show letters in another order than they stand in (UAX 9, explicit formatting). */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/
const TURNED = {
  because:
    'an invisible sign stands here that turns the order of letters, so that people would see other words than are read',
  fix: 'take it out: Arabic and Latin words need none beside each other',
}

const HEADING_FIX =
  'write it in English, or as “English | العربية | Русский”, with a blank on either side of each |'

/** A heading in English, or in English, Arabic and Russian; `undefined` if its bars part it in any other way. */
function headingText(text: string): Named | undefined {
  const [en = '', ar, ru, ...more] = text.split(' | ').map((each) => each.trim())
  if (text.trim() === '') return undefined
  const parts = [en, ar, ru].filter((each) => each !== undefined)
  if (more.length > 0 || parts.length === 2 || parts.some((each) => each === '' || each.includes('|')))
    return undefined
  return ar === undefined || ru === undefined ? { en } : { en, ar, ru }
}

/**
 * Parts a Markdown document (CommonMark) into pieces; every fault found goes to `report`. A block that is not closed
 * swallows those after it: they become pieces that are not read, so that nobody is told that they do not exist.
 */
export function markdownPieces(
  markdown: string,
  file: string,
  report: (problem: Problem) => void,
): readonly Piece[] {
  // A line may end in CR LF or CR: one form for all, so that a column is the same whichever editor saved the file.
  const text = markdown.replaceAll(/\r\n?/g, '\n')
  const lines = text.split('\n')
  const pieces: Piece[] = []
  const refuse = (node: Nodes, because: string, fix: string): void =>
    report(problems.agreementMalformed({ because, fix, where: { file, ...startOf(node) } }))
  for (const [i, line] of lines.entries()) {
    const column = line.search(TURNING) + 1
    if (column > 0) report(problems.agreementMalformed({ ...TURNED, where: { file, line: i + 1, column } }))
  }
  for (const node of topLevelNodes(text)) {
    for (const hidden of hiddenIn(node)) refuse(hidden, ...noPlace(hidden))
    switch (node.type) {
      case 'heading': {
        const words = headingText(flat(node))
        if (words === undefined)
          refuse(node, 'a heading has one text or three, none of them empty', HEADING_FIX)
        else
          pieces.push({ is: 'heading', depth: node.depth === 1 ? 1 : node.depth === 2 ? 2 : 3, text: words })
        break
      }
      case 'paragraph':
        pieces.push({ is: 'paragraph', text: flat(node) })
        break
      case 'list':
        for (const item of node.children) {
          const fences = fencesIn(item)
          if (fences.length > 0)
            refuse(item, 'a fenced block stands inside a list', 'move it out to the margin')
          pieces.push(...fences.map(unread))
          pieces.push({ is: 'paragraph', text: `– ${flat(item)}` })
        }
        break
      case 'blockquote':
        if (fencesIn(node).length > 0) {
          refuse(node, 'a fenced block stands inside a block quote', 'move it out to the margin')
          pieces.push(...fencesIn(node).map(unread))
        }
        pieces.push({ is: 'quote', text: quotePassage(node, file) })
        break
      case 'code': {
        const block = codeBlock(node, lines, file)
        const swallowed = swallowedBy(node)
        if (typeof block === 'string') refuse(node, block, INFO_FIX)
        else if (!isClosed(node, lines) || swallowed.length > 0)
          refuse(node, `the block “${block.head.text}” is never closed`, 'end it with a line ```')
        else {
          pieces.push({ is: 'block', block })
          break
        }
        pieces.push(unread(node), ...swallowed)
        break
      }
      case 'thematicBreak':
        break
      default:
        refuse(node, ...noPlace(node))
    }
  }
  return pieces
}

/** The fenced block as a {@link Block}, or why it is none. */
function codeBlock(node: Code, lines: readonly string[], file: string): Block | string {
  const start = startOf(node)
  const opening = lines[start.line - 1] ?? ''
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(opening)
  if (fence === null) return 'an indented block stands here, and only fenced blocks marked “jig” are read'
  const info = [node.lang ?? '', node.meta ?? ''].join(' ').trim()
  const [mark = '', kind = '', id = '', ...rest] = info.split(/\s+/)
  if (mark !== 'jig') return `this block is marked “${info}”, and only blocks marked “jig” are read`
  if (kind === '' || id === '' || rest.length > 0) return `“${info}” does not name one kind and one id`
  const at = (index = 0) => ({ line: start.line, column: start.column + index })
  const infoAt = opening.indexOf(mark, fence[0].length)
  return {
    kind,
    id,
    head: { text: info, file, at: (index = 0) => at(Math.max(0, infoAt) - (start.column - 1) + index) },
    body: { text: node.value, file, at: placesOf(node.value, lines, start.line + 1) },
  }
}

/** Where each character of a fenced block's body stands; an indented fence takes its blanks off every line. */
function placesOf(value: string, lines: readonly string[], firstLine: number): Passage['at'] {
  const starts = [0]
  for (let i = value.indexOf('\n'); i !== -1; i = value.indexOf('\n', i + 1)) starts.push(i + 1)
  return (index = 0) => {
    const inside = Math.min(Math.max(0, index), value.length)
    let low = 0
    for (let high = starts.length; high - low > 1;) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= inside) low = middle
      else high = middle
    }
    const start = starts[low] ?? 0
    const length = (starts[low + 1] ?? value.length + 1) - 1 - start
    const taken = Math.max(0, (lines[firstLine - 1 + low] ?? '').length - length)
    return { line: firstLine + low, column: taken + inside - start + 1 }
  }
}

function quotePassage(node: Blockquote, file: string): Passage {
  const start = startOf(node)
  return { text: flat(node), file, at: () => start }
}

/** The words of a node without their markup; a line break in the source is a blank. */
function flat(node: Nodes): string {
  if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code')
    return node.value.replaceAll(/\s*\n\s*/g, ' ')
  if (node.type === 'break') return ' '
  if (!('children' in node)) return ''
  const children: readonly (RootContent | Paragraph)[] = node.children
  const between = node.type === 'blockquote' || node.type === 'listItem' || node.type === 'list' ? ' ' : ''
  return children.map(flat).join(between)
}

function fencesIn(node: Nodes): readonly Code[] {
  if (node.type === 'code') return [node]
  return 'children' in node ? node.children.flatMap((child) => fencesIn(child)) : []
}

function unread(node: Code): Piece {
  const info = [node.lang ?? '', node.meta ?? ''].join(' ')
  return { is: 'unread', ...named(info), body: node.value, at: startOf(node) }
}

/** The blocks that begin inside this one, because it was not closed before them. */
function swallowedBy(node: Code): readonly Piece[] {
  const { line } = startOf(node)
  return node.value.split('\n').flatMap((text, i): readonly Piece[] => {
    const info = /^ {0,3}(?:`{3,}|~{3,})[ \t]*(jig[ \t].*)$/.exec(text)?.[1]
    if (info === undefined) return []
    return [{ is: 'unread', ...named(info), body: node.value, at: { line: line + 1 + i, column: 1 } }]
  })
}

/** The kind and the id that a first line seems to mean: its last two words. */
function named(info: string): { readonly kind: string; readonly id: string } {
  const [id = '', kind = ''] = info.trim().split(/\s+/).toReversed()
  return { kind, id }
}

function startOf(node: Nodes): SourcePlace {
  return { line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 }
}

/** What stands inside a paragraph, quote, list or heading and would vanish from its words. */
function hiddenIn(node: Nodes): readonly Nodes[] {
  if (!('children' in node)) return []
  return node.children.flatMap((child) => (HIDDEN.has(child.type) ? [child] : hiddenIn(child)))
}

const HIDDEN: ReadonlySet<string> = new Set(['html', 'image', 'imageReference', 'definition'])

function noPlace(node: Nodes): readonly [because: string, fix: string] {
  return [`${nameOf(node)} has no place in an agreement`, 'say it in a paragraph or a jig block']
}

function nameOf(node: Nodes): string {
  if (node.type === 'html') return 'HTML'
  if (node.type === 'definition') return 'a link definition'
  if (node.type === 'image' || node.type === 'imageReference') return 'a picture'
  return `a part of the kind “${node.type}”`
}
