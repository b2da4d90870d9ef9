import { sha256Hex } from '../../core/bytes/sha256.ts'
import { toHex } from '../../core/bytes/hex.ts'
import type { Finding } from '../../core/log/finding.ts'
import type { SignatureJob } from '../../core/log/log-check.ts'
import { isLogIndex, type LogIndex } from '../../core/log/log-index.ts'
import { isProblem } from '../../core/problem.ts'
import type { Entry } from '../../core/statement/entry.ts'
import type { Statement } from '../../core/statement/kinds.ts'
import { parseStatement } from '../../core/statement/parse.ts'
import { formatInstant, parseInstant, type Duration } from '../../core/time/instant.ts'
import { admit } from '../ledger/admit.ts'
import { agreementOf, namedBlob } from '../ledger/agreement-text.ts'
import type { Book, ClockReading } from '../ledger/book.ts'
import type { LogStore, NewEntry, SignatureChecker } from '../ledger/ports.ts'
import type { NextEntries } from './grow.ts'
import type { Line } from './line.ts'
import { Found, servedBlob } from './served-log.ts'

export type RuleBench = {
  readonly line: Line
  readonly store: LogStore
  readonly signatures: SignatureChecker
  readonly book: Book
  /** A statement that is dated this much before the clock reading that it stands after is remarked on. */
  readonly backDatedBy: Duration
}

/** Entries that the rules of the log let in, and what is to be remarked on them all the same. */
export type Ruled = {
  readonly entries: readonly Entry[]
  readonly stored: readonly NewEntry[]
  readonly remarks: readonly { readonly finding: Finding; readonly about: readonly number[] }[]
}

/** An entry that the log should never have let in; the entries that the finding speaks of are its evidence. */
export class Inadmissible extends Found {
  readonly about: readonly number[]

  constructor(finding: Finding, about: readonly number[]) {
    super(finding)
    this.about = about
  }
}

const CHECKED_TOGETHER = 256

// The log judged it by its own clock when it came. Ours may be slow: that would be our fault and look like the log's.
const WHENEVER = parseInstant('9999-12-31T23:59:59.999Z')

/**
 * Holds the next entries against the rules of the log as the ledger itself does: readable, from known keys, in the right
 * roles, signed, not there already. On success they are in the book; otherwise it is as before.
 * @throws Inadmissible; Found where a text is kept back; LineDown
 */
export async function ruleOn(bench: RuleBench, next: NextEntries): Promise<Ruled> {
  const { book, signatures } = bench
  const mark = book.mark()
  try {
    await checkDuplicates(bench.store, book.size, next)
    const ruled = {
      entries: [] as Entry[],
      stored: [] as NewEntry[],
      remarks: [] as Ruled['remarks'][number][],
    }
    const checks = signatureChecks(signatures)
    for (const [i, body] of next.bodies.entries()) {
      const index = book.size
      if (!isLogIndex(index)) throw new RangeError('a log has fewer than 2^53 entries')
      const { clock } = book
      const { statement, jobs: own } = await admittedEntry(bench, index, body)
      for (const job of own) checks.add(index, job)
      ruled.remarks.push(...remarks(index, statement, clock, bench.backDatedBy))
      const leaf = next.leaves[i]
      if (leaf === undefined) throw new RangeError('every body has a leaf')
      ruled.entries.push({ index, statement })
      ruled.stored.push({ body, leaf, kind: statement.kind, author: statement.by[0] ?? '' })
    }
    await checks.done()
    return ruled
  } catch (error) {
    book.goBack(mark)
    throw error
  }
}

/** Signatures that are checked in other threads while this one reads on. */
function signatureChecks(checker: SignatureChecker): {
  readonly add: (index: number, job: SignatureJob) => void
  /** @throws Inadmissible for the first that does not fit */
  readonly done: () => Promise<void>
} {
  let waiting: { readonly index: number; readonly job: SignatureJob }[] = []
  const underWay: Promise<void>[] = []
  const send = (): void => {
    const sent = waiting
    waiting = []
    const checked = checker.verifyMany(sent.map(({ job }) => job)).then((fits) => {
      const wrong = sent.find((_, i) => fits[i] !== true)
      if (wrong === undefined) return
      const { index, job } = wrong
      const { signer, keyId } = job
      throw new Inadmissible({ holds: false, why: 'signature-invalid', signer, keyId, index }, [index])
    })
    // Looked at in `done`; if the reading fails first, nobody does, and its own refusal counts.
    checked.catch(() => {})
    underWay.push(checked)
  }
  return {
    add(index, job) {
      waiting.push({ index, job })
      if (waiting.length >= CHECKED_TOGETHER) send()
    },
    async done() {
      send()
      for (const checked of underWay) await checked
    },
  }
}

async function checkDuplicates(store: LogStore, from: number, { leaves }: NextEntries): Promise<void> {
  const stored = await store.findLeaves(leaves)
  const here = new Map<string, number>()
  for (const [i, leaf] of leaves.entries()) {
    const index = from + i
    const first = stored[i] ?? here.get(toHex(leaf))
    if (first !== undefined) {
      throw new Inadmissible({ holds: false, why: 'entry-duplicated', index, first }, [first, index])
    }
    here.set(toHex(leaf), index)
  }
}

async function admittedEntry(
  { line, store, book }: RuleBench,
  index: number,
  body: Uint8Array,
): Promise<{ readonly statement: Statement; readonly jobs: readonly SignatureJob[] }> {
  try {
    const parsed = parseStatement(body)
    const { statement } = parsed
    const sha256 = namedBlob(statement)
    if (sha256 !== undefined && (await store.readBlob(sha256)) === undefined) {
      await store.putBlob(await servedBlob(line, sha256, sha256Hex))
    }
    const agreement = await agreementOf(statement, store)
    // Whoever holds the log's key founded it: a follower trusts that key, and takes the founder from the first entry.
    const founder = statement.kind === 'log-opened' ? statement.key : ''
    const identity = { log: book.registry.log ?? statement.log, founder }
    return { statement, jobs: admit(book, identity, { parsed, agreement }, WHENEVER) }
  } catch (error) {
    // That our own database does not answer says nothing about the entry.
    if (!isProblem(error) || error.code.startsWith('store-')) throw error
    const { code, message: because } = error
    // Who the co-chairs are, the first entry says: with it the evidence convicts by itself.
    const about = code === 'co-chair-missing' ? [0, index] : [index]
    throw new Inadmissible({ holds: false, why: 'entry-inadmissible', index, code, because }, about)
  }
}

function remarks(
  index: LogIndex,
  statement: Statement,
  clock: ClockReading | undefined,
  backDatedBy: Duration,
): Ruled['remarks'] {
  if (clock === undefined) return []
  const about = [clock.index, index]
  if (statement.kind === 'clock-read') {
    if (statement.readAt >= clock.readAt) return []
    const readAt = formatInstant(statement.readAt)
    const readBefore = formatInstant(clock.readAt)
    return [
      {
        finding: { holds: false, why: 'clock-went-back', index, readAt, before: clock.index, readBefore },
        about,
      },
    ]
  }
  const lateBy = clock.readAt - statement.saidAt
  if (lateBy < backDatedBy) return []
  const saidAt = formatInstant(statement.saidAt)
  const readAt = formatInstant(clock.readAt)
  const finding = {
    holds: false,
    why: 'statement-back-dated',
    index,
    saidAt,
    clock: clock.index,
    readAt,
    lateBy,
  } as const
  return [{ finding, about }]
}
