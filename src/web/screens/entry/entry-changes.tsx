import { changesView, type ChangesView } from '../../../core/api/log.ts'
import { Go } from '../../app/go.tsx'
import { useSpeech } from '../../app/language.tsx'
import { useResource } from '../../data/use-resource.ts'
import { Code, Name, Party } from '../../parts/refs.tsx'
import { ScrollX } from '../../parts/scroll-x.tsx'
import { Shown } from '../../parts/states.tsx'
import { StatusPill } from '../../parts/status.tsx'
import { incidentLook, STATUS_LOOKS } from '../../parts/status-looks.ts'
import { Time } from '../../parts/time.tsx'
import { useCoreWords } from '../../words/core-words.ts'

type Stood = ChangesView['standings'][number]['before']
type IncidentStood = ChangesView['incidents'][number]['before']

/** What one entry changed in the picture: which clauses and incidents it moved, from what to what, under which readings. */
export function EntryChanges({ index }: { readonly index: number }) {
  const { say } = useSpeech()
  const changes = useResource(changesView, `/api/entries/${index}/changes`)
  return (
    <section aria-labelledby="changes-title">
      <h2 id="changes-title">{say('entry.changes')}</h2>
      <Shown of={changes}>{(value) => <Changes of={value} />}</Shown>
    </section>
  )
}

function Changes({ of }: { readonly of: ChangesView }) {
  const { say } = useSpeech()
  const { at, texts, standings, incidents } = of
  if (texts.length + standings.length + incidents.length === 0) {
    return <p className="muted">{say('entry.changesNone')}</p>
  }
  return (
    <>
      {texts.map((agreement) => (
        <p key={agreement}>
          <Go to={`/agreements/${agreement}`}>{say('entry.changesText', { agreement })}</Go>
        </p>
      ))}
      {at !== null && standings.length > 0 && (
        <p className="muted small">
          {say('entry.changesHelp')} <Time of={at} />
        </p>
      )}
      {standings.length > 0 && <ClausesMoved of={standings} />}
      {incidents.length > 0 && <IncidentsMoved of={incidents} />}
    </>
  )
}

function ClausesMoved({ of }: { readonly of: ChangesView['standings'] }) {
  const { say } = useSpeech()
  return (
    <ScrollX className="changes" label={say('entry.changesClause')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('entry.changesClause')}</th>
            <th scope="col">{say('entry.changesBefore')}</th>
            <th scope="col">{say('entry.changesAfter')}</th>
            <th scope="col">{say('entry.changesReading')}</th>
          </tr>
        </thead>
        <tbody>
          {of.map(({ agreement, clause, party, readings, before, after }) => (
            <tr key={`${agreement} ${clause} ${party} ${readings[0]?.id ?? ''}`}>
              <th scope="row">
                <Go to={`/agreements/${agreement}?clause=${clause}#clause-${clause}`}>
                  <Code>{clause}</Code>
                </Go>{' '}
                <Party id={party} />
              </th>
              <td>
                <ClauseStood of={before} />
              </td>
              <td>
                <ClauseStood of={after} />
              </td>
              <td>
                {readings.map(({ id, name }) => (
                  <p key={id} className="small">
                    <Name of={name} />
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

function ClauseStood({ of: { status, found, alleged } }: { readonly of: Stood }) {
  const { say } = useSpeech()
  const words = useCoreWords()
  return (
    <>
      <StatusPill look={STATUS_LOOKS[status]}>{words.status(status)}</StatusPill>
      {found + alleged > 0 && <p className="small">{say('clause.breaches', { found, alleged })}</p>}
    </>
  )
}

function IncidentsMoved({ of }: { readonly of: ChangesView['incidents'] }) {
  const { say } = useSpeech()
  return (
    <ScrollX className="changes" label={say('entry.changesIncident')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('entry.changesIncident')}</th>
            <th scope="col">{say('entry.changesBefore')}</th>
            <th scope="col">{say('entry.changesAfter')}</th>
          </tr>
        </thead>
        <tbody>
          {of.map(({ incident, title, before, after }) => (
            <tr key={incident}>
              <th scope="row">
                <Go to={`/incidents/${encodeURIComponent(incident)}`}>
                  {title === undefined ? <Code>{incident}</Code> : <Name of={title} />}
                </Go>
              </th>
              <td>
                <IncidentWas of={before} />
              </td>
              <td>
                <IncidentWas of={after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

function IncidentWas({ of }: { readonly of: IncidentStood }) {
  const { say } = useSpeech()
  const words = useCoreWords()
  if (of === null) return <span className="muted">{say('entry.changesUnknown')}</span>
  const { status, grade, reports, findings } = of
  return (
    <>
      <StatusPill look={incidentLook(status)}>{words.incidentStatus(status)}</StatusPill>
      <p className="small">
        {words.grade(grade)} · {say('entry.changesReports', { reports, findings })}
      </p>
    </>
  )
}
