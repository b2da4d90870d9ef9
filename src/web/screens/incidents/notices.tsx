import type { NoticeView } from '../../../core/api/incident.ts'
import { useSpeech } from '../../app/language.tsx'
import { useCoreWords } from '../../words/core-words.ts'
import { Actors, EntryRef, Party } from '../../parts/refs.tsx'
import { Time } from '../../parts/time.tsx'

/** Who was told beforehand, and who acknowledged it. What the record does not hold is shown as unknown, not as no. */
export function Notices({ notices }: { readonly notices: readonly NoticeView[] }) {
  const { say } = useSpeech()
  const words = useCoreWords()
  return (
    <section className="card" aria-labelledby="notices-title">
      <h2 id="notices-title">{say('notices.title')}</h2>
      {notices.length === 0 && <p className="muted">{say('notices.none')}</p>}
      {notices.map((notice) => (
        <div key={notice.entry} className="notice">
          <p>
            {words.incident(`notice-about.${notice.about}`)} · <Actors of={notice.by} /> ·{' '}
            <Time of={notice.saidAt} form="short" /> <EntryRef index={notice.entry} />
          </p>
          <ul className="plain small">
            {notice.to.map(({ party, acknowledged }) => (
              <li key={party}>
                <Party id={party} />
                {': '}
                {acknowledged === undefined ? (
                  <strong>{words.incident('notice.not-on-record')}</strong>
                ) : (
                  <>
                    {words.incident('notice.acknowledged')} <Time of={acknowledged.saidAt} form="short" />{' '}
                    <EntryRef index={acknowledged.entry} />
                    {acknowledged.readBack !== undefined && (
                      <span dir="auto">
                        {' — '}
                        {acknowledged.readBack}
                      </span>
                    )}
                  </>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
