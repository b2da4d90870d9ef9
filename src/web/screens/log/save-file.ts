import { concat } from '../../../core/bytes/bytes.ts'
import { entriesPath, TILE_WIDTH, tileWidth } from '../../../core/log/tiles.ts'
import { fetchPlain } from '../../data/fetch-view.ts'

/** Hands a text to the reader as a file. */
export function saveText(name: string, text: string): void {
  save(name, new Blob([text], { type: 'text/plain' }))
}

/** Hands over all entries as one file: the bundles of C2SP tlog-tiles, one after the other. @throws Refused, Unreadable */
export async function saveLog(log: string, size: number): Promise<void> {
  const bundles: Uint8Array[] = []
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    // One after the other: the whole log at once would be asked of a server that others read too.
    // eslint-disable-next-line no-await-in-loop
    const response = await fetchPlain(
      `/${entriesPath(index, tileWidth(0, index, size))}`,
      new AbortController().signal,
    )
    // eslint-disable-next-line no-await-in-loop
    bundles.push(new Uint8Array(await response.arrayBuffer()))
  }
  save(
    `${log}.entries`,
    new Blob([Uint8Array.from(concat(...bundles))], { type: 'application/octet-stream' }),
  )
}

function save(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
