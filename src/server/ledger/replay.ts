import { equalBytes } from '../../core/bytes/bytes.ts'
import { leafHash, rangeRoot } from '../../core/log/merkle.ts'
import { isLogIndex } from '../../core/log/log-index.ts'
import { parseNote } from '../../core/log/signed-note.ts'
import { openTreeHead, parseTreeHead, type TreeHead } from '../../core/log/tree-head.ts'
import type { VerifierKey } from '../../core/log/verifier-key.ts'
import { isProblem, problems } from '../../core/problem.ts'
import type { Entry } from '../../core/statement/entry.ts'
import { agreementOf } from './agreement-text.ts'
import type { LogStore, StoredHead } from './ports.ts'
import type { Publisher } from './publish.ts'
import { verifyWithNode } from './signature-rule.ts'
import { rereadStatement } from './reread.ts'
import type { State } from './state.ts'
import { grown } from './tree.ts'

const AT_A_TIME = 1024

/** How many of the entries have been read again. */
export type ReplayProgress = (read: number, of: number) => void

/**
 * Brings the state up to the store's head: at the start, and whenever somebody else has written. Every entry that is not
 * in the state yet is hashed again and the whole held against the head that the log itself signed, so the authors'
 * signatures, which were checked on admission, need not be checked again.
 * @throws Problem `store-foreign` for the store of another log, `store-damaged` where the entries are not what was signed
 */
export async function catchUp(
  state: State,
  store: LogStore,
  logKey: VerifierKey,
  publisher: Publisher,
  onProgress?: ReplayProgress,
): Promise<void> {
  const head = await store.readHead()
  if (head === undefined) {
    if (state.book.size > 0) throw damaged('its head is gone')
    return
  }
  const signed = checkStoredHead(head, logKey)
  const start = state.book.size
  if (signed.size < start) throw damaged(`it has ${signed.size} entries, and had ${start} before`)
  await readUpTo(state, store, head, publisher, onProgress)
  publisher.announce(start, head)
}

/**
 * Reads the entries below `head` that the state has not read yet, hashes and folds them, and makes `head` the state's.
 * Whoever calls has checked that the head is one to rely on.
 * @throws Problem `store-damaged` where the entries do not make its root
 */
export async function readUpTo(
  state: State,
  store: LogStore,
  head: StoredHead,
  publisher: Publisher,
  onProgress?: ReplayProgress,
): Promise<void> {
  let tree = state.tree
  const chunk = (from: number): Promise<readonly Uint8Array[]> =>
    store.readEntries(from, Math.min(AT_A_TIME, head.size - from))
  let asked = chunk(tree.range.size)
  while (tree.range.size < head.size) {
    const from = tree.range.size
    const bodies = await asked
    if (bodies.length === 0) throw damaged(`it ends at entry ${from}, and its head speaks of ${head.size}`)
    // The store reads on while these are folded.
    asked = chunk(from + bodies.length)
    asked.catch(() => {})
    tree = grown(tree, bodies.map(leafHash)).tree
    await publisher.fold(await read(state, store, bodies, from))
    onProgress?.(tree.range.size, head.size)
  }
  if (!equalBytes(rangeRoot(tree.range), head.root)) throw damaged('its entries have another root')
  state.tree = tree
  state.head = head
}

function checkStoredHead(head: StoredHead, logKey: VerifierKey): TreeHead {
  let signed: TreeHead
  try {
    signed = openTreeHead(head.note, logKey, verifyWithNode)
  } catch (error) {
    if (!isProblem(error)) throw error
    const found = originOf(head.note)
    if (found !== undefined && found !== logKey.name) {
      throw problems.storeForeign({ found, expected: logKey.name })
    }
    throw damaged(error.message)
  }
  if (signed.size !== head.size || !equalBytes(signed.root, head.root)) {
    throw damaged('the head that it signed is not the head beside it')
  }
  return signed
}

function originOf(note: Uint8Array): string | undefined {
  try {
    return parseTreeHead(parseNote(note).text).origin
  } catch (error) {
    if (!isProblem(error)) throw error
    return undefined
  }
}

async function read(
  state: State,
  store: LogStore,
  bodies: readonly Uint8Array[],
  from: number,
): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for (const [i, body] of bodies.entries()) {
    const index = from + i
    if (!isLogIndex(index)) throw new RangeError('a log has fewer than 2^53 entries')
    try {
      const statement = rereadStatement(body)
      const entry = { index, statement }
      state.book.add(entry, await agreementOf(statement, store))
      entries.push(entry)
    } catch (error) {
      if (!isProblem(error)) throw error
      throw damaged(`entry ${index} cannot be read: ${error.message}`)
    }
  }
  return entries
}

function damaged(because: string) {
  return problems.storeDamaged({
    because,
    fix: 'make a new store from the exported files: jig rebuild',
  })
}
