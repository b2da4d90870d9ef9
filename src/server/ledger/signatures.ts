import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { SignatureJob } from '../../core/log/log-check.ts'
import type { SignatureChecker } from './ports.ts'
import { verifyWithNode } from './signature-rule.ts'

/** Jobs that one worker takes at a time: enough that the message costs nothing beside them, few enough to share out. */
const CHUNK = 32

export type CheckRequest = { readonly id: number; readonly jobs: readonly SignatureJob[] }
export type CheckAnswer = { readonly id: number; readonly verdicts: readonly boolean[] }

/** Checks in this thread. Slower, and blocks; for tests and small tools. */
export function inlineSignatures(): SignatureChecker {
  return {
    verifyMany: async (jobs) => jobs.map((job) => verifyWithNode(job.publicKey, job.message, job.signature)),
    async [Symbol.asyncDispose]() {},
  }
}

/**
 * Checks in worker threads, by default one for each processor but one. The workers run the compiled code: started from
 * TypeScript sources (as tests are) there is none, and the checks run inline.
 */
export function signaturePool(workers: number = Math.max(1, availableParallelism() - 1)): SignatureChecker {
  const url = new URL('./signature-worker.js', import.meta.url)
  if (import.meta.url.endsWith('.ts')) return inlineSignatures()
  return workerSignatures(Array.from({ length: workers }, () => new Worker(url)))
}

type Waiting = {
  readonly resolve: (verdicts: readonly boolean[]) => void
  readonly reject: (error: unknown) => void
}

function workerSignatures(workers: readonly Worker[]): SignatureChecker {
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let broken: unknown
  const breakDown = (error: unknown): void => {
    broken = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  for (const worker of workers) {
    worker.on('message', ({ id, verdicts }: CheckAnswer) => {
      waiting.get(id)?.resolve(verdicts)
      waiting.delete(id)
    })
    worker.on('error', breakDown)
  }
  const ask = (jobs: readonly SignatureJob[]): Promise<readonly boolean[]> =>
    new Promise((resolve, reject) => {
      if (broken !== undefined) return reject(broken)
      const id = asked++
      waiting.set(id, { resolve, reject })
      const request: CheckRequest = { id, jobs }
      workers[id % workers.length]?.postMessage(request)
    })
  return {
    async verifyMany(jobs) {
      const chunks: Promise<readonly boolean[]>[] = []
      for (let at = 0; at < jobs.length; at += CHUNK) chunks.push(ask(jobs.slice(at, at + CHUNK)))
      return (await Promise.all(chunks)).flat()
    },
    async [Symbol.asyncDispose]() {
      breakDown(new Error('the signature checker is closed'))
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
