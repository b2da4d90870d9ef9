import { incidentView, type IncidentView } from '../../../core/api/incident.ts'
import { Go } from '../../app/go.tsx'
import { useSpeech } from '../../app/language.tsx'
import { useParams } from '../../app/url-state.ts'
import { useResource } from '../../data/use-resource.ts'
import { Code, EntryRef, EntryRefs } from '../../parts/refs.tsx'
import { Shown } from '../../parts/states.tsx'
import { StatusPill } from '../../parts/status.tsx'
import { incidentLook } from '../../parts/status-looks.ts'
import { When } from '../../parts/time.tsx'
import { KnownField } from '../../parts/as-of.tsx'
import { useCoreWords } from '../../words/core-words.ts'
import { AgreedTable } from './agreed-table.tsx'
import { Attributions } from './attributions.tsx'
import { EvidenceChain } from './evidence-chain.tsx'
import { HarmFigures } from './harm-figures.tsx'
import { IncidentTitle } from './incident-list.tsx'
import { Notices } from './notices.tsx'
import { Scopes } from './scopes.tsx'
import { coordinatesText } from './map-view.ts'
import './incident.css'

/** One incident whole: what each source says, what is agreed and what is not, and how it lies to each agreement. */
export default function IncidentScreen({ id }: { readonly id: string }) {
  const { say } = useSpeech()
  const [params] = useParams()
  const known = params.get('known')
  const incident = useResource(
    incidentView,
    `/api/incidents/${encodeURIComponent(id)}${known === null ? '' : `?known=${encodeURIComponent(known)}`}`,
  )
  return (
    <main id="main" className="page">
      <p className="small">
        <Go to="/incidents">{say('nav.incidents')}</Go> / <Code>{id}</Code>
      </p>
      <Shown of={incident}>{(value) => <Whole incident={value} />}</Shown>
    </main>
  )
}

function Whole({ incident }: { readonly incident: IncidentView }) {
  const { say, count } = useSpeech()
  const words = useCoreWords()
  const best = incident.where.best
  const point = coordinatesText(best)
  const acts = [...new Set(incident.acts.map(({ act }) => act))]
  return (
    <>
      <header className="page-head">
        <h1>
          <IncidentTitle of={{ title: incident.title, acts, where: best }} />
        </h1>
        <p className="incident-facts">
          <StatusPill look={incidentLook(incident.status)}>
            {words.incidentStatus(incident.status)}
          </StatusPill>{' '}
          <span>
            {say('incident.grade')} <strong>{words.grade(incident.grade)}</strong>{' '}
            <span className="muted small">{words.incident(`grade-rule.${incident.grade}`)}</span>
          </span>
        </p>
        <dl className="incident-where">
          {incident.when.hull !== undefined && (
            <>
              <dt>{say('incident.when')}</dt>
              <dd>
                <When of={incident.when.hull} />
                {incident.when.tightest !== undefined && (
                  <span className="muted">
                    {' · '}
                    {say('incident.tightest')} <When of={incident.when.tightest.time} form="short" />{' '}
                    <EntryRef index={incident.when.tightest.entry} />
                  </span>
                )}
              </dd>
            </>
          )}
          {best !== undefined && (
            <>
              <dt>{say('incident.where')}</dt>
              <dd>
                <bdi>{best.name}</bdi>
                {best.governorate !== undefined && (
                  <>
                    {say('list.comma')}
                    <bdi>{best.governorate}</bdi>
                  </>
                )}{' '}
                {point !== undefined && <Code>{point}</Code>}{' '}
                {best.radius !== undefined && (
                  <span className="muted">{say('incident.radius', { metres: best.radius })}</span>
                )}
              </dd>
            </>
          )}
          <dt>{say('incident.acts')}</dt>
          <dd>
            {incident.acts.map(({ act, from, entries }) => (
              <span key={`${act} ${from}`} className="act">
                {words.act(act)} <span className="muted">({words.incident(`said.${from}`)})</span>{' '}
                <EntryRefs of={entries} most={3} />
              </span>
            ))}
          </dd>
          <dt>{say('asOf.short')}</dt>
          <dd>
            {say('asOf.knownLine', { n: count(incident.known) })} · {say('incident.firstHeard')}{' '}
            <EntryRef index={incident.knowledge.first} /> · {say('incident.lastHeard')}{' '}
            <EntryRef index={incident.knowledge.last} />
          </dd>
        </dl>
        <div className="no-print">
          <KnownField size={incident.known} />
        </div>
      </header>
      <div className="incident-columns">
        <div>
          <h2>{say('chain.title')}</h2>
          <EvidenceChain incident={incident} />
        </div>
        <div className="incident-side">
          <AgreedTable incident={incident} />
          <HarmFigures incident={incident} />
          <Attributions incident={incident} />
          <Scopes incident={incident} />
          <Notices notices={incident.notices} />
        </div>
      </div>
    </>
  )
}
