import * as fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { expect, test } from 'vitest'
import { topLevelNodes } from './markdown-parts.ts'

/** Beginnings and ends of every kind of block, well and badly placed. */
const BEGINNINGS =
  '> |- |* |1. |2) |# |#|```|~~~|````|    |\t| |<div>|<b>|<!--|-->|<script>|</script>|<?|<!X|<![CDATA[|]]>|---|===|***|[a]: /b|[a]|\\|\uFEFF|\u00a0|\0|`|&amp;|| | '
const start = fc.array(fc.constantFrom(...BEGINNINGS.split('|')), { maxLength: 3 })
const anyLine = fc
  .tuple(start, fc.constantFrom('', '', 'word', 'jig clause A.1', '<b>', '[a]', '  '))
  .map(([signs, words]) => [...signs, words].join(''))
// Where a part may end, so that texts have many of them.
const line = fc.oneof(anyLine, fc.constantFrom('```', '~~~', ''))
const texts = fc.array(line, { maxLength: 30, size: 'max' }).map((lines) => lines.join('\n'))

/** The nodes with the lines and columns of everything in them; offsets are nobody's concern. */
const placed = (nodes: unknown): unknown =>
  JSON.parse(JSON.stringify(nodes, (key, value: unknown) => (key === 'offset' ? undefined : value)))

test('a document read in parts is the document read whole', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 12 }), (text, atOnce) => {
      expect(placed(topLevelNodes(text, atOnce))).toEqual(placed(fromMarkdown(text).children))
    }),
    { numRuns: 300 },
  )
})

test('a link defined anywhere is a link everywhere', () => {
  const text = `${'> [a]\n\n```\n```\n\n'.repeat(20)}[a]: https://example.org\n`
  expect(placed(topLevelNodes(text, 3))).toEqual(placed(fromMarkdown(text).children))
})
