import { z } from 'zod'
import { addressOf } from '../../core/api/address.ts'
import { problemView } from '../../core/api/log.ts'
import { routes, type Routes, type SchemaOf, type ViewRouteId } from '../../core/api/routes.ts'
import { Problem, problems, type ProblemCode, type Where } from '../../core/problem.ts'

type Given<S extends z.ZodType> = { readonly [K in keyof z.input<S>]: string | undefined }

/** Answers to the API's questions, whether a running jig gives them or a folder on this machine. */
export type Pictures = AsyncDisposable & {
  /** The answer as JSON, as it travels, and as values. @throws Problem as the API refuses */
  ask<K extends ViewRouteId>(
    id: K,
    params: Given<Routes[K]['params']>,
    query?: Partial<Given<Routes[K]['query']>>,
  ): Promise<{ readonly json: unknown; readonly view: z.output<SchemaOf<K>> }>
}

/** Answers to addresses such as `/api/log`. */
export type Fetch = (address: string) => Promise<Response>

/** Asks by way of `fetch`; `end` lets go of what answers. */
export function picturesFrom(fetch: Fetch, end: () => Promise<void> = async () => undefined): Pictures {
  return {
    async ask(id, params, query) {
      const response = await fetch(addressOf(id, params, query))
      const json: unknown = await response.json()
      if (!response.ok) throw refusalIn(json, response.status)
      const schema: z.ZodType = routes[id].answer.schema
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema is that of this route
      return { json, view: z.decode(schema, json) as z.output<SchemaOf<typeof id>> }
    },
    [Symbol.asyncDispose]: end,
  }
}

/** A refusal that travelled, as the Problem that it was. */
export function refusalIn(json: unknown, status: number): Problem {
  const read = problemView.safeParse(json)
  if (!read.success) {
    return problems.serverUnreachable({
      url: 'the given address',
      because: `it answered ${status} and no reason`,
    })
  }
  const { code, detail, where, fix } = read.data
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a newer server may know codes that this does not; “left out” and undefined are the same here
  return new Problem(code as ProblemCode, detail, { where: where as Where | undefined, fix })
}

/** Asks a running jig. */
export function picturesAt(url: string): Pictures {
  return picturesFrom((address) => fetchFrom(url, address))
}

/**
 * Fetches an address below a jig's own.
 * @throws Problem `server-unreachable`
 */
export async function fetchFrom(url: string, address: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(new URL(address.replace(/^\//, ''), url.endsWith('/') ? url : `${url}/`), init)
  } catch (error) {
    throw problems.serverUnreachable({
      url,
      because: reasonOf(error),
      fix: 'start it with jig serve, or name another with --url',
    })
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message
}
