import { useEffect, useState } from 'react'
import type { EntryView } from '../../../core/api/log.ts'
import type { Verdict } from '../../../core/log/verdict.ts'
import { useSpeech } from '../../app/language.tsx'
import { fetchPlain } from '../../data/fetch-view.ts'
import { ProblemPanel } from '../../parts/states.tsx'
import { ShapeMark } from '../../parts/shapes.tsx'
import { Misbehaviours } from '../log/misbehaviours.tsx'
import { checkReceipt } from '../log/receipt-check.tsx'
import { saveText } from '../log/save-file.ts'

type Proof = { readonly receipt: string; readonly verdict: Verdict }

/** The receipt of an entry, fetched and checked here: the entry's exact bytes stand in the log at this place. */
export function EntryProof({ entry, logKey }: { readonly entry: EntryView; readonly logKey: string }) {
  const { say } = useSpeech()
  const [proof, setProof] = useState<Proof | undefined>(undefined)
  const [failure, setFailure] = useState<Error | undefined>(undefined)
  useEffect(() => {
    const stop = new AbortController()
    fetchPlain(`/api/entries/${entry.index}/receipt`, stop.signal)
      .then((response) => response.text())
      .then(
        (receipt) => setProof({ receipt, verdict: checkReceipt(entry.note, receipt, logKey) }),
        (error: unknown) => {
          if (!stop.signal.aborted) setFailure(error instanceof Error ? error : new Error(String(error)))
        },
      )
    return () => stop.abort()
  }, [entry, logKey])

  return (
    <section className="entry-proof" aria-live="polite">
      <h2>{say('proof.title')}</h2>
      {failure !== undefined && <ProblemPanel failure={failure} />}
      {proof === undefined && failure === undefined && <p className="muted">{say('proof.checking')}</p>}
      {proof?.verdict.holds === true && (
        <p className="proof-good met">
          <ShapeMark of="tick" /> {say('proof.good')}
        </p>
      )}
      {proof?.verdict.holds === false && <Misbehaviours of={[proof.verdict]} />}
      {proof !== undefined && (
        <button
          type="button"
          className="button small-button"
          onClick={() => saveText(`entry-${entry.index}-receipt.txt`, proof.receipt)}
        >
          {say('proof.save')}
        </button>
      )}
    </section>
  )
}
