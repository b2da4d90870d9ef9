import { formatVerifierKey, verifierKey } from '../../core/log/verifier-key.ts'
import { problems } from '../../core/problem.ts'
import { createKey, listKeys } from '../../server/keys/key-files.ts'
import { EXIT } from '../exit-codes.ts'
import type { AskPassphrase } from '../house/passphrase.ts'
import type { Streams } from '../streams.ts'

export type KeyOptions = { readonly keys: string; readonly json: boolean }

/** Makes a key, and prints its public half: what the operator registers. */
export async function keyNewCommand(
  name: string,
  options: KeyOptions & { readonly passphrase: AskPassphrase },
  { out }: Streams,
): Promise<number> {
  const signer = await createKey(options.keys, name, await options.passphrase(`the new key of ${name}`))
  const key = formatVerifierKey(verifierKey(signer.name, signer.publicKey, 'ed25519'))
  out(options.json ? JSON.stringify({ key }) : key)
  return EXIT.fine
}

/** Prints the public halves of the keys in the folder. */
export async function keyListCommand(options: KeyOptions, { out }: Streams): Promise<number> {
  const keys = await listKeys(options.keys)
  if (options.json) {
    out(JSON.stringify({ keys: keys.map(({ key, file }) => ({ key: formatVerifierKey(key), file })) }))
  } else for (const { key } of keys) out(formatVerifierKey(key))
  return EXIT.fine
}

/** Prints the public half of one key. @throws Problem `file-unreadable` */
export async function keyShowCommand(name: string, options: KeyOptions, { out }: Streams): Promise<number> {
  const keys = await listKeys(options.keys)
  const found = keys.find(({ key }) => key.name === name)
  if (found === undefined) {
    throw problems.fileUnreadable({
      file: options.keys,
      because: `it holds no key of ${name}`,
      fix:
        keys.length === 0
          ? `make one with jig key new ${name}`
          : `it holds ${keys.map(({ key }) => key.name).join(', ')}`,
    })
  }
  const key = formatVerifierKey(found.key)
  out(options.json ? JSON.stringify({ key, file: found.file }) : key)
  return EXIT.fine
}
