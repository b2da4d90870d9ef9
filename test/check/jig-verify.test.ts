import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cosignTreeHead } from '../../src/core/log/cosignature.ts'
import { leafHash, nodeHash } from '../../src/core/log/merkle.ts'
import { inclusionProof } from '../../src/core/log/proof.ts'
import { formatReceipt } from '../../src/core/log/receipt.ts'
import { formatVerifierKey, verifierKey } from '../../src/core/log/verifier-key.ts'
import { parseLogIndex } from '../../src/core/log/log-index.ts'
import type { Hash } from '../../src/core/bytes/sha256.ts'
import { statementSchema } from '../../src/core/statement/kinds.ts'
import { PERMISSIONS } from '../../src/core/statement/permissions.ts'
import { parseInstant } from '../../src/core/time/instant.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { headOf, LOG_SIGNER, statement, writeLog } from './exported-log.ts'
import { honest } from './forgeries.ts'
import { foundIndependently, runIndependent, scratch } from './run-checkers.ts'

const CHECKER = new URL('../../tools/verify/jig-verify.mjs', import.meta.url).href
const KEPT = 'jig.example_syria-2016.kept'

async function receiptFor(entries: readonly Uint8Array[], index: number): Promise<Uint8Array> {
  const leaves = entries.map(leafHash)
  const hashAt = (level: number, at: number): Hash => {
    const leaf = leaves[at]
    if (level === 0 && leaf !== undefined) return leaf
    return nodeHash(hashAt(level - 1, 2 * at), hashAt(level - 1, 2 * at + 1))
  }
  const path = await inclusionProof(index, entries.length, async (level, at) => hashAt(level, at))
  return formatReceipt({ index: parseLogIndex(String(index)), path, head: headOf(entries) })
}

describe('jig-verify.mjs', () => {
  test('imports nothing but Node’s own modules, and jig’s rules where they lie beside it', () => {
    const text = readFileSync(new URL(CHECKER), 'utf8')
    expect([...text.matchAll(/import\(([^)]*)\)/g)].map((match) => match[1])).toEqual(['pathToFileURL(core'])
    expect(text).toContain("const core = join(dirname(fileURLToPath(import.meta.url)), 'jig-core.mjs')")
    const imports = [...text.matchAll(/from '([^']+)'/g)].map((match) => match[1])
    expect(imports.length).toBeGreaterThan(0)
    expect(imports.filter((name) => name?.startsWith('node:') !== true)).toEqual([])
  })

  test('knows every kind of statement with its fields, and who may say it, as the core does', async () => {
    const { ENVELOPE, KINDS } = (await import(/* @vite-ignore */ CHECKER)) as {
      readonly ENVELOPE: string
      readonly KINDS: Readonly<Record<string, readonly [string, string]>>
    }
    const written = Object.entries(KINDS).map(([kind, [roles, fields]]) => ({
      kind,
      roles: roles.split(' ').toSorted(),
      fields: `${ENVELOPE} ${fields}`.split(' ').toSorted(),
    }))
    const core = statementSchema.options.map((option) => {
      const kind = option.shape.kind.value
      const fields = Object.entries(option.shape).map(
        ([field, its]) => `${field}${its.isOptional() ? '?' : ''}`,
      )
      return { kind, roles: PERMISSIONS[kind].toSorted(), fields: fields.toSorted() }
    })
    const byKind = (a: { readonly kind: string }, b: { readonly kind: string }) => (a.kind < b.kind ? -1 : 1)
    expect(written.toSorted(byKind)).toEqual(core.toSorted(byKind))
  })

  test('says in words that all is in order, and keeps the head beside itself for the next time', () => {
    using folder = scratch()
    using alone = scratch()
    writeLog(folder.path, honest().slice(0, 500))
    const first = runIndependent(alone.path, [folder.path])
    expect(first.out).toMatch(/^IN ORDER: 500 entries/)
    expect(first.out).toContain('Nothing was kept to compare with.')
    expect(first.exit).toBe(0)
    expect(readFileSync(join(alone.path, KEPT), 'utf8')).toBe(
      new TextDecoder().decode(headOf(honest().slice(0, 500))),
    )

    writeLog(folder.path, honest())
    expect(runIndependent(alone.path, [folder.path]).out).toContain(
      'The log continues the head that you kept.',
    )

    writeLog(folder.path, honest().slice(0, 550))
    const shrunk = runIndependent(alone.path, [folder.path])
    expect(shrunk.out).toContain('600 entries; the log now shows 550. [log-shrank]')
    expect(shrunk.exit).toBe(1)
    // What convicts the log is not overwritten by what it says now.
    expect(readFileSync(join(alone.path, KEPT), 'utf8')).toBe(new TextDecoder().decode(headOf(honest())))
  })

  test('says where the fault is', () => {
    using folder = scratch()
    using alone = scratch()
    const forged = statement({ kind: 'document-cited', about: 'a page', by: ['snhr'] }, [
      { ...demonstrationSigner('sohr'), name: 'snhr' },
    ])
    writeLog(folder.path, [...honest(), forged])
    const { out, exit } = runIndependent(alone.path, [folder.path])
    expect(out).toMatch(
      /NOT IN ORDER: 1 finding\(s\).*\n1\. Entry 600 should not stand: no key [0-9a-f]{8} of snhr is registered/,
    )
    expect(exit).toBe(1)
    expect(existsSync(join(alone.path, KEPT))).toBe(false)
  })

  test('holds a receipt against the log, with and without the statement that it is for', async () => {
    using folder = scratch()
    using alone = scratch()
    const receipt = join(alone.path, 'receipt')
    const entry = join(alone.path, 'entry')
    writeLog(folder.path, honest())
    writeFileSync(receipt, await receiptFor(honest().slice(0, 500), 321))
    writeFileSync(entry, honest()[321] ?? '')
    expect(foundIndependently(folder.path, undefined, ['--receipt', receipt])).toEqual([])
    expect(foundIndependently(folder.path, undefined, ['--receipt', receipt, '--entry', entry])).toEqual([])

    writeFileSync(entry, honest()[322] ?? '')
    expect(foundIndependently(folder.path, undefined, ['--receipt', receipt, '--entry', entry])).toEqual([
      'entry-differs 321',
    ])
    writeFileSync(receipt, await receiptFor(honest().slice(0, 500).toReversed(), 321))
    expect(foundIndependently(folder.path, undefined, ['--receipt', receipt])).toEqual([
      'entry-differs 321',
      'history-rewritten',
    ])
    writeFileSync(receipt, 'c2sp.org/tlog-proof@v1\nindex 01\n\nno head')
    expect(foundIndependently(folder.path, undefined, ['--receipt', receipt])).toEqual([
      'proof-malformed proof-malformed',
    ])
  })

  test('names a cosigner who does not stand behind the head', () => {
    using folder = scratch()
    const [one, other] = ['cosigner.one', 'cosigner.two'].map(demonstrationSigner)
    if (one === undefined || other === undefined) throw new Error('two cosigners')
    const keyOf = ({ name, publicKey }: typeof one): string =>
      formatVerifierKey(verifierKey(name, publicKey, 'cosignature'))
    writeLog(
      folder.path,
      honest(),
      cosignTreeHead(headOf(honest()), one, parseInstant('2016-09-20T12:00:00Z')),
    )
    expect(foundIndependently(folder.path, undefined, ['--cosigner', keyOf(one)])).toEqual([])
    expect(
      foundIndependently(folder.path, undefined, ['--cosigner', keyOf(one), '--cosigner', keyOf(other)]),
    ).toEqual(['cosigners-missing'])
  })

  test('does not take the keeper’s word for the key where the reader has another', () => {
    using folder = scratch()
    writeLog(folder.path, honest())
    const other = formatVerifierKey(
      verifierKey(LOG_SIGNER.name, demonstrationSigner('other').publicKey, 'ed25519'),
    )
    expect(foundIndependently(folder.path, undefined, ['--key', other])).toEqual(['head-unsigned'])
  })

  test('checks over HTTP as well', async () => {
    using folder = scratch()
    using alone = scratch()
    writeLog(folder.path, honest())
    const server = createServer((request, response) => {
      const file = join(folder.path, request.url ?? '')
      if (existsSync(file)) response.end(readFileSync(file))
      else response.writeHead(404).end()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    try {
      runIndependent(alone.path, ['--nothing'])
      const check = spawn(
        process.execPath,
        [join(alone.path, 'jig-verify.mjs'), `http://127.0.0.1:${port}`],
        { stdio: 'ignore' },
      )
      expect(await once(check, 'exit')).toEqual([0, null])
    } finally {
      server.close()
    }
  })

  test('ends with 2 where it is called wrongly and 4 where there is no log', () => {
    using alone = scratch()
    expect(runIndependent(alone.path, []).exit).toBe(2)
    expect(runIndependent(alone.path, ['a', 'b']).exit).toBe(2)
    expect(runIndependent(alone.path, ['a', '--unheard-of']).exit).toBe(2)
    expect(runIndependent(alone.path, [join(alone.path, 'nowhere')]).exit).toBe(4)
  })
})
