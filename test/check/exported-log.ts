import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  buildDemonstration,
  DEMONSTRATION_LOG,
  DEMONSTRATION_ORIGIN,
  type Demonstration,
} from '../../src/cli/demonstration/build.ts'
import { readDemonstrationFiles } from '../../src/cli/demonstration/files.ts'
import type { Signer } from '../../src/core/bytes/ed25519.ts'
import { sha256Hex } from '../../src/core/bytes/sha256.ts'
import { appendLeaf, emptyRange, leafHash, rangeRoot } from '../../src/core/log/merkle.ts'
import { tilesGrown } from '../../src/core/log/tile-growth.ts'
import { encodeBundle, entriesPath, TILE_WIDTH, tilePath } from '../../src/core/log/tiles.ts'
import { signTreeHead } from '../../src/core/log/tree-head.ts'
import { formatVerifierKey, verifierKey } from '../../src/core/log/verifier-key.ts'
import type { StatementText } from '../../src/core/statement/kinds.ts'
import { signStatement } from '../../src/core/statement/sign.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'

export const LOG_SIGNER = demonstrationSigner(DEMONSTRATION_ORIGIN)

let built: Demonstration | undefined
/** The whole demonstration, built once for a test file. */
export function demonstration(): Demonstration {
  built ??= buildDemonstration(readDemonstrationFiles())
  return built
}

/** The head that a log of these entries signs. */
export function headOf(entries: readonly Uint8Array[], signer: Signer = LOG_SIGNER): Uint8Array {
  const range = entries.reduce((before, entry) => appendLeaf(before, leafHash(entry)), emptyRange)
  return signTreeHead({ origin: signer.name, size: entries.length, root: rangeRoot(range) }, signer)
}

/** Writes a log as `jig export` writes it, true in itself whatever the entries are: the log's keeper is in on it. */
export function writeLog(folder: string, entries: readonly Uint8Array[], head = headOf(entries)): void {
  for (let index = 0; index * TILE_WIDTH < entries.length; index++) {
    const some = entries.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH)
    writeIn(folder, entriesPath(index, some.length), encodeBundle(some))
  }
  for (const { level, index, width, bytes } of tilesGrown(0, entries.map(leafHash), () => undefined)) {
    writeIn(folder, tilePath(level, index, width), bytes)
  }
  for (const blob of demonstration().blobs) writeIn(folder, `blob/${sha256Hex(blob)}`, blob)
  const logKey = formatVerifierKey(verifierKey(LOG_SIGNER.name, LOG_SIGNER.publicKey, 'ed25519'))
  const settings = {
    log: DEMONSTRATION_LOG,
    origin: LOG_SIGNER.name,
    operator: 'secretariat',
    logKey,
    demonstration: true,
  }
  writeIn(folder, 'log.json', JSON.stringify(settings))
  writeIn(folder, 'checkpoint', head)
}

export function writeIn(folder: string, path: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), bytes)
}

/** A statement of this log; signed by its authors' own demonstration keys, unless others hold the pen. */
export function statement(
  body: Readonly<Record<string, unknown>> & { readonly by: readonly string[] },
  signers: readonly Signer[] = body.by.map(demonstrationSigner),
): Uint8Array {
  const value = { jig: 1, log: DEMONSTRATION_LOG, saidAt: '2016-09-20T12:00:00Z', ...body }
  return signStatement(value as unknown as StatementText, signers)
}
