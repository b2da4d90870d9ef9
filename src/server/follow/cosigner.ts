import { equalBytes } from '../../core/bytes/bytes.ts'
import type { Signer } from '../../core/bytes/ed25519.ts'
import { sha256Hex, type Hash } from '../../core/bytes/sha256.ts'
import { utf8 } from '../../core/bytes/utf8.ts'
import { cosignTreeHead } from '../../core/log/cosignature.ts'
import { formatNote, parseNote, signatureBy, type NoteSignature } from '../../core/log/signed-note.ts'
import { parseTreeHead, type TreeHead } from '../../core/log/tree-head.ts'
import { verifierKey, type VerifierKey } from '../../core/log/verifier-key.ts'
import { problems } from '../../core/problem.ts'
import type { Clock } from '../ledger/ports.ts'
import type { NodeFiles } from './node-files.ts'

/** A head with our own cosignature on it. */
export type Cosigned = { readonly head: TreeHead; readonly note: Uint8Array; readonly line: NoteSignature }

/** Signs tree heads of one log that this node has checked: never a smaller one, never one that does not fit. */
export type Cosigner = {
  readonly key: VerifierKey
  /** The head cosigned last; `undefined` before the first. */
  readonly newest: () => Cosigned | undefined
  /**
   * Cosigns a head; when this returns, it is on disk that we did. A head of the same size is signed again.
   * @param rootAt the root of the log that this node has checked, at a size that it has reached
   * @throws Problem `head-inconsistent` where the head is not our own log's, or is smaller than one cosigned before
   */
  readonly cosign: (note: Uint8Array, rootAt: (size: number) => Promise<Hash>) => Promise<Cosigned>
}

export type CosignerOptions = {
  readonly files: NodeFiles
  /** The node's own key. As a cosigner it must serve nobody else (C2SP tlog-cosignature). */
  readonly signer: Signer
  readonly clock: Clock
  readonly origin: string
}

/**
 * Opens the cosigner with what it remembers. Whoever loses this memory should take a new key, since an old head could
 * then be had cosigned again.
 */
export async function openCosigner({ files, signer, clock, origin }: CosignerOptions): Promise<Cosigner> {
  const key = verifierKey(signer.name, signer.publicKey, 'cosignature')
  const file = `cosigned/${sha256Hex(utf8(origin)).slice(0, 16)}`
  const stored = await files.read(file)
  let newest = stored === undefined ? undefined : opened(stored, key)
  let turn: Promise<unknown> = Promise.resolve()

  const sign = async (note: Uint8Array, rootAt: (size: number) => Promise<Hash>): Promise<Cosigned> => {
    const plain = withoutLine(note, key)
    const head = parseTreeHead(parseNote(plain).text)
    const older = newest?.head
    const grew =
      older === undefined || (older.size <= head.size && equalBytes(await rootAt(older.size), older.root))
    if (!grew || !equalBytes(await rootAt(head.size), head.root)) {
      throw problems.headInconsistent({ older: older?.size ?? 0, newer: head.size })
    }
    const cosigned = opened(cosignTreeHead(plain, signer, clock()), key)
    // On disk first: a line that left this node and is forgotten could be contradicted by the next one.
    await files.write(file, cosigned.note)
    newest = cosigned
    return cosigned
  }
  return {
    key,
    newest: () => newest,
    cosign(note, rootAt) {
      // One at a time: two checks against one remembered head could sign two heads that contradict each other.
      const mine = turn.then(() => sign(note, rootAt))
      turn = mine.catch(() => undefined)
      return mine
    },
  }
}

function opened(note: Uint8Array, key: VerifierKey): Cosigned {
  const parsed = parseNote(note)
  const line = signatureBy(parsed, key)
  if (line === undefined) {
    throw problems.noteMalformed({
      because: `the head kept as cosigned does not carry the line of ${key.name}`,
    })
  }
  return { head: parseTreeHead(parsed.text), note, line }
}

function withoutLine(bytes: Uint8Array, key: VerifierKey): Uint8Array {
  const note = parseNote(bytes)
  const signatures = note.signatures.filter((line) => line.name !== key.name || line.keyId !== key.keyId)
  return formatNote({ text: note.text, signatures })
}
