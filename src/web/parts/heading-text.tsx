import type { Named } from '../../core/statement/fields.ts'
import { useSpeech } from '../app/language.tsx'

/** A heading's words and the references in it, in turn; a reference is a paragraph as `3(f)`. */
export function referencesIn(
  text: string,
): readonly { readonly text: string; readonly reference: boolean }[] {
  return text
    .split(/(\d+\([a-z]\))/)
    .map((part, i) => ({ text: part, reference: i % 2 === 1 }))
    .filter((part) => part.text !== '')
}

/** A heading of the document in the reader's language, or in English marked as such. */
export function HeadingText({ of }: { readonly of: Named }) {
  const { language, dir } = useSpeech()
  const own = of[language]
  return (
    <span lang={own === undefined ? 'en' : language} dir={own === undefined ? 'ltr' : dir}>
      {referencesIn(own ?? of.en).map(({ text, reference }, i) =>
        // The parts of one heading have no names of their own, and their order never changes.
        reference ? (
          <bdi key={i} dir="ltr">
            {text}
          </bdi>
        ) : (
          text
        ),
      )}
    </span>
  )
}
