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
import { formatVerifierKey } from '../../core/log/verifier-key.ts'
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

/** The cosignatures gathered so far, by the cosigners of a policy. */
export type Gathered = {
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

export function gathered(policy: Policy): Gathered {
  const newest = new Map<string, Known>()
  let text = ''
  let here = new Map<string, { readonly line: NoteSignature; readonly says: Cosignature }>()

  const takeLine = (cosigner: PolicyCosigner, note: SignedNote, head: Uint8Array): Finding | undefined => {
    const line = signatureBy(note, cosigner.key)
    if (line === undefined) return undefined
    const says = cosignatureBy(note, cosigner.key, verifyWithNode)
    if (note.text === text && (says.is === 'given' || !here.has(cosigner.name)))
      here.set(cosigner.name, { line, says })
    const known = newest.get(cosigner.name)
    if (says.is === 'given') {
      const { size } = parseTreeHead(note.text)
      if (known === undefined || size >= known.size)
        newest.set(cosigner.name, { head, size, at: says.at, line })
      return undefined
    }
    const about = { head: fromUtf8(head), cosigner: cosigner.name, key: formatVerifierKey(cosigner.key) }
    return known !== undefined && equalBytes(known.line.signature, line.signature)
      ? { holds: false, why: 'cosignature-replayed', from: fromUtf8(known.head), ...about }
      : { holds: false, why: 'cosignature-invalid', ...about }
  }

  return {
    moveTo(head) {
      const note = parseNote(head)
      if (note.text === text) return
      text = note.text
      here = new Map()
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
        const known = newest.get(cosigner.name)
        return {
          cosigner,
          says: here.get(cosigner.name)?.says ?? { is: 'absent' },
          newest: known === undefined ? undefined : { size: known.size, at: known.at },
        }
      }),
    trusted: () =>
      quorumMet(
        policy,
        [...here].filter(([, { says }]) => says.is === 'given').map(([name]) => name),
      ),
  }
}
