import { join } from 'node:path'
import { utf8 } from '../../core/bytes/utf8.ts'
import { sha256Hex, type Sha256 } from '../../core/bytes/sha256.ts'
import type { LogReport } from '../../core/log/log-check.ts'
import { leafHash } from '../../core/log/merkle.ts'
import { decodeBundle, entriesPath, TILE_WIDTH, tileWidth } from '../../core/log/tiles.ts'
import type { Misbehaviour } from '../../core/log/verdict.ts'
import type { VerifierKey } from '../../core/log/verifier-key.ts'
import { verifyLog } from '../../core/log/verify-log.ts'
import { problems } from '../../core/problem.ts'
import { statementReader } from '../../core/statement/admission.ts'
import { parseStatement } from '../../core/statement/parse.ts'
import { namedBlob } from '../ledger/agreement-text.ts'
import type { LogStore, SignatureChecker, StoredHead } from '../ledger/ports.ts'
import { verifyWithNode } from '../ledger/signature-rule.ts'
import { emptyTree, grown } from '../ledger/tree.ts'
import { readStatic } from './static-files.ts'
import { BLOB_FOLDER, HEAD_FILE } from './tile-export.ts'

export type RebuildOptions = {
  /** The exported files: what `openTileExport` writes, or a copy fetched from the log's address. */
  readonly folder: string
  /** Empty. Stays the caller's. */
  readonly store: LogStore
  readonly logKey: VerifierKey
  readonly signatures: SignatureChecker
  /** Entries checked, and then written, of how many. */
  readonly onProgress?: ((doing: 'checking' | 'writing', done: number, of: number) => void) | undefined
}

/**
 * Makes a store from exported files, taking nothing on trust but the log's key: the head's signature, every entry's
 * hash up to it, every author's signature, every hash tile, every blob. Where something is wrong, the report says what,
 * and the store is left empty.
 *
 * A rebuild that is cut short leaves a store whose head is not the signed one, which no ledger opens.
 * @throws Problem `tree-head-malformed` where the folder holds no head; `head-moved` where the store is not empty
 */
export async function rebuildStore(options: RebuildOptions): Promise<LogReport> {
  const { folder, store, logKey, signatures, onProgress } = options
  const head = await readStatic(join(folder, HEAD_FILE))
  if (head === undefined) {
    throw problems.treeHeadMalformed({
      because: `there is no file ${HEAD_FILE} in ${folder}`,
      fix: 'name the folder that holds the exported log',
    })
  }
  const stored = await store.readHead()
  if (stored !== undefined)
    throw problems.headMoved({ size: stored.size, fix: 'rebuild into an empty store' })
  const readTile = async (path: string): Promise<Uint8Array> => {
    const bytes = await readStatic(join(folder, path))
    if (bytes === undefined) throw problems.tileMissing({ path })
    return bytes
  }
  const blobs = new Map<Sha256, number>()
  const report = await verifyLog({
    readTile,
    head,
    logKey,
    verify: verifyWithNode,
    verifyMany: (jobs) => signatures.verifyMany(jobs),
    readEntry: statementReader((index, { statement }) => {
      const sha256 = namedBlob(statement)
      if (sha256 !== undefined && !blobs.has(sha256)) blobs.set(sha256, index)
    }),
    hashTiles: true,
    onProgress: ({ entries, of }) => onProgress?.('checking', entries, of),
  })
  if (!report.verdict.holds || report.head === undefined) return report
  const missing = await copyBlobs(folder, store, [...blobs.keys()])
  if (missing !== undefined) return { ...report, verdict: missing, findings: [missing] }
  await writeEntries(store, readTile, { ...report.head, note: head }, onProgress)
  return report
}

async function copyBlobs(
  folder: string,
  store: LogStore,
  names: readonly Sha256[],
): Promise<Misbehaviour | undefined> {
  for (const name of names) {
    const path = `${BLOB_FOLDER}/${name}`
    const bytes = await readStatic(join(folder, path))
    if (bytes === undefined) return { holds: false, why: 'withheld', path, because: 'the file is not there' }
    const given = sha256Hex(bytes)
    if (given !== name) return { holds: false, why: 'tile-differs', path, because: `its digest is ${given}` }
    await store.putBlob(bytes)
  }
  return undefined
}

/** Only the last batch's head is one that the log signed; see `rebuildStore` on being cut short. */
async function writeEntries(
  store: LogStore,
  readTile: (path: string) => Promise<Uint8Array>,
  head: StoredHead,
  onProgress: RebuildOptions['onProgress'],
): Promise<void> {
  let tree = emptyTree
  let expected: StoredHead | undefined
  for (let index = 0; index * TILE_WIDTH < head.size; index++) {
    const bodies = decodeBundle(await readTile(entriesPath(index, tileWidth(0, index, head.size))))
    const entries = bodies.map((body) => {
      const { statement } = parseStatement(body)
      return { body, leaf: leafHash(body), kind: statement.kind, author: statement.by[0] ?? '' }
    })
    const growth = grown(
      tree,
      entries.map(({ leaf }) => leaf),
    )
    const { size } = growth.tree.range
    const note = size === head.size ? head.note : utf8('not signed: this store is still being rebuilt\n')
    const next = { size, root: growth.root, note }
    await store.append({ entries, tiles: growth.tiles, expected, next })
    tree = growth.tree
    expected = next
    onProgress?.('writing', size, head.size)
  }
}
