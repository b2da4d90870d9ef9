import { concat } from '../bytes/bytes.ts'
import { problems } from '../problem.ts'
import { decimal } from './log-index.ts'

/** Hashes in a full tile, entries in a full bundle (C2SP tlog-tiles). */
export const TILE_WIDTH = 256
/** The tile format's length prefix holds no more (C2SP tlog-tiles, “Log entries”). */
export const MOST_ENTRY_BYTES = 65_535

/** Which part of the tree: the `index`-th tile of `level`, as far as it is filled. */
export type TileId = {
  readonly level: number
  readonly index: number
  /** 1 to 256; below 256 the tile is partial. */
  readonly width: number
}

export type TilePath = TileId & { readonly kind: 'hash' | 'entries' }

/** `tile/0/x001/x234/067` or `tile/0/x001/x234/067.p/8`, relative to the log's address. */
export function tilePath(level: number, index: number, width: number = TILE_WIDTH): string {
  return `tile/${level}/${indexPath(index)}${partial(width)}`
}

/** `tile/entries/000` or `tile/entries/000.p/12`. */
export function entriesPath(index: number, width: number = TILE_WIDTH): string {
  return `tile/entries/${indexPath(index)}${partial(width)}`
}

function indexPath(index: number): string {
  const groups: string[] = []
  for (let rest = index; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`${groups.length === 0 ? '' : 'x'}${String(rest % 1000).padStart(3, '0')}`)
  }
  return groups.join('/')
}

function partial(width: number): string {
  return width === TILE_WIDTH ? '' : `.p/${width}`
}

const PATH = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/

/**
 * Reads a path of a hash tile or an entry bundle; entries have level 0.
 * @throws Problem `tile-path-malformed`, also where the same tile has another, canonical path
 */
export function parseTilePath(path: string): TilePath {
  const parts = PATH.exec(path)
  if (parts !== null) {
    const [, stem = '', groups = '', widthText] = parts
    const index = decimal(groups.replaceAll(/[x/]/g, '').replace(/^0+(?=\d)/, ''))
    const width = widthText === undefined ? TILE_WIDTH : Number(widthText)
    const kind = stem === 'entries' ? 'entries' : 'hash'
    const level = kind === 'entries' ? 0 : Number(stem)
    const canonical = kind === 'entries' ? entriesPath(index, width) : tilePath(level, index, width)
    if (level <= 63 && canonical === path && (widthText === undefined || width < TILE_WIDTH)) {
      return { kind, level, index, width }
    }
  }
  throw problems.tilePathMalformed({
    given: path.length > 120 ? `${path.slice(0, 117)}…` : path,
    fix: 'write it like tile/0/x001/x234/067, tile/1/000.p/17 or tile/entries/000.p/12',
  })
}

/** How wide the tile is in a tree of `size` entries; 0 where it is not there (C2SP tlog-tiles, “Partial Tiles”). */
export function tileWidth(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level)
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH))
}

/**
 * The bytes of an entry bundle: each entry after its length in two bytes, big-endian.
 * @throws Problem `entry-too-large`
 */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  return concat(
    ...entries.flatMap((entry) => {
      if (entry.length > MOST_ENTRY_BYTES) {
        throw problems.entryTooLarge({ bytes: entry.length, limit: MOST_ENTRY_BYTES })
      }
      return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry]
    }),
  )
}

/**
 * The entries of a bundle, in order.
 * @throws Problem `tile-malformed` where the bytes end inside an entry
 */
export function decodeBundle(bytes: Uint8Array): readonly Uint8Array[] {
  const entries: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const length = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
    const end = at + 2 + length
    if (at + 2 > bytes.length || end > bytes.length) {
      throw problems.tileMalformed({ because: `the bundle ends inside its entry ${entries.length}` })
    }
    entries.push(bytes.slice(at + 2, end))
    at = end
  }
  return entries
}
