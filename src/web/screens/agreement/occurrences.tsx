import type { AgreementView, StandingView } from '../../../core/api/agreement.ts'
import { Go } from '../../app/go.tsx'
import { useSpeech } from '../../app/language.tsx'
import { EntryRefs, Party } from '../../parts/refs.tsx'
import { Reasons } from '../../parts/reasons.tsx'
import { StatusPill } from '../../parts/status.tsx'
import { STATUS_LOOKS } from '../../parts/status-looks.ts'
import { Time } from '../../parts/time.tsx'
import { useCoreWords } from '../../words/core-words.ts'
import { lengthInWords } from '../../words/length.ts'
import { ClauseLinks } from './clause-links.tsx'

type Repeats = NonNullable<AgreementView['clauses'][number]['repeats']>
type Occurrence = NonNullable<StandingView['occurrences']>[number]

/** What makes a duty owed again and again. */
export function RepeatsWords({ of }: { readonly of: Repeats }) {
  const { say } = useSpeech()
  if (of.is === 'every') return <p>{say('times.every', { length: lengthInWords(say, of.period) })}</p>
  const { breaches, alleged } = of
  const clauses = breaches.of.join(say('list.comma'))
  return (
    <p>
      {say(alleged ? 'times.forEachAlleged' : 'times.forEach', {
        clauses:
          breaches.in === undefined ? clauses : say('times.ofAgreement', { clauses, agreement: breaches.in }),
      })}
    </p>
  )
}

/** Each time that a duty was owed, the last first: from when, until when, what it answers, and what became of it. */
export function Occurrences({ of }: { readonly of: readonly Occurrence[] }) {
  const { say } = useSpeech()
  const all = of.at(-1)?.number ?? 0
  if (all === 0) return <p className="muted">{say('times.none')}</p>
  return (
    <>
      {of.length < all && <p className="muted">{say('times.last', { shown: of.length, all })}</p>}
      <ol className="plain times">
        {of.toReversed().map((one) => (
          <OneTime key={one.number} of={one} />
        ))}
      </ol>
    </>
  )
}

/** The clause whose breach is answered, which leads to it, and the party whose breach it is. */
function Answered({ of }: { readonly of: NonNullable<Occurrence['answers']> }) {
  const { say } = useSpeech()
  const { clause, agreement, party } = of
  return (
    <>
      {agreement === undefined ? (
        <ClauseLinks of={[clause]} />
      ) : (
        <Go to={`/agreements/${agreement}?clause=${clause}#clause-${clause}`}>
          {say('times.ofAgreement', { clauses: clause, agreement })}
        </Go>
      )}
      {say('list.comma')}
      <Party id={party} />
    </>
  )
}

function OneTime({ of: { number, status, begins, due, about, answers, why } }: { readonly of: Occurrence }) {
  const { say, count } = useSpeech()
  const words = useCoreWords()
  const from = begins.certain ?? begins.possible
  return (
    <li>
      <p>
        <strong>{say('times.number', { number: count(number) })}</strong>{' '}
        <StatusPill look={STATUS_LOOKS[status]}>{words.status(status)}</StatusPill>
      </p>
      <p>
        {from !== undefined && (
          <>
            {say(begins.certain === undefined ? 'times.perhapsFrom' : 'times.from')}{' '}
            <Time of={from} form="short" />
          </>
        )}
        {due !== undefined && (
          <>
            <br />
            {say('clause.due')} <Time of={due} form="short" />
          </>
        )}
        {(answers !== undefined || about.length > 0) && (
          <>
            <br />
            {say('times.about')} {answers !== undefined && <Answered of={answers} />}{' '}
            <EntryRefs of={about} most={4} />
          </>
        )}
      </p>
      <Reasons of={why} />
    </li>
  )
}
