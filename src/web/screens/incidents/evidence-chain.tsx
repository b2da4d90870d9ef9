import type { IncidentView } from '../../../core/api/incident.ts'
import { useSpeech } from '../../app/language.tsx'
import { Actors, EntryRef, Party } from '../../parts/refs.tsx'
import { RangeOf } from '../../parts/range.tsx'
import { Spoken } from '../../parts/spoken.tsx'
import { Time, When } from '../../parts/time.tsx'
import { useCoreWords } from '../../words/core-words.ts'
import { chainOf, type Link } from './chain.ts'

/** What was said, in the order in which the log heard it, each in its author's own words. */
export function EvidenceChain({ incident }: { readonly incident: IncidentView }) {
  const { say } = useSpeech()
  return (
    <ol className="plain chain">
      {chainOf(incident).map((link) => (
        <li key={`${link.is} ${link.entry}`} className={`link ${link.is}`}>
          <article className="card">
            <p className="link-head small muted">
              <span className="link-kind">{say(`chain.${link.is}`)}</span>
              {link.is !== 'withdrawn' && (
                <>
                  {' · '}
                  <Actors of={link.said.by} />
                  {' · '}
                  {say('chain.said')} <Time of={link.said.saidAt} form="short" />
                </>
              )}
            </p>
            <Body link={link} />
            {link.corrections.map((correction) => (
              <p key={correction.entry} className="correction small">
                {say(correction.changed === undefined ? 'chain.withdrawnBy' : 'chain.correctedBy')}{' '}
                <EntryRef index={correction.entry} />
                {': '}
                <span className="own-line" dir="auto">
                  {correction.because}
                </span>
                {correction.changed?.map(({ field, before, after }) => (
                  <span key={field} className="change">
                    {' '}
                    <bdi dir="ltr" className="mono">
                      {field}
                      {before !== undefined && after !== undefined && `: ${before} → ${after}`}
                    </bdi>
                  </span>
                ))}
              </p>
            ))}
            <p className="link-foot small muted">
              {say('entry.entry')} <EntryRef index={link.entry} />
            </p>
          </article>
        </li>
      ))}
    </ol>
  )
}

function Body({ link }: { readonly link: Link }) {
  const { say } = useSpeech()
  const words = useCoreWords()
  switch (link.is) {
    case 'report': {
      const { said } = link
      return (
        <>
          <p>
            <strong>{words.act(said.act)}</strong> · <When of={said.when} form="short" /> ·{' '}
            <bdi>{said.where.name}</bdi> ·{' '}
            <span className="muted">{words.incident(`means.${said.means}`)}</span>
          </p>
          {said.alleged !== undefined && (
            <p>
              {say('chain.alleges')} <Party id={said.alleged} />
            </p>
          )}
          {said.sides !== undefined && (
            <p>
              {say('chain.sides')}{' '}
              {said.sides.map((id, i) => (
                <span key={id}>
                  {i > 0 && say('list.comma')}
                  <Party id={id} />
                </span>
              ))}
            </p>
          )}
          <HarmLine of={said.harm} />
          <Spoken said={said} />
        </>
      )
    }
    case 'finding': {
      const { said } = link
      return (
        <>
          <p>
            <strong>{words.incident(`outcome.${said.outcome}`)}</strong>{' '}
            {said.separate && <span className="muted">· {words.incident('finding.separate')}</span>}
          </p>
          {said.attribution.map(({ to, confidence }) => (
            <p key={to}>
              <Party id={to} /> · {words.incident(`confidence.${confidence}`)}
            </p>
          ))}
          <HarmLine of={said.harm} />
          <Spoken said={said} />
          {said.dissent?.map(({ by, words: dissent }) => (
            <blockquote key={by} className="quote">
              <p className="small muted">
                {say('finding.dissent')} {by}
              </p>
              <p lang={dissent.lang} dir="auto">
                {dissent.text}
              </p>
            </blockquote>
          ))}
        </>
      )
    }
    case 'reply':
      return (
        <>
          <p>
            <strong>{words.incident(`stance.${link.said.stance}`)}</strong> <EntryRef index={link.said.to} />
          </p>
          <Spoken said={link.said} />
        </>
      )
    case 'notice':
      return <Spoken said={link.said} />
    case 'withdrawn':
      return <p className="muted">{say('chain.withdrawnHelp')}</p>
  }
}

function HarmLine({ of }: { readonly of: IncidentView['reports'][number]['harm'] }) {
  const words = useCoreWords()
  if (of === undefined) return null
  const parts = (['killed', 'killedCivilians', 'injured'] as const).flatMap((kind) => {
    const range = of[kind]
    return range === undefined ? [] : [{ kind, range }]
  })
  if (parts.length === 0) return null
  return (
    <p>
      {parts.map(({ kind, range }, i) => (
        <span key={kind}>
          {i > 0 && ' · '}
          {words.incident(`harm.${kind}`)} <RangeOf of={range} />
        </span>
      ))}
    </p>
  )
}
