import { useMemo } from 'react'
import { offsetAt } from '../../../core/time/calendar.ts'
import { useSpeech } from '../../app/language.tsx'
import { useParams } from '../../app/url-state.ts'
import { useLog } from '../../data/log-context.tsx'
import { KnownField } from '../../parts/as-of.tsx'
import { Empty, Loading, ProblemPanel } from '../../parts/states.tsx'
import { FilterBar } from './filter-bar.tsx'
import { filtersOf, inWindow, passes } from './filters.ts'
import { histogram } from './histogram.ts'
import { IncidentList, IncidentRow } from './incident-list.tsx'
import { canDrawMap, IncidentMap } from './incident-map.tsx'
import { Legend } from './legend.tsx'
import { TimeBrush } from './time-brush.tsx'
import { MOST_INCIDENTS, useIncidents, type Incidents } from './use-incidents.ts'
import './incidents.css'

/** Incidents as a list and on a map, under one set of filters and one window of time. */
export default function IncidentsScreen() {
  const { say } = useSpeech()
  const [params] = useParams()
  const incidents = useIncidents(params.get('known'))
  return (
    <main id="main" className="incidents-page">
      <h1 className="hidden-but-read">{say('nav.incidents')}</h1>
      {incidents.failure !== undefined ? (
        <ProblemPanel failure={incidents.failure} again={incidents.again} />
      ) : incidents.value === undefined ? (
        <div>
          <Loading />
          {incidents.fetched > 0 && (
            <p className="muted">{say('incidents.fetched', { n: incidents.fetched })}</p>
          )}
        </div>
      ) : (
        <Board all={incidents.value} />
      )}
    </main>
  )
}

function Board({ all }: { readonly all: Incidents }) {
  const { say } = useSpeech()
  const { calendar } = useLog()
  const [params, change] = useParams()
  const filters = useMemo(() => filtersOf(params), [params])
  const passing = useMemo(() => all.incidents.filter((one) => passes(one, filters)), [all, filters])
  const shown = useMemo(() => passing.filter((one) => inWindow(one, filters)), [passing, filters])
  const first = passing[0]?.when.earliest
  const offset = first === undefined ? 0 : offsetAt(calendar, first)
  const { bins, vague } = useMemo(() => histogram(passing, offset), [passing, offset])
  const chosenId = params.get('incident')
  const chosen = shown.find(({ id }) => id === chosenId)
  const map = useMemo(() => canDrawMap(), [])
  const view = params.get('view') === 'map' && map ? 'map' : 'list'
  const choose = (id: string | null) => change({ incident: id })
  const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')

  return (
    <div className={`board showing-${view} ${map ? '' : 'no-map'}`}>
      <section className="board-list" aria-label={say('incidents.list')}>
        <FilterBar incidents={all.incidents} filters={filters} />
        <div className="board-facts">
          <KnownField size={all.known} />
          <p className="small muted" role="status">
            {say('incidents.count', { shown: shown.length, all: all.total })}
          </p>
          {all.incidents.length >= MOST_INCIDENTS && (
            <p className="small">{say('incidents.cut', { n: MOST_INCIDENTS })}</p>
          )}
          {map && (
            <button
              type="button"
              className="button view-switch"
              onClick={() => change({ view: view === 'map' ? null : 'map' })}
            >
              {say(view === 'map' ? 'incidents.showList' : 'incidents.showMap')}
            </button>
          )}
        </div>
        {all.total === 0 ? (
          <Empty title={say('incidents.nothing')}>{say('incidents.nothingHelp')}</Empty>
        ) : (
          <IncidentList incidents={shown} chosen={chosenId} onChoose={choose} />
        )}
      </section>
      <section className="board-map" aria-label={say('incidents.map')}>
        {map ? (
          <>
            <IncidentMap incidents={shown} chosen={chosen} onChoose={choose} />
            <Legend incidents={shown} />
            {chosen !== undefined && (
              <div className="map-card card">
                <IncidentRow incident={chosen} />
              </div>
            )}
          </>
        ) : (
          <Empty title={say('map.cannot')}>{say('map.cannotHelp')}</Empty>
        )}
        <div className="map-foot">
          <p className="map-note small">
            {say('map.note')} <bdi dir="ltr">Natural Earth · © GeoNames (CC BY 4.0)</bdi>
          </p>
          <TimeBrush
            bins={bins}
            from={filters.from}
            until={filters.until}
            shown={shown.length}
            vague={vague}
            onWindow={(window) =>
              change(
                window === undefined
                  ? { from: null, until: null }
                  : { from: iso(window.from), until: iso(window.until) },
              )
            }
          />
        </div>
      </section>
    </div>
  )
}
