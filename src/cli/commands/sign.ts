import { utf8 } from '../../core/bytes/utf8.ts'
import { parseNote, type SignedNote } from '../../core/log/signed-note.ts'
import { parseStrictJson } from '../../core/statement/strict-json.ts'
import type { StatementText } from '../../core/statement/kinds.ts'
import { addSignatures } from '../../core/statement/sign.ts'
import { statementLine } from '../../core/statement/write.ts'
import { openKey } from '../../server/keys/key-files.ts'
import { demonstrationSigner } from '../../server/keys/node-signer.ts'
import { EXIT } from '../exit-codes.ts'
import type { AskPassphrase } from '../house/passphrase.ts'
import { readGivenText } from '../reading/statement-file.ts'
import type { Streams } from '../streams.ts'

export type SignOptions = {
  readonly keys: string
  /** Who signs: some or all of those whom the statement's `by` names. */
  readonly key: readonly string[]
  /** Sign with the published keys of the demonstration, which prove nothing about who signed. */
  readonly demonstration: boolean
  readonly passphrase: AskPassphrase
}

/**
 * Writes a statement in the one form that is signed, signs it, and prints the note. A note that some of its authors have
 * signed already is signed on.
 */
export async function signCommand(
  file: string,
  options: SignOptions,
  { bytes, err }: Streams,
): Promise<number> {
  const { text, signatures } = noteIn(await readGivenText(file))
  const signers = []
  for (const name of options.key) {
    if (options.demonstration) signers.push(demonstrationSigner(name))
    else signers.push(await openKey(options.keys, name, await options.passphrase(`the key of ${name}`)))
  }
  const { note, missing } = addSignatures(text, signatures, signers)
  bytes(note)
  if (options.demonstration)
    err('Signed with a published demonstration key: it proves nothing about who signed.')
  if (missing.length > 0) {
    err(`Not yet a statement: ${missing.join(', ')} must sign too, with jig sign and what came out here.`)
  }
  return EXIT.fine
}

/** A statement as JSON, in the form that is signed; or a note that is signed already. */
function noteIn(given: string): SignedNote {
  if (given.includes('\n\n— ')) return parseNote(utf8(given))
  // The strict reader refuses what JSON.parse would let pass: repeated keys, floats, broken strings.
  const value = parseStrictJson(given.trim())
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is no statement is refused when the line is read back
  return { text: statementLine(value as StatementText), signatures: [] }
}
