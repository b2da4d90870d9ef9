import { z } from 'zod'
import { toBase64 } from '../../src/core/bytes/base64.ts'
import { verifyEd25519 } from '../../src/core/bytes/ed25519.ts'
import { openPictureClaim } from '../../src/core/log/picture-claim.ts'
import { parseVerifierKey } from '../../src/core/log/verifier-key.ts'
import { runner } from './outcome.ts'

/** What a node has signed of its picture, or that it has signed no such thing. */
export const pictureClaim = runner(
  {
    origin: z.string(),
    key: z.string(),
    note: z.string(),
    accepted: z.boolean(),
    size: z.number().optional(),
    root: z.string().optional(),
    format: z.string().optional(),
    digest: z.string().optional(),
  },
  ({ origin, key, note, accepted, ...want }) => {
    const claim = openPictureClaim(note, origin, parseVerifierKey(key), verifyEd25519)
    return {
      got:
        claim === undefined ? { accepted: false } : { accepted: true, ...claim, root: toBase64(claim.root) },
      want: { accepted, ...want },
    }
  },
)
