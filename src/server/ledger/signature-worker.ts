import { parentPort } from 'node:worker_threads'
import { verifyWithNode } from './signature-rule.ts'
import type { CheckAnswer, CheckRequest } from './signatures.ts'

parentPort?.on('message', ({ id, jobs }: CheckRequest) => {
  const verdicts = jobs.map((job) => verifyWithNode(job.publicKey, job.message, job.signature))
  const answer: CheckAnswer = { id, verdicts }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  parentPort?.postMessage(answer)
})
