import { setTimeout as sleep } from 'node:timers/promises'

/** The line to another node is down, or that node cannot answer now. No finding follows from it: one tries again. */
export class LineDown extends Error {
  override readonly name = 'LineDown'
}

/** The way to another node. */
export type Line = {
  readonly url: string
  /**
   * What it hands out at a path below its address; `undefined` where it answers that there is nothing.
   * @throws LineDown
   */
  readonly read: (path: string) => Promise<Uint8Array | undefined>
  /** The answer, read whole. @throws LineDown, also for an answer that asks to try again later (429, 5xx) */
  readonly post: (path: string, mediaType: string, body: Uint8Array) => Promise<Response>
  /** An answer that goes on, as live events do. @throws LineDown */
  readonly open: (path: string, signal: AbortSignal) => Promise<Response>
}

export type LineOptions = {
  readonly fetch?: typeof fetch
  /** How long one answer may take, to its last byte. */
  readonly patienceMs?: number
  /** Ends everything under way. */
  readonly signal?: AbortSignal
}

const MOST_PAUSES = 10
const PATIENCE_MS = 20_000
/** A bundle of 256 entries, each as large as an entry may be, and its lengths; nothing that is read is larger. */
const MOST_BYTES = 256 * 65_537

/** The line to a node at an address. */
export function lineTo(url: string, options: LineOptions = {}): Line {
  const { fetch: get = fetch, patienceMs = PATIENCE_MS, signal } = options
  const base = url.endsWith('/') ? url : `${url}/`
  /** Runs one exchange, to the last byte of the answer, under the time limit of this line. */
  const inTime = async <T>(run: (limit: AbortSignal) => Promise<T>): Promise<T> => {
    const limit = new AbortController()
    const end = (): void => limit.abort(new Error('the line was ended'))
    // Not AbortSignal.timeout: Node 20 collects one that only AbortSignal.any refers to, and it then never aborts.
    const timer = setTimeout(
      () => limit.abort(new Error(`no whole answer within ${patienceMs} ms`)),
      patienceMs,
    )
    if (signal?.aborted === true) end()
    signal?.addEventListener('abort', end)
    try {
      return await run(limit.signal)
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
    }
  }
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    try {
      return await get(new URL(path, base), { redirect: 'error', ...init })
    } catch (error) {
      throw new LineDown(`${url} does not answer: ${reasonOf(error)}`, { cause: error })
    }
  }
  /** The answer with its body already here: whoever reads it waits for nobody. */
  const whole = (path: string, init: RequestInit): Promise<Response> =>
    inTime(async (limit) => {
      const response = await ask(path, { ...init, signal: limit })
      const { status, headers } = response
      try {
        const body = await wholeBody(response, limit)
        return new Response(body.length === 0 ? null : Buffer.from(body), { status, headers })
      } catch (error) {
        throw new LineDown(`${url} broke off in ${path}: ${reasonOf(error)}`, { cause: error })
      }
    })
  return {
    url,
    async read(path) {
      let answer = await whole(path, {})
      for (let again = 1; answer.status === 429 && again <= MOST_PAUSES; again++) {
        await pause(answer, signal)
        answer = await whole(path, {})
      }
      if (answer.status === 404 || answer.status === 410) return undefined
      if (!answer.ok) throw new LineDown(`${url} answered ${answer.status} for ${path}`)
      return new Uint8Array(await answer.arrayBuffer())
    },
    async post(path, mediaType, body) {
      const answer = await whole(path, {
        method: 'POST',
        headers: { 'content-type': mediaType },
        body: Buffer.from(body),
      })
      if (answer.status === 429 || answer.status >= 500) {
        throw new LineDown(`${url} answered ${answer.status} for ${path}`)
      }
      return answer
    },
    open: (path, until) =>
      ask(path, { signal: signal === undefined ? until : AbortSignal.any([until, signal]) }),
  }
}

/** Waits as long as the other node asks for, and at most ten seconds: it has more to do than to serve us. */
async function pause(response: Response, signal: AbortSignal | undefined): Promise<void> {
  const seconds = Number(response.headers.get('retry-after') ?? 1)
  const ms = Math.min(10, Number.isFinite(seconds) && seconds > 0 ? seconds : 1) * 1000
  await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => {})
}

async function wholeBody(response: Response, limit: AbortSignal): Promise<Uint8Array> {
  const reader = response.body?.getReader()
  // Once the answer has begun, Node 20 may have forgotten the signal of the request: the reading is ended from here.
  limit.addEventListener('abort', () => void reader?.cancel().catch(() => {}))
  const parts: Uint8Array[] = []
  let length = 0
  for (;;) {
    const part = await reader?.read()
    limit.throwIfAborted()
    if (part?.value === undefined) return new Uint8Array(Buffer.concat(parts))
    length += part.value.length
    if (length > MOST_BYTES) {
      await reader?.cancel()
      throw new Error(`more than ${MOST_BYTES} bytes`)
    }
    parts.push(part.value)
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code
  return error.message
}
