import type { Agreement } from '../agreement/agreement.ts'
import { problems } from '../problem.ts'
import type { Tracing } from './trace.ts'

/**
 * The record's own copy of a text, as known then: all that was said is kept by its clauses, so another copy of the same
 * words would find nothing. Of several adoptions of one wording the last.
 * @throws Problem `trace-missing` where the record has adopted another wording, or none
 */
export function adoptedText(
  { id, digest }: Agreement,
  clause: string,
  { engine, known }: Pick<Tracing, 'engine' | 'known'>,
): Agreement {
  const versions = (engine.texts.get(id) ?? []).filter(({ entry }) => entry < known)
  const same = versions.findLast(({ text }) => text.digest === digest)
  if (same !== undefined) return same.text
  const digests = [...new Set(versions.map(({ text }) => text.digest))]
  throw digests.length === 0
    ? problems.traceMissing({
        clause,
        because: `no text of ${id} has been adopted in what is known (entries: ${known})`,
        fix: `leave out --data, or adopt the text with the digest ${digest} first`,
      })
    : problems.traceMissing({
        clause,
        because: `this text of ${id} has the digest ${digest}, and what has been adopted has ${digests.join(', ')}`,
        fix: `give the text that was adopted: the log's folder has it as blob/${digests.at(-1)}`,
      })
}
