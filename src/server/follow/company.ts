import type { Sha256 } from '../../core/bytes/sha256.ts'
import type { NodesView } from '../../core/api/nodes.ts'
import type { Frozen } from '../../core/api/write.ts'
import type { VerdictRecord } from '../../core/log/finding.ts'
import type { LogIndex } from '../../core/log/log-index.ts'
import type { Policy } from '../../core/log/policy.ts'
import { formatVerifierKey, type VerifierKey } from '../../core/log/verifier-key.ts'
import { lastClock, type Picture } from '../../core/picture/picture.ts'
import type { Instant } from '../../core/time/instant.ts'
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
  /** A head of the very size cosigned last, with another root. */
  | { readonly is: 'other-root'; readonly size: number }

/** How a node stands among others: what its HTTP side needs beside the log and the picture. */
export type Company = {
  readonly nodes: () => Frozen<NodesView>
  readonly verdicts: () => readonly VerdictRecord[]
  /**
   * Cosigns a head that this node has checked.
   * @throws Problem `not-found` for the head of another log, `signature-invalid`, `proof-malformed`,
   * `tree-head-malformed`, `head-inconsistent`; `log-not-fetched` where it cannot be checked now
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

export type CosignersShown = {
  /** The policy that the newest head is judged under. */
  readonly policy: Policy
  /** The entry that states it; `undefined` where it is this node's own file. */
  readonly policyEntry: LogIndex | undefined
  readonly rows: readonly CosignerRow[]
  /** Entries under the newest head. */
  readonly size: number
  /** The key that this node cosigns with, where it does. */
  readonly own: VerifierKey | undefined
  /** From it comes the log's own clock; without it nobody is shown absent since a time. */
  readonly picture: Picture | undefined
}

/** The part of the view that shows the cosigners of a policy. */
export function showCosigners(
  shown: CosignersShown,
): Pick<Frozen<NodesView>, 'quorum' | 'policyEntry' | 'cosigners'> {
  const { policy, policyEntry, rows, size, own } = shown
  return {
    quorum: policy.quorum,
    policyEntry: policyEntry ?? null,
    cosigners: rows.map((row) => {
      const { cosigner, says, newest, trouble } = row
      return {
        name: cosigner.name,
        key: formatVerifierKey(cosigner.key),
        url: cosigner.url ?? null,
        isThisNode: own?.name === cosigner.key.name && own.keyId === cosigner.key.keyId,
        says: says.is,
        newest: newest ?? null,
        behind: newest === undefined ? null : Math.max(0, size - newest.size),
        absentSince: absentSince(row, shown),
        trouble: trouble ?? null,
      }
    }),
  }
}

/** The log's clock when the first entry came that this cosigner has not stood behind: it owes nothing before. */
function absentSince(
  { says, newest }: CosignerRow,
  { size, policyEntry, picture }: CosignersShown,
): Instant | null {
  const first = newest?.size ?? policyEntry
  if (says.is === 'given' || picture === undefined || first === undefined || first >= size) return null
  return lastClock(picture, first + 1)?.readAt ?? null
}
