import { bindingOf } from './binding.ts'
import { readYaml } from './block-yaml.ts'
import { isKind, isNumberedKind } from './kinds.ts'
import { markdownPieces } from './markdown-blocks.ts'
import type { Passage } from './passage.ts'

/**
 * The document with every block bound to the words before it as both stand now: what `jig check --bind` writes once a
 * person has read them against each other. A block that cannot be read is left as it is.
 */
export function bound(markdown: string): string {
  const newline = markdown.includes('\r\n') ? '\r\n' : '\n'
  const lines = markdown.split(/\r\n?|\n/)
  // From the end, so that a line put in moves none that is still to be found.
  for (const { opening, line, binds, replaces } of bindings(markdown).toReversed()) {
    // A fence that is indented takes its blanks off every line of the block.
    const indent = /^ */.exec(lines[opening - 1] ?? '')?.[0] ?? ''
    lines.splice(line - 1, replaces ? 1 : 0, `${indent}binds: ${binds}`)
  }
  return lines.join(newline)
}

type Line = {
  /** Where the block begins. */
  readonly opening: number
  readonly line: number
  readonly binds: string
  readonly replaces: boolean
}

const silently = (): void => undefined

function bindings(markdown: string): readonly Line[] {
  const found: Line[] = []
  let quotes: Passage[] = []
  for (const piece of markdownPieces(markdown, '', silently)) {
    if (piece.is === 'quote') {
      quotes.push(piece.text)
      continue
    }
    const before = quotes
    quotes = []
    if (piece.is !== 'block' || !isKind(piece.block.kind) || !isNumberedKind(piece.block.kind)) continue
    const { head, body } = piece.block
    const entries = readYaml(body, silently)?.entries
    if (entries === undefined) continue
    const binds = bindingOf(before, entries)
    const now = entries.find(({ key }) => key.text === 'binds')
    const line = now === undefined ? body.at(body.text.length).line + 1 : now.key.at().line
    found.push({ opening: head.at().line, line, binds, replaces: now !== undefined })
  }
  return found
}
