import { equalBytes } from '../../core/bytes/bytes.ts'
import type { Hash } from '../../core/bytes/sha256.ts'
import { fromUtf8 } from '../../core/bytes/utf8.ts'
import { checkHead, type SignedHead } from '../../core/log/check-head.ts'
import type { EntryEvidence, Finding } from '../../core/log/finding.ts'
import { isLogIndex } from '../../core/log/log-index.ts'
import { emptyRoot, leafHash, rangeRoot } from '../../core/log/merkle.ts'
import { inclusionProof, rangeAt, verifyInclusion } from '../../core/log/proof.ts'
import { formatReceipt, parseReceipt, verifyReceipt } from '../../core/log/receipt.ts'
import type { ReadHash } from '../../core/log/tile-growth.ts'
import { entriesPath, TILE_WIDTH, tileWidth } from '../../core/log/tiles.ts'
import { openTreeHead } from '../../core/log/tree-head.ts'
import type { VerifierKey } from '../../core/log/verifier-key.ts'
import { isProblem, problems } from '../../core/problem.ts'
import type { Registry } from '../../core/statement/registry.ts'
import { parseDuration, type Duration } from '../../core/time/instant.ts'
import { Book } from '../ledger/book.ts'
import type { Fold, LogStore, Mirror, SignatureChecker, StoredHead } from '../ledger/ports.ts'
import { publisher, type Publisher } from '../ledger/publish.ts'
import { readUpTo, type ReplayProgress } from '../ledger/replay.ts'
import { verifyWithNode } from '../ledger/signature-rule.ts'
import { sameHead } from '../ledger/same-head.ts'
import type { State } from '../ledger/state.ts'
import { emptyTree, subtreeHashes } from '../ledger/tree.ts'
import { Inadmissible, ruleOn, type ClockReading } from './entry-rules.ts'
import type { FindingsBook } from './findings.ts'
import { checkNext, rewriting } from './grow.ts'
import { gathered, type Gathered } from './gathered.ts'
import { LineDown, type Line } from './line.ts'
import type { NodeFiles } from './node-files.ts'
import type { Policy } from '../../core/log/policy.ts'
import { Found, servedLog } from './served-log.ts'

const AT_A_TIME = 2048
/** How often something must be kept back before it is called so: a line that stutters is no finding. */
const TIMES_WITHHELD = 3
/** Heads seen elsewhere that are larger than what is checked here, kept to be compared later. */
const MOST_HEADS_AHEAD = 64
const BACK_DATED_BY = parseDuration('7d')
/** The newest head of which every entry is checked: what this node serves. */
const COMPLETE_HEAD = 'followed/head'

export type FollowerOptions = {
  readonly line: Line
  /** Filled by nobody else. Stays the caller's. */
  readonly store: LogStore
  readonly files: NodeFiles
  readonly logKey: VerifierKey
  readonly policy: Policy
  readonly findings: FindingsBook
  readonly signatures: SignatureChecker
  readonly fold: Fold
  readonly mirror?: Mirror | undefined
  /** A statement dated this much before the log's clock ahead of it is remarked on. By default seven days. */
  readonly backDatedBy?: Duration | undefined
  /** Entries that are fetched, checked and stored at a time. By default 2048: eight bundles. */
  readonly atATime?: number | undefined
  readonly onProgress?: ReplayProgress | undefined
  readonly onTrouble?: ((error: unknown) => void) | undefined
}

/** How one look at the followed log came out. */
export type Look =
  | { readonly is: 'grown'; readonly from: number; readonly size: number }
  | { readonly is: 'same'; readonly size: number }
  | { readonly is: 'line-down'; readonly because: string }
  /** What was found is kept; what this node serves stays as it was. */
  | { readonly is: 'found'; readonly why: Finding['why'] }
  /** Something is not handed out, so far not often enough to be called withheld. */
  | { readonly is: 'waiting'; readonly path: string }

/** A copy of another node's log, of which every hash, signature and rule was checked before it was stored. */
export type Follower = {
  readonly logKey: VerifierKey
  /** The newest head of which everything is checked; `undefined` before the first. */
  readonly head: () => StoredHead | undefined
  readonly gathered: Gathered
  /** One look at the followed log, and all the catching up that follows from it. One at a time; never throws LineDown. */
  readonly look: () => Promise<Look>
  /** Holds a head that was seen elsewhere against this log. @returns what it convicts the log of */
  readonly compare: (from: string, note: Uint8Array) => Promise<Finding | undefined>
  /** Checks what was handed out as the receipt of an entry. @returns what is wrong with it */
  readonly checkReceipt: (from: string, entry: Uint8Array, receipt: Uint8Array) => Promise<Finding | undefined>
  /** The root at a size that is checked. @throws Problem `log-not-fetched` */
  readonly rootAt: (size: number) => Promise<Hash>
  /** Who may sign, as of the newest entry. */
  readonly registry: () => Registry
  readonly onPublished: Publisher['onPublished']
}

/**
 * Opens the copy that is in the store: reads it again and holds it against the head that the log signed.
 * @throws Problem `store-foreign`, `store-damaged`
 */
export async function openFollower(options: FollowerOptions): Promise<Follower> {
  const { line, store, files, logKey, policy, findings, signatures, onTrouble = () => {} } = options
  const { backDatedBy = BACK_DATED_BY, atATime = AT_A_TIME } = options
  let clock: ClockReading | undefined
  const fold: Fold = {
    ...options.fold,
    add(entry) {
      if (entry.statement.kind === 'clock-read') clock = { index: entry.index, readAt: entry.statement.readAt }
      options.fold.add(entry)
    },
  }
  const state: State = { head: undefined, tree: emptyTree, book: new Book() }
  const publish = publisher(store, fold, options.mirror, onTrouble)
  const lines = gathered(policy)
  const stored = await store.readHead()
  // The row may be one of a catching up that was cut short: its note is then that of a larger head, signed all the same.
  let newest = stored === undefined ? undefined : signedHead(stored.note, logKey)
  let complete: StoredHead | undefined
  if (stored !== undefined) {
    await readUpTo(state, store, stored, publish, options.onProgress)
    complete = newest?.head.size === stored.size ? stored : await completeHead(files, logKey, stored.size)
    if (complete !== undefined) publish.announce(0, complete)
  }
  const ahead = new Map<string, { readonly from: string; readonly note: Uint8Array }>()
  const missing = new Map<string, number>()
  let doubted: string | undefined

  const servedHashes = (size: number): ReadHash => subtreeHashes(store, size)
  const checkedSize = (): number => complete?.size ?? 0
  const rootAt = async (size: number): Promise<Hash> => {
    if (size > checkedSize()) throw problems.logNotFetched({ from: line.url })
    return size === 0 ? emptyRoot : rangeRoot(await rangeAt(size, servedHashes(size)))
  }
  const asSigned = (head: StoredHead): SignedHead => {
    return { bytes: head.note, head: { origin: logKey.name, size: head.size, root: head.root } }
  }

  const evidence = async (about: readonly number[], read: ReadHash, target: SignedHead, bodies: readonly Uint8Array[], from: number) => {
    const entries: EntryEvidence[] = []
    for (const index of about) {
      const body = index >= from ? bodies[index - from] : (await store.readEntries(index, 1))[0]
      if (body === undefined || !isLogIndex(index)) continue
      const { head, bytes } = target
      try {
        const path = await inclusionProof(index, head.size, read)
        const holds = verifyInclusion(leafHash(body), index, head.size, path, head.root)
        const receipt = holds ? fromUtf8(formatReceipt({ index, path, head: bytes })) : null
        entries.push({ index, note: fromUtf8(body), receipt })
      } catch (error) {
        if (!(error instanceof Found || error instanceof LineDown || isProblem(error))) throw error
        entries.push({ index, note: printable(body), receipt: null })
      }
    }
    return entries
  }

  /** Fetches, checks, stores and folds up to the target; each batch is proved to lie below it before it is written. */
  const growTo = async (target: SignedHead): Promise<void> => {
    const served = servedLog(line, target.head.size)
    const { size } = target.head
    const fetchFrom = (from: number) => served.entries(from, Math.min(size, nextStop(from, atATime)))
    const kept = [complete === undefined ? undefined : asSigned(complete), newest].filter((head) => head !== undefined)
    if (newest !== undefined && newest.head.size > state.book.size && newest.head.size <= size) {
      const rewritten = await rewriting(newest, target, served.hashes)
      if (rewritten !== undefined) throw new Found(rewritten)
    }
    let asked = fetchFrom(state.book.size)
    while (state.book.size < size) {
      const from = state.book.size
      const bodies = await asked
      const next = await checkNext(served, state.tree, bodies, target, kept)
      if (from + bodies.length < size) {
        asked = fetchFrom(from + bodies.length)
        asked.catch(() => {})
      }
      const whole = next.growth.tree.range.size === size
      const read = whole ? subtreeHashes(store, size, next.growth.tiles) : served.hashes
      const mark = state.book.mark()
      const ruled = await ruleOn({ line, store, signatures, book: state.book, backDatedBy }, next, clock).catch(
        async (error: unknown) => {
          if (!(error instanceof Inadmissible)) throw error
          await findings.keep(line.url, error.finding, await evidence(error.about, read, target, bodies, from))
          throw error
        },
      )
      const head = { size: next.growth.tree.range.size, root: next.growth.root, note: target.bytes }
      try {
        await store.append({ entries: ruled.stored, tiles: next.growth.tiles, expected: state.head, next: head })
      } catch (error) {
        // A connection lost during the commit leaves it open whether it came to pass: only the head can tell.
        const there = await store.readHead().catch(() => undefined)
        if (!sameHead(there, head)) {
          state.book.goBack(mark)
          throw error
        }
      }
      state.head = head
      state.tree = next.growth.tree
      newest = target
      await publish.fold(ruled.entries)
      for (const { finding, about } of ruled.remarks) {
        await findings.keep(line.url, finding, await evidence(about, read, target, bodies, from))
      }
      options.onProgress?.(head.size, size)
    }
  }

  const compare = async (from: string, note: Uint8Array): Promise<Finding | undefined> => {
    const checked = checkHead(note, logKey, verifyWithNode)
    // A head that the log did not sign says nothing of the log.
    if (!checked.holds || complete === undefined || checked.head.size === 0) return undefined
    const seen = { bytes: note, head: checked.head }
    if (seen.head.size > complete.size) {
      if (ahead.size < MOST_HEADS_AHEAD) ahead.set(`${seen.head.size} ${seen.head.root.join()}`, { from, note })
      return undefined
    }
    const finding =
      seen.head.size === complete.size
        ? equalBytes(seen.head.root, complete.root)
          ? undefined
          : splitView(asSigned(complete), seen)
        : await rewriting(seen, asSigned(complete), servedHashes(complete.size))
    if (finding !== undefined) await findings.keep(from, finding)
    return finding
  }

  const shown = async (target: SignedHead): Promise<Look> => {
    const { size } = target.head
    const before = newest?.head.size ?? 0
    if (newest !== undefined && size === newest.head.size && !equalBytes(target.head.root, newest.head.root)) {
      throw new Found(splitView(newest, target))
    }
    if (newest !== undefined && size < before) throw new Found(await smaller(newest, target))
    const from = checkedSize()
    if (state.book.size < size) await growTo(target)
    if (size > from) {
      complete = { size, root: target.head.root, note: target.bytes }
      await files.write(COMPLETE_HEAD, target.bytes)
      lines.moveTo(target.bytes)
    }
    for (const finding of lines.take(target.bytes)) await findings.keep(line.url, finding)
    if (size <= from || complete === undefined) return { is: 'same', size }
    publish.announce(from, complete)
    for (const [key, { from: where, note }] of ahead) {
      const head = checkHead(note, logKey, verifyWithNode)
      if (head.holds && head.head.size > size) continue
      ahead.delete(key)
      await compare(where, note)
    }
    return { is: 'grown', from, size }
  }

  const smaller = async (kept: SignedHead, target: SignedHead): Promise<Finding> => {
    const { size } = target.head
    if (complete !== undefined && size > 0 && size <= complete.size) {
      const rewritten = await rewriting(target, asSigned(complete), servedHashes(complete.size))
      if (rewritten !== undefined) return rewritten
    }
    const heads = {
      kept: fromUtf8(kept.bytes),
      shown: fromUtf8(target.bytes),
      keptSize: kept.head.size,
      shownSize: size,
    }
    const last = Math.ceil(kept.head.size / TILE_WIDTH) - 1
    const path = entriesPath(last, tileWidth(0, last, kept.head.size))
    const still = (await line.read(path)) ?? (await line.read(entriesPath(last)))
    return { holds: false, why: still === undefined ? 'log-shrank' : 'head-replayed', ...heads }
  }

  const nextLook = async (): Promise<Look> => {
    try {
      const note = await line.read('checkpoint')
      if (note === undefined) throw new LineDown(`${line.url} serves no tree head`)
      const checked = checkHead(note, logKey, verifyWithNode)
      if (!checked.holds) throw new Found(checked)
      const look = await shown({ bytes: note, head: checked.head })
      missing.clear()
      doubted = undefined
      return look
    } catch (error) {
      if (error instanceof LineDown) return { is: 'line-down', because: error.message }
      if (!(error instanceof Found)) throw error
      const { finding } = error
      if (finding.why === 'withheld') {
        const times = (missing.get(finding.path) ?? 0) + 1
        missing.set(finding.path, times)
        if (times < TIMES_WITHHELD) return { is: 'waiting', path: finding.path }
      }
      // What nobody signs may have been garbled on the way: it counts when it comes a second time.
      if (finding.why === 'tile-differs' || finding.why === 'root-differs') {
        const again = doubted === finding.why
        doubted = finding.why
        if (!again) return nextLook()
      }
      await findings.keep(line.url, finding)
      return { is: 'found', why: finding.why }
    }
  }

  let turn: Promise<unknown> = Promise.resolve()
  if (complete !== undefined) {
    lines.moveTo(complete.note)
    lines.take(complete.note)
  }
  return {
    logKey,
    head: () => complete,
    gathered: lines,
    look() {
      // A second look while one is under way waits for it, and then looks itself: the log may have grown meanwhile.
      const mine = turn.then(nextLook)
      turn = mine.catch(() => undefined)
      return mine
    },
    compare,
    async checkReceipt(from, entry, bytes) {
      const because = receiptFault(entry, bytes, logKey)
      if (because === undefined) return compare(from, parseReceipt(bytes).head)
      const finding = {
        holds: false,
        why: 'receipt-forged',
        entry: fromUtf8(entry),
        receipt: printable(bytes),
        because,
      } as const
      await findings.keep(from, finding)
      return finding
    },
    rootAt,
    registry: () => state.book.registry,
    onPublished: publish.onPublished,
  }
}

/** Where to stop fetching next: at a round number, so that the tiles of the proof are whole. */
function nextStop(from: number, atATime: number): number {
  return (Math.floor(from / atATime) + 1) * atATime
}

function signedHead(note: Uint8Array, logKey: VerifierKey): SignedHead {
  try {
    return { bytes: note, head: openTreeHead(note, logKey, verifyWithNode) }
  } catch (error) {
    if (!isProblem(error)) throw error
    throw problems.storeForeign({ found: error.message, expected: logKey.name })
  }
}

async function completeHead(files: NodeFiles, logKey: VerifierKey, stored: number): Promise<StoredHead | undefined> {
  const note = await files.read(COMPLETE_HEAD)
  if (note === undefined) return undefined
  const { head } = signedHead(note, logKey)
  return head.size <= stored ? { size: head.size, root: head.root, note } : undefined
}

function splitView(kept: SignedHead, shown: SignedHead): Finding {
  return {
    holds: false,
    why: 'split-view',
    one: fromUtf8(kept.bytes),
    other: fromUtf8(shown.bytes),
    size: kept.head.size,
  }
}

function receiptFault(entry: Uint8Array, bytes: Uint8Array, logKey: VerifierKey): string | undefined {
  try {
    const verdict = verifyReceipt(entry, parseReceipt(bytes), logKey, verifyWithNode)
    return verdict.holds ? undefined : verdict.why
  } catch (error) {
    if (!isProblem(error)) throw error
    return error.code
  }
}

function printable(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

