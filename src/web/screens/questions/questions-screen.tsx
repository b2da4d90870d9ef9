import { questionsView, type AnswerView } from '../../../core/api/question.ts'
import { useSpeech } from '../../app/language.tsx'
import { useParams } from '../../app/url-state.ts'
import { useResource } from '../../data/use-resource.ts'
import { KnownField } from '../../parts/as-of.tsx'
import { EntryRefs, Name } from '../../parts/refs.tsx'
import { Empty, Shown } from '../../parts/states.tsx'
import { useCoreWords } from '../../words/core-words.ts'
import { answerLines } from './answer-lines.ts'
import { namesIn } from './names-in.ts'
import { AnswerDetail } from './answer-detail.tsx'
import './questions.css'

/** Questions that people asked of this ceasefire, answered from the record alone, each with its evidence. */
export default function QuestionsScreen() {
  const { say, count } = useSpeech()
  const [params] = useParams()
  const known = params.get('known')
  const questions = useResource(
    questionsView,
    `/api/questions${known === null ? '' : `?known=${encodeURIComponent(known)}`}`,
  )
  return (
    <main id="main" className="page">
      <header className="page-head">
        <h1>{say('questions.title')}</h1>
        <p>{say('questions.what')}</p>
        <div className="no-print">
          <KnownField size={questions.value?.known} />
        </div>
      </header>
      <Shown of={questions}>
        {(view) =>
          view.questions.length === 0 ? (
            <Empty title={say('questions.none')}>{say('questions.noneHelp')}</Empty>
          ) : (
            <>
              <p className="muted small">{say('asOf.knownLine', { n: count(view.known) })}</p>
              <ol className="plain questions">
                {view.questions.map((question, i) => (
                  <Question key={question.id} question={question} n={i + 1} />
                ))}
              </ol>
            </>
          )
        }
      </Shown>
    </main>
  )
}

function Question({ question, n }: { readonly question: AnswerView; readonly n: number }) {
  const { say, count } = useSpeech()
  const words = useCoreWords()
  const { summary, evidence, parts } = question.answer
  const known = namesIn(parts)
  return (
    <li className="card question" id={`question-${question.id}`}>
      <h2>
        <span className="muted">{count(n)}</span> <Name of={question.question} />
      </h2>
      <ul className="plain reasons answer">
        {answerLines(summary).map(({ says, because }, i) => (
          // One code may answer for several clocks or parties; the order is the answer's.
          <li key={`${says.code} ${i}`}>
            {words.answer(says, known)} <EntryRefs of={says.entries} most={4} />
            {because.length > 0 && (
              <p className="small muted">
                {because.map((reason) => words.answer(reason, known)).join(say('list.comma'))}
              </p>
            )}
          </li>
        ))}
      </ul>
      <AnswerDetail parts={parts} />
      {evidence.length > 0 && (
        <p className="small muted evidence">
          {say('questions.evidence')} <EntryRefs of={evidence} most={14} />
        </p>
      )}
    </li>
  )
}
