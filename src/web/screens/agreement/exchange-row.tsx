import type { AgreementView, WorkedBoardView } from '../../../core/api/agreement.ts'
import { useSpeech } from '../../app/language.tsx'
import { FoldedBlock } from '../../parts/block.tsx'
import { Code, EntryRefs, Party } from '../../parts/refs.tsx'
import { Reasons } from '../../parts/reasons.tsx'
import { StatusPill } from '../../parts/status.tsx'
import { EXCHANGE_LOOKS, STATUS_LOOKS } from '../../parts/status-looks.ts'
import { useCoreWords, type CoreWords } from '../../words/core-words.ts'
import { lengthInWords } from '../../words/length.ts'
import type { Say } from '../../words/say.ts'
import { FoldedCertificate } from './certificate.tsx'
import { Choices } from './choices.tsx'
import { Counts } from './counts.tsx'
import { Wording } from './wording.tsx'

type Exchange = AgreementView['exchanges'][number]
type Standing = WorkedBoardView['exchanges'][number]

/** Steps that wait for each other. Where nobody can move first, the circle of waiting is drawn. */
export function ExchangeRow({
  exchange,
  boards,
}: {
  readonly exchange: Exchange
  readonly boards: readonly WorkedBoardView[]
}) {
  const words = useCoreWords()
  const standings = boards.map((board) => ({
    board,
    standing: board.exchanges.find((s) => s.exchange === exchange.id),
  }))
  const first = standings[0]?.standing
  return (
    <div className="row clause exchange" id={`clause-${exchange.id}`}>
      <div className="text">
        <div className="clause-number">
          <Code>{exchange.id}</Code>
        </div>
        <div>
          <Wording of={exchange.wording} />
          <Mode of={exchange} />
          {boards[0] !== undefined && <Counts of={exchange.id} board={boards[0]} />}
          {first !== undefined && first.cycle.length > 0 && <Cycle of={first.cycle} />}
          <FoldedBlock>{exchange.block}</FoldedBlock>
          <Choices of={exchange.choices} />
        </div>
      </div>
      <div className={`note ${boards.length > 1 ? 'columns' : ''}`}>
        {standings.map(({ board, standing }) => (
          <div key={board.reading} className="column">
            {standing !== undefined && (
              <div className={`bearer ${EXCHANGE_LOOKS[standing.status].tone}`}>
                <p className="bearer-head">
                  <StatusPill look={EXCHANGE_LOOKS[standing.status]}>
                    {words.exchange(standing.status)}
                  </StatusPill>
                </p>
                <Legs of={standing} board={board} />
                {boards.length === 1 && <Depends of={standing.missing} />}
                <FoldedCertificate
                  key={`${board.at} ${board.known}`}
                  agreement={board.agreement}
                  board={board}
                  of={{ is: 'exchange', ...standing }}
                />
              </div>
            )}
          </div>
        ))}
      </div>
    </div>
  )
}

/** How the steps depend on each other, and what the text says if nobody begins. */
function Mode({ of: { mode, ifNobodyMoves } }: { readonly of: Exchange }) {
  const { say } = useSpeech()
  const { who } = useCoreWords()
  return (
    <div className="small form-words">
      <p>{modeWords(say, who, mode)}</p>
      {ifNobodyMoves !== undefined ? (
        <p>
          {say('exchange.nobody')}{' '}
          <span lang="en" dir="auto">
            {ifNobodyMoves}
          </span>
        </p>
      ) : (
        mode.is === 'simultaneous' && <p>{say('exchange.nobodySilent')}</p>
      )}
    </div>
  )
}

function modeWords(say: Say, who: CoreWords['who'], mode: Exchange['mode']): string {
  switch (mode.is) {
    case 'simultaneous':
      return say('exchange.mode.simultaneous', { length: lengthInWords(say, mode.within) })
    case 'in-turn':
      return say(mode.sameMoment === 'in-turn' ? 'exchange.mode.inTurnOrWith' : 'exchange.mode.inTurn')
    case 'held':
      return say('exchange.mode.held', { who: who(mode.by), length: lengthInWords(say, mode.for) })
  }
}

/** Each step with its bearer and standing, and the first thing that is to be said of it. */
function Legs({ of, board }: { readonly of: Standing; readonly board: WorkedBoardView }) {
  const words = useCoreWords()
  return (
    <ol className="plain legs">
      {of.legs.map((leg) => {
        const why = board.standings.find((s) => s.clause === leg.clause && s.party === leg.party)?.why[0]
        return (
          <li key={`${leg.clause} ${leg.party}`}>
            <a href={`#clause-${leg.clause}`}>
              <bdi dir="ltr">{leg.clause}</bdi>
            </a>{' '}
            <Party id={leg.party} />{' '}
            <StatusPill look={STATUS_LOOKS[leg.status]}>{words.status(leg.status)}</StatusPill>
            {why !== undefined && (
              <p>
                {words.reason(why)} <EntryRefs of={why.entries} most={3} />
              </p>
            )}
          </li>
        )
      })}
    </ol>
  )
}

/** What would open it, and how its steps lie in time: apart, out of turn, held, given back. */
function Depends({ of }: { readonly of: Standing['missing'] }) {
  const { say } = useSpeech()
  const waits = of.filter(({ code }) => code.startsWith('waits-for-'))
  const order = of.filter((reason) => !waits.includes(reason))
  return (
    <>
      {waits.length > 0 && <p>{say('exchange.missing')}</p>}
      <Reasons of={waits} />
      {order.length > 0 && <p>{say('exchange.order')}</p>}
      <Reasons of={order} />
    </>
  )
}

/** Who waits for what, as a closed path. Each step is a link to its clause. */
function Cycle({ of }: { readonly of: readonly string[] }) {
  const { say } = useSpeech()
  const closed = of[0] !== undefined && of.at(-1) !== of[0] ? [...of, of[0]] : of
  return (
    <figure className="cycle">
      <figcaption className="small">{say('exchange.cycle')}</figcaption>
      <ol className="plain cycle-path">
        {closed.map((clause, i) => (
          // The first clause stands again at the end: the path is closed.
          <li key={`${clause} ${i}`}>
            {i > 0 && (
              <>
                <span className="hidden-but-read">{say('exchange.waitsFor')}</span>
                <svg viewBox="0 0 34 12" width="34" height="12" aria-hidden="true" className="arrow">
                  <path d="M1 6h29m-5-4 5 4-5 4" fill="none" stroke="currentColor" strokeWidth="1.5" />
                </svg>
              </>
            )}
            <a href={`#clause-${clause}`} className="cycle-step">
              <bdi dir="ltr">{clause}</bdi>
            </a>
          </li>
        ))}
      </ol>
    </figure>
  )
}
