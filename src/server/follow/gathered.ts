import { equalBytes } from '../../core/bytes/bytes.ts'
import { fromUtf8 } from '../../core/bytes/utf8.ts'
import { cosignatureBy, type Cosignature } from '../../core/log/cosignature.ts'
import type { Finding } from '../../core/log/finding.ts'
import { quorumMet, type Policy, type PolicyCosigner } from '../../core/log/policy.ts'
import {
  formatNote,
  parseNote,
  signatureBy,
  type NoteSignature,
  type SignedNote,
} from '../../core/log/signed-note.ts'
import { parseTreeHead } from '../../core/log/tree-head.ts'
import { formatVerifierKey, type VerifierKey } from '../../core/log/verifier-key.ts'
import type { Instant } from '../../core/time/instant.ts'
import { verifyWithNode } from '../ledger/signature-rule.ts'

/** What is known of one expected cosigner. */
export type CosignerState = {
  readonly cosigner: PolicyCosigner
  /** What it says on the newest head. */
  readonly says: Cosignature
  /** The largest head that it is known to have cosigned, in entries, and when by its own clock. */
  readonly newest: { readonly size: number; readonly at: Instant } | undefined
}

/** The cosignatures gathered so far, by the cosigners of the policy that the newest head is judged under. */
export type Gathered = {
  readonly policy: () => Policy
  /** Makes this signed head the newest; the lines of an older one are laid aside. The log's own signature was checked. */
  readonly moveTo: (head: Uint8Array) => void
  /**
   * Takes the lines of a head, the newest or another, that carries the log's checked signature.
   * @returns what does not fit: lines in a cosigner's name that it never made for this head
   */
  readonly take: (head: Uint8Array) => readonly Finding[]
  /** The signed head with the lines that fit it. */
  readonly withLines: (head: Uint8Array) => Uint8Array
  readonly states: () => readonly CosignerState[]
  readonly trusted: () => boolean
}

type Known = {
  readonly head: Uint8Array
  readonly size: number
  readonly at: Instant
  readonly line: NoteSignature
}

/**
 * Begins to gather.
 * @param policyAt the policy that a head of so many entries is judged under
 * @param keep is handed a head that is the largest known to be cosigned by this cosigner
 */
export function gathered(
  policyAt: (size: number) => Policy,
  keep: (cosigner: VerifierKey, head: Uint8Array) => void = () => {},
): Gathered {
  // By key: another policy may give the same name to somebody else.
  const newest = new Map<string, Known>()
  let policy = policyAt(0)
  let text = ''
  let here = new Map<string, { readonly line: NoteSignature; readonly says: Cosignature }>()

  const takeLine = (cosigner: PolicyCosigner, note: SignedNote, head: Uint8Array): Finding | undefined => {
    const line = signatureBy(note, cosigner.key)
    if (line === undefined) return undefined
    const says = cosignatureBy(note, cosigner.key, verifyWithNode)
    const key = formatVerifierKey(cosigner.key)
    if (note.text === text && (says.is === 'given' || !here.has(key))) here.set(key, { line, says })
    const known = newest.get(key)
    if (says.is === 'given') {
      const { size } = parseTreeHead(note.text)
      if (known !== undefined && size < known.size) return undefined
      newest.set(key, { head, size, at: says.at, line })
      if (known?.size !== size) keep(cosigner.key, head)
      return undefined
    }
    const about = { head: fromUtf8(head), cosigner: cosigner.name, key }
    return known !== undefined && equalBytes(known.line.signature, line.signature)
      ? { holds: false, why: 'cosignature-replayed', from: fromUtf8(known.head), ...about }
      : { holds: false, why: 'cosignature-invalid', ...about }
  }

  return {
    policy: () => policy,
    moveTo(head) {
      const note = parseNote(head)
      if (note.text === text) return
      text = note.text
      here = new Map()
      policy = policyAt(parseTreeHead(text).size)
    },
    take(head) {
      const note = parseNote(head)
      return policy.cosigners.flatMap((cosigner) => takeLine(cosigner, note, head) ?? [])
    },
    withLines(head) {
      const note = parseNote(head)
      if (note.text !== text) return head
      const names = new Set(policy.cosigners.map(({ key }) => `${key.name} ${key.keyId}`))
      const own = note.signatures.filter((line) => !names.has(`${line.name} ${line.keyId}`))
      const given = [...here.values()].filter(({ says }) => says.is === 'given').map(({ line }) => line)
      return formatNote({ text: note.text, signatures: [...own, ...given] })
    },
    states: () =>
      policy.cosigners.map((cosigner) => {
        const key = formatVerifierKey(cosigner.key)
        const known = newest.get(key)
        return {
          cosigner,
          says: here.get(key)?.says ?? { is: 'absent' },
          newest: known === undefined ? undefined : { size: known.size, at: known.at },
        }
      }),
    trusted: () =>
      quorumMet(
        policy,
        policy.cosigners
          .filter(({ key }) => here.get(formatVerifierKey(key))?.says.is === 'given')
          .map(({ name }) => name),
      ),
  }
}
