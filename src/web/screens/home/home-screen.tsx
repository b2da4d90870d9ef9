import { Go } from '../../app/go.tsx'
import { useSpeech } from '../../app/language.tsx'
import { useLog } from '../../data/log-context.tsx'
import { EntryRef, Name } from '../../parts/refs.tsx'
import { Empty, Loading } from '../../parts/states.tsx'
import { Time } from '../../parts/time.tsx'
import './home.css'

/** The agreements of this log, and in two sentences what this is. */
export function HomeScreen() {
  const { say, nameOf } = useSpeech()
  const { log, agreements } = useLog()
  return (
    <main id="main" className="page">
      <header className="page-head">
        <h1>{log === undefined ? 'jig' : nameOf(log.title)}</h1>
        <p>{say('home.what')}</p>
        <p>{say('home.how')}</p>
      </header>
      <h2>{say('home.agreements')}</h2>
      {log === undefined ? (
        <Loading />
      ) : agreements.length === 0 ? (
        <Empty title={say('home.none')}>{say('home.noneHelp')}</Empty>
      ) : (
        <ul className="plain agreements">
          {agreements
            .toSorted((a, b) => a.agreed - b.agreed)
            .map((agreement) => (
              <li key={agreement.id} className={`card ${agreement.force}`}>
                <p className="small muted">
                  <bdi dir="ltr" className="mono">
                    {agreement.id}
                  </bdi>{' '}
                  · {say(agreement.force === 'draft' ? 'home.dated' : 'agreement.agreed')}{' '}
                  <Time of={agreement.agreed} form="short" />
                </p>
                <h3>
                  <Go to={`/agreements/${agreement.id}`}>
                    <Name of={agreement.title} />
                  </Go>
                </h3>
                {agreement.force === 'draft' && <p className="draft-line">{say('agreement.draft')}</p>}
                <p className="small muted">
                  {say('home.clauses', { n: agreement.clauses })} ·{' '}
                  {say('agreement.choices', { n: agreement.choices })} · {say('agreement.text')}{' '}
                  <EntryRef index={agreement.adoptedBy} />
                </p>
              </li>
            ))}
        </ul>
      )}
      {log !== undefined && (
        <p className="muted home-log">
          {say('home.entries', { n: log.size })} <Go to="/log">{say('home.checkLog')}</Go>
        </p>
      )}
    </main>
  )
}
