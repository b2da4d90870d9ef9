import { inclusionProof } from '../../core/log/proof.ts'
import { formatNote, parseNote, withSignature } from '../../core/log/signed-note.ts'
import { encodeBundle, parseTilePath, TILE_WIDTH, tileWidth } from '../../core/log/tiles.ts'
import type { VerifierKey } from '../../core/log/verifier-key.ts'
import { problems } from '../../core/problem.ts'
import type { LogStore } from '../ledger/ports.ts'
import type { ServedLedger } from '../ledger/served-ledger.ts'
import type { Cosigner } from './cosigner.ts'
import type { Follower } from './follower.ts'

/** The checked copy, served as its own node would: with the cosignatures known here, our own among them. */
export function followedLedger(
  { log, gathered }: Follower,
  { logKey, store, url }: { readonly logKey: VerifierKey; readonly store: LogStore; readonly url: string },
  cosigner: Cosigner | undefined,
): ServedLedger {
  const size = (): number => log.complete()?.head.size ?? 0
  const head = (): Uint8Array => {
    const complete = log.complete()
    if (complete === undefined) throw problems.logNotFetched({ from: url })
    const note = parseNote(gathered.withLines(complete.bytes))
    const own = cosigner?.newest()
    if (own === undefined || parseNote(own.note).text !== note.text) return formatNote(note)
    const has = note.signatures.some(({ name, keyId }) => name === own.line.name && keyId === own.line.keyId)
    return formatNote(has ? note : withSignature(note, own.line))
  }
  return {
    origin: logKey.name,
    logKey,
    size,
    head,
    submit: () => Promise.reject(problems.methodNotAllowed({ method: 'POST', allowed: ['GET', 'HEAD'] })),
    putBlob: (bytes) => store.putBlob(bytes),
    blob: (sha256) => store.readBlob(sha256),
    entries: (from, limit) => store.readEntries(from, Math.max(0, Math.min(limit, size() - from))),
    async tile(path) {
      const { kind, level, index, width } = parseTilePath(path)
      if (width > tileWidth(level, index, size())) return undefined
      return kind === 'hash'
        ? store.readTile(level, index, width)
        : encodeBundle(await store.readEntries(index * TILE_WIDTH, width))
    },
    async receipt(index) {
      const note = head()
      const entries = size()
      return { index, path: await inclusionProof(index, entries, log.hashes(entries)), head: note }
    },
    onPublished: (listener) => log.onPublished(listener),
  }
}
