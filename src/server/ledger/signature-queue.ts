import { toHex } from '../../core/bytes/hex.ts'
import type { SignatureJob } from '../../core/log/log-check.ts'
import type { SignatureChecker } from './ports.ts'

/** The verdicts on one statement's signatures, by the key that they were checked with. */
export type Verdicts = Map<string, Promise<boolean>>

/** Gathers what is asked for in one turn of the event loop and has it checked together. */
export type SignatureQueue = {
  /** Whether the signature fits; checked once for each key, however often it is asked for. */
  check(verdicts: Verdicts, job: SignatureJob): Promise<boolean>
}

export function signatureQueue(checker: SignatureChecker): SignatureQueue {
  type Asked = {
    readonly job: SignatureJob
    readonly answer: (fits: boolean) => void
    readonly fail: (error: unknown) => void
  }
  let asked: Asked[] = []
  const flush = async (): Promise<void> => {
    const now = asked
    asked = []
    try {
      const fits = await checker.verifyMany(now.map(({ job }) => job))
      for (const [i, { answer }] of now.entries()) answer(fits[i] === true)
    } catch (error) {
      for (const { fail } of now) fail(error)
    }
  }
  const ask = (job: SignatureJob): Promise<boolean> => {
    const verdict = new Promise<boolean>((answer, fail) => {
      if (asked.length === 0) setImmediate(() => void flush())
      asked.push({ job, answer, fail })
    })
    // Checked ahead of need; whoever needs it sees the failure, and nobody need come.
    verdict.catch(() => {})
    return verdict
  }
  return {
    check(verdicts, job) {
      const key = `${job.signer}+${toHex(job.publicKey)}`
      const known = verdicts.get(key) ?? ask(job)
      verdicts.set(key, known)
      return known
    },
  }
}
