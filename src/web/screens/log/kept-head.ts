import { z } from 'zod'
import { keep, kept } from '../../app/kept.ts'

const stored = z.strictObject({ note: z.string(), key: z.string(), keptAt: z.string() })
/** A tree head that this browser saw and found in order, with the key that signed it. */
export type KeptHead = z.output<typeof stored>

/** The head kept of this log; `undefined` where none is, or it cannot be read. */
export function keptHead(origin: string): KeptHead | undefined {
  const text = kept(`head:${origin}`)
  if (text === null) return undefined
  try {
    return stored.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Says whether the browser kept it. */
export function keepHead(origin: string, head: KeptHead): boolean {
  return keep(`head:${origin}`, JSON.stringify(head))
}
