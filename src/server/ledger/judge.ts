import { toHex } from '../../core/bytes/hex.ts'
import type { SignatureJob } from '../../core/log/log-check.ts'
import { isLogIndex } from '../../core/log/log-index.ts'
import { problems } from '../../core/problem.ts'
import type { Entry } from '../../core/statement/entry.ts'
import type { Instant } from '../../core/time/instant.ts'
import { admit, type Candidate, type LogIdentity } from './admit.ts'
import { checkOverlap } from './amendments.ts'
import type { Book } from './book.ts'
import type { SignatureQueue } from './signature-queue.ts'
import type { Waiting } from './waiting.ts'

export type Accepted = { readonly waiting: Waiting; readonly entry: Entry }
export type Refused = { readonly waiting: Waiting; readonly error: unknown }
export type Judged = { readonly accepted: readonly Accepted[]; readonly refused: readonly Refused[] }

export type Bench = {
  readonly book: Book
  readonly identity: LogIdentity
  readonly signatures: SignatureQueue
  readonly now: Instant
  /** For a leaf hash in hexadecimal the entry in the store that has it. */
  readonly stored: ReadonlyMap<string, number>
}

/**
 * Judges a batch in order, each statement against the log as the accepted ones before it leave it, and writes those
 * into the book. A key may be registered and used in one batch, so signatures are checked after a first passage; if one
 * does not fit, the passage is made again without it, since others may have leant on what it said.
 */
export async function judge(bench: Bench, batch: readonly Waiting[]): Promise<Judged> {
  const mark = bench.book.mark()
  const candidates = await Promise.all(batch.map(candidateOf))
  const unfit = new Map<Waiting, unknown>()
  for (;;) {
    const passage = onePassage(bench, candidates, unfit)
    const found = await Promise.all(passage.admitted.map((one) => misfit(bench.signatures, one)))
    const misfits = found.filter((one) => one !== undefined)
    if (misfits.length === 0) return { accepted: passage.admitted, refused: passage.refused }
    for (const { waiting, error } of misfits) unfit.set(waiting, error)
    bench.book.goBack(mark)
  }
}

type Fetched =
  | { readonly waiting: Waiting; readonly candidate: Candidate }
  | { readonly waiting: Waiting; readonly error: unknown }

async function candidateOf(waiting: Waiting): Promise<Fetched> {
  try {
    return { waiting, candidate: await waiting.candidate }
  } catch (error) {
    return { waiting, error }
  }
}

type Admitted = Accepted & { readonly jobs: readonly SignatureJob[] }

function onePassage(
  { book, identity, now, stored }: Bench,
  batch: readonly Fetched[],
  unfit: ReadonlyMap<Waiting, unknown>,
): { readonly admitted: readonly Admitted[]; readonly refused: readonly Refused[] } {
  const admitted: Admitted[] = []
  const refused: Refused[] = []
  const here = new Map<string, number>()
  for (const fetched of batch) {
    const { waiting } = fetched
    try {
      if (unfit.has(waiting)) throw unfit.get(waiting)
      if ('error' in fetched) throw fetched.error
      const leaf = toHex(waiting.leaf)
      const twin = stored.get(leaf) ?? here.get(leaf)
      if (twin !== undefined) throw problems.duplicateStatement({ index: twin })
      const index = book.size
      if (!isLogIndex(index)) throw new RangeError('a log has fewer than 2^53 entries')
      checkOverlap(book, waiting.parsed.statement)
      const jobs = admit(book, identity, fetched.candidate, now)
      here.set(leaf, index)
      admitted.push({ waiting, entry: { index, statement: waiting.parsed.statement }, jobs })
    } catch (error) {
      refused.push({ waiting, error })
    }
  }
  return { admitted, refused }
}

async function misfit(signatures: SignatureQueue, { waiting, jobs }: Admitted): Promise<Refused | undefined> {
  const fits = await Promise.all(jobs.map((job) => signatures.check(waiting.verdicts, job)))
  const job = jobs[fits.indexOf(false)]
  if (job === undefined) return undefined
  const error = problems.signatureInvalid({
    signer: job.signer,
    where: { line: 3 + jobs.indexOf(job) },
    fix: 'sign exactly the line that is sent, with the registered key',
  })
  return { waiting, error }
}
