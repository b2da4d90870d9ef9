import { join } from 'node:path'
import { decodeBundle, entriesPath, TILE_WIDTH, tilePath, tileWidth } from '../../core/log/tiles.ts'
import { formatVerifierKey } from '../../core/log/verifier-key.ts'
import { openTreeHead } from '../../core/log/tree-head.ts'
import { sha256Hex, type Sha256 } from '../../core/bytes/sha256.ts'
import { problems } from '../../core/problem.ts'
import { parseStatement } from '../../core/statement/parse.ts'
import type { Statement } from '../../core/statement/kinds.ts'
import { namedBlob } from '../../server/ledger/agreement-text.ts'
import { verifyWithNode } from '../../server/ledger/signature-rule.ts'
import { writeStatic } from '../../server/store/static-files.ts'
import { EXIT } from '../exit-codes.ts'
import { writeSettings } from '../house/data-folder.ts'
import { progress } from '../print/progress.ts'
import { logSource, type LogSource } from '../reading/log-source.ts'
import type { Streams } from '../streams.ts'

/** Copies a log as static files: what any web server can hand out, and what `jig verify` and `jig rebuild` read. */
export async function exportCommand(
  to: string,
  { from, json }: { readonly from: string; readonly json: boolean },
  streams: Streams,
): Promise<number> {
  const source = await logSource(from)
  const logKey = await source.claimedKey()
  const note = await source.read('checkpoint')
  const head = openTreeHead(note, logKey, verifyWithNode)
  const bar = progress('Copying entries', streams)
  const copied = await copyEntries(source, to, head.size, bar.to)
  bar.end()
  await copyHashTiles(source, to, head.size)
  for (const sha256 of copied.blobs) await copyBlob(source, to, sha256)
  for (const digest of copied.pictures) await copyPicture(source, to, digest)
  const opened = copied.opened
  if (opened !== undefined) {
    const { log, operator, demonstration } = opened
    await writeSettings(to, {
      log,
      origin: head.origin,
      operator,
      logKey: formatVerifierKey(logKey),
      demonstration,
    })
  }
  // The head comes last: a copy that was cut short has none, and nobody takes it for whole.
  await writeStatic(join(to, 'checkpoint'), note)
  const summary = { origin: head.origin, size: head.size, blobs: copied.blobs.size, folder: to }
  if (json) streams.out(JSON.stringify(summary))
  else streams.out(`${summary.origin}: ${summary.size} entries and ${summary.blobs} texts are in ${to}`)
  return EXIT.fine
}

type Copied = {
  readonly blobs: ReadonlySet<Sha256>
  /** The digests of published pictures. */
  readonly pictures: ReadonlySet<Sha256>
  readonly opened: Extract<Statement, { kind: 'log-opened' }> | undefined
}

async function copyEntries(
  source: LogSource,
  to: string,
  size: number,
  onProgress: (done: number, of: number) => void,
): Promise<Copied> {
  const blobs = new Set<Sha256>()
  const pictures = new Set<Sha256>()
  let opened: Copied['opened']
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    const width = tileWidth(0, index, size)
    const path = entriesPath(index, width)
    const bytes = await source.read(path)
    for (const entry of decodeBundle(bytes)) {
      const { statement } = parseStatement(entry)
      const sha256 = namedBlob(statement)
      if (sha256 !== undefined) blobs.add(sha256)
      if (statement.kind === 'picture-digested') pictures.add(statement.digest)
      if (statement.kind === 'log-opened') opened = statement
    }
    await writeStatic(join(to, path), bytes)
    onProgress(index * TILE_WIDTH + width, size)
  }
  return { blobs, pictures, opened }
}

async function copyHashTiles(source: LogSource, to: string, size: number): Promise<void> {
  for (let level = 0, span = 1; span <= size; level++, span *= TILE_WIDTH) {
    for (let index = 0; tileWidth(level, index, size) > 0; index++) {
      const path = tilePath(level, index, tileWidth(level, index, size))
      await writeStatic(join(to, path), await source.read(path))
    }
  }
}

async function copyBlob(source: LogSource, to: string, sha256: Sha256): Promise<void> {
  const bytes = await source.read(`blob/${sha256}`)
  const given = sha256Hex(bytes)
  if (given !== sha256) throw problems.blobMismatch({ sha256, given })
  await writeStatic(join(to, 'blob', sha256), bytes)
}

/** The text of a published picture, where it is handed out: nobody is obliged to keep it, and the digest says enough. */
async function copyPicture(source: LogSource, to: string, digest: Sha256): Promise<void> {
  const bytes = await source.read(`blob/${digest}`).catch(() => undefined)
  if (bytes !== undefined && sha256Hex(bytes) === digest) await writeStatic(join(to, 'blob', digest), bytes)
}
