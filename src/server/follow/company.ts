import type { Sha256 } from '../../core/bytes/sha256.ts'
import type { NodesView } from '../../core/api/nodes.ts'
import type { Frozen } from '../../core/api/write.ts'
import type { VerdictRecord } from '../../core/log/finding.ts'
import type { Policy } from '../../core/log/policy.ts'
import { formatVerifierKey, type VerifierKey } from '../../core/log/verifier-key.ts'
import type { CosignerState } from './gathered.ts'
import type { Held } from './outbox.ts'

/** What an author gets who hands a statement to a node: the shared node's own answer, or word that it is held here. */
export type HandedIn =
  | { readonly is: 'answered'; readonly response: Response }
  | { readonly is: 'held'; readonly held: Held }

/** The answer to a request to cosign (C2SP tlog-witness). */
export type CosignAnswer =
  | { readonly is: 'cosigned'; readonly lines: Uint8Array }
  /** The one who asks has another size in mind than the one cosigned last. */
  | { readonly is: 'conflict'; readonly size: number }

/** How a node stands among others: what its HTTP side needs beside the log and the picture. */
export type Company = {
  readonly nodes: () => Frozen<NodesView>
  readonly verdicts: () => readonly VerdictRecord[]
  /**
   * Cosigns a head that this node has checked.
   * @throws Problem `not-found` for the head of another log, `signature-invalid`, `proof-malformed`,
   * `tree-head-malformed`, `head-inconsistent`, `log-not-fetched`
   */
  readonly cosign: (request: Uint8Array) => Promise<CosignAnswer>
  /** Takes a head that a cosigner hands in with its line on it. @throws Problem */
  readonly offered: (head: Uint8Array) => Promise<void>
  /** Set where statements are handed on to another node. */
  readonly handOn?: (note: Uint8Array) => Promise<HandedIn>
  readonly handOnBlob?: (bytes: Uint8Array) => Promise<Sha256>
}

/** What is known of a cosigner, and why it could not be asked. */
type CosignerRow = CosignerState & { readonly trouble?: string | undefined }

/** The part of the view that shows the cosigners of a policy. */
export function showCosigners(
  policy: Policy,
  rows: readonly CosignerRow[],
  size: number,
  own: VerifierKey | undefined,
): Pick<Frozen<NodesView>, 'quorum' | 'cosigners'> {
  return {
    quorum: policy.quorum,
    cosigners: rows.map(({ cosigner, says, newest, trouble }) => ({
      name: cosigner.name,
      key: formatVerifierKey(cosigner.key),
      url: cosigner.url ?? null,
      isThisNode: own?.name === cosigner.key.name && own.keyId === cosigner.key.keyId,
      says: says.is,
      newest: newest ?? null,
      behind: newest === undefined ? null : Math.max(0, size - newest.size),
      trouble: trouble ?? null,
    })),
  }
}
