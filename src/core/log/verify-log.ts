import { toBase64 } from '../bytes/base64.ts'
import { equalBytes } from '../bytes/bytes.ts'
import type { Hash } from '../bytes/sha256.ts'
import { fromUtf8 } from '../bytes/utf8.ts'
import { isProblem } from '../problem.ts'
import { checkHead, headsApart, type SignedHead } from './check-head.ts'
import { isLogIndex } from './log-index.ts'
import { MOST_FINDINGS, type LogCheck, type LogReport, type SignatureJob } from './log-check.ts'
import { appendLeaf, emptyRange, leafHash, rangeRoot, type CompactRange } from './merkle.ts'
import { fetchBundle, tileComparison, type TileComparison } from './served-tiles.ts'
import { tileWidth, TILE_WIDTH } from './tiles.ts'
import { HOLDS, type Misbehaviour } from './verdict.ts'

/** How many bundles are asked for before the one in hand is checked. */
const AHEAD = 4

/** How many bundles may wait for their signatures at a time: work for several threads, and some megabytes. */
const MOST_UNDER_WAY = 16

/**
 * Checks a whole log with nothing taken on trust but the log's key: the head's signature, that a kept head is the
 * beginning of this log, every entry's hash up to the signed root, and every author's signature. While the signatures of
 * some bundles are being checked, in whatever threads `verifyMany` has, the next ones are hashed and read.
 */
export async function verifyLog(check: LogCheck): Promise<LogReport> {
  const shown = checkHead(check.head, check.logKey, check.verify)
  if (!shown.holds) return { verdict: shown, findings: [shown], head: undefined, entries: 0, signatures: 1 }
  const { size } = shown.head
  const walk: Walk = {
    check,
    head: { bytes: check.head, head: shown.head },
    compareTiles: check.hashTiles === true ? tileComparison(size, check.readTile) : undefined,
    findings: [],
    range: emptyRange,
    signatures: 1,
  }
  const kept = keptHead(walk)
  const bundles = readAhead(Math.ceil(size / TILE_WIDTH), (index) =>
    fetchBundle(check.readTile, index, tileWidth(0, index, size)),
  )
  const underWay: Promise<Checked>[] = []
  const settleFirst = async (): Promise<void> => {
    const checked = await underWay.shift()
    if (checked === undefined) return
    walk.findings.push(...checked.findings)
    walk.signatures += checked.signatures
    check.onProgress?.({ entries: checked.upTo, of: size, signatures: walk.signatures })
  }
  for await (const bundle of bundles) {
    const checked = bundle.holds
      ? checkBundle(walk, bundle.entries, kept)
      : Promise.resolve({ findings: [bundle], signatures: 0, upTo: walk.range.size })
    // It is looked at in its turn; where one before it fails, that failure is the one to tell.
    checked.catch(() => {})
    underWay.push(checked)
    if (underWay.length >= MOST_UNDER_WAY) await settleFirst()
    if (!bundle.holds || walk.findings.length >= MOST_FINDINGS) break
  }
  while (underWay.length > 0) await settleFirst()
  if (walk.range.size === size) compareRoot(walk)
  const findings = walk.findings.slice(0, MOST_FINDINGS)
  return {
    verdict: findings[0] ?? HOLDS,
    findings,
    head: shown.head,
    entries: walk.range.size,
    signatures: walk.signatures,
  }
}

/** How far one check has come. It lives as long as one call of {@link verifyLog}. */
type Walk = {
  readonly check: LogCheck
  readonly head: SignedHead
  readonly compareTiles: TileComparison | undefined
  readonly findings: Misbehaviour[]
  range: CompactRange
  signatures: number
}

function keptHead(walk: Walk): SignedHead | undefined {
  const { kept: bytes, logKey, verify } = walk.check
  if (bytes === undefined) return undefined
  walk.signatures += 1
  const checked = checkHead(bytes, logKey, verify)
  if (!checked.holds) {
    walk.findings.push(checked)
    return undefined
  }
  const kept = { bytes, head: checked.head }
  const apart = headsApart(kept, walk.head)
  if (apart === undefined) return kept
  walk.findings.push(apart)
  return undefined
}

/** What checking one bundle brought to light. */
type Checked = {
  readonly findings: readonly Misbehaviour[]
  readonly signatures: number
  /** Entries of the log up to the end of this bundle. */
  readonly upTo: number
}

/** Hashes and reads the entries at once, so bundles are to be handed over in order; the signatures take their time. */
async function checkBundle(
  walk: Walk,
  entries: readonly Uint8Array[],
  kept: SignedHead | undefined,
): Promise<Checked> {
  const findings: Misbehaviour[] = []
  const leaves: Hash[] = []
  const jobs: SignatureJob[] = []
  const indexes: number[] = []
  for (const entry of entries) {
    const index = walk.range.size
    const leaf = leafHash(entry)
    leaves.push(leaf)
    walk.range = appendLeaf(walk.range, leaf)
    if (kept !== undefined && walk.range.size === kept.head.size)
      findings.push(...comparedWithKept(walk, kept))
    try {
      for (const job of jobsOf(walk, index, entry)) {
        jobs.push(job)
        indexes.push(index)
      }
    } catch (error) {
      if (!isProblem(error)) throw error
      const { code, message: because } = error
      findings.push({ holds: false, why: 'entry-inadmissible', index, code, because })
    }
  }
  const upTo = walk.range.size
  const tiles = walk.compareTiles?.(leaves)
  const answers = jobs.length === 0 ? [] : await walk.check.verifyMany(jobs)
  for (const [i, { signer, keyId }] of jobs.entries()) {
    if (answers[i] === true) continue
    findings.push({ holds: false, why: 'signature-invalid', signer, keyId, index: indexes[i] ?? 0 })
  }
  return { findings: [...findings, ...((await tiles) ?? [])], signatures: jobs.length, upTo }
}

function jobsOf({ check }: Walk, index: number, entry: Uint8Array): readonly SignatureJob[] {
  if (!isLogIndex(index)) throw new RangeError('a log has fewer than 2^53 entries')
  return check.readEntry(index, entry)
}

function comparedWithKept(walk: Walk, kept: SignedHead): readonly Misbehaviour[] {
  const root = rangeRoot(walk.range)
  if (equalBytes(root, kept.head.root)) return []
  return [
    {
      holds: false,
      why: 'history-rewritten',
      kept: fromUtf8(kept.bytes),
      shown: fromUtf8(walk.head.bytes),
      keptSize: kept.head.size,
      computedRoot: toBase64(root),
    },
  ]
}

function compareRoot(walk: Walk): void {
  const { head, bytes } = walk.head
  const root = rangeRoot(walk.range)
  if (equalBytes(root, head.root)) return
  // First among the findings: where the entries are not what was signed, all that was found in them weighs less.
  walk.findings.unshift({
    holds: false,
    why: 'root-differs',
    head: fromUtf8(bytes),
    size: head.size,
    signedRoot: toBase64(head.root),
    computedRoot: toBase64(root),
  })
}

/** Yields in order what `read` gives for 0 to `count` − 1, with a few asked for in advance. `read` never rejects. */
async function* readAhead<T>(count: number, read: (index: number) => Promise<T>): AsyncGenerator<T> {
  const waiting: Promise<T>[] = []
  for (let next = 0; next < count || waiting.length > 0;) {
    while (next < count && waiting.length < AHEAD) waiting.push(read(next++))
    const first = waiting.shift()
    if (first !== undefined) yield await first
  }
}
