import type { Signer } from '../../core/bytes/ed25519.ts'
import { toHex } from '../../core/bytes/hex.ts'
import { isLogIndex } from '../../core/log/log-index.ts'
import { leafHash } from '../../core/log/merkle.ts'
import { inclusionProof } from '../../core/log/proof.ts'
import type { Receipt } from '../../core/log/receipt.ts'
import type { ReadHash } from '../../core/log/tile-growth.ts'
import { signTreeHead } from '../../core/log/tree-head.ts'
import { isProblem, problems } from '../../core/problem.ts'
import { signatureJobs } from '../../core/statement/admission.ts'
import { parseStatement } from '../../core/statement/parse.ts'
import type { LogIdentity } from './admit.ts'
import { faultlessAgreementOf } from './agreement-text.ts'
import { judge, type Judged } from './judge.ts'
import type { Batch, Clock, LogStore, StoredHead } from './ports.ts'
import type { Publisher } from './publish.ts'
import type { SignatureQueue } from './signature-queue.ts'
import { sameHead } from './same-head.ts'
import type { State } from './state.ts'
import { clockReading } from './stamp.ts'
import { grown, subtreeHashes } from './tree.ts'
import type { Waiting } from './waiting.ts'

/** Entries in one transaction, and their bytes: a bundle's worth, and small enough for any PostgreSQL. */
const MOST_IN_BATCH = 256
const MOST_BATCH_BYTES = 2 ** 20
/** How often a batch is begun again because somebody else moved the head: enough, unless they write without a pause. */
const MOST_ATTEMPTS = 50

export type SequencerParts = {
  readonly state: State
  readonly store: LogStore
  readonly publisher: Publisher
  readonly signatures: SignatureQueue
  readonly clock: Clock
  readonly identity: LogIdentity
  readonly logSigner: Signer
  /** Signs `clock-read` entries; `undefined` where they come from outside, as a reconstruction's do. */
  readonly stamper: () => Signer | undefined
  /** Brings the state up to a head that somebody else has moved. */
  readonly catchUp: () => Promise<void>
  /** Called between batches: book, tree and fold have the same entries. */
  readonly batchFolded: () => void
}

export type Sequencer = {
  /** Statements that wait for their batch. */
  waiting(): number
  /**
   * Resolves when the statement is on disk.
   * @throws Problem of the strict reader or of admission, `duplicate-statement`
   */
  submit(bytes: Uint8Array): Promise<Receipt>
  /** Resolves when nothing waits and nothing is being written. */
  idle(): Promise<void>
}

/**
 * Gives statements their places. While one batch is being written the next gathers, so batches grow with the load and
 * a statement that comes alone waits for nobody.
 */
export function sequencer(parts: SequencerParts): Sequencer {
  const queue: Waiting[] = []
  let running: Promise<void> | undefined
  let broken: { readonly error: unknown } | undefined

  const run = async (): Promise<void> => {
    // What was handed in during this turn of the event loop goes into one batch.
    await new Promise((resolve) => setImmediate(resolve))
    while (queue.length > 0) {
      const batch = queue.splice(0, batchLength(queue))
      try {
        await writeBatch(parts, batch)
        parts.batchFolded()
      } catch (error) {
        broken = { error }
        for (const { refused } of batch) refused(error)
      }
      if (broken !== undefined) for (const { refused } of queue.splice(0)) refused(broken.error)
    }
    running = undefined
  }

  return {
    waiting: () => queue.length,
    async submit(bytes) {
      if (broken !== undefined) throw broken.error
      const parsed = parseStatement(bytes)
      return new Promise((accepted, refused) => {
        const candidate = faultlessAgreementOf(parsed.statement, parts.store).then((agreement) => ({
          parsed,
          agreement,
        }))
        candidate.catch(() => {})
        const waiting = {
          bytes,
          leaf: leafHash(bytes),
          parsed,
          candidate,
          verdicts: new Map(),
          accepted,
          refused,
        }
        checkAhead(parts, waiting)
        queue.push(waiting)
        running ??= run()
      })
    },
    async idle() {
      await running
      if (running !== undefined) await this.idle()
    },
  }
}

/** Has the signatures checked while the batch before is still being written. The keys may turn out to be others. */
function checkAhead({ state, signatures }: SequencerParts, { parsed, verdicts }: Waiting): void {
  const index = state.book.size
  if (!isLogIndex(index)) return
  try {
    for (const job of signatureJobs(state.book.registry, index, parsed)) void signatures.check(verdicts, job)
  } catch (error) {
    if (!isProblem(error)) throw error
    // The key may be registered by a statement that still waits before this one; admission decides.
  }
}

function batchLength(queue: readonly Waiting[]): number {
  let bytes = 0
  let length = 0
  for (const waiting of queue.slice(0, MOST_IN_BATCH)) {
    bytes += waiting.bytes.length
    if (length > 0 && bytes > MOST_BATCH_BYTES) break
    length += 1
  }
  return length
}

/** @throws what the fold throws, after which the state cannot be relied on; all else goes to those who wait */
async function writeBatch(parts: SequencerParts, batch: readonly Waiting[]): Promise<void> {
  const mark = parts.state.book.mark()
  let written: Written | undefined
  try {
    written = await stored(parts, batch)
  } catch (error) {
    parts.state.book.goBack(mark)
    for (const { refused } of batch) refused(error)
    return
  }
  if (written === undefined) return
  const { judged, head, read } = written
  await parts.publisher.fold(judged.accepted.map(({ entry }) => entry))
  parts.publisher.announce(head.size - judged.accepted.length, head)
  for (const { waiting, entry } of judged.accepted) {
    inclusionProof(entry.index, head.size, read)
      .then((path) => waiting.accepted({ index: entry.index, path, head: head.note }))
      .catch(waiting.refused)
  }
}

type Written = { readonly judged: Judged; readonly head: StoredHead; readonly read: ReadHash }

/** Judges and stores the batch; `undefined` where nothing of it was accepted. Refusals are answered on the way. */
async function stored(parts: SequencerParts, batch: readonly Waiting[]): Promise<Written | undefined> {
  const { state, store } = parts
  for (let attempt = 1; ; attempt++) {
    const mark = state.book.mark()
    const { stamp, judged } = await stampedAndJudged(parts, batch)
    if (judged.accepted.every(({ waiting }) => waiting === stamp)) {
      // A clock reading with nothing after it says nothing.
      state.book.goBack(mark)
      answerRefused(judged)
      return undefined
    }
    const growth = grown(
      state.tree,
      judged.accepted.map(({ waiting }) => waiting.leaf),
    )
    const { size } = growth.tree.range
    const note = signTreeHead({ origin: parts.logSigner.name, size, root: growth.root }, parts.logSigner)
    const next = { size, root: growth.root, note }
    const entries = judged.accepted.map(({ waiting: { bytes, leaf, parsed } }) => {
      return { body: bytes, leaf, kind: parsed.statement.kind, author: parsed.statement.by[0] ?? '' }
    })
    if (await appended(store, { entries, tiles: growth.tiles, expected: state.head, next })) {
      state.head = next
      state.tree = growth.tree
      answerRefused(judged)
      return { judged, head: next, read: subtreeHashes(store, size, growth.tiles) }
    }
    state.book.goBack(mark)
    if (attempt === MOST_ATTEMPTS) throw problems.ledgerBusy({ waiting: batch.length })
    await parts.catchUp()
  }
}

async function stampedAndJudged(
  { state: { book }, store, signatures, clock, identity, stamper }: SequencerParts,
  batch: readonly Waiting[],
): Promise<{ readonly stamp: Waiting | undefined; readonly judged: Judged }> {
  const found = await store.findLeaves(batch.map(({ leaf }) => leaf))
  const known = new Map<string, number>()
  for (const [i, { leaf }] of batch.entries()) {
    const index = found[i]
    if (index !== undefined) known.set(toHex(leaf), index)
  }
  const now = clock()
  const operator = stamper()
  const stamp = operator === undefined ? undefined : clockReading(book, identity.log, operator, now)
  const all = stamp === undefined ? batch : [stamp, ...batch]
  return { stamp, judged: await judge({ book, identity, signatures, now, stored: known }, all) }
}

function answerRefused({ refused }: Judged): void {
  for (const { waiting, error } of refused) waiting.refused(error)
}

/**
 * Whether the batch is in the store; `false` where somebody else has moved the head.
 * @throws what the store throws, where the batch is not in it
 */
async function appended(store: LogStore, batch: Batch): Promise<boolean> {
  try {
    await store.append(batch)
    return true
  } catch (error) {
    if (isProblem(error) && error.code === 'head-moved') return false
    // A connection lost during the commit leaves it open whether it came to pass: only the head can tell.
    const head = await store.readHead().catch(() => undefined)
    if (sameHead(head, batch.next)) return true
    throw error
  }
}
