import { problems } from '../../core/problem.ts'

/** So many at once, and so many a second on average: a bucket that fills as time passes. */
export type Rate = { readonly burst: number; readonly perSecond: number }

/** Addresses remembered at once. Beyond it the one that was seen longest ago is forgotten, so memory stays bounded. */
const MOST_ADDRESSES = 10_000

/** Hands out permission by address. Time comes in from outside, in milliseconds that never run back. */
export class RateLimit {
  readonly #rate: Rate
  readonly #now: () => number
  readonly #buckets = new Map<string, { left: number; at: number }>()

  constructor(rate: Rate, now: () => number) {
    this.#rate = rate
    this.#now = now
  }

  /** @throws Problem `too-many-requests`, with the seconds to wait */
  take(address: string): void {
    const key = network(address)
    const at = this.#now()
    const known = this.#buckets.get(key)
    this.#buckets.delete(key)
    const { burst, perSecond } = this.#rate
    const left =
      known === undefined ? burst : Math.min(burst, known.left + ((at - known.at) * perSecond) / 1000)
    const taken = left >= 1
    this.#buckets.set(key, { left: taken ? left - 1 : left, at })
    if (this.#buckets.size > MOST_ADDRESSES) {
      for (const oldest of this.#buckets.keys()) {
        this.#buckets.delete(oldest)
        break
      }
    }
    if (!taken) throw problems.tooManyRequests({ seconds: Math.max(1, Math.ceil((1 - left) / perSecond)) })
  }
}

/** One household has one IPv4 address, but 2^64 addresses of IPv6: those count as one. */
export function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length)
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...after]
  return `${all.slice(0, 4).join(':')}::/64`
}

/**
 * The whole body of a request, if it is of the right kind and not too long.
 * @throws Problem `media-type-unsupported`, `body-too-large`
 */
export async function readBody(request: Request, mediaType: string, limit: number): Promise<Uint8Array> {
  const given = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (mediaType !== '*/*' && given !== mediaType) {
    throw problems.mediaTypeUnsupported({
      given,
      expected: mediaType,
      fix: `send content-type: ${mediaType}`,
    })
  }
  // A length that is announced is refused before a byte of it is read.
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw problems.bodyTooLarge({ limit })
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of partsOf(request)) {
    length += part.length
    if (length > limit) throw problems.bodyTooLarge({ limit })
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}

async function* partsOf(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader()
  if (reader === undefined) return
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
  } finally {
    // Nothing more of a body that was refused is read.
    await reader.cancel()
  }
}
