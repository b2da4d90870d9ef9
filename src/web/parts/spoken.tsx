import { useSpeech } from '../app/language.tsx'

type Words = { readonly lang: string; readonly text: string }
type SpokenProps = {
  readonly said: {
    readonly words?: Words | undefined
    readonly translations?: readonly { readonly words: Words; readonly by: string }[] | undefined
    readonly cites?: readonly CitationView[] | undefined
  }
}
type CitationView = {
  readonly title: string
  readonly url?: string | undefined
  readonly mark: 'V' | 'V-2' | 'M' | 'I'
  readonly note?: string | undefined
}

/** An author's own words first; then a translation into the reader's language, marked with who made it; then sources. */
export function Spoken({ said }: SpokenProps) {
  const { language, say } = useSpeech()
  const { words, translations = [], cites = [] } = said
  const wanted = translations.filter((one) => one.words.lang.slice(0, 2) === language)
  const others = translations.filter((one) => !wanted.includes(one))
  return (
    <>
      {words !== undefined && (
        <blockquote className="quote">
          <p lang={words.lang} dir="auto">
            {words.text}
          </p>
        </blockquote>
      )}
      {[...wanted, ...(words === undefined ? others : [])].map(({ words: translation, by }) => (
        <blockquote key={`${translation.lang} ${by}`} className="quote translation">
          <p className="small muted">{say('spoken.translation', { by })}</p>
          <p lang={translation.lang} dir="auto">
            {translation.text}
          </p>
        </blockquote>
      ))}
      {cites.length > 0 && (
        <ul className="plain cites-list small">
          {cites.map((cite) => (
            <li key={`${cite.title} ${cite.url ?? ''}`}>
              <Citation of={cite} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** A source, with how far it was checked. */
export function Citation({ of }: { readonly of: CitationView }) {
  const { say } = useSpeech()
  return (
    <>
      <span className="cite-mark" title={say(`mark.${of.mark}`)}>
        <bdi dir="ltr">[{of.mark}]</bdi>
        <span className="hidden-but-read"> {say(`mark.${of.mark}`)}</span>
      </span>{' '}
      {of.url === undefined ? (
        <bdi>{of.title}</bdi>
      ) : (
        <a href={of.url} rel="noreferrer noopener">
          <bdi>{of.title}</bdi>
        </a>
      )}
      {of.note !== undefined && (
        <span className="muted own-line" dir="auto">
          {' '}
          — {of.note}
        </span>
      )}
    </>
  )
}
