import type { MessagePort, Worker } from 'node:worker_threads'
import { isProblem, Problem, problems, type ProblemCode } from '../../core/problem.ts'
import { isFatal, storeFull } from './database-errors.ts'
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

/**
 * Answers, in the thread of the store, what {@link storeInThread} asks.
 * @param end ends the thread: called where the database has ended, and would never answer again
 */
export function answerCalls(port: MessagePort, store: PackedStore, end: () => void): void {
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
      (error: unknown) => {
        port.postMessage(failed(id, error))
        if (isFatal(error)) end()
      },
    )
  })
}

function failed(id: number, error: unknown): Answer {
  const problem = isProblem(error) ? error : storeFull(error)
  if (problem === undefined) return { id, failure: error }
  // Classes do not cross threads: the Problem is made again on the other side.
  const { code, message, detail } = problem
  return { id, refusal: { code, message, detail } }
}

type Waiting = {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

/** A thread that answers, until it has ended. */
type Thread = {
  /** Why nothing can be asked of it any more. */
  ended: Error | undefined
  ask(call: Omit<Call, 'id'>, moved: readonly ArrayBufferLike[]): Promise<unknown>
  terminate(): Promise<unknown>
}

function threadOf(worker: Worker, folder: string): Thread {
  const waiting = new Map<number, Waiting>()
  let asked = 0
  const thread: Thread = {
    ended: undefined,
    ask: (call, moved) =>
      new Promise((resolve, reject) => {
        if (thread.ended !== undefined) return reject(thread.ended)
        const id = asked++
        waiting.set(id, { resolve, reject })
        const message: Call = { id, ...call }
        worker.postMessage(
          message,
          moved.filter((buffer) => buffer instanceof ArrayBuffer),
        )
      }),
    terminate: () => worker.terminate(),
  }
  const end = (because: string): void => {
    thread.ended ??= stopped(folder, because)
    for (const { reject } of waiting.values()) reject(thread.ended)
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
  worker.on('error', (error) => end(error instanceof Error ? error.message : String(error)))
  worker.on('exit', () => end('it has stopped'))
  return thread
}

function stopped(folder: string, because: string): Problem {
  return problems.storeUnreachable({
    url: folder,
    because,
    fix: 'try again: it is opened again by itself, and recovers what was acknowledged',
  })
}

/**
 * The store of a worker, as a store of this thread. Where the worker ends by itself, as PostgreSQL does when it can
 * write its log no more, the next call starts another. Disposing of the store closes the database and ends the worker.
 * @param start gives a worker that has its database open
 */
export async function storeInThread(folder: string, start: () => Promise<Worker>): Promise<LogStore> {
  let thread = threadOf(await start(), folder)
  let closed = false
  let restarting: Promise<Thread> | undefined
  const restarted = async (): Promise<Thread> => {
    try {
      // Never two on one folder, not even for a moment.
      await thread.terminate()
      thread = threadOf(await start(), folder)
      return thread
    } catch (error) {
      throw stopped(folder, error instanceof Error ? error.message : String(error))
    } finally {
      restarting = undefined
    }
  }
  const call = async <M extends keyof Calls>(
    method: M,
    given: Parameters<Calls[M]>,
    moved: readonly ArrayBufferLike[] = [],
  ): Promise<Awaited<ReturnType<Calls[M]>>> => {
    if (closed) throw new Error('the store is closed')
    const live = thread.ended === undefined ? thread : await (restarting ??= restarted())
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both ends of the port are this file
    return (await live.ask({ method, given }, moved)) as Awaited<ReturnType<Calls[M]>>
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
      if (closed) return
      if (thread.ended === undefined) await call('close', [])
      closed = true
      await thread.terminate()
    },
  }
}
