import { z } from 'zod'
import { toBase64 } from '../../core/bytes/base64.ts'
import type { Signer } from '../../core/bytes/ed25519.ts'
import type { Sha256 } from '../../core/bytes/sha256.ts'
import { fromUtf8, utf8 } from '../../core/bytes/utf8.ts'
import { leafHash } from '../../core/log/merkle.ts'
import { formatNote, signNote } from '../../core/log/signed-note.ts'
import { sha256Hex } from '../../core/statement/fields.ts'
import { formatInstant } from '../../core/time/instant.ts'
import type { Clock } from '../ledger/ports.ts'
import { LineDown, type Line } from './line.ts'
import type { NodeFiles } from './node-files.ts'

const heldItem = z.discriminatedUnion('kind', [
  /** A statement as its authors signed it. */
  z.object({ kind: z.literal('statement'), place: z.int(), heldAt: z.iso.datetime(), note: z.string() }),
  /** A text that a later statement names; its bytes are in the store. */
  z.object({ kind: z.literal('blob'), place: z.int(), heldAt: z.iso.datetime(), sha256: sha256Hex }),
])
type HeldItem = z.output<typeof heldItem>

/** What an author is told: the statement is on this node's disk, at this place in the order of delivery. */
export type Held = {
  readonly place: number
  readonly heldAt: string
  /** The node's own signature over place, time and leaf hash; `undefined` where the node has no key. */
  readonly proof: string | undefined
}

/** What became of one delivery. */
export type Delivery =
  | { readonly is: 'delivered'; readonly place: number }
  | { readonly is: 'refused'; readonly place: number; readonly because: string }

/** Statements handed in while the shared node cannot be reached: on disk, in order, until it has taken them. */
export type Outbox = {
  /** Waiting for delivery. */
  readonly waiting: () => number
  /** Refused by the shared node when they were delivered. They stay on disk, with the reason. */
  readonly refused: () => number
  /** When this returns, the statement is on disk. */
  readonly hold: (note: Uint8Array) => Promise<Held>
  readonly holdBlob: (sha256: Sha256) => Promise<Held>
  /**
   * Hands in what waits, one after the other in the order in which it came.
   * @throws LineDown; what was not delivered waits on
   */
  readonly deliver: (onDelivery: (delivery: Delivery) => void) => Promise<void>
}

export type OutboxOptions = {
  readonly files: NodeFiles
  readonly clock: Clock
  readonly line: Line
  /** Signs what the author is told. */
  readonly signer: Signer | undefined
  readonly readBlob: (sha256: Sha256) => Promise<Uint8Array | undefined>
  /** Looks at what the shared node gave as a receipt. @returns whether it proves the entry */
  readonly checkReceipt: (note: Uint8Array, receipt: Uint8Array) => Promise<boolean>
}

const FOLDERS = { waiting: 'outbox', delivered: 'delivered', refused: 'refused' } as const

export async function openOutbox(options: OutboxOptions): Promise<Outbox> {
  const { files, clock, line, signer, readBlob, checkReceipt } = options
  const waiting: HeldItem[] = []
  for (const name of await files.list(FOLDERS.waiting)) {
    const bytes = await files.read(`${FOLDERS.waiting}/${name}`)
    if (bytes !== undefined) waiting.push(heldItem.parse(JSON.parse(fromUtf8(bytes))))
  }
  let refused = (await files.list(FOLDERS.refused)).length
  const everGiven = [...(await files.list(FOLDERS.delivered)), ...(await files.list(FOLDERS.refused))].map(
    placeIn,
  )
  let last = Math.max(0, ...everGiven, ...waiting.map(({ place }) => place))

  let writing: Promise<unknown> = Promise.resolve()
  const keep = (make: (place: number, heldAt: string) => HeldItem): Promise<HeldItem> => {
    const mine = writing.then(async () => {
      const item = make(last + 1, formatInstant(clock()))
      await files.write(`${FOLDERS.waiting}/${nameOf(item.place)}`, jsonOf(item))
      last = item.place
      waiting.push(item)
      return item
    })
    writing = mine.catch(() => undefined)
    return mine
  }
  const settle = async (item: HeldItem, into: 'delivered' | 'refused', outcome: object): Promise<void> => {
    // The new file first: if we stop in between, it is delivered once more, and the log knows it already.
    await files.write(`${FOLDERS[into]}/${nameOf(item.place)}`, jsonOf({ ...item, ...outcome }))
    await files.remove(`${FOLDERS.waiting}/${nameOf(item.place)}`)
    waiting.shift()
  }
  const told = (item: HeldItem, digest: string): Held => {
    const text = `jig held\n${item.place}\n${item.heldAt}\n${digest}\n`
    const proof = signer === undefined ? undefined : fromUtf8(formatNote(signNote(text, [signer])))
    return { place: item.place, heldAt: item.heldAt, proof }
  }
  const handIn = async (item: HeldItem): Promise<Response> => {
    if (item.kind === 'statement') return line.post('api/statements', 'text/plain', utf8(item.note))
    const bytes = await readBlob(item.sha256)
    if (bytes === undefined) throw new Error(`the text ${item.sha256} is no longer in the store`)
    return line.post('api/blobs', 'application/octet-stream', bytes)
  }

  return {
    waiting: () => waiting.length,
    refused: () => refused,
    async hold(note) {
      const text = fromUtf8(note)
      const item = await keep((place, heldAt) => ({ kind: 'statement', place, heldAt, note: text }))
      return told(item, toBase64(leafHash(note)))
    },
    async holdBlob(sha256) {
      const item = await keep((place, heldAt) => ({ kind: 'blob', place, heldAt, sha256 }))
      return told(item, sha256)
    },
    async deliver(onDelivery) {
      for (let item = waiting[0]; item !== undefined; item = waiting[0]) {
        const response = await handIn(item)
        const body = new Uint8Array(await response.arrayBuffer())
        const code = response.ok ? undefined : codeIn(body)
        if (response.ok || code === 'duplicate-statement') {
          if (response.ok && item.kind === 'statement' && !(await checkReceipt(utf8(item.note), body))) {
            throw new LineDown(`${line.url} gave a receipt that proves nothing`)
          }
          await settle(item, 'delivered', {
            receipt: response.ok && item.kind === 'statement' ? textOf(body) : null,
          })
          onDelivery({ is: 'delivered', place: item.place })
        } else {
          await settle(item, 'refused', { status: response.status, because: textOf(body) })
          refused += 1
          onDelivery({ is: 'refused', place: item.place, because: code ?? `it answered ${response.status}` })
        }
      }
    },
  }
}

function nameOf(place: number): string {
  return `${String(place).padStart(12, '0')}.json`
}

function placeIn(name: string): number {
  return Number(name.slice(0, 12))
}

function jsonOf(value: object): Uint8Array {
  return utf8(`${JSON.stringify(value, undefined, 2)}\n`)
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

function codeIn(body: Uint8Array): string | undefined {
  try {
    return z.object({ code: z.string() }).safeParse(JSON.parse(textOf(body))).data?.code
  } catch {
    return undefined
  }
}
