import type { AgreementView, WorkedBoardView } from '../../../core/api/agreement.ts'
import { useSpeech } from '../../app/language.tsx'
import { FoldedBlock } from '../../parts/block.tsx'
import { EntryRefs, Name } from '../../parts/refs.tsx'
import { RangeOf } from '../../parts/range.tsx'
import { Reasons } from '../../parts/reasons.tsx'
import { StatusPill } from '../../parts/status.tsx'
import { Time } from '../../parts/time.tsx'
import { lengthInWords } from '../../words/length.ts'
import { FoldedCertificate } from './certificate.tsx'
import { Choices } from './choices.tsx'
import { BoundsNote, Figure, Figures } from './counts.tsx'

type Term = AgreementView['terms'][number]
type Working = WorkedBoardView['workings']['states'][number]
type Bounds = WorkedBoardView['states'][number]['holds']

/** A term: what a word of the text means and, of a state, whether it holds, by its test and by those who decide. */
export function TermRow({
  term,
  board,
}: {
  readonly term: Term
  readonly board: WorkedBoardView | undefined
}) {
  const { say } = useSpeech()
  const state = board?.states.find(({ state: id }) => id === term.id)
  const working = board?.workings.states.find(({ state: id }) => id === term.id)
  return (
    <div className="row term" id={`term-${term.id}`}>
      <div className="text">
        <div>
          <p>
            <dfn>
              <Name of={term.name} />
            </dfn>{' '}
            <span className="small muted">{say('term.term')}</span>
          </p>
          <p lang="en" dir="auto">
            {term.means}
          </p>
          {working !== undefined && <Sides term={term} of={working} />}
          {term.is === 'state' && <FoldedBlock>{term.block}</FoldedBlock>}
          <Choices of={term.choices} />
        </div>
      </div>
      <div className="note">
        {state !== undefined && (
          <div className="bearer">
            <p className="bearer-head">
              <Holds of={state.holds} />
            </p>
            <Reasons of={state.why} />
            {board !== undefined && (
              <FoldedCertificate
                key={`${board.at} ${board.known} ${board.reading}`}
                agreement={board.agreement}
                board={board}
                of={{ is: 'state', ...state }}
              />
            )}
          </div>
        )}
      </div>
    </div>
  )
}

/** The test and the decision beside each other, with what is counted. Neither hides the other. */
function Sides({ term, of: { test, decided } }: { readonly term: Term; readonly of: Working }) {
  const { say } = useSpeech()
  return (
    <div className="counts">
      {test !== undefined && <Counted term={term} of={test} />}
      <Figures>
        {test !== undefined && (
          <Figure name={say('state.byTest')}>
            <Holds of={test.holds} />
          </Figure>
        )}
        <Figure name={say('state.byDecision')}>
          {decided === undefined ? (
            <span className="muted">{say('state.nothingDecided')}</span>
          ) : (
            <>
              <Holds of={decided.holds ? YES : NO} /> <EntryRefs of={decided.entries} most={4} />
            </>
          )}
        </Figure>
      </Figures>
      {test !== undefined && decided !== undefined && isAgainst(test.holds, decided.holds) && (
        <p>{say('state.differ')}</p>
      )}
    </div>
  )
}

/** Whether the test surely says otherwise. */
function isAgainst({ lo, hi }: Bounds, decided: boolean): boolean {
  return decided ? hi === 0 : lo === 1
}

/** What the test counts, now and in the time that it is compared with. */
function Counted({ term, of: test }: { readonly term: Term; readonly of: NonNullable<Working['test']> }) {
  const { say, count } = useSpeech()
  const { counted, entries, limit, within, baseline } = test
  const clauses = term.counts.join(say('list.comma'))
  return (
    <>
      <p>
        {say('count.breaches', {
          clauses: term.countsIn === undefined ? clauses : `${term.countsIn} ${clauses}`,
        })}
        {say('list.comma')}
        {within === undefined
          ? say('count.window.whole')
          : say('count.window.sliding', { length: lengthInWords(say, within) })}
      </p>
      <Figures>
        <Figure name={say('count.now')}>
          <strong>
            <RangeOf of={counted} />
          </strong>{' '}
          <EntryRefs of={entries} most={4} />
        </Figure>
        {baseline !== undefined && (
          <Figure name={say('count.then')}>
            <strong>
              <RangeOf of={limit} />
            </strong>{' '}
            <span className="muted">
              (<Time of={baseline.from} form="short" /> – <Time of={baseline.until} form="short" />)
            </span>
          </Figure>
        )}
        <Figure name={say('count.allowed')}>
          {baseline === undefined
            ? say('count.atMost', { number: count(limit.least) })
            : say('count.noMoreThanThen')}
        </Figure>
      </Figures>
      <BoundsNote of={baseline === undefined ? [counted] : [counted, limit]} />
    </>
  )
}

const YES: Bounds = { lo: 1, hi: 1 }
const NO: Bounds = { lo: 0, hi: 0 }

function Holds({ of }: { readonly of: Bounds }) {
  const { say } = useSpeech()
  const word = of.lo === 1 ? 'yes' : of.hi === 0 ? 'no' : 'open'
  return <StatusPill look={HOLDS_LOOKS[word]}>{say(`state.holds.${word}`)}</StatusPill>
}

const HOLDS_LOOKS = {
  yes: { tone: 'met', shape: 'tick' },
  no: { tone: 'dormant', shape: 'slashed' },
  open: { tone: 'disputed', shape: 'diamond' },
} as const
