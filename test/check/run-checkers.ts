import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatVerifierKey, parseVerifierKey, verifierKey } from '../../src/core/log/verifier-key.ts'
import { inlineSignatures } from '../../src/server/ledger/signatures.ts'
import { readStatic } from '../../src/server/store/static-files.ts'
import { checkLogAndPictures } from '../../src/core/picture/check-pictures.ts'
import { LOG_SIGNER } from './exported-log.ts'
import { packageRoot } from '../../src/cli/demonstration/files.ts'

/** What a finding has in both checkers. The sentences differ: two programs, two authors. */
export type Named = {
  readonly why: string
  readonly index?: number
  /** A file's path, or the hashes of a proof, which are no name. */
  readonly path?: string | readonly string[]
  readonly code?: string
}

function named(findings: readonly Named[]): readonly string[] {
  return findings
    .map(({ why, code, path, index }) =>
      [why, code, path, index]
        .filter((part) => typeof part === 'string' || typeof part === 'number')
        .join(' '),
    )
    .toSorted()
}

/** A folder that goes when the test is over. */
export function scratch(): { readonly path: string; readonly [Symbol.dispose]: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'jig-check-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

export type Independent = {
  readonly exit: number | null
  readonly out: string
  readonly err: string
}

/**
 * Runs jig-verify.mjs as a rival would: copied alone into an empty folder, by Node, with nothing of jig beside it but what
 * the test has put there.
 */
export function runIndependent(alone: string, args: readonly string[]): Independent {
  const program = join(alone, 'jig-verify.mjs')
  copyFileSync(join(packageRoot, 'tools/verify/jig-verify.mjs'), program)
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: alone,
    encoding: 'utf8',
  })
  return { exit: status, out: stdout, err: stderr }
}

/** The names of what the independent checker finds; it has to end with 0 exactly where it finds nothing. */
export function foundIndependently(
  folder: string,
  kept?: Uint8Array,
  more: readonly string[] = [],
): readonly string[] {
  using alone = scratch()
  const keptFile = join(alone.path, 'kept-head')
  if (kept !== undefined) writeFileSync(keptFile, kept)
  const args = [folder, '--json', ...(kept === undefined ? [] : ['--kept', keptFile]), ...more]
  const { exit, out, err } = runIndependent(alone.path, args)
  if (exit !== 0 && exit !== 1) throw new Error(`jig-verify ended with ${exit}: ${err}`)
  const { findings, intact } = JSON.parse(out) as {
    readonly findings: readonly Named[]
    readonly intact: boolean
  }
  if (intact !== (findings.length === 0) || intact !== (exit === 0))
    throw new Error(`it contradicts itself: ${out}`)
  return named(findings)
}

/** The independent check as a function, for tests that ask it more often than a process can be started. */
export async function independentCheck(): Promise<(folder: string) => Promise<readonly Named[]>> {
  const program = new URL('../../tools/verify/jig-verify.mjs', import.meta.url).href
  const { check, readKey } = (await import(/* @vite-ignore */ program)) as {
    readonly check: (given: object) => Promise<{ readonly findings: readonly Named[] }>
    readonly readKey: (written: string) => object
  }
  const nothing = { kept: [], receipts: [], cosigners: [], onProgress: () => {} }
  const key = readKey(formatVerifierKey(verifierKey(LOG_SIGNER.name, LOG_SIGNER.publicKey, 'ed25519')))
  return async (folder) => {
    const read = async (path: string): Promise<Buffer> => readFileSync(join(folder, path))
    return (await check({ read, key, ...nothing })).findings
  }
}

/** The names of what core finds. */
export async function foundByCore(folder: string, kept?: Uint8Array): Promise<readonly string[]> {
  return named(await findingsOfCore(folder, kept))
}

export async function findingsOfCore(folder: string, kept?: Uint8Array): Promise<readonly Named[]> {
  const { publicKey, name } = LOG_SIGNER
  const settings = JSON.parse(readFileSync(join(folder, 'log.json'), 'utf8')) as { readonly logKey: string }
  const logKey = parseVerifierKey(settings.logKey)
  if (logKey.name !== name || !Buffer.from(publicKey).equals(logKey.publicKey))
    throw new Error('another log’s key')
  await using signatures = inlineSignatures()
  const read = async (path: string): Promise<Uint8Array> => {
    const bytes = await readStatic(join(folder, path))
    if (bytes === undefined) throw new Error(`there is no ${path}`)
    return bytes
  }
  const report = await checkLogAndPictures({
    read,
    head: await read('checkpoint'),
    logKey,
    kept,
    verifyMany: (jobs) => signatures.verifyMany(jobs),
  })
  return report.findings
}
