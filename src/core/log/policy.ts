import type { VerifySignature } from '../bytes/ed25519.ts'
import { cosignatureBy, type Cosignature } from './cosignature.ts'
import { parseNote, type SignedNote } from './signed-note.ts'
import type { VerifierKey } from './verifier-key.ts'

/** A log or a cosigner that a policy names. */
export type PolicyKey = {
  readonly key: VerifierKey
  /** Where it can be asked; a policy that is only checked against needs none. */
  readonly url: string | undefined
}

/** One of those whose cosignature is expected. `name` is the policy's own word for it, and means nothing elsewhere. */
export type PolicyCosigner = PolicyKey & { readonly name: string }

/** So many of these members, each a cosigner or another group. */
export type PolicyGroup = {
  readonly name: string
  /** At least 1, at most the number of members. */
  readonly needed: number
  readonly members: readonly string[]
}

/** Who is expected to stand behind a log's tree heads, and how many of them make a head trusted. */
export type Policy = {
  readonly logs: readonly PolicyKey[]
  readonly cosigners: readonly PolicyCosigner[]
  /** Each group names only cosigners and groups before it. */
  readonly groups: readonly PolicyGroup[]
  /** A cosigner, a group, or `none`: no cosignature is asked for. */
  readonly quorum: string
}

/** No cosigner is expected. */
export const NO_COSIGNERS: Policy = { logs: [], cosigners: [], groups: [], quorum: 'none' }

/** What one expected cosigner says on a head. */
export type Standing = { readonly cosigner: PolicyCosigner; readonly says: Cosignature }

/** Who stands behind a head. An absent cosigner is shown as absent; whether the head is trusted the quorum decides. */
export type Trust = { readonly trusted: boolean; readonly cosigners: readonly Standing[] }

/**
 * Who has cosigned a signed head, who is absent, and whether the quorum is met. The log's own signature is another
 * question: `checkHead`.
 * @throws Problem `note-malformed`
 */
export function isTrusted(head: Uint8Array, policy: Policy, verify: VerifySignature): Trust {
  return trustIn(parseNote(head), policy, verify)
}

/** As {@link isTrusted}, for a head that has been read. */
export function trustIn(note: SignedNote, policy: Policy, verify: VerifySignature): Trust {
  const cosigners = policy.cosigners.map((cosigner) => {
    return { cosigner, says: cosignatureBy(note, cosigner.key, verify) }
  })
  const given = cosigners.filter(({ says }) => says.is === 'given').map(({ cosigner }) => cosigner.name)
  return { trusted: quorumMet(policy, given), cosigners }
}

/** Whether these cosigners, by the policy's own names, are enough. */
export function quorumMet(policy: Policy, given: readonly string[]): boolean {
  if (policy.quorum === 'none') return true
  const met = new Set(given)
  // A group names only what stands before it, so one passage decides them all.
  for (const { name, needed, members } of policy.groups) {
    if (members.filter((member) => met.has(member)).length >= needed) met.add(name)
  }
  return met.has(policy.quorum)
}
