import { join } from 'node:path'
import { toHex } from '../../src/core/bytes/hex.ts'
import { checkHead } from '../../src/core/log/check-head.ts'
import { appendLeaf, emptyRange, leafHash, rangeRoot } from '../../src/core/log/merkle.ts'
import { parseReceipt, verifyReceipt } from '../../src/core/log/receipt.ts'
import type { VerifierKey } from '../../src/core/log/verifier-key.ts'
import { verifyLog } from '../../src/core/log/verify-log.ts'
import { statementReader } from '../../src/core/statement/admission.ts'
import { verifyWithNode } from '../../src/server/ledger/signature-rule.ts'
import { readStatic } from '../../src/server/store/static-files.ts'
import { asker } from './door.ts'
import type { History } from './load.ts'

/** Gives a file by its path below the log's address. */
export type ReadLog = (path: string) => Promise<Uint8Array>

/** The log as a node serves it. */
export function servedBy(port: number): ReadLog & { close(): void } {
  const reader = asker()
  const read = async (path: string): Promise<Uint8Array> => {
    const answer = await reader.ask(port, { path: `/${path}` })
    if (answer?.status !== 200) throw new Error(`${path}: ${answer?.status ?? 'no answer'}`)
    return answer.body
  }
  return Object.assign(read, { close: () => reader.close() })
}

/** The log as the exported files of a data folder hold it. */
export function filesOf(data: string): ReadLog {
  return async (path) => {
    const bytes = await readStatic(join(data, 'log', path))
    if (bytes === undefined) throw new Error(`there is no file ${path}`)
    return bytes
  }
}

/** Which promises to hold the log to: a copy in files may lag behind what was answered; the node itself may not. */
export type Expected = { readonly logKey: VerifierKey; readonly mayLag: boolean }

/**
 * Reads the whole log and says all that is wrong with it: broken hashes or signatures, a tree that does not go on from
 * every head shown before, a receipted statement that is not there exactly once, an entry that nobody handed in.
 * The head is added to the history.
 */
export async function faultsIn(
  read: ReadLog,
  history: History,
  { logKey, mayLag }: Expected,
): Promise<readonly string[]> {
  const faults: string[] = []
  const head = await read('checkpoint')
  const places = new Map<string, number[]>()
  const roots = new Map<number, string>()
  let range = emptyRange
  const kinds: string[] = []
  const reader = statementReader((_, { statement }) => kinds.push(statement.kind))
  const report = await verifyLog({
    readTile: read,
    head,
    logKey,
    verify: verifyWithNode,
    verifyMany: async (jobs) => jobs.map((job) => verifyWithNode(job.publicKey, job.message, job.signature)),
    readEntry(index, entry) {
      const leaf = leafHash(entry)
      range = appendLeaf(range, leaf)
      roots.set(range.size, toHex(rangeRoot(range)))
      places.set(toHex(leaf), [...(places.get(toHex(leaf)) ?? []), index])
      return reader(index, entry)
    },
    hashTiles: true,
  })
  for (const finding of report.findings) faults.push(JSON.stringify(finding))
  const size = report.head?.size ?? 0

  const underHead = (what: string, note: Uint8Array): void => {
    const checked = checkHead(note, logKey, verifyWithNode)
    if (!checked.holds) faults.push(`${what}: its head is not signed by the log`)
    else if (checked.head.size > size) {
      if (!mayLag) faults.push(`${what}: its head has ${checked.head.size} entries, and the log now ${size}`)
    } else if (checked.head.size > 0 && roots.get(checked.head.size) !== toHex(checked.head.root)) {
      faults.push(
        `${what}: the log is another one than the head of ${checked.head.size} entries that it showed`,
      )
    }
  }
  for (const note of history.heads) underHead('a head shown before', note)

  const handedIn = new Set<string>()
  for (const { note, receipt } of history.attempts) {
    const leaf = leafHash(note)
    handedIn.add(toHex(leaf))
    const found = places.get(toHex(leaf)) ?? []
    if (found.length > 1)
      faults.push(`a statement stands in the log ${found.length} times: ${found.join(', ')}`)
    if (receipt === undefined) continue
    const parsed = parseReceipt(receipt)
    if (!verifyReceipt(note, parsed, logKey, verifyWithNode).holds)
      faults.push(`the receipt for entry ${parsed.index} does not hold`)
    underHead(`the receipt for entry ${parsed.index}`, parsed.head)
    if (parsed.index >= size && mayLag) continue
    if (found[0] !== parsed.index)
      faults.push(`the receipt says entry ${parsed.index}; the log has it at ${found.join() || 'no place'}`)
  }
  for (const [leaf, at] of places) {
    const kind = kinds[at[0] ?? 0]
    if (!handedIn.has(leaf) && kind === 'incident-reported')
      faults.push(`nobody handed in entry ${at.join()}`)
  }
  history.heads.push(head)
  return faults
}
