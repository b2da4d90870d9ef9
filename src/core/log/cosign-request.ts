import { fromBase64, toBase64 } from '../bytes/base64.ts'
import { isHash, type Hash } from '../bytes/sha256.ts'
import { fromUtf8, utf8 } from '../bytes/utf8.ts'
import { isProblem, problems } from '../problem.ts'
import { decimal } from './log-index.ts'
import { formatNote, parseNote, type NoteSignature, type SignedNote } from './signed-note.ts'

/** What a cosigner is asked with (C2SP tlog-witness, “add-checkpoint”). */
export type CosignRequest = {
  /** Entries in the head that the cosigner cosigned last, as the one who asks believes; 0 for none. */
  readonly oldSize: number
  /** The consistency proof from there to the head. */
  readonly path: readonly Hash[]
  /** The signed tree head. */
  readonly head: Uint8Array
}

/** C2SP tlog-witness: a client must not send more lines of proof. */
const MOST_HASHES = 63
/** The media type of a refusal that only names the size (C2SP tlog-witness). */
export const SIZE_MEDIA_TYPE = 'text/x.tlog.size'

/** The body of a request. */
export function formatCosignRequest({ oldSize, path, head }: CosignRequest): Uint8Array {
  return utf8([`old ${oldSize}`, ...path.map(toBase64), '', fromUtf8(head)].join('\n'))
}

/**
 * Reads the body of a request. The head is not looked into.
 * @throws Problem `proof-malformed`, `utf8-malformed`
 */
export function parseCosignRequest(body: Uint8Array): CosignRequest {
  const text = fromUtf8(body)
  const cut = text.indexOf('\n\n')
  if (cut < 0) throw refused('no empty line parts the proof from the tree head')
  const [first = '', ...lines] = text.slice(0, cut).split('\n')
  const oldSize = decimal(first.startsWith('old ') ? first.slice(4) : '')
  if (Number.isNaN(oldSize)) throw refused('its first line is not “old” and a whole number', 1)
  if (lines.length > MOST_HASHES) throw refused(`it has ${lines.length} hashes; no proof is that long`)
  return { oldSize, path: lines.map((line, i) => hashIn(line, i + 2)), head: utf8(text.slice(cut + 2)) }
}

/** The answer to a request: signature lines alone (C2SP tlog-witness). */
export function formatSignatureLines(text: string, signatures: readonly NoteSignature[]): Uint8Array {
  return utf8(fromUtf8(formatNote({ text, signatures })).slice(text.length + 1))
}

/**
 * The signature lines of an answer as those of a note with this text. Whether they fit is still to be checked.
 * @throws Problem `note-malformed`, `utf8-malformed`
 */
export function readSignatureLines(text: string, answer: Uint8Array): SignedNote {
  return parseNote(utf8(`${text}\n${fromUtf8(answer)}`))
}

function hashIn(line: string, number: number): Hash {
  try {
    const hash = fromBase64(line)
    if (isHash(hash)) return hash
  } catch (error) {
    if (!isProblem(error)) throw error
  }
  throw refused('a line of the proof is not 32 bytes in base64', number)
}

function refused(because: string, line?: number) {
  const where = line === undefined ? undefined : { line }
  return problems.proofMalformed({
    because,
    where,
    fix: 'send “old SIZE”, the proof’s hashes a line each, an empty line, the signed tree head',
  })
}
