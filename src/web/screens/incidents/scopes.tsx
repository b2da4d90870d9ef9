import type { IncidentView } from '../../../core/api/incident.ts'
import { formatInstant } from '../../../core/time/instant.ts'
import { Go } from '../../app/go.tsx'
import { useSpeech } from '../../app/language.tsx'
import { Party } from '../../parts/refs.tsx'
import { useCoreWords } from '../../words/core-words.ts'

/** How the incident lies to each agreement. Outside the scope it is recorded as harm, and is no breach. */
export function Scopes({ incident }: { readonly incident: IncidentView }) {
  const { say } = useSpeech()
  const words = useCoreWords()
  const time = incident.when.tightest?.time ?? incident.when.hull
  // The end of the time in which it happened: by then the clause has met it.
  const at = time === undefined ? '' : `at=${formatInstant(time.latest)}`
  return (
    <section className="card" aria-labelledby="scope-title">
      <h2 id="scope-title">{say('scope.title')}</h2>
      <ul className="plain scopes">
        {incident.scopes.map(({ agreement, verdict, because, touches }) => (
          <li key={agreement}>
            <p>
              <Go to={`/agreements/${agreement}?${at}`}>
                <bdi dir="ltr">{agreement}</bdi>
              </Go>{' '}
              <strong>{words.incident(`scope.${verdict}`)}</strong>
            </p>
            {because.length > 0 && (
              <p className="small muted">{because.map(words.scopeReason).join(say('list.comma'))}</p>
            )}
            {touches.length > 0 && (
              <p className="small">
                {say('scope.touches')}{' '}
                {touches.map(({ clause, bearer }, i) => (
                  <span key={`${clause} ${bearer ?? ''}`}>
                    {i > 0 && say('list.comma')}
                    <Go to={`/agreements/${agreement}?${at}&clause=${clause}#clause-${clause}`}>
                      <bdi dir="ltr">{clause}</bdi>
                    </Go>{' '}
                    {bearer !== undefined && (
                      <span className="muted">
                        (<Party id={bearer} />)
                      </span>
                    )}
                  </span>
                ))}
              </p>
            )}
            {verdict === 'outside' && <p className="small">{words.incident('scope-note.outside')}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
