import { createAdaptorServer } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Server } from 'node:http'
import { problems } from '../../core/problem.ts'
import { createApp, type AppOptions } from './app.ts'
import type { Node } from './node.ts'
import { readerAddress } from './reader-address.ts'

export type Listening = AsyncDisposable & {
  /** Where it can be reached, such as `http://localhost:7016`. */
  readonly url: string
  readonly port: number
}

export type ServeOptions = Omit<AppOptions, 'addressOf' | 'now'> & {
  /** 0 takes any free port. */
  readonly port: number
  /** Only this machine, unless the operator opens it to others. */
  readonly host: string
  /** Proxies whose word on who asks is taken: see `readerAddress`. */
  readonly trustedProxies?: readonly string[] | undefined
}

/** How long requests under way may take to end once the server is told to stop. */
const LAST_REQUESTS_MS = 5000

/**
 * Listens until disposed. Disposing lets what is under way end, closes the live streams and then the sockets.
 * @throws Problem `port-in-use`, `parameter-malformed`
 */
export async function serve(node: Node, options: ServeOptions): Promise<Listening> {
  const whose = readerAddress(options.trustedProxies ?? [])
  const app = createApp(node, {
    ...options,
    now: () => performance.now(),
    addressOf: (context) => whose(getConnInfo(context).remote.address, context.req.header('x-forwarded-for')),
  })
  const server = createAdaptorServer({ fetch: app.fetch })
  if (!(server instanceof Server)) throw new RangeError('the adaptor was asked for a server of HTTP/1.1')
  // A reader that sends its request byte by byte must not hold a socket for ever.
  server.requestTimeout = 60_000
  server.headersTimeout = 20_000
  await listen(server, options)
  const port = portOf(server)
  return {
    url: `http://${named(options.host)}:${port}`,
    port,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        app.live.close()
        const impatient = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS)
        server.close(() => {
          clearTimeout(impatient)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}

function listen(server: Server, { port, host }: ServeOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? problems.portInUse({ port }) : error)
    })
    server.listen({ port, host }, () => resolve())
  })
}

function named(host: string): string {
  if (host === '127.0.0.1' || host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string')
    throw new RangeError('a server that listens has a port')
  return address.port
}
