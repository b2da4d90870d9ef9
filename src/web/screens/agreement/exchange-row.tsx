import type { AgreementView, BoardView } from '../../../core/api/agreement.ts'
import { useSpeech } from '../../app/language.tsx'
import { Code, Party } from '../../parts/refs.tsx'
import { Reasons } from '../../parts/reasons.tsx'
import { StatusPill } from '../../parts/status.tsx'
import { EXCHANGE_LOOKS } from '../../parts/status-looks.ts'
import { useCoreWords } from '../../words/core-words.ts'
import { Choices } from './choices.tsx'
import { Wording } from './wording.tsx'

/** Steps that wait for each other. Where nobody can move first, the circle of waiting is drawn. */
export function ExchangeRow({
  exchange,
  boards,
}: {
  readonly exchange: AgreementView['exchanges'][number]
  readonly boards: readonly BoardView[]
}) {
  const { say } = useSpeech()
  const words = useCoreWords()
  const standings = boards.map((board) => ({
    reading: board.reading,
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
          {first !== undefined && first.cycle.length > 0 && <Cycle of={first.cycle} />}
          <Choices of={exchange.choices} />
        </div>
      </div>
      <div className={`note ${boards.length > 1 ? 'columns' : ''}`}>
        {standings.map(({ reading, standing }) => (
          <div key={reading} className="column">
            {standing !== undefined && (
              <div className={`bearer ${EXCHANGE_LOOKS[standing.status].tone}`}>
                <p className="bearer-head">
                  <StatusPill look={EXCHANGE_LOOKS[standing.status]}>
                    {words.exchange(standing.status)}
                  </StatusPill>
                </p>
                <ul className="plain small">
                  {standing.legs.map((leg) => (
                    <li key={`${leg.clause} ${leg.party}`}>
                      <a href={`#clause-${leg.clause}`}>
                        <bdi dir="ltr">{leg.clause}</bdi>
                      </a>{' '}
                      <Party id={leg.party} /> · <span className="muted">{words.status(leg.status)}</span>
                    </li>
                  ))}
                </ul>
                {boards.length === 1 && standing.missing.length > 0 && (
                  <>
                    <p>{say('exchange.missing')}</p>
                    <Reasons of={standing.missing} />
                  </>
                )}
              </div>
            )}
          </div>
        ))}
      </div>
    </div>
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
