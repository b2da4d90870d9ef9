import type { IncidentSummaryView } from '../../../core/api/incident.ts'
import { INCIDENT_STATUSES } from '../../../core/incident/status.ts'
import { useSpeech } from '../../app/language.tsx'
import { useParams } from '../../app/url-state.ts'
import { ShapeMark } from '../../parts/shapes.tsx'
import { incidentLook } from '../../parts/status-looks.ts'
import { useCoreWords } from '../../words/core-words.ts'
import { pointOf } from './map-view.ts'

/** What the symbols mean and how many of each; a symbol's name is also the filter for it. */
export function Legend({ incidents }: { readonly incidents: readonly IncidentSummaryView[] }) {
  const { say, count } = useSpeech()
  const words = useCoreWords()
  const [params, change] = useParams()
  const chosen = params.get('status')
  const unplaced = incidents.filter(({ where }) => pointOf(where) === undefined).length
  return (
    <div className="legend card">
      <h2>{say('map.legend')}</h2>
      <ul className="plain">
        {INCIDENT_STATUSES.map((status) => {
          const n = incidents.filter((one) => one.status === status).length
          const look = incidentLook(status)
          return n === 0 && chosen !== status ? null : (
            <li key={status}>
              <button
                type="button"
                className={`legend-row ${look.tone}`}
                aria-pressed={chosen === status}
                onClick={() => change({ status: chosen === status ? null : status })}
              >
                <ShapeMark of={look.shape} />
                <span>{words.incidentStatus(status)}</span>
                <span className="muted">{count(n)}</span>
              </button>
            </li>
          )
        })}
      </ul>
      {unplaced > 0 && <p className="small muted">{say('map.unplaced', { n: unplaced })}</p>}
    </div>
  )
}
