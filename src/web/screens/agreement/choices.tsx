import type { AgreementView } from '../../../core/api/agreement.ts'
import { useSpeech } from '../../app/language.tsx'
import { ShapeMark } from '../../parts/shapes.tsx'

/** What the text left open and the encoder had to choose. Never hidden; a disputed figure is marked as disputed. */
export function Choices({ of }: { readonly of: AgreementView['clauses'][number]['choices'] }) {
  const { say } = useSpeech()
  if (of.length === 0) return null
  return (
    <ul className="plain choices">
      {of.map((choice) => (
        <li key={choice.question} className={choice.disputed ? 'choice-note disputed' : 'choice-note'}>
          <p>
            <strong>
              {choice.disputed && <ShapeMark of="diamond" />}{' '}
              {say(choice.disputed ? 'choice.disputed' : 'choice.made')}
            </strong>{' '}
            <English>{choice.question}</English>
          </p>
          <p>
            {say('choice.chosen')} <English>{choice.chosen}</English>
          </p>
          {choice.alternatives.length > 0 && (
            <p>
              {say('choice.instead')} <English>{choice.alternatives.join(' / ')}</English>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Choices are written in English, like the document they stand in. */
function English({ children }: { readonly children: string }) {
  return (
    <span lang="en" dir="ltr" className="own-line">
      {children}
    </span>
  )
}
