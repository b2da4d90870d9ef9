import { z } from 'zod'
import { problemView, type ProblemView } from '../../core/api/log.ts'

/** The server said no, by name (RFC 9457). */
export class Refused extends Error {
  readonly problem: ProblemView
  constructor(problem: ProblemView) {
    super(problem.detail)
    this.problem = problem
  }
}

/** No answer, or one that is not what the schema says: the reader can only try again or tell the operator. */
export class Unreadable extends Error {
  readonly why: 'unreachable' | 'not-understood'
  constructor(why: 'unreachable' | 'not-understood', cause: unknown) {
    super(why, { cause })
    this.why = why
  }
}

type Remembered = { readonly tag: string; readonly body: unknown }
/** Answers that can be asked for again by their ETag; the oldest goes first. */
const remembered = new Map<string, Remembered>()
const MOST_REMEMBERED = 64

/**
 * Fetches a path and reads it by its schema, so that nothing on the screen has a shape that nobody checked.
 * @throws Refused, Unreadable; an `AbortError` where `signal` stopped it
 */
export async function fetchView<S extends z.ZodType>(
  schema: S,
  path: string,
  signal: AbortSignal,
): Promise<z.output<S>> {
  const before = remembered.get(path)
  const headers = new Headers({ accept: 'application/json' })
  if (before !== undefined) headers.set('if-none-match', before.tag)
  const response = await reach(path, { signal, headers })
  if (response.status === 304 && before !== undefined) return understood(schema, before.body)
  if (!response.ok) throw await refusal(response)
  const body = await bodyOf(response)
  const value = understood(schema, body)
  const tag = response.headers.get('etag')
  if (tag !== null) {
    remembered.delete(path)
    remembered.set(path, { tag, body })
    const oldest = remembered.keys().next()
    if (remembered.size > MOST_REMEMBERED && oldest.done !== true) remembered.delete(oldest.value)
  }
  return value
}

/** Fetches bytes or text as they are. @throws Refused, Unreadable */
export async function fetchPlain(path: string, signal: AbortSignal): Promise<Response> {
  const response = await reach(path, { signal })
  if (!response.ok) throw await refusal(response)
  return response
}

async function reach(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(path, request)
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new Unreadable('unreachable', cause)
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new Unreadable('not-understood', cause)
  }
}

function understood<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const read = z.safeParse(schema, body)
  if (read.success) return read.data
  throw new Unreadable('not-understood', read.error)
}

async function refusal(response: Response): Promise<Error> {
  const read = problemView.safeParse(await bodyOf(response).catch(() => undefined))
  if (read.success) return new Refused(read.data)
  return new Unreadable(response.status >= 500 ? 'unreachable' : 'not-understood', read.error)
}
