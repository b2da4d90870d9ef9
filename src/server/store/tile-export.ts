import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sha256 } from '../../core/bytes/sha256.ts'
import { parseNote } from '../../core/log/signed-note.ts'
import { encodeBundle, entriesPath, TILE_WIDTH, tilePath, tileWidth } from '../../core/log/tiles.ts'
import { parseTreeHead, type TreeHead } from '../../core/log/tree-head.ts'
import { problems } from '../../core/problem.ts'
import type { LogStore, Mirror, StoredHead } from '../ledger/ports.ts'
import { namesIn, readStatic, writeStatic } from './static-files.ts'

/** Names in the folder, below the log's address: C2SP tlog-tiles, and beside it the blobs. */
export const HEAD_FILE = 'checkpoint'
export const BLOB_FOLDER = 'blob'

/**
 * From one head's export to the next, in milliseconds. Each reads a whole bundle from the store and brings files to the
 * disk: without a pause that took two thirds of the intake from eight clients.
 */
const PAUSE_MS = 250

/**
 * Keeps a copy of the log as static files, in the layout that C2SP tlog-tiles gives to a log's address. Every web server
 * can hand them out, and a store can be rebuilt from them. The head is written last, so that whoever reads it finds
 * every tile below it. Of partial tiles those of the newest two heads stay.
 *
 * While one head is being written, and for a moment after, the next ones gather, and only the newest of them is
 * written. Whoever asks for `settled` does not wait for the moment.
 * @throws Problem `store-foreign` where the folder holds another log; `store-damaged` where it holds more than the store
 */
export async function openTileExport(
  folder: string,
  store: LogStore,
  onTrouble: (error: unknown) => void = () => {},
): Promise<Mirror> {
  let exported = await checkedHead(folder, store)
  let before = exported
  await exportBlobs(folder, store)
  let wanted: StoredHead | undefined
  let running: Promise<void> | undefined
  let settling = 0
  let goOn = (): void => undefined
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      if (settling > 0) return resolve()
      const timer = setTimeout(resolve, PAUSE_MS).unref()
      goOn = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const run = async (): Promise<void> => {
    // Yields first: a run with nothing to do would be over before `running` is set to it, and stand there for ever.
    await Promise.resolve()
    const head = wanted
    wanted = undefined
    if (head !== undefined && head.size > exported) {
      try {
        await exportHead(folder, store, exported, head)
        const sizes = { before, previous: exported, newest: head.size }
        before = exported
        exported = head.size
        await removePartials(folder, sizes)
      } catch (error) {
        // The next head tries again from where this one began.
        onTrouble(error)
      }
      await pause()
    }
    running = wanted === undefined ? undefined : run()
  }

  const finished = async (): Promise<void> => {
    await running
    if (running !== undefined) await finished()
  }
  const settled = async (): Promise<void> => {
    settling += 1
    goOn()
    await finished()
    settling -= 1
  }
  return {
    headMoved(head) {
      wanted = head
      running ??= run()
    },
    blobAdded: (sha256, bytes) => writeStatic(join(folder, BLOB_FOLDER, sha256), bytes),
    settled,
    [Symbol.asyncDispose]: settled,
  }
}

/** The head in an exported folder, unchecked; `undefined` where there is none. */
export async function exportedHead(
  folder: string,
): Promise<{ readonly note: Uint8Array; readonly head: TreeHead } | undefined> {
  const note = await readStatic(join(folder, HEAD_FILE))
  return note === undefined ? undefined : { note, head: parseTreeHead(parseNote(note).text) }
}

async function checkedHead(folder: string, store: LogStore): Promise<number> {
  const there = await exportedHead(folder)
  if (there === undefined) return 0
  const stored = await store.readHead()
  const size = stored?.size ?? 0
  if (stored !== undefined) {
    const { origin } = parseTreeHead(parseNote(stored.note).text)
    if (origin !== there.head.origin)
      throw problems.storeForeign({ found: there.head.origin, expected: origin })
  }
  if (there.head.size > size) {
    throw problems.storeDamaged({
      because: `it has ${size} entries, and its exported files ${there.head.size}`,
      fix: 'make a new store from the exported files: jig rebuild',
    })
  }
  return there.head.size
}

async function exportBlobs(folder: string, store: LogStore): Promise<void> {
  const there = new Set(await namesIn(join(folder, BLOB_FOLDER)))
  for (const sha256 of await store.blobNames()) {
    if (!there.has(sha256)) await exportBlob(folder, store, sha256)
  }
}

async function exportBlob(folder: string, store: LogStore, sha256: Sha256): Promise<void> {
  const bytes = await store.readBlob(sha256)
  if (bytes !== undefined) await writeStatic(join(folder, BLOB_FOLDER, sha256), bytes)
}

async function exportHead(folder: string, store: LogStore, from: number, head: StoredHead): Promise<void> {
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < head.size; index++) {
    const width = tileWidth(0, index, head.size)
    const entries = await store.readEntries(index * TILE_WIDTH, width)
    await writeStatic(join(folder, entriesPath(index, width)), encodeBundle(entries))
  }
  for (const { level, index } of tilesGrownSince(from, head.size)) {
    const width = tileWidth(level, index, head.size)
    const hashes = await store.readTile(level, index, width)
    if (hashes === undefined) throw problems.tileMissing({ path: tilePath(level, index, width) })
    await writeStatic(join(folder, tilePath(level, index, width)), hashes)
  }
  await writeStatic(join(folder, HEAD_FILE), head.note)
}

function* tilesGrownSince(from: number, size: number): Generator<{ level: number; index: number }> {
  for (let level = 0, span = 1; span <= size; level++, span *= TILE_WIDTH) {
    const first = Math.floor(Math.floor(from / span) / TILE_WIDTH)
    for (let index = first; tileWidth(level, index, size) > 0; index++) yield { level, index }
  }
}

/**
 * Removes partial tiles that neither the newest head nor the one before it needs: whoever has just read that one still
 * finds all of it. Only now that the newest head is written: where two exports in a row break off before that, the head
 * in the folder is an older one, and its tiles must be there.
 */
async function removePartials(
  folder: string,
  {
    before,
    previous,
    newest,
  }: { readonly before: number; readonly previous: number; readonly newest: number },
): Promise<void> {
  for (const { level, index } of tilesGrownSince(before, newest)) {
    const needed = [previous, newest].map((size) => String(tileWidth(level, index, size)))
    const paths = [tilePath(level, index, TILE_WIDTH)]
    if (level === 0) paths.push(entriesPath(index, TILE_WIDTH))
    for (const path of paths) {
      const partials = join(folder, `${path}.p`)
      const stale = (await namesIn(partials)).filter((name) => !needed.includes(name))
      for (const name of stale) await rm(join(partials, name), { force: true })
      if (needed.every((width) => width === String(TILE_WIDTH)))
        await rm(partials, { recursive: true, force: true })
    }
  }
}
