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
  /** @throws LineDown, also for an answer that asks to try again later (429, 5xx) */
  readonly post: (path: string, mediaType: string, body: Uint8Array) => Promise<Response>
  /** An answer that goes on, as live events do. @throws LineDown */
  readonly open: (path: string, signal: AbortSignal) => Promise<Response>
}

export type LineOptions = {
  readonly fetch?: typeof fetch
  /** How long one answer may take. */
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
  const limits = (): AbortSignal => {
    const timeout = AbortSignal.timeout(patienceMs)
    return signal === undefined ? timeout : AbortSignal.any([timeout, signal])
  }
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    try {
      return await get(new URL(path, base), { redirect: 'error', ...init })
    } catch (error) {
      throw new LineDown(`${url} does not answer: ${reasonOf(error)}`, { cause: error })
    }
  }
  return {
    url,
    async read(path) {
      let response = await ask(path, { signal: limits() })
      for (let again = 1; response.status === 429 && again <= MOST_PAUSES; again++) {
        await response.body?.cancel()
        await pause(response, signal)
        response = await ask(path, { signal: limits() })
      }
      if (response.status === 404 || response.status === 410) return undefined
      if (!response.ok) throw new LineDown(`${url} answered ${response.status} for ${path}`)
      try {
        return await wholeBody(response)
      } catch (error) {
        throw new LineDown(`${url} broke off in ${path}: ${reasonOf(error)}`, { cause: error })
      }
    },
    async post(path, mediaType, body) {
      const response = await ask(path, {
        method: 'POST',
        headers: { 'content-type': mediaType },
        body: Buffer.from(body),
        signal: limits(),
      })
      if (response.status === 429 || response.status >= 500) {
        throw new LineDown(`${url} answered ${response.status} for ${path}`)
      }
      return response
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

async function wholeBody(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  if (response.body !== null) {
    const body: AsyncIterable<Uint8Array> = response.body
    for await (const part of body) {
      length += part.length
      if (length > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes`)
      parts.push(part)
    }
  }
  return new Uint8Array(Buffer.concat(parts))
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code
  return error.message
}
