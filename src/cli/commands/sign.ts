import { parseStrictJson } from '../../core/statement/strict-json.ts'
import type { StatementText } from '../../core/statement/kinds.ts'
import { signStatement } from '../../core/statement/sign.ts'
import { openKey } from '../../server/keys/key-files.ts'
import { demonstrationSigner } from '../../server/keys/node-signer.ts'
import { EXIT } from '../exit-codes.ts'
import type { AskPassphrase } from '../house/passphrase.ts'
import { readGivenText } from '../reading/statement-file.ts'
import type { Streams } from '../streams.ts'

export type SignOptions = {
  readonly keys: string
  /** Who signs, in the order of the statement's `by`. */
  readonly key: readonly string[]
  /** Sign with the published keys of the demonstration, which prove nothing about who signed. */
  readonly demonstration: boolean
  readonly passphrase: AskPassphrase
}

/** Writes a statement in the one form that is signed, signs it, and prints the note. */
export async function signCommand(
  file: string,
  options: SignOptions,
  { bytes, err }: Streams,
): Promise<number> {
  // The strict reader refuses what JSON.parse would let pass: repeated keys, floats, broken strings.
  const value = parseStrictJson((await readGivenText(file)).trim())
  const signers = []
  for (const name of options.key) {
    if (options.demonstration) signers.push(demonstrationSigner(name))
    else signers.push(await openKey(options.keys, name, await options.passphrase(`the key of ${name}`)))
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is no statement is refused by signStatement's own reader
  bytes(signStatement(value as StatementText, signers))
  if (options.demonstration)
    err('Signed with a published demonstration key: it proves nothing about who signed.')
  return EXIT.fine
}
