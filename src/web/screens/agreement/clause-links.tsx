import { useSpeech } from '../../app/language.tsx'

/** Clauses by their ids, each leading to its place in the document. */
export function ClauseLinks({ of }: { readonly of: readonly string[] }) {
  const { say } = useSpeech()
  return of.map((id, i) => (
    <span key={id}>
      {i > 0 && say('list.comma')}
      <a href={`#clause-${id}`}>
        <bdi dir="ltr">{id}</bdi>
      </a>
    </span>
  ))
}
