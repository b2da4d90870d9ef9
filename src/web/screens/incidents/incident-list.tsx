import { useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import type { IncidentSummaryView } from '../../../core/api/incident.ts'
import { Go } from '../../app/go.tsx'
import { useSpeech } from '../../app/language.tsx'
import { Party } from '../../parts/refs.tsx'
import { RangeOf } from '../../parts/range.tsx'
import { Empty } from '../../parts/states.tsx'
import { StatusPill } from '../../parts/status.tsx'
import { incidentLook } from '../../parts/status-looks.ts'
import { When } from '../../parts/time.tsx'
import { useCoreWords } from '../../words/core-words.ts'
import { pointOf } from './map-view.ts'

const STEP = 100

/** The incidents in order of time. The one chosen on the map is scrolled to; a row's link opens it whole. */
export function IncidentList({
  incidents,
  chosen,
  onChoose,
}: {
  readonly incidents: readonly IncidentSummaryView[]
  readonly chosen: string | null
  readonly onChoose: (id: string | null) => void
}) {
  const { say } = useSpeech()
  const [most, setMost] = useState(STEP)
  const row = useRef<HTMLLIElement>(null)
  const place = incidents.findIndex(({ id }) => id === chosen)
  const count = Math.max(most, place + 1)
  useEffect(() => {
    if (chosen !== null) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  if (incidents.length === 0) return <Empty title={say('incidents.none')}>{say('incidents.noneHelp')}</Empty>
  return (
    <>
      <ol className="plain incident-rows">
        {incidents.slice(0, count).map((incident) => (
          <li
            key={incident.id}
            ref={incident.id === chosen ? row : null}
            className={incident.id === chosen ? 'incident-row chosen' : 'incident-row'}
          >
            <IncidentRow incident={incident} />
            {pointOf(incident.where) !== undefined && (
              <Button
                className="on-map small"
                aria-pressed={incident.id === chosen}
                onPress={() => onChoose(incident.id === chosen ? null : incident.id)}
              >
                {say('incidents.onMap')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {count < incidents.length && (
        <Button className="button more" onPress={() => setMost(count + STEP)}>
          {say('incidents.more', { n: incidents.length - count })}
        </Button>
      )}
    </>
  )
}

/** One incident in three lines: what and where; when; who is said to have done it and what harm. */
export function IncidentRow({ incident }: { readonly incident: IncidentSummaryView }) {
  const { say } = useSpeech()
  const words = useCoreWords()
  return (
    <>
      <p className="incident-title">
        <Go to={`/incidents/${encodeURIComponent(incident.id)}`}>
          <IncidentTitle of={incident} />
        </Go>
        <StatusPill look={incidentLook(incident.status)}>{words.incidentStatus(incident.status)}</StatusPill>
      </p>
      <p className="small muted">
        <When of={incident.when} form="short" /> ·{' '}
        {words.incident('count.reports', { count: incident.reports.length })}
        {incident.killed !== undefined && (
          <>
            {' · '}
            {words.incident('harm.killed')} <RangeOf of={incident.killed} />
          </>
        )}
      </p>
      {incident.alleged.length > 0 && (
        <p className="small muted">
          {say('incident.alleged')}{' '}
          {incident.alleged.map((id, i) => (
            <span key={id}>
              {i > 0 && say('list.comma')}
              <Party id={id} />
            </span>
          ))}
        </p>
      )}
    </>
  )
}

/** Its title, or what and where if nobody has given it one. */
export function IncidentTitle({
  of,
}: {
  readonly of: Pick<IncidentSummaryView, 'title' | 'acts' | 'where'>
}) {
  const { nameOf, say } = useSpeech()
  const words = useCoreWords()
  if (of.title !== undefined) return <bdi>{nameOf(of.title)}</bdi>
  const acts = of.acts.map(words.act).join(say('list.comma'))
  const place =
    of.where === undefined ? undefined : of.where.names === undefined ? of.where.name : nameOf(of.where.names)
  return (
    <>
      {acts}
      {place !== undefined && (
        <>
          {' — '}
          <bdi>{place}</bdi>
        </>
      )}
    </>
  )
}
