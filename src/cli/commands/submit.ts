import { blobAccepted } from '../../core/api/posted.ts'
import { parseReceipt } from '../../core/log/receipt.ts'
import { refusalIn, fetchFrom } from '../reading/pictures.ts'
import { readGiven } from '../reading/statement-file.ts'
import { EXIT } from '../exit-codes.ts'
import type { Streams } from '../streams.ts'

export type SubmitOptions = {
  readonly to: string
  /** Hand the file in as a blob, to be named by a later statement. */
  readonly blob: boolean
  readonly json: boolean
}

/** Hands a signed statement in, and prints its receipt: the proof that it stands in the log. */
export async function submitCommand(file: string, options: SubmitOptions, streams: Streams): Promise<number> {
  const given = await readGiven(file)
  const [address, type] = options.blob
    ? ['/api/blobs', 'application/octet-stream']
    : ['/api/statements', 'text/plain']
  const response = await fetchFrom(options.to, address, {
    method: 'POST',
    headers: { 'content-type': type },
    body: Buffer.from(given),
  })
  if (!response.ok) throw refusalIn(await response.json(), response.status)
  if (options.blob) {
    const { sha256 } = blobAccepted.parse(await response.json())
    streams.out(options.json ? JSON.stringify({ sha256 }) : sha256)
    return EXIT.fine
  }
  const receipt = new Uint8Array(await response.arrayBuffer())
  const { index } = parseReceipt(receipt)
  if (options.json) streams.out(JSON.stringify({ index, receipt: new TextDecoder().decode(receipt) }))
  else {
    streams.bytes(receipt)
    streams.err(`In the log as entry ${index}. Keep the receipt: it proves so without any network.`)
  }
  return EXIT.fine
}
