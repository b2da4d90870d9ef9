import { verifyEd25519 } from '../../../src/core/bytes/ed25519.ts'
import { parseReceipt, verifyReceipt } from '../../../src/core/log/receipt.ts'
import type { Verdict } from '../../../src/core/log/verdict.ts'
import type { VerifierKey } from '../../../src/core/log/verifier-key.ts'
import { el } from './elements.ts'
import { showFindings } from './show-result.ts'
import type { Speech } from './words.ts'

/** Checks a receipt that somebody holds against the statement that it is for, by the key of the log that was checked. */
export function receiptForm(logKey: VerifierKey, speech: Speech): HTMLElement {
  const { say, own } = speech
  const entry = el('input', { type: 'file', class: 'input', id: 'receipt-entry' })
  const receipt = el('input', { type: 'file', class: 'input', id: 'receipt-file' })
  const answer = el('div', { role: 'status', class: 'receipt-answer' })
  const check = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const [statement, proof] = [entry.files?.[0], receipt.files?.[0]]
    if (statement === undefined || proof === undefined) return
    const verdict = verdictOn(await bytesOf(statement), await bytesOf(proof), logKey)
    answer.replaceChildren(
      verdict.holds
        ? el('p', { class: 'receipt-good' }, say('receipt.good'))
        : (showFindings([verdict], speech) ?? ''),
    )
  }
  return el(
    'details',
    { class: 'receipt-check' },
    el('summary', {}, say('receipt.title')),
    el(
      'form',
      { onsubmit: (event: SubmitEvent) => void check(event) },
      el('label', {}, own('receiptEntry'), entry),
      el('label', {}, own('receiptFile'), receipt),
      el('button', { class: 'button', type: 'submit' }, say('receipt.check')),
    ),
    answer,
  )
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer())
}

function verdictOn(statement: Uint8Array, proof: Uint8Array, logKey: VerifierKey): Verdict {
  try {
    return verifyReceipt(statement, parseReceipt(proof), logKey, verifyEd25519)
  } catch (error) {
    return {
      holds: false,
      why: 'proof-malformed',
      because: error instanceof Error ? error.message : String(error),
    }
  }
}
