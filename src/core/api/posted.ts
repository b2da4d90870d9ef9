import { z } from 'zod'
import { sha256 } from './wire.ts'

export const blobAccepted = z.object({ sha256, bytes: z.int() })

/** The log grew from `from` to `size` entries; the first event after connecting has the two equal. */
export const publishedEvent = z.object({ from: z.int(), size: z.int() })
export type PublishedEvent = z.output<typeof publishedEvent>
