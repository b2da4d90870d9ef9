import { fromBase64, toBase64 } from '../bytes/base64.ts'
import { isHash, type Hash } from '../bytes/sha256.ts'
import { fromUtf8, utf8 } from '../bytes/utf8.ts'
import { isProblem, problems } from '../problem.ts'
import { decimal, isLogIndex, type LogIndex } from './log-index.ts'

/** What the draft's text holds: the head stays as the bytes that were signed. */
export type TlogProof = {
  readonly index: LogIndex
  readonly path: readonly Hash[]
  readonly head: Uint8Array
}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1'
const MOST_HASHES = 64

/**
 * The text form of the C2SP draft `tlog-proof` as of December 2025. It is a draft: should it change, a second adapter
 * comes beside this one, and this one goes on reading the receipts that were given.
 */
export function formatTlogProof(proof: TlogProof): Uint8Array {
  const lines = [FIRST_LINE, `index ${proof.index}`, ...proof.path.map(toBase64), '', fromUtf8(proof.head)]
  return utf8(lines.join('\n'))
}

/**
 * Reads the draft's text. The `extra` line is refused: nothing signs it, and jig has no use for it.
 * @throws Problem `proof-malformed`
 */
export function parseTlogProof(bytes: Uint8Array): TlogProof {
  const text = decoded(bytes)
  const cut = text.indexOf('\n\n')
  if (cut < 0) throw refused('no empty line parts the proof from the tree head')
  const [first, indexLine = '', ...hashes] = text.slice(0, cut).split('\n')
  if (first !== FIRST_LINE) throw refused(`it does not begin with ${FIRST_LINE}`, 1)
  const index = decimal(indexLine.startsWith('index ') ? indexLine.slice(6) : '')
  if (!isLogIndex(index)) throw refused('its second line does not give the index of an entry', 2)
  if (hashes.length > MOST_HASHES) throw refused(`it has ${hashes.length} hashes; no tree is that high`)
  const path = hashes.map((line, i) => parseHash(line, i + 3))
  return { index, path, head: utf8(text.slice(cut + 2)) }
}

function parseHash(line: string, number: number): Hash {
  try {
    const hash = fromBase64(line)
    if (isHash(hash)) return hash
  } catch (error) {
    if (!isProblem(error)) throw error
  }
  throw refused('a line is not 32 bytes in base64', number)
}

function decoded(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes)
  } catch {
    throw refused('its bytes are not well-formed UTF-8')
  }
}

function refused(because: string, line?: number) {
  const where = line === undefined ? undefined : { line }
  return problems.proofMalformed({
    because,
    where,
    fix: 'hand in the receipt as it was given, byte for byte',
  })
}
