import { isSha256, type Sha256 } from '../../core/bytes/sha256.ts'
import { showActors, showChanges, showEntry, showLog } from '../../core/api/show-log.ts'
import { isLogIndex, parseLogIndex, type LogIndex } from '../../core/log/log-index.ts'
import { formatReceipt } from '../../core/log/receipt.ts'
import { parseTilePath, TILE_WIDTH } from '../../core/log/tiles.ts'
import { problems } from '../../core/problem.ts'
import { answerBytes } from './answer.ts'
import type { Some } from './handlers.ts'
import { knownSize } from './as-of.ts'
import type { Node } from './node.ts'

const NOTE = 'text/plain; charset=utf-8'
const BINARY = 'application/octet-stream'
/** Entries on a page, where the reader does not say. */
const PAGE = 50

function existing(node: Node, text: string): LogIndex {
  const index = parseLogIndex(text)
  const size = node.ledger.size()
  if (index < size) return index
  throw problems.entryMissing({ index, size })
}

function digest(text: string): Sha256 {
  if (isSha256(text)) return text
  throw problems.hexMalformed({ given: text, fix: 'name a blob by the 64 hexadecimal digits of its SHA-256' })
}

async function shown(node: Node, index: LogIndex) {
  const [bytes] = await node.ledger.entries(index, 1)
  if (bytes === undefined) throw problems.entryMissing({ index, size: node.ledger.size() })
  return showEntry(node.picture, index, bytes)
}

/** The log itself: what a mirror copies and a verifier checks, and its entries for people. */
export const logRoutes: Some<
  'checkpoint' | 'tile' | 'blob' | 'log' | 'actors' | 'entries' | 'entry' | 'changes' | 'receipt'
> = {
  checkpoint: ({ ledger }) => answerBytes(ledger.head(), NOTE, 'not'),

  tile: async ({ ledger }, { params }) => {
    const path = `tile/${params.path}`
    const { width } = parseTilePath(path)
    const bytes = await ledger.tile(path)
    if (bytes === undefined) throw problems.tileMissing({ path })
    return answerBytes(bytes, BINARY, width === TILE_WIDTH ? 'for-ever' : 'not')
  },

  blob: async ({ ledger }, { params }) => {
    const bytes = await ledger.blob(digest(params.sha256))
    if (bytes === undefined) throw problems.notFound({ what: `text ${params.sha256}` })
    return answerBytes(bytes, BINARY, 'for-ever')
  },

  log: ({ ledger, picture }) => showLog(picture, ledger.origin, ledger.logKey),

  actors: ({ picture }, { query }) => showActors(picture, knownSize(picture, query.known)),

  entries: async ({ ledger, picture }, { query }) => {
    const { from = 0, limit = PAGE } = query
    const size = picture.size
    const bodies = limit === 0 ? [] : await ledger.entries(from, Math.max(0, Math.min(limit, size - from)))
    const entries = bodies.flatMap((bytes, i) => {
      const index = from + i
      return isLogIndex(index) ? [showEntry(picture, index, bytes)] : []
    })
    const next = from + entries.length
    return { size, entries, next: entries.length > 0 && next < size ? next : null }
  },

  entry: (node, { params }) => shown(node, existing(node, params.index)),

  changes: (node, { params }) => showChanges(node.picture, existing(node, params.index)),

  receipt: async (node, { params }) =>
    answerBytes(formatReceipt(await node.ledger.receipt(existing(node, params.index))), NOTE, 'not'),
}
