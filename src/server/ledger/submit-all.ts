import type { Receipt } from '../../core/log/receipt.ts'
import type { Sequencer } from './sequence.ts'

/** On their way at one time: enough to keep the signature checkers busy while a batch is being written. */
const MOST_UNDER_WAY = 1024

/** Which note of several was refused: its place in the list, counted from 0. */
export class NoteRefused extends Error {
  override readonly name = 'NoteRefused'
  readonly note: number

  constructor(note: number, cause: unknown) {
    super(`note ${note} was refused: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.note = note
  }
}

/** See `Ledger.submitAll`. */
export async function submitAll(
  sequence: Sequencer,
  notes: readonly Uint8Array[],
  onProgress?: (done: number, of: number) => void,
): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = []
  const underWay: Promise<Receipt>[] = []
  for (let next = 0; receipts.length < notes.length;) {
    while (next < notes.length && underWay.length < MOST_UNDER_WAY) {
      const note = notes[next++]
      if (note === undefined) break
      const receipt = sequence.submit(note)
      receipt.catch(() => {})
      underWay.push(receipt)
    }
    const first = underWay.shift()
    if (first === undefined) break
    try {
      receipts.push(await first)
    } catch (error) {
      throw new NoteRefused(receipts.length, error)
    }
    if (receipts.length % 256 === 0 || receipts.length === notes.length)
      onProgress?.(receipts.length, notes.length)
  }
  return receipts
}
