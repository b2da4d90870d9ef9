/**
 * What a page of jig may do, told to the browser. Scripts, styles, workers, fonts and data come from this node alone.
 * `style-src` allows inline styles: MapLibre positions its marks, and React Aria its popovers, by style attributes, and
 * a style can neither run a script nor send anything anywhere while every other source is 'self'.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const EVERY_ANSWER: readonly (readonly [string, string])[] = [
  ['content-security-policy', CONTENT_SECURITY_POLICY],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=()'],
]

/** Puts the headers on that every answer carries. */
export function guard(headers: Headers): void {
  for (const [name, value] of EVERY_ANSWER) headers.set(name, value)
}

/** Lets pages of one other origin read from this node. Off unless the operator asks for it. */
export function allowOrigin(headers: Headers, allowed: string | undefined, given: string | undefined): void {
  if (allowed === undefined) return
  headers.append('vary', 'origin')
  if (allowed !== '*' && allowed !== given) return
  headers.set('access-control-allow-origin', allowed)
  headers.set('access-control-expose-headers', 'etag, location, retry-after')
}

/** The answer to a browser that asks before it posts (CORS preflight). */
export function preflight(allowed: string | undefined, given: string | undefined): Response {
  const headers = new Headers({
    'access-control-allow-methods': 'GET, HEAD, POST',
    'access-control-allow-headers': 'content-type, if-none-match, last-event-id',
    'access-control-max-age': '600',
  })
  allowOrigin(headers, allowed, given)
  return new Response(null, { status: 204, headers })
}
