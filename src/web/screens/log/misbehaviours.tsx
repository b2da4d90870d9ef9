import type { Misbehaviour } from '../../../core/log/verdict.ts'
import { useSpeech } from '../../app/language.tsx'
import { EntryRef } from '../../parts/refs.tsx'

/** What is wrong with the log, each with its evidence: a finding to show to others, not an error to close. */
export function Misbehaviours({ of }: { readonly of: readonly Misbehaviour[] }) {
  const { say } = useSpeech()
  if (of.length === 0) return null
  return (
    <ul className="plain findings">
      {of.map((finding, i) => (
        // A log may misbehave in the same way twice; the order is that in which it was found.
        <li key={`${finding.why} ${i}`} className="card">
          <strong>{say(`wrong.${finding.why}`)}</strong>{' '}
          {'index' in finding && finding.index !== undefined && <EntryRef index={finding.index} />}
          <details>
            <summary>{say('wrong.evidence')}</summary>
            <pre dir="ltr" className="block">
              {JSON.stringify(finding, null, 2)}
            </pre>
          </details>
        </li>
      ))}
    </ul>
  )
}
