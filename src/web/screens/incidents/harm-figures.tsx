import type { IncidentView } from '../../../core/api/incident.ts'
import { useSpeech } from '../../app/language.tsx'
import { useCoreWords } from '../../words/core-words.ts'
import { Actors, EntryRef } from '../../parts/refs.tsx'
import { RangeOf } from '../../parts/range.tsx'
import { rangeBars } from './range-bars.ts'

/** Every account's figures side by side on one scale. Nothing is averaged; the outer line only holds them all. */
export function HarmFigures({ incident }: { readonly incident: IncidentView }) {
  const { say } = useSpeech()
  const words = useCoreWords()
  const kinds = (['killed', 'killedCivilians', 'injured'] as const).filter(
    (kind) => incident.harm[kind].accounts.length > 0,
  )
  return (
    <section className="card" aria-labelledby="harm-title">
      <h2 id="harm-title">{say('harm.title')}</h2>
      {kinds.length === 0 && <p className="muted">{say('harm.none')}</p>}
      {kinds.map((kind) => {
        const { accounts, hull } = incident.harm[kind]
        return (
          <div key={kind} className="harm">
            <h3>
              {words.incident(`harm.${kind}`)}
              {hull !== undefined && accounts.length > 1 && (
                <span className="muted small">
                  {' '}
                  {say('harm.hull')} <RangeOf of={hull} />
                </span>
              )}
            </h3>
            <ul className="plain">
              {rangeBars(accounts.map(({ count }) => count)).map(({ from, width, open }, i) => {
                const account = accounts[i]
                return account === undefined ? null : (
                  <li key={account.entry}>
                    <span>
                      <Actors of={account.by} /> <EntryRef index={account.entry} />
                    </span>
                    <span className="harm-track" aria-hidden="true">
                      <i
                        className={open ? 'open-end' : ''}
                        style={{ insetInlineStart: `${from}%`, inlineSize: `${width}%` }}
                      />
                    </span>
                    <strong>
                      <RangeOf of={account.count} />
                    </strong>
                  </li>
                )
              })}
            </ul>
          </div>
        )
      })}
    </section>
  )
}
