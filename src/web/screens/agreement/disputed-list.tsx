import type { AgreementView } from '../../../core/api/agreement.ts'
import { useSpeech } from '../../app/language.tsx'
import { ShapeMark } from '../../parts/shapes.tsx'
import { disputedChoices } from './contents.ts'

/** The choices that are disputed, each leading to its place in the document: nobody has to search for them. */
export function DisputedList({ agreement }: { readonly agreement: AgreementView }) {
  const { say } = useSpeech()
  const disputed = disputedChoices(agreement)
  if (disputed.length === 0) return null
  return (
    <section className="disputed-list small" aria-labelledby="disputed-title">
      <h2 id="disputed-title">
        <ShapeMark of="diamond" /> {say('agreement.disputedChoices', { n: disputed.length })}
      </h2>
      <ul className="plain">
        {disputed.map(({ of, row, question }) => (
          <li key={`${of} ${question}`}>
            <a href={`#${row}`}>
              <bdi dir="ltr">{of}</bdi>{' '}
              <span lang="en" dir="auto">
                {question}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
