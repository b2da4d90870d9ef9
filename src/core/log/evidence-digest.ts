import { sha256Hex, type Sha256 } from '../bytes/sha256.ts'
import { fromUtf8, utf8 } from '../bytes/utf8.ts'
import { isProblem } from '../problem.ts'
import type { Finding } from './finding.ts'
import { formatNote, parseNote } from './signed-note.ts'

/** Said beside the evidence, and may be had later or not at all: the finding is the same without it. */
const BESIDE = new Set(['figure', 'path'])
/** The fields that hold a whole tree head. */
const HEADS = new Set(['kept', 'shown', 'one', 'other', 'head', 'from'])

/**
 * The same evidence has the same digest (docs/formats/proofs.md, “The same finding”): of heads counts what the log
 * signed, not which cosigners' lines were on them; of the two heads of a split view not which was seen first.
 */
export function evidenceDigest(finding: Finding): Sha256 {
  const accused = 'cosigner' in finding ? finding.cosigner : undefined
  const fields = Object.entries(finding)
    .filter(([name, value]) => !BESIDE.has(name) && value !== undefined)
    .map(([name, value]): [string, unknown] =>
      HEADS.has(name) && typeof value === 'string' ? [name, bareHead(value, accused)] : [name, value],
    )
  const evidence = new Map(fields)
  if (finding.why === 'split-view') {
    const [one, other] = [evidence.get('one'), evidence.get('other')]
    if (String(one) > String(other)) evidence.set('one', other).set('other', one)
  }
  return sha256Hex(utf8(JSON.stringify([...evidence].toSorted(([a], [b]) => (a < b ? -1 : 1)))))
}

/** The text that is signed, and under it no line but that of a cosigner whose line is what is wrong. */
function bareHead(note: string, accused: string | undefined): string {
  try {
    const { text, signatures } = parseNote(utf8(note))
    const lines = signatures.filter(({ name }) => name === accused)
    return lines.length === 0 ? text : fromUtf8(formatNote({ text, signatures: lines }))
  } catch (error) {
    // A head that cannot be read is evidence as it is.
    if (!isProblem(error)) throw error
    return note
  }
}
