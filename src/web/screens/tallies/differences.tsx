import type { SideBySideView } from '../../../core/api/tally.ts'
import { useSpeech } from '../../app/language.tsx'
import { useCoreWords } from '../../words/core-words.ts'

/** For each two rules, why their numbers cannot be compared one to one. */
export function Differences({ view }: { readonly view: SideBySideView }) {
  const { say, nameOf } = useSpeech()
  const words = useCoreWords()
  const name = (id: string): string => {
    const stated = view.columns.find((column) => column.stated.rule.id === id)?.stated
    return stated === undefined ? id : nameOf(stated.rule.name)
  }
  const differing = view.differences.filter(({ because }) => because.length > 0)
  if (differing.length === 0) return null
  return (
    <section>
      <h2>{say('tallies.differences')}</h2>
      <div className="differences">
        {differing.map(({ between: [one, other], because }) => (
          <details key={`${one} ${other}`} className="card">
            <summary>
              <bdi>{name(one)}</bdi> ↔ <bdi>{name(other)}</bdi>
            </summary>
            <ul>
              {because.map(({ reason, of }) => (
                <li key={`${reason} ${of ?? ''}`}>
                  {words.difference(reason, of === undefined ? '' : name(of))}
                </li>
              ))}
            </ul>
          </details>
        ))}
      </div>
    </section>
  )
}
