import { useMemo } from 'react'
import { entryView, type EntryView } from '../../../core/api/log.ts'
import { parseInstant } from '../../../core/time/instant.ts'
import { Go } from '../../app/go.tsx'
import { useSpeech } from '../../app/language.tsx'
import { useLog } from '../../data/log-context.tsx'
import { useResource } from '../../data/use-resource.ts'
import { Code, EntryRef, EntryRefs, Name } from '../../parts/refs.tsx'
import { Shown } from '../../parts/states.tsx'
import { Spoken } from '../../parts/spoken.tsx'
import { Time } from '../../parts/time.tsx'
import { Block } from '../../parts/block.tsx'
import { EntryChanges } from './entry-changes.tsx'
import { EntryProof } from './entry-proof.tsx'
import { fieldsOf } from './fields-of.ts'
import './entry.css'

/** One statement of the log: who said it, in which words, its proof, and what was said of it later. */
export default function EntryScreen({ index }: { readonly index: string }) {
  const { say } = useSpeech()
  const entry = useResource(entryView, `/api/entries/${encodeURIComponent(index)}`)
  return (
    <main id="main" className="page narrow">
      <p className="small">
        <Go to="/log">{say('nav.log')}</Go> / <Code>{`#${index}`}</Code>
      </p>
      <Shown of={entry}>{(value) => <Whole entry={value} />}</Shown>
    </main>
  )
}

function Whole({ entry }: { readonly entry: EntryView }) {
  const { say } = useSpeech()
  const { log } = useLog()
  const { statement } = entry
  const saidAt = useMemo(() => parseInstant(statement.saidAt), [statement.saidAt])
  return (
    <article>
      <header className="page-head">
        <h1>
          {say(`kind.${statement.kind}`)} <Code>{`#${entry.index}`}</Code>
        </h1>
        <dl>
          <dt>{say('entry.by')}</dt>
          <dd>
            {entry.by.map(({ actor, name }, i) => (
              <span key={actor}>
                {i > 0 && say('list.comma')}
                <Name of={name} /> <Code>{actor}</Code>
              </span>
            ))}
          </dd>
          <dt>{say('entry.saidAt')}</dt>
          <dd>
            <Time of={saidAt} /> <span className="muted">{say('entry.ownClock')}</span>
          </dd>
          {entry.receivedAfter !== null && (
            <>
              <dt>{say('entry.received')}</dt>
              <dd>
                <Time of={entry.receivedAfter} /> <span className="muted">{say('entry.logClock')}</span>
              </dd>
            </>
          )}
        </dl>
        {entry.withdrawnBy.length > 0 && (
          <p className="entry-later">
            {say('entry.withdrawnBy')} <EntryRefs of={entry.withdrawnBy} />
          </p>
        )}
        {entry.correctedBy.length > 0 && (
          <p className="entry-later">
            {say('entry.correctedBy')} <EntryRefs of={entry.correctedBy} />
          </p>
        )}
        {entry.keyMarks.map(({ actor, revokedAt, doubtful }) => (
          <p key={`${actor} ${revokedAt}`} className="entry-later">
            {say('entry.keyRevoked', { actor })} <EntryRef index={revokedAt} />{' '}
            {doubtful && say('entry.keyDoubtful')}
          </p>
        ))}
      </header>
      <section className="card">
        <Spoken said={statement} />
        <dl className="statement-fields">
          {fieldsOf(statement).map(({ path, value, entry: other }) => (
            <div key={path}>
              <dt>
                <Code>{path}</Code>
              </dt>
              <dd>{other === undefined ? <bdi>{value}</bdi> : <EntryRef index={other} />}</dd>
            </div>
          ))}
        </dl>
      </section>
      <EntryChanges index={entry.index} />
      {log !== undefined && <EntryProof entry={entry} logKey={log.logKey} />}
      <section>
        <h2>{say('entry.note')}</h2>
        <p className="muted small">{say('entry.noteHelp')}</p>
        <Block>{entry.note}</Block>
        <p className="small">
          {say('entry.leaf')} <Code>{entry.leafHash}</Code>
        </p>
      </section>
      <nav className="entry-nav no-print" aria-label={say('entry.neighbours')}>
        {entry.index > 0 && <Go to={`/log/${entry.index - 1}`}>{say('entry.before')}</Go>}
        {log !== undefined && entry.index + 1 < log.size && (
          <Go to={`/log/${entry.index + 1}`}>{say('entry.after')}</Go>
        )}
      </nav>
    </article>
  )
}
