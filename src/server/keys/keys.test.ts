import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { signerFromSeed, verifyEd25519 } from '../../core/bytes/ed25519.ts'
import { sha256 } from '../../core/bytes/sha256.ts'
import { utf8 } from '../../core/bytes/utf8.ts'
import { createKey, keyPath, listKeys, openKey } from './key-files.ts'
import { demonstrationSigner, nodeSigner } from './node-signer.ts'

const folder = mkdtempSync(join(tmpdir(), 'jig-keys-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a key that was put away under a passphrase signs again as the same', async () => {
  const made = await createKey(folder, 'jig.example/trial', 'nine apricots')
  const opened = await openKey(folder, 'jig.example/trial', 'nine apricots')
  expect(opened.publicKey).toEqual(made.publicKey)
  const message = utf8('a statement\n')
  expect(verifyEd25519(made.publicKey, message, opened.sign(message))).toBe(true)
  expect((await listKeys(folder)).map(({ key }) => key.name)).toEqual(['jig.example/trial'])
})

test('a key file is for its owner alone', async () => {
  await createKey(folder, 'snhr', 'x')
  expect(statSync(keyPath(folder, 'snhr')).mode & 0o777).toBe(0o600)
})

test('an empty passphrase seals nothing, and no key is written', async () => {
  await expect(createKey(folder, 'empty', '')).rejects.toMatchObject({ code: 'passphrase-missing' })
  expect((await listKeys(folder)).map(({ key }) => key.name)).not.toContain('empty')
})

test('the stretching of a passphrase is as dear as the format says, and a file that asks for more is refused', async () => {
  await createKey(folder, 'dear', 'pass')
  const file = keyPath(folder, 'dear')
  const written = readFileSync(file, 'utf8')
  expect(JSON.parse(written)).toMatchObject({ scrypt: { N: 131_072, r: 8, p: 1 } })
  writeFileSync(file, written.replace('131072', '4194304'))
  await expect(openKey(folder, 'dear', 'pass')).rejects.toMatchObject({ code: 'file-unreadable' })
  rmSync(file)
})

test('a wrong passphrase is refused by name', async () => {
  await createKey(folder, 'sohr', 'right')
  await expect(openKey(folder, 'sohr', 'wrong')).rejects.toMatchObject({ code: 'passphrase-wrong' })
})

test('the secret of one cannot be passed off under the name of another', async () => {
  await createKey(folder, 'un.ose', 'pass')
  await createKey(folder, 'un.ocha', 'pass')
  const own = readFileSync(keyPath(folder, 'un.ose'), 'utf8')
  const foreign = readFileSync(keyPath(folder, 'un.ocha'), 'utf8')
  const keyLine = /"key": "un\.[^"]*"/
  writeFileSync(keyPath(folder, 'un.ose'), foreign.replace(keyLine, keyLine.exec(own)?.[0] ?? ''))
  await expect(openKey(folder, 'un.ose', 'pass')).rejects.toMatchObject({ code: 'passphrase-wrong' })
})

test('a key is never overwritten; one that is not there and one that is none are refused by name', async () => {
  await createKey(folder, 'sarc', 'pass')
  await expect(createKey(folder, 'sarc', 'pass')).rejects.toMatchObject({ code: 'file-unreadable' })
  await expect(openKey(folder, 'nobody', 'pass')).rejects.toMatchObject({ code: 'file-unreadable' })
  writeFileSync(keyPath(folder, 'broken'), '{"jig":"key"}')
  await expect(openKey(folder, 'broken', 'pass')).rejects.toMatchObject({ code: 'file-unreadable' })
  rmSync(keyPath(folder, 'broken'))
})

test('the demonstration’s keys are those of the published sentence, in Node as in core', () => {
  const inCore = signerFromSeed('snhr', sha256(utf8('jig demonstration key, not secret: snhr')))
  const inNode = demonstrationSigner('snhr')
  expect(inNode.publicKey).toEqual(inCore.publicKey)
  const message = utf8('what was said\n')
  expect(inNode.sign(message)).toEqual(inCore.sign(message))
  expect(nodeSigner('x', sha256(utf8('other'))).publicKey).not.toEqual(inNode.publicKey)
})
