import { useState } from 'react'
import { verifyEd25519 } from '../../../core/bytes/ed25519.ts'
import { utf8 } from '../../../core/bytes/utf8.ts'
import { parseReceipt, verifyReceipt } from '../../../core/log/receipt.ts'
import { parseVerifierKey } from '../../../core/log/verifier-key.ts'
import type { Verdict } from '../../../core/log/verdict.ts'
import { useSpeech } from '../../app/language.tsx'
import { Misbehaviours } from './misbehaviours.tsx'

/** Checks a receipt that somebody holds against the entry that it is for. Needs no network. */
export function ReceiptCheck({ logKey }: { readonly logKey: string }) {
  const { say } = useSpeech()
  const [entry, setEntry] = useState('')
  const [receipt, setReceipt] = useState('')
  const [verdict, setVerdict] = useState<Verdict | undefined>(undefined)
  return (
    <details className="receipt-check no-print">
      <summary>{say('receipt.title')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setVerdict(checkReceipt(entry, receipt, logKey))
        }}
      >
        <label>
          <span className="label">{say('receipt.entry')}</span>
          <textarea
            className="input mono"
            rows={4}
            dir="ltr"
            spellCheck={false}
            value={entry}
            onChange={(event) => setEntry(event.target.value)}
          />
        </label>
        <label>
          <span className="label">{say('receipt.receipt')}</span>
          <textarea
            className="input mono"
            rows={4}
            dir="ltr"
            spellCheck={false}
            value={receipt}
            onChange={(event) => setReceipt(event.target.value)}
          />
        </label>
        <button type="submit" className="button">
          {say('receipt.check')}
        </button>
      </form>
      <div role="status">
        {verdict?.holds === true && <p className="receipt-good">{say('receipt.good')}</p>}
        {verdict?.holds === false && <Misbehaviours of={[verdict]} />}
      </div>
    </details>
  )
}

/** The verdict on a receipt as text; text that is no receipt is a malformed proof. */
export function checkReceipt(entry: string, receipt: string, logKey: string): Verdict {
  try {
    return verifyReceipt(utf8(entry), parseReceipt(utf8(receipt)), parseVerifierKey(logKey), verifyEd25519)
  } catch (error) {
    return {
      holds: false,
      why: 'proof-malformed',
      because: error instanceof Error ? error.message : String(error),
    }
  }
}
