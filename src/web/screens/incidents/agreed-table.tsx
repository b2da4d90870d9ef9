import type { IncidentView } from '../../../core/api/incident.ts'
import { useSpeech } from '../../app/language.tsx'
import { EntryRefs, Party } from '../../parts/refs.tsx'
import { RangeOf } from '../../parts/range.tsx'
import { ScrollX } from '../../parts/scroll-x.tsx'
import { When } from '../../parts/time.tsx'
import { useCoreWords } from '../../words/core-words.ts'

type Row = IncidentView['agreed'][number]
type Answer = NonNullable<Row['cells'][number]['answer']>

/** For each question what every voice answers. An empty cell says nothing, neither yes nor no. */
export function AgreedTable({ incident }: { readonly incident: IncidentView }) {
  const { say } = useSpeech()
  const words = useCoreWords()
  const voices = incident.agreed[0]?.cells.map(({ voice }) => voice) ?? []
  if (voices.length === 0) return null
  return (
    <section className="card" aria-labelledby="agreed-title">
      <h2 id="agreed-title">{say('agreed.title')}</h2>
      <ScrollX label={say('agreed.title')}>
        <table className="agreed">
          <thead>
            <tr>
              <th scope="col">{say('agreed.question')}</th>
              {voices.map((voice) => (
                <th scope="col" key={voice}>
                  <Voice id={voice} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {incident.agreed.map(({ question, state, cells }) => (
              <tr key={question}>
                <th scope="row">
                  {words.incident(`question.${question}`)}
                  <span className={`agreed-state ${state}`}>{words.incident(`agreed.${state}`)}</span>
                </th>
                {cells.map(({ voice, answer, entries }) => (
                  <td key={voice}>
                    {answer === undefined ? (
                      <span className="muted">{words.incident('answer.silent')}</span>
                    ) : (
                      <>
                        <AnswerOf answer={answer} /> <EntryRefs of={entries} most={3} />
                      </>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}

/** Sides are letters and nothing more; monitors act for no party. */
export function Voice({ id }: { readonly id: string }) {
  const words = useCoreWords()
  if (id === 'monitors') return words.incident('voice.monitors')
  if (/^[A-C]$/.test(id)) return words.incident('voice.side', { side: id })
  return <Party id={id} />
}

function AnswerOf({ answer }: { readonly answer: Answer }) {
  const { say } = useSpeech()
  const words = useCoreWords()
  switch (answer.is) {
    case 'happened':
      return words.incident(`answer.${answer.value}`)
    case 'when':
      return <When of={answer.value} form="short" />
    case 'act':
      return answer.value.map(words.act).join(say('list.comma'))
    case 'by-whom':
      return answer.value.map((id, i) => (
        <span key={id}>
          {i > 0 && say('list.comma')}
          <Party id={id} />
        </span>
      ))
    case 'killed':
      return <RangeOf of={answer.value} />
  }
}
