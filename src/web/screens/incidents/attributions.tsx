import type { IncidentView } from '../../../core/api/incident.ts'
import { useSpeech } from '../../app/language.tsx'
import { Actors, EntryRef, EntryRefs, Party } from '../../parts/refs.tsx'
import { useCoreWords } from '../../words/core-words.ts'

/** Who may have done it, with everybody who says so and how sure they are. None is chosen. */
export function Attributions({ incident }: { readonly incident: IncidentView }) {
  const { say } = useSpeech()
  const words = useCoreWords()
  return (
    <section className="card" aria-labelledby="who-title">
      <h2 id="who-title">{say('who.title')}</h2>
      {incident.candidates.length === 0 && <p className="muted">{say('who.nobody')}</p>}
      {incident.candidates.map(({ party, saidBy, accepted, answered }) => (
        <div key={party} className="candidate">
          <h3>
            <Party id={party} />
          </h3>
          <ul className="plain small">
            {saidBy.map(({ entry, by, from, confidence }) => (
              <li key={entry}>
                <Actors of={by} /> · {say(from === 'finding' ? 'who.finds' : 'who.says')}{' '}
                {words.incident(`confidence.${confidence}`)} <EntryRef index={entry} />
              </li>
            ))}
            {accepted.length > 0 && (
              <li>
                <strong>{say('who.accepted')}</strong> <EntryRefs of={accepted} />
              </li>
            )}
            {answered.map(({ entry, stance }) => (
              <li key={entry}>
                <strong>{say(stance === 'denies' ? 'who.denied' : 'who.explained')}</strong>{' '}
                <EntryRef index={entry} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
