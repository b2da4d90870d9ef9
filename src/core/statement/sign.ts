import type { Signer } from '../bytes/ed25519.ts'
import { formatNote, signNote, type NoteSignature } from '../log/signed-note.ts'
import { problems } from '../problem.ts'
import type { ActorId } from './fields.ts'
import type { StatementText } from './kinds.ts'
import { parseStatement, parseStatementLine } from './parse.ts'
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

/** A statement that some of its authors have signed. It is no entry before `missing` is empty. */
export type PartlySigned = { readonly note: Uint8Array; readonly missing: readonly ActorId[] }

/**
 * Adds signatures to a statement's line, beside those that are there: authors who say a thing jointly need not have their
 * keys in one place. Whether the signatures that are there fit, admission tells.
 * @throws Problem `signers-differ` for a signer whom `by` does not name, or who has signed; and those of `parseStatementLine`
 */
export function addSignatures(
  line: string,
  present: readonly NoteSignature[],
  signers: readonly Signer[],
): PartlySigned {
  const { by } = parseStatementLine(line)
  const signatures = [...present, ...signNote(line, signers).signatures]
  const signed = signatures.map(({ name }) => name)
  const named: readonly string[] = by
  if (signed.some((name, i) => !named.includes(name) || signed.indexOf(name) !== i)) {
    throw problems.signersDiffer({
      named,
      signed,
      where: { path: 'by' },
      fix: 'each author whom “by” names signs once',
    })
  }
  const inOrder = by.flatMap((name) => signatures.filter((each) => each.name === name))
  const missing = by.filter((name) => !signed.includes(name))
  const note = formatNote({ text: line, signatures: inOrder })
  if (missing.length === 0) parseStatement(note)
  return { note, missing }
}
