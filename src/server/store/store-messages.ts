import type { MessagePort, Worker } from 'node:worker_threads'
import { isProblem, Problem, type ProblemCode } from '../../core/problem.ts'
import { packed, packedBatch, unpacked, type Packed } from './packed-batch.ts'
import type { LogStore } from '../ledger/ports.ts'
import type { PackedStore } from './sql-store.ts'

/** What is asked of a store in another thread; `close` ends it. */
type Calls = {
  readHead: PackedStore['readHead']
  appendPacked: PackedStore['appendPacked']
  readEntries(from: number, limit: number): Promise<Packed>
  findLeaves: PackedStore['findLeaves']
  readTile: PackedStore['readTile']
  putBlob: PackedStore['putBlob']
  readBlob: PackedStore['readBlob']
  blobNames: PackedStore['blobNames']
  close(): Promise<void>
}

type Call = { readonly id: number; readonly method: keyof Calls; readonly given: readonly unknown[] }
type Answer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly refusal: Refusal }
  | { readonly id: number; readonly failure: unknown }
type Refusal = { readonly code: ProblemCode; readonly message: string; readonly detail: Problem['detail'] }

/** Answers, in the thread of the store, what {@link storeInThread} asks. */
export function answerCalls(port: MessagePort, store: PackedStore): void {
  const calls: Calls = {
    ...store,
    readEntries: async (from, limit) => packed(await store.readEntries(from, limit)),
    close: async () => store[Symbol.asyncDispose](),
  }
  port.on('message', ({ id, method, given }: Call) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both ends of the port are this file
    const work = calls[method] as (...given: readonly unknown[]) => Promise<unknown>
    work(...given).then(
      (result) => port.postMessage({ id, result } satisfies Answer),
      (error: unknown) => port.postMessage(failed(id, error)),
    )
  })
}

function failed(id: number, error: unknown): Answer {
  if (!isProblem(error)) return { id, failure: error }
  // Classes do not cross threads: the Problem is made again on the other side.
  return { id, refusal: { code: error.code, message: error.message, detail: error.detail } }
}

type Waiting = {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

/** The store of a worker, as a store of this thread. Disposing of it closes the database and ends the worker. */
export function storeInThread(worker: Worker): LogStore {
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let ended: Error | undefined
  const end = (error: Error): void => {
    ended = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.on('message', (answer: Answer) => {
    const call = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('refusal' in answer) {
      const { code, message, detail } = answer.refusal
      call?.reject(new Problem(code, message, detail))
    } else if ('failure' in answer) call?.reject(answer.failure)
    else call?.resolve(answer.result)
  })
  worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', () => end(ended ?? new Error('the store is closed')))

  const call = <M extends keyof Calls>(
    method: M,
    given: Parameters<Calls[M]>,
    moved: readonly ArrayBufferLike[] = [],
  ): ReturnType<Calls[M]> => {
    const answered = new Promise((resolve, reject) => {
      if (ended !== undefined) return reject(ended)
      const id = asked++
      waiting.set(id, { resolve, reject })
      const message: Call = { id, method, given }
      worker.postMessage(
        message,
        moved.filter((buffer) => buffer instanceof ArrayBuffer),
      )
    })
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both ends of the port are this file
    return answered as ReturnType<Calls[M]>
  }

  return {
    readHead: () => call('readHead', []),
    append: (batch) => {
      const whole = packedBatch(batch)
      return call(
        'appendPacked',
        [whole],
        [whole.leaves.buffer, whole.bodies.bytes.buffer, whole.tiles.hashes.bytes.buffer],
      )
    },
    readEntries: async (from, limit) => unpacked(await call('readEntries', [from, limit])),
    findLeaves: (leaves) => call('findLeaves', [leaves]),
    readTile: (level, index, width) => call('readTile', [level, index, width]),
    putBlob: (bytes) => call('putBlob', [bytes]),
    readBlob: (sha256) => call('readBlob', [sha256]),
    blobNames: () => call('blobNames', []),
    async [Symbol.asyncDispose]() {
      if (ended === undefined) await call('close', [])
      await worker.terminate()
    },
  }
}
