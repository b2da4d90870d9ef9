import type { AgreementView } from '../../../core/api/agreement.ts'
import { useSpeech } from '../../app/language.tsx'

/** What the text says: the reader's language where it stands, with the English, which was encoded, beside it. */
export function Wording({ of }: { readonly of: AgreementView['clauses'][number]['wording'] }) {
  const { language, say } = useSpeech()
  const own = language === 'en' ? undefined : of.text[language]
  return (
    <div className="wording">
      {own === undefined ? (
        <p className="serif" lang="en" dir="auto">
          {of.text.en}
        </p>
      ) : (
        <>
          <p className="serif" lang={language} dir="auto">
            {own}
          </p>
          <p className="serif original" lang="en" dir="ltr">
            <span className="translation-mark" lang={language} dir="auto">
              {say('wording.original')}
            </span>{' '}
            {of.text.en}
          </p>
        </>
      )}
      <p className="cites small muted">
        <bdi>{of.cites}</bdi>
        {of.source !== undefined && (
          <>
            {' · '}
            <a href={of.source} rel="noreferrer noopener">
              {say('wording.source')}
            </a>
          </>
        )}
      </p>
    </div>
  )
}
