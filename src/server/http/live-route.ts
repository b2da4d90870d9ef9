import { publishedEvent, type PublishedEvent } from '../../core/api/posted.ts'
import { write } from '../../core/api/write.ts'
import { problems } from '../../core/problem.ts'
import type { Node } from './node.ts'

/** Proxies cut a connection on which nothing is said for a minute or so. */
const BEAT_MS = 20_000
/** Readers that may listen at once; each holds a socket. */
const MOST_LISTENERS = 1000

/** Tells those who listen that the log has grown. Closes with the server: `close` ends every stream. */
export class LiveStreams {
  readonly #open = new Set<() => void>()
  readonly #node: Pick<Node, 'ledger'>
  #closed = false

  constructor(node: Pick<Node, 'ledger'>) {
    this.#node = node
  }

  /**
   * One reader's stream. It begins with where the log stands; a reader that was cut off says with Last-Event-ID how
   * far it had come, and is told what it missed.
   * @throws Problem `too-many-requests`
   */
  listen(request: Request): Response {
    if (this.#closed || this.#open.size >= MOST_LISTENERS) throw problems.tooManyRequests({ seconds: 30 })
    const { ledger } = this.#node
    const text = new TextEncoder()
    let stop = (): void => undefined
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const say = (words: string): void => controller.enqueue(text.encode(words))
        const published = (event: PublishedEvent): void =>
          say(
            `event: published\nid: ${event.size}\ndata: ${JSON.stringify(write(publishedEvent, event))}\n\n`,
          )
        const size = ledger.size()
        published({ from: resumedFrom(request, size), size })
        const off = ledger.onPublished((from, grown) => published({ from, size: grown }))
        const beat = setInterval(() => say(': still here\n\n'), BEAT_MS)
        const end = (): void => {
          off()
          clearInterval(beat)
          if (this.#open.delete(end)) controller.close()
        }
        stop = () => {
          this.#open.delete(end)
          end()
        }
        this.#open.add(end)
      },
      cancel: () => stop(),
    })
    request.signal.addEventListener('abort', () => stop())
    return new Response(stream, {
      headers: {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      },
    })
  }

  /** Ends every stream, so that the server can stop. */
  close(): void {
    this.#closed = true
    for (const end of this.#open) end()
  }
}

function resumedFrom(request: Request, size: number): number {
  const given = request.headers.get('last-event-id') ?? ''
  return /^(?:0|[1-9]\d{0,14})$/.test(given) ? Math.min(Number(given), size) : size
}
