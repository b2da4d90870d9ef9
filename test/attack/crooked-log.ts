import { leafHash } from '../../src/core/log/merkle.ts'
import { encodeBundle, parseTilePath, TILE_WIDTH } from '../../src/core/log/tiles.ts'
import { signTreeHead } from '../../src/core/log/tree-head.ts'
import { emptyTree, grown } from '../../src/server/ledger/tree.ts'
import { memoryStore } from '../../src/server/store/memory-store.ts'
import { keys, ORIGIN } from '../contracts/some-log.ts'

/** A log whose keeper checks nothing: these entries, in this order, under a head that the log's true key signed. */
export async function crookedLog(
  entries: readonly Uint8Array[],
): Promise<(request: Request) => Promise<Response>> {
  const store = memoryStore()
  const leaves = entries.map(leafHash)
  const { tiles, root } = grown(emptyTree, leaves)
  const note = signTreeHead({ origin: ORIGIN, size: entries.length, root }, keys.log)
  await store.append({
    entries: entries.map((body, i) => ({ body, leaf: leaves[i] ?? leafHash(body), kind: '', author: '' })),
    tiles,
    expected: undefined,
    next: { size: entries.length, root, note },
  })
  return async (request) => {
    const path = new URL(request.url).pathname.slice(1)
    if (path === 'checkpoint') return new Response(Buffer.from(note))
    if (!path.startsWith('tile/')) return new Response(null, { status: 404 })
    const { kind, level, index, width } = parseTilePath(path)
    const bytes =
      kind === 'hash'
        ? await store.readTile(level, index, width)
        : encodeBundle(await store.readEntries(index * TILE_WIDTH, width))
    return bytes === undefined ? new Response(null, { status: 404 }) : new Response(Buffer.from(bytes))
  }
}
