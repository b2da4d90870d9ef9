import type { Signer } from '../bytes/ed25519.ts'
import { formatNote, signNote } from '../log/signed-note.ts'
import type { StatementText } from './kinds.ts'
import { parseStatement } from './parse.ts'
import { statementLine } from './write.ts'

/**
 * The bytes of a statement, signed by its authors: what is handed in, and what becomes the entry. The signers are those
 * of `by`, in that order. Nothing is signed away that could not be read back: the result passes the strict reader.
 * @throws Problem as `parseStatement` does
 */
export function signStatement(value: StatementText, signers: readonly Signer[]): Uint8Array {
  const bytes = formatNote(signNote(statementLine(value), signers))
  parseStatement(bytes)
  return bytes
}
