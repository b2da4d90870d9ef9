import { sha256Hex } from '../../core/bytes/sha256.ts'
import { utf8 } from '../../core/bytes/utf8.ts'
import { checkHead } from '../../core/log/check-head.ts'
import { formatVerifierKey, type VerifierKey } from '../../core/log/verifier-key.ts'
import { verifyWithNode } from '../ledger/signature-rule.ts'
import type { NodeFiles } from './node-files.ts'

const FOLDER = 'cosignatures'

/** The largest head that each cosigner is known to have cosigned, on disk: a restart forgets nobody. */
export type KeptCosignatures = {
  /** Those kept before, with the log's signature checked. */
  readonly heads: readonly Uint8Array[]
  /** Keeps a head with this cosigner's line on it, in place of an older one. Soon on disk; until then, a crash forgets it. */
  readonly keep: (cosigner: VerifierKey, head: Uint8Array) => void
  /** Resolves when all that was to be kept is on disk. */
  readonly settled: () => Promise<void>
}

/**
 * Opens what is kept. A file that is no head of this log is passed over: what is lost here, the cosigners give again.
 * @param onTrouble told where something cannot be written; it is tried again with the next cosignature
 */
export async function keptCosignatures(
  files: NodeFiles,
  logKey: VerifierKey,
  onTrouble: (error: unknown) => void,
): Promise<KeptCosignatures> {
  const heads: Uint8Array[] = []
  for (const name of await files.list(FOLDER)) {
    const head = await files.read(`${FOLDER}/${name}`)
    if (head !== undefined && checkHead(head, logKey, verifyWithNode).holds) heads.push(head)
  }
  // Heads come faster than a disk syncs: only the newest of each cosigner is written.
  const waiting = new Map<string, Uint8Array>()
  let writing: Promise<void> | undefined
  const write = async (): Promise<void> => {
    for (const [name, head] of waiting) {
      waiting.delete(name)
      await files.write(`${FOLDER}/${name}`, head).catch(onTrouble)
    }
    writing = undefined
  }
  return {
    heads,
    keep(cosigner, head) {
      waiting.set(sha256Hex(utf8(formatVerifierKey(cosigner))).slice(0, 16), head)
      writing ??= write()
    },
    settled: async () => writing,
  }
}
