import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { promisify } from 'node:util'
import { tagOf } from './answer.ts'

const TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json'],
  ['.geojson', 'application/geo+json'],
  ['.webmanifest', 'application/manifest+json'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff', 'font/woff'],
  ['.woff2', 'font/woff2'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.pbf', 'application/x-protobuf'],
])
/** Already compressed: doing it again costs time and saves nothing. */
const DENSE = new Set(['.png', '.woff', '.woff2', '.ico'])
const ENCODERS = {
  br: (bytes: Uint8Array) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes: Uint8Array) => promisify(gzip)(bytes),
}
type Encoding = keyof typeof ENCODERS

type Kept = {
  readonly bytes: Uint8Array
  readonly type: string
  readonly tag: string
  readonly dense: boolean
}

/** The web app's files, each read and compressed once. An address that is no file is the app's own: it gets the page. */
export class StaticFiles {
  readonly #folder: string
  readonly #files = new Map<string, Promise<Kept | undefined>>()
  readonly #encoded = new Map<string, Promise<Uint8Array>>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The answer to a GET or HEAD; `undefined` where there is neither a file nor a page to fall back to. */
  async answer(request: Request, path: string): Promise<Response | undefined> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
    const own = await this.#file(path === '/' ? '/index.html' : path)
    if (own !== undefined) return this.#respond(request, path, own)
    if (/^\/(?:api|tile|blob)(?:\/|$)/.test(path)) return undefined
    // A missing script must not come back as a page, or the browser would report a type error instead of a 404.
    const asksForPage = request.headers.get('accept')?.includes('text/html') === true
    if (extname(path) !== '' && !asksForPage) return undefined
    const page = await this.#file('/index.html')
    return page === undefined ? undefined : this.#respond(request, '/index.html', page)
  }

  #file(path: string): Promise<Kept | undefined> {
    const known = this.#files.get(path)
    if (known !== undefined) return known
    const reading = readKept(this.#folder, path)
    // Only what exists is kept: an endless supply of wrong addresses would fill the memory.
    void reading.then((file) => file !== undefined && this.#files.set(path, reading))
    return reading
  }

  async #respond(request: Request, path: string, file: Kept): Promise<Response> {
    const encoding = file.dense ? undefined : encodingFor(request.headers.get('accept-encoding') ?? '')
    const etag = `"${file.tag}${encoding === undefined ? '' : `-${encoding}`}"`
    const headers = new Headers({
      'content-type': file.type,
      etag,
      vary: 'accept-encoding',
      // Vite puts a digest into the names under /assets/: such a file never changes.
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
    if (request.headers.get('if-none-match')?.includes(etag) === true) {
      return new Response(null, { status: 304, headers })
    }
    if (encoding === undefined) return new Response(Buffer.from(file.bytes), { headers })
    headers.set('content-encoding', encoding)
    return new Response(Buffer.from(await this.#compressed(file, encoding)), { headers })
  }

  #compressed(file: Kept, encoding: Encoding): Promise<Uint8Array> {
    const key = `${file.tag} ${encoding}`
    const known = this.#encoded.get(key)
    if (known !== undefined) return known
    const made = ENCODERS[encoding](file.bytes)
    this.#encoded.set(key, made)
    return made
  }
}

function encodingFor(accepted: string): Encoding | undefined {
  const given = accepted.split(',').map((part) => part.trim().toLowerCase())
  const takes = (name: string): boolean =>
    given.some(
      (part) => part === name || (/^\w+;\s*q=(?:1|0\.\d*[1-9])/.test(part) && part.startsWith(`${name};`)),
    )
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : undefined
}

async function readKept(folder: string, path: string): Promise<Kept | undefined> {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return undefined
  }
  const file = normalize(join(folder, decoded))
  if (!file.startsWith(folder + sep) || decoded.includes('\0')) return undefined
  try {
    if (!(await stat(file)).isFile()) return undefined
    const bytes = await readFile(file)
    const extension = extname(file)
    const type = TYPES.get(extension) ?? 'application/octet-stream'
    return { bytes, type, tag: tagOf(bytes.toString('latin1')), dense: DENSE.has(extension) }
  } catch {
    // Not there, or not ours to read: for the one who asks that is the same.
    return undefined
  }
}
