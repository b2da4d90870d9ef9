import { describe, expect, test } from 'vitest'
import { utf8 } from '../../src/core/bytes/utf8.ts'
import { sha256Hex, type Hash } from '../../src/core/bytes/sha256.ts'
import { leafHash } from '../../src/core/log/merkle.ts'
import { isProblem } from '../../src/core/problem.ts'
import type { Batch, LogStore, NewEntry, StoredHead } from '../../src/server/ledger/ports.ts'
import { emptyTree, grown, treeFromStore, type Tree } from '../../src/server/ledger/tree.ts'

/** A store that does not care what is in an entry, so neither do these. */
function entry(text: string): NewEntry {
  const body = utf8(text)
  return { body, leaf: leafHash(body), kind: 'document-cited', author: 'snhr' }
}

function entries(from: number, count: number): readonly NewEntry[] {
  return Array.from({ length: count }, (_, i) => entry(`entry ${from + i} ${'…'.repeat((from + i) % 50)}`))
}

/** A batch, and where the log stands after it. */
export type Grown = { readonly batch: Batch; readonly tree: Tree; readonly head: StoredHead }

function batchOn(expected: StoredHead | undefined, tree: Tree, more: readonly NewEntry[]): Grown {
  const growth = grown(
    tree,
    more.map((one) => one.leaf),
  )
  const { size } = growth.tree.range
  const head = { size, root: growth.root, note: utf8(`head of ${size}\n`) }
  return { batch: { entries: more, tiles: growth.tiles, expected, next: head }, tree: growth.tree, head }
}

/** A store with batches of these sizes. */
export async function filled(store: LogStore, ...counts: readonly number[]): Promise<Grown> {
  let at: Grown | undefined
  for (const count of counts) {
    at = batchOn(at?.head, at?.tree ?? emptyTree, entries(at?.head.size ?? 0, count))
    await store.append(at.batch)
  }
  if (at === undefined) throw new Error('nothing was appended')
  return at
}

/** The next batch on top of another. */
export function nextOn(at: Grown, count: number): Grown {
  return batchOn(at.head, at.tree, entries(at.head.size, count))
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => (isProblem(error) ? error.code : `not a Problem: ${String(error)}`),
  )
}

/** What every store promises. `fresh` gives an empty one; `skip` is the reason why this store cannot be tried here. */
export function logStoreContract(name: string, fresh: () => Promise<LogStore>, skip?: string): void {
  describe.skipIf(skip !== undefined)(
    `${name} keeps a log${skip === undefined ? '' : ` (skipped: ${skip})`}`,
    () => {
      test('an empty store has no head, no entries, no blobs', async () => {
        await using store = await fresh()
        expect(await store.readHead()).toBeUndefined()
        expect(await store.readEntries(0, 10)).toEqual([])
        expect(await store.readTile(0, 0, 1)).toBeUndefined()
        expect(await store.blobNames()).toEqual([])
      })

      test('what was appended is read back byte for byte, in order, from anywhere', async () => {
        await using store = await fresh()
        await filled(store, 3, 1, 300)
        const read = await store.readEntries(2, 4)
        expect(read.map((body) => new TextDecoder().decode(body))).toEqual(
          entries(2, 4).map(({ body }) => new TextDecoder().decode(body)),
        )
        expect(await store.readEntries(302, 100)).toHaveLength(2)
        expect(await store.readEntries(304, 5)).toEqual([])
      })

      test('the head is the one of the last batch', async () => {
        await using store = await fresh()
        const { head } = await filled(store, 3, 4)
        const read = await store.readHead()
        expect(read?.size).toBe(7)
        expect(Buffer.from(read?.root ?? []).equals(head.root)).toBe(true)
        expect(Buffer.from(read?.note ?? []).toString()).toBe('head of 7\n')
      })

      test('the tiles suffice to go on after a restart', async () => {
        await using store = await fresh()
        const { tree, head } = await filled(store, 255, 1, 44, 300)
        const reread = await treeFromStore(store, head.size)
        expect(reread.range.hashes.map((hash) => Buffer.from(hash).toString('hex'))).toEqual(
          tree.range.hashes.map((hash) => Buffer.from(hash).toString('hex')),
        )
        expect(new Set(reread.edge.keys())).toEqual(new Set(tree.edge.keys()))
      })

      test('a tile is given at every width it has reached, and no wider', async () => {
        await using store = await fresh()
        await filled(store, 5, 5)
        const wide = await store.readTile(0, 0, 10)
        expect(wide).toHaveLength(320)
        expect(
          Buffer.from((await store.readTile(0, 0, 5)) ?? []).equals(
            (wide ?? Buffer.alloc(0)).subarray(0, 160),
          ),
        ).toBe(true)
        expect(await store.readTile(0, 0, 11)).toBeUndefined()
        expect(await store.readTile(1, 0, 1)).toBeUndefined()
      })

      test('entries are found by their leaf hash', async () => {
        await using store = await fresh()
        await filled(store, 10)
        const leaves = [entry('never said'), ...entries(7, 1), ...entries(0, 1)].map((one): Hash => one.leaf)
        expect(await store.findLeaves(leaves)).toEqual([undefined, 7, 0])
        expect(await store.findLeaves([])).toEqual([])
      })

      test('a batch made on another head is refused, and nothing of it is there', async () => {
        await using store = await fresh()
        const first = await filled(store, 3)
        const rival = batchOn(first.head, first.tree, entries(100, 2))
        await store.append(batchOn(first.head, first.tree, entries(3, 1)).batch)
        expect(await codeOf(store.append(rival.batch))).toBe('head-moved')
        expect(await codeOf(store.append(batchOn(undefined, emptyTree, entries(0, 1)).batch))).toBe(
          'head-moved',
        )
        expect((await store.readHead())?.size).toBe(4)
        expect(await store.readEntries(0, 10)).toHaveLength(4)
        expect(await store.findLeaves(rival.batch.entries.map((one) => one.leaf))).toEqual([
          undefined,
          undefined,
        ])
      })

      test('of two who append on the same head at once, exactly one succeeds', async () => {
        await using store = await fresh()
        const { head, tree } = await filled(store, 3)
        const both = [entries(3, 5), entries(50, 5)].map((more) => batchOn(head, tree, more).batch)
        const codes = await Promise.all(both.map((batch) => codeOf(store.append(batch))))
        expect(codes.toSorted()).toEqual(['done', 'head-moved'])
        expect(await store.readEntries(0, 100)).toHaveLength(8)
      })

      test('of two who begin the log at once, exactly one succeeds', async () => {
        await using store = await fresh()
        const both = [entries(0, 2), entries(50, 2)].map((more) => batchOn(undefined, emptyTree, more).batch)
        const codes = await Promise.all(both.map((batch) => codeOf(store.append(batch))))
        expect(codes.toSorted()).toEqual(['done', 'head-moved'])
        expect(await store.readEntries(0, 100)).toHaveLength(2)
      })

      test('a blob is kept under its digest; putting it again changes nothing', async () => {
        await using store = await fresh()
        const bytes = utf8('The text of an agreement.')
        const sha256 = await store.putBlob(bytes)
        expect(sha256).toBe(sha256Hex(bytes))
        expect(await store.putBlob(bytes)).toBe(sha256)
        expect(Buffer.from((await store.readBlob(sha256)) ?? []).equals(bytes)).toBe(true)
        expect(await store.readBlob(sha256Hex(utf8('another')))).toBeUndefined()
        expect(await store.blobNames()).toEqual([sha256])
      })

      test('an entry may have all of 65,535 bytes', async () => {
        await using store = await fresh()
        const large = entry('x'.repeat(65_535))
        await store.append(batchOn(undefined, emptyTree, [large, entry('y')]).batch)
        expect((await store.readEntries(0, 2)).map((body) => body.length)).toEqual([65_535, 1])
      })
    },
  )
}

/** Tries what only a database can do: fail between the parts of a batch. `spoil` makes the tiles impossible to write. */
export function failingBatchContract(
  name: string,
  fresh: () => Promise<{
    readonly store: LogStore
    readonly spoil: () => Promise<void>
    readonly mend: () => Promise<void>
  }>,
  skip?: string,
): void {
  test.skipIf(skip !== undefined)(
    `${name} that fails in the middle of a batch leaves the old head standing, and goes on after it`,
    async () => {
      const { store, spoil, mend } = await fresh()
      await using _ = store
      const { head, tree } = await filled(store, 3)
      const next = batchOn(head, tree, entries(3, 2))
      await spoil()
      expect(await codeOf(store.append(next.batch))).toMatch(/^not a Problem/)
      await mend()
      expect((await store.readHead())?.size).toBe(3)
      expect(await store.readEntries(0, 10)).toHaveLength(3)
      await store.append(next.batch)
      expect(await store.readEntries(0, 10)).toHaveLength(5)
    },
  )
}
