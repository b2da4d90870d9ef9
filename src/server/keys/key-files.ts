import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fromBase64, toBase64 } from '../../core/bytes/base64.ts'
import { equalBytes } from '../../core/bytes/bytes.ts'
import type { Signer } from '../../core/bytes/ed25519.ts'
import { fromUtf8, utf8 } from '../../core/bytes/utf8.ts'
import {
  formatVerifierKey,
  parseVerifierKey,
  verifierKey,
  type VerifierKey,
} from '../../core/log/verifier-key.ts'
import { isProblem, problems } from '../../core/problem.ts'
import { nodeSigner } from './node-signer.ts'

// RFC 7914 §2 and OWASP's advice of 2023 for interactive use: 128 MiB and about a third of a second for each guess.
const SCRYPT = { N: 2 ** 17, r: 8, p: 1 } as const
const SCRYPT_MEMORY = 256 * 2 ** 20
const SEED_BYTES = 32
const ENDING = '.key.json'

const keyFile = z.strictObject({
  jig: z.literal('key'),
  version: z.literal(1),
  /** The public half, as `jig key` prints it; its name is the holder's. */
  key: z.string(),
  scrypt: z.strictObject({
    N: z
      .number()
      .int()
      .max(2 ** 20),
    r: z.number().int().max(16),
    p: z.number().int().max(4),
    salt: z.base64(),
  }),
  /** AES-256-GCM over the 32 secret bytes, bound to `key`. */
  sealed: z.strictObject({ iv: z.base64(), bytes: z.base64(), tag: z.base64() }),
})

/** A key on disk: whose it is, and where. Its secret stays sealed. */
export type StoredKey = { readonly key: VerifierKey; readonly file: string }

/**
 * Makes a new Ed25519 key for `name` and keeps it in `folder`, sealed under the passphrase. Only the owner may read the
 * file. A key that is there already is never overwritten: what was signed with it could not be signed again.
 * @throws Problem `file-unreadable` where there is such a key, or the folder cannot be written; `key-malformed`;
 * `passphrase-missing`
 */
export async function createKey(folder: string, name: string, passphrase: string): Promise<Signer> {
  const seed = randomBytes(SEED_BYTES)
  const signer = nodeSigner(name, seed)
  const key = formatVerifierKey(verifierKey(name, signer.publicKey, 'ed25519'))
  const file = keyPath(folder, name)
  if (passphrase === '')
    throw problems.passphraseMissing({ file, fix: 'choose four or more words by chance' })
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await stretched(passphrase, salt, SCRYPT), iv)
  cipher.setAAD(utf8(key))
  const bytes = Buffer.concat([cipher.update(seed), cipher.final()])
  const content: z.input<typeof keyFile> = {
    jig: 'key',
    version: 1,
    key,
    scrypt: { ...SCRYPT, salt: toBase64(salt) },
    sealed: { iv: toBase64(iv), bytes: toBase64(bytes), tag: toBase64(cipher.getAuthTag()) },
  }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(file, `${JSON.stringify(content, undefined, 2)}\n`, {
      flag: 'wx',
      mode: 0o600,
      flush: true,
    })
  } catch (error) {
    throw unreadable(file, error)
  }
  return signer
}

/**
 * Opens the key of `name` in `folder`.
 * @throws Problem `passphrase-wrong`, also where the file was tampered with; `file-unreadable`
 */
export async function openKey(folder: string, name: string, passphrase: string): Promise<Signer> {
  const file = keyPath(folder, name)
  const { key, scrypt: cost, sealed } = await readKeyFile(file)
  const holder = verifierKeyIn(file, key)
  const { N, r, p } = cost
  const decipher = createDecipheriv(
    'aes-256-gcm',
    await stretched(passphrase, fromBase64(cost.salt), { N, r, p }),
    fromBase64(sealed.iv),
    { authTagLength: 16 },
  )
  decipher.setAAD(utf8(key))
  let seed: Uint8Array
  try {
    decipher.setAuthTag(fromBase64(sealed.tag))
    seed = Buffer.concat([decipher.update(fromBase64(sealed.bytes)), decipher.final()])
  } catch {
    throw problems.passphraseWrong({ file })
  }
  const signer = nodeSigner(holder.name, seed)
  if (holder.name === name && equalBytes(signer.publicKey, holder.publicKey)) return signer
  throw problems.fileUnreadable({ file, because: `it holds the key of ${holder.name}, and another secret` })
}

/** The keys in `folder`, by file name; none where there is no folder. */
export async function listKeys(folder: string): Promise<readonly StoredKey[]> {
  let names: readonly string[]
  try {
    names = await readdir(folder)
  } catch {
    return []
  }
  const keys: StoredKey[] = []
  for (const name of names.filter((each) => each.endsWith(ENDING)).toSorted()) {
    const file = join(folder, name)
    keys.push({ key: verifierKeyIn(file, (await readKeyFile(file)).key), file })
  }
  return keys
}

/** Where the key of `name` is kept. An origin holds slashes, which a file name cannot. */
export function keyPath(folder: string, name: string): string {
  return join(folder, `${encodeURIComponent(name)}${ENDING}`)
}

async function readKeyFile(file: string): Promise<z.output<typeof keyFile>> {
  let content: unknown
  try {
    content = JSON.parse(fromUtf8(await readFile(file)))
  } catch (error) {
    throw unreadable(file, error)
  }
  const read = keyFile.safeParse(content)
  if (read.success) return read.data
  throw problems.fileUnreadable({ file, because: 'it is not a key file of jig' })
}

function verifierKeyIn(file: string, key: string): VerifierKey {
  try {
    return parseVerifierKey(key)
  } catch (error) {
    throw unreadable(file, error)
  }
}

function stretched(
  passphrase: string,
  salt: Uint8Array,
  cost: { readonly N: number; readonly r: number; readonly p: number },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same passphrase typed on another keyboard may come in another Unicode form.
    scrypt(passphrase.normalize('NFKC'), salt, 32, { ...cost, maxmem: SCRYPT_MEMORY }, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}

function unreadable(file: string, error: unknown) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const because =
    code === 'EEXIST'
      ? 'there is a key of this name already, and keys are not overwritten'
      : code === 'ENOENT'
        ? 'it is not there'
        : code !== '' && !isProblem(error)
          ? code
          : 'it is not a key file of jig'
  return problems.fileUnreadable({ file, because })
}
