import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { openApi } from '../../core/api/openapi.ts'
import { routes, type Route, type RouteId } from '../../core/api/routes.ts'
import { problems } from '../../core/problem.ts'
import { answerPicture, tagOf } from './answer.ts'
import { companyRoutes } from './company-routes.ts'
import { agreementRoutes } from './agreement-routes.ts'
import type { Asking, Handlers } from './handlers.ts'
import { allowOrigin, guard, preflight } from './headers.ts'
import { incidentRoutes } from './incident-routes.ts'
import { readBody, RateLimit, type Rate } from './limits.ts'
import { LiveStreams } from './live-route.ts'
import { logRoutes } from './log-routes.ts'
import type { Node } from './node.ts'
import { refuse } from './refuse.ts'
import { statementRoutes } from './statement-routes.ts'
import { statusOf } from './statuses.ts'
import type { StaticFiles } from './static-files.ts'

export type AppOptions = {
  /** What `/openapi.json` says, and part of every entity tag: another version may draw another picture. */
  readonly version: string
  /** Pages of this origin may read from here; nobody else's may. */
  readonly cors?: string | undefined
  /** The web app; without it there is the API alone. */
  readonly files?: StaticFiles | undefined
  /** Limits for one address. A handful of tiles or pages at once is a reader; thousands a second is not. */
  readonly reads?: Rate
  readonly posts?: Rate
  /** Milliseconds that never run back. */
  readonly now: () => number
  /** Whose request it is; `undefined` where that cannot be known, as inside one process. */
  readonly addressOf: (context: Context) => string | undefined
  /** Told about bugs; the outside learns only that there was one. */
  readonly onFault: (error: unknown) => void
}

export type App = { readonly fetch: Hono['fetch']; readonly live: LiveStreams }

const READS: Rate = { burst: 600, perSecond: 100 }
const POSTS: Rate = { burst: 60, perSecond: 10 }

/** Everything a node answers over HTTP, from the one table of routes. */
export function createApp(node: Node, options: AppOptions): App {
  const live = new LiveStreams(node)
  const limits = {
    get: new RateLimit(options.reads ?? READS, options.now),
    post: new RateLimit(options.posts ?? POSTS, options.now),
  }
  const handlers = handlersOf(live, options.version)
  const app = new Hono()
  app.use(async (context, next) => {
    await next()
    guard(context.res.headers)
    allowOrigin(context.res.headers, options.cors, context.req.header('origin'))
  })
  app.onError((error) => refuse(error, options.onFault))
  for (const [id, route] of entries()) {
    const path = honoPath(route.path)
    app.on(route.method, path, async (context) => {
      const address = options.addressOf(context)
      if (address !== undefined && id !== 'health') limits[route.method].take(address)
      const asking = await readRequest(route, context)
      return answer(id, route, node, handlers, asking, options.version)
    })
    app.all(path, (context) => {
      if (context.req.method === 'OPTIONS' && options.cors !== undefined) {
        return preflight(options.cors, context.req.header('origin'))
      }
      const allowed = route.method === 'get' ? ['GET', 'HEAD'] : ['POST']
      throw problems.methodNotAllowed({ method: context.req.method, allowed })
    })
  }
  app.notFound(async (context) => {
    const file = await options.files?.answer(context.req.raw, context.req.path)
    if (file !== undefined) return file
    return refuse(problems.notFound({ what: context.req.path }), options.onFault)
  })
  return { fetch: app.fetch, live }
}

/** The table as pairs. Object.entries forgets which names a table has. */
function entries(): readonly (readonly [RouteId, Route])[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the names are the keys of this very table
  return Object.entries(routes) as readonly (readonly [RouteId, Route])[]
}

function handlersOf(live: LiveStreams, version: string): Handlers {
  const description = Buffer.from(JSON.stringify(openApi(statusOf, version)))
  return {
    ...logRoutes,
    ...statementRoutes,
    ...companyRoutes,
    ...agreementRoutes,
    ...incidentRoutes,
    live: (_, { request }) => live.listen(request),
    health: () => new Response('ok\n', { headers: { 'cache-control': 'no-store' } }),
    openapi: () =>
      new Response(description, {
        headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' },
      }),
  }
}

/** `/api/entries/{index}` as Hono writes it; `{path}` takes the rest of the address. */
function honoPath(path: string): string {
  return path.replace('{path}', ':path{.+}').replaceAll(/\{(\w+)\}/g, ':$1')
}

/**
 * Reads a request by its route.
 * @throws Problem `parameter-malformed`, `media-type-unsupported`, `body-too-large`
 */
async function readRequest(route: Route, context: Context): Promise<Asking<RouteId>> {
  const query: Record<string, string> = {}
  for (const [name, values] of Object.entries(context.req.queries())) {
    const [value = '', second] = values
    if (second !== undefined) throw problems.parameterMalformed({ name, because: 'it is given twice' })
    query[name] = value
  }
  const { takes } = route
  const asking = {
    params: readParameters(route.params, context.req.param()),
    query: readParameters(route.query, query),
    body:
      takes === undefined ? new Uint8Array() : await readBody(context.req.raw, takes.mediaType, takes.limit),
    request: context.req.raw,
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- params and query were read by the schemas of this route
  return asking as Asking<RouteId>
}

function readParameters(schema: z.ZodType, given: Readonly<Record<string, string>>): unknown {
  const read = schema.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  if (issue?.code === 'unrecognized_keys') {
    const shape = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
    throw problems.parameterMalformed({
      name: issue.keys.join(', '),
      because: 'there is no such parameter here',
      fix: shape.length === 0 ? 'leave it out' : `use ${shape.join(', ')}`,
    })
  }
  const name = issue?.path.join('.') ?? ''
  throw problems.parameterMalformed({
    name,
    because: `“${given[name] ?? ''}” does not fit`,
    where: { path: name },
    fix: issue?.message,
  })
}

/** Each handler is typed by its own route; which of them stands at `id` only the loop over the table knows. */
function handlerAt(handlers: Handlers, id: RouteId): (node: Node, asking: Asking<RouteId>) => unknown {
  return handlers[id]
}

async function answer(
  id: RouteId,
  route: Route,
  node: Node,
  handlers: Handlers,
  asking: Asking<RouteId>,
  version: string,
): Promise<Response> {
  const handle = handlerAt(handlers, id)
  const kind = route.answer
  if (kind.is !== 'view') {
    const answered = await handle(node, asking)
    if (answered instanceof Response) return answered
    throw new RangeError(`${id} gave no response`)
  }
  // What a handler gives has the type of its route's schema: `Handlers` sees to that.
  const encode = (value: unknown): unknown => z.encode(kind.schema, value)
  if (route.method === 'post') {
    return Response.json(encode(await handle(node, asking)), { status: route.status })
  }
  const { headers } = asking.request
  const asked = {
    ifNoneMatch: headers.get('if-none-match') ?? undefined,
    acceptEncoding: headers.get('accept-encoding') ?? undefined,
  }
  if (route.changesByItself === true) {
    const view = encode(await handle(node, asking))
    return answerPicture(asked, tagOf(version, JSON.stringify(view)), async () => view)
  }
  // The head stands for every entry under it; an answer made while the log grows keeps the tag of what came before.
  const head = Buffer.from(node.ledger.head()).toString('base64')
  const tag = tagOf(version, head, canonicalAddress(asking.request.url))
  return answerPicture(asked, tag, async () => encode(await handle(node, asking)))
}

function canonicalAddress(url: string): string {
  const { pathname, searchParams } = new URL(url)
  searchParams.sort()
  return `${pathname}?${searchParams.toString()}`
}
