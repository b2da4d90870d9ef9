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
          <strong>
            {choice.disputed && <ShapeMark of="diamond" />}{' '}
            {say(choice.disputed ? 'choice.disputed' : 'choice.made')}
          </strong>{' '}
          <span lang="en" dir="auto">
            {choice.question}
          </span>{' '}
          <span className="choice-answer">
            {say('choice.chosen')}{' '}
            <span lang="en" dir="auto">
              {choice.chosen}
            </span>
            {choice.alternatives.length > 0 && (
              <>
                {' · '}
                {say('choice.instead')}{' '}
                <span lang="en" dir="auto">
                  {choice.alternatives.join('; ')}
                </span>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
