import { fromMarkdown } from 'mdast-util-from-markdown'
import type { Code, Nodes, RootContent } from 'mdast'

/** Lines given to the parser at a time; where no fenced block ends among them, it gets twice as many. */
const AT_ONCE = 100

/**
 * The top-level nodes of a CommonMark document, with their lines and columns: what the parser finds in the whole, found
 * in parts. At the end of every block quote the parser copies all that it has read so far, so its work grows with the
 * square of a document's length.
 *
 * After a fenced block that is closed nothing is open, and what stands before has no bearing on what comes: each part
 * counts up to the last such place. (After an indented block the parser still has it in mind.) Link definitions alone
 * reach across a document: one that has any is read whole.
 *
 * @param text its lines ended by `\n` alone
 * @param atOnce lines in a part
 */
export function topLevelNodes(text: string, atOnce: number = AT_ONCE): readonly RootContent[] {
  const lines = text.split('\n')
  const nodes: RootContent[] = []
  let from = 0
  for (let size = atOnce; ;) {
    const to = Math.min(from + size, lines.length)
    // Without a line before it, a byte order mark at a part's beginning would be taken for one of the whole document.
    const before = from === 0 ? [] : ['']
    const found = fromMarkdown([...before, ...lines.slice(from, to)].join('\n')).children
    if (found.some(hasDefinition)) return fromMarkdown(text).children
    for (const node of found) moveDown(node, from - before.length)
    if (to === lines.length) return [...nodes, ...found]
    // The last node may go on after this part, even if it seems to end with a fence.
    const last = found.slice(0, -1).findLastIndex((node) => node.type === 'code' && isClosed(node, lines))
    nodes.push(...found.slice(0, last + 1))
    from = found[last]?.position?.end.line ?? from
    size = last === -1 ? size * 2 : atOnce
  }
}

/** Whether the line on which the parser ended the block is a fence; without one, it ends with the document. */
export function isClosed({ position }: Code, lines: readonly string[]): boolean {
  if (position === undefined) return false
  const { start, end } = position
  return end.line > start.line && /^ {0,3}(`{3,}|~{3,})[ \t]*$/.test(lines[end.line - 1] ?? '')
}

function hasDefinition(node: Nodes): boolean {
  return node.type === 'definition' || ('children' in node && node.children.some(hasDefinition))
}

function moveDown(node: Nodes, lines: number): void {
  if (node.position !== undefined) {
    node.position.start.line += lines
    node.position.end.line += lines
  }
  if ('children' in node) for (const child of node.children) moveDown(child, lines)
}
