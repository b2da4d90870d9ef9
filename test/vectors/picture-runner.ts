import { z } from 'zod'
import { sha256Hex } from '../../src/core/bytes/sha256.ts'
import { utf8 } from '../../src/core/bytes/utf8.ts'
import { isLogIndex } from '../../src/core/log/log-index.ts'
import { pictureDigest } from '../../src/core/picture/digest.ts'
import { addToPicture, createPicture } from '../../src/core/picture/picture.ts'
import { statementSchema } from '../../src/core/statement/kinds.ts'
import { runner } from './outcome.ts'

/** The figures of a small log, and the digest under which they are published. */
export const picture = runner(
  { agreement: z.string(), statements: z.array(statementSchema), text: z.string(), digest: z.string() },
  ({ agreement, statements, text, digest }) => {
    const adopted = utf8(agreement)
    const folded = createPicture()
    for (const [index, statement] of statements.entries()) {
      if (!isLogIndex(index)) throw new RangeError('too many')
      addToPicture(folded, { index, statement }, (named) =>
        named === sha256Hex(adopted) ? adopted : undefined,
      )
    }
    const made = pictureDigest(folded, statements.length)
    return { got: { text: made.text, digest: made.digest }, want: { text, digest } }
  },
)
