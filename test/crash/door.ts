import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export type Answer = { readonly status: number; readonly body: Uint8Array }
export type Asked = { readonly path: string; readonly post?: Uint8Array }

/** Somebody who asks a node over HTTP. */
export type Asker = {
  /** `undefined` where the connection was lost before the whole answer had come. */
  ask(port: number, asked: Asked): Promise<Answer | undefined>
  close(): void
}

/** A node takes a burst of 60 posts from one address, and then ten a second. */
const POSTS_FROM_ONE_ADDRESS = 50
let addresses = 0

/**
 * Every machine of the loopback network 127.0.0.0/8 is this one, so that a few clients can stand for many senders and
 * the node's own limits stay as shipped. Only Linux answers on all of them; elsewhere a sender waits when told to.
 */
function freshAgent(): Agent {
  addresses += 1
  const from = `127.${1 + (process.pid % 250)}.${(addresses >> 8) % 256}.${addresses % 256 || 1}`
  return new Agent({
    keepAlive: true,
    maxSockets: 1,
    ...(process.platform === 'linux' ? { localAddress: from } : {}),
  })
}

export function asker(): Asker {
  let agent = freshAgent()
  let posts = 0
  return {
    async ask(port, asked) {
      if (asked.post !== undefined && ++posts % POSTS_FROM_ONE_ADDRESS === 0) {
        agent.destroy()
        agent = freshAgent()
      }
      for (;;) {
        const answer = await once(agent, port, asked)
        if (answer?.status !== 429) return answer
        await sleep(1000)
      }
    },
    close: () => agent.destroy(),
  }
}

function once(agent: Agent, port: number, { path, post }: Asked): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const lost = (): void => resolve(undefined)
    const asking = request({
      agent,
      host: '127.0.0.1',
      port,
      path,
      method: post === undefined ? 'GET' : 'POST',
      headers: post === undefined ? {} : { 'content-type': 'text/plain', 'content-length': post.length },
    })
    asking.once('error', lost)
    asking.once('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.once('error', lost)
      response.once('close', () => {
        if (!response.complete) return lost()
        resolve({ status: response.statusCode ?? 0, body: Uint8Array.from(Buffer.concat(parts)) })
      })
    })
    asking.end(post)
  })
}
