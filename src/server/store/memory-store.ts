import { toHex } from '../../core/bytes/hex.ts'
import { HASH_BYTES, sha256Hex, type Sha256 } from '../../core/bytes/sha256.ts'
import { problems } from '../../core/problem.ts'
import type { LogStore, StoredHead } from '../ledger/ports.ts'
import { sameHead } from '../ledger/same-head.ts'

/** A store that forgets everything when the process ends: for tests, and for looking at a log without keeping it. */
export function memoryStore(): LogStore {
  let head: StoredHead | undefined
  const entries: Uint8Array[] = []
  const byLeaf = new Map<string, number>()
  const tiles = new Map<string, Uint8Array>()
  const blobs = new Map<Sha256, Uint8Array>()

  return {
    readHead: async () => head,
    async append(batch) {
      if (!sameHead(head, batch.expected)) throw problems.headMoved({ size: head?.size ?? 0 })
      for (const entry of batch.entries) {
        byLeaf.set(toHex(entry.leaf), entries.length)
        entries.push(entry.body)
      }
      for (const tile of batch.tiles) tiles.set(`${tile.level}/${tile.index}`, tile.bytes)
      head = batch.next
    },
    readEntries: async (from, limit) => entries.slice(from, from + limit),
    findLeaves: async (leaves) => leaves.map((leaf) => byLeaf.get(toHex(leaf))),
    async readTile(level, index, width) {
      const bytes = tiles.get(`${level}/${index}`)
      return bytes === undefined || bytes.length < width * HASH_BYTES
        ? undefined
        : bytes.slice(0, width * HASH_BYTES)
    },
    async putBlob(bytes) {
      const name = sha256Hex(bytes)
      blobs.set(name, Uint8Array.from(bytes))
      return name
    },
    readBlob: async (name) => blobs.get(name),
    blobNames: async () => [...blobs.keys()].toSorted(),
    async [Symbol.asyncDispose]() {},
  }
}
