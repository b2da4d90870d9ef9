import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

/** Below this many bytes compressing costs more than it saves. */
const WORTH_COMPRESSING = 1400

/** What a request says about the copy that the reader already has, and the encodings it can take. */
export type Asked = { readonly ifNoneMatch: string | undefined; readonly acceptEncoding: string | undefined }

function takesGzip(asked: Asked): boolean {
  return (asked.acceptEncoding ?? '')
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .some((part) => /^gzip(?:;\s*q=(?!0(?:\.0*)?$).*)?$/.test(part))
}

function matches(asked: Asked, tag: string): boolean {
  // RFC 9110 §13.1.2: If-None-Match compares weakly, so a cache that weakened our tag still gets its 304.
  const given = (asked.ifNoneMatch ?? '').split(',').map((part) => part.trim().replace(/^W\//, ''))
  return given.includes('*') || given.includes(tag)
}

/** A strong entity tag over everything that an answer depends on. */
export function tagOf(...depends: readonly string[]): string {
  return createHash('sha256').update(depends.join('\n')).digest('base64url').slice(0, 22)
}

/**
 * A picture as JSON. The same log, question and encoding give the same bytes, so the tag is strong; `make` is not
 * called where the reader has them already.
 */
export async function answerPicture(
  asked: Asked,
  tag: string,
  make: () => Promise<unknown>,
): Promise<Response> {
  const gzip = takesGzip(asked)
  const headers = new Headers({ 'cache-control': 'no-cache', vary: 'accept-encoding' })
  const plainTag = `"${tag}"`
  const gzipTag = `"${tag}-gzip"`
  const met = [plainTag, ...(gzip ? [gzipTag] : [])].find((each) => matches(asked, each))
  if (met !== undefined) {
    headers.set('etag', met)
    return new Response(null, { status: 304, headers })
  }
  const plain = Buffer.from(JSON.stringify(await make()))
  headers.set('content-type', 'application/json')
  if (!gzip || plain.length < WORTH_COMPRESSING) {
    headers.set('etag', plainTag)
    return new Response(plain, { headers })
  }
  headers.set('etag', gzipTag)
  headers.set('content-encoding', 'gzip')
  return new Response(gzipSync(plain), { headers })
}

const FOR_EVER = 'public, max-age=31536000, immutable'

/** Bytes as they are. What is named by its digest, or cannot change any more, may be kept for ever. */
export function answerBytes(bytes: Uint8Array, mediaType: string, kept: 'for-ever' | 'not'): Response {
  return new Response(Buffer.from(bytes), {
    headers: { 'content-type': mediaType, 'cache-control': kept === 'for-ever' ? FOR_EVER : 'no-cache' },
  })
}
