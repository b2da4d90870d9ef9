import { Go } from '../app/go.tsx'
import { useSpeech } from '../app/language.tsx'
import { useLog } from '../data/log-context.tsx'
import type { Named } from '../../core/statement/fields.ts'
import { isKey } from '../words/say.ts'

/** The way from a claim to the statement that makes it: `#123`. */
export function EntryRef({ index }: { readonly index: number }) {
  const { say } = useSpeech()
  return (
    <Go to={`/log/${index}`} className="ref" label={say('entry.ref', { index: String(index) })}>
      <bdi dir="ltr">#{index}</bdi>
    </Go>
  )
}

/** Entries in a row; where there are many, the first and how many more. */
export function EntryRefs({ of, most = 6 }: { readonly of: readonly number[]; readonly most?: number }) {
  const { say } = useSpeech()
  const entries = [...new Set(of)]
  if (entries.length === 0) return null
  return (
    <span className="refs">
      {entries.slice(0, most).map((index) => (
        <EntryRef key={index} index={index} />
      ))}
      {entries.length > most && (
        <span className="muted">{say('entry.more', { n: entries.length - most })}</span>
      )}
    </span>
  )
}

/** An identifier, a hash, coordinates: always Latin, always left to right. */
export function Code({ children }: { readonly children: string }) {
  return (
    <bdi dir="ltr" className="mono">
      {children}
    </bdi>
  )
}

/** Somebody's name in the reader's language; where there is none in it, the English one marked as English. */
export function Name({ of }: { readonly of: Named }) {
  const { language } = useSpeech()
  const own = of[language]
  return own === undefined ? <bdi lang="en">{of.en}</bdi> : <bdi lang={language}>{own}</bdi>
}

export function Actor({ id }: { readonly id: string }) {
  const name = useLog().actorName(id)
  return name === undefined ? <Code>{id}</Code> : <Name of={name} />
}

/** A party or an actor by its name; where a text says so, everybody who has a role. */
export function Party({ id }: { readonly id: string }) {
  const { say } = useSpeech()
  const name = useLog().partyName(id)
  const role = `role.${id}`
  if (name !== undefined) return <Name of={name} />
  return isKey(role) ? <>{say(role)}</> : <Code>{id}</Code>
}

/** Several actors, as authors of one thing. */
export function Actors({ of }: { readonly of: readonly string[] }) {
  const { say } = useSpeech()
  return of.map((id, i) => (
    <span key={id}>
      {i > 0 && say('list.comma')}
      <Actor id={id} />
    </span>
  ))
}
