import { Button } from 'react-aria-components'
import { Link } from 'wouter'
import type { AgreementView, WorkedBoardView, StandingView } from '../../../core/api/agreement.ts'
import type { Instant } from '../../../core/time/instant.ts'
import { useSpeech } from '../../app/language.tsx'
import { useHere, useParams } from '../../app/url-state.ts'
import { EntryRefs, Party } from '../../parts/refs.tsx'
import { StatusPill } from '../../parts/status.tsx'
import { STATUS_LOOKS } from '../../parts/status-looks.ts'
import { Time } from '../../parts/time.tsx'
import { useCoreWords } from '../../words/core-words.ts'
import { breachesLeft } from './breaches-left.ts'
import { Choices } from './choices.tsx'
import { ClauseDetail } from './clause-detail.tsx'
import { Counts } from './counts.tsx'
import { occurrenceSummary } from './occurrence-summary.ts'
import { useMarkedStatus } from './status-summary.tsx'
import { Wording } from './wording.tsx'

type ClauseRowProps = {
  readonly agreement: AgreementView
  readonly clause: AgreementView['clauses'][number]
  readonly boards: readonly WorkedBoardView[]
}

/** A clause, its standing for each bearer beside it, and (opened) why, what is open, whose move, and its history. */
export function ClauseRow({ agreement, clause, boards }: ClauseRowProps) {
  const { say } = useSpeech()
  const [params, change] = useParams()
  const open = params.get('clause') === clause.id
  const marked = useMarkedStatus()
  const hit =
    marked !== undefined &&
    boards[0]?.standings.some((one) => one.clause === clause.id && one.status === marked) === true
  const toggle = () => change({ clause: open ? null : clause.id, party: null, tab: null })
  return (
    <div className={`row clause ${open ? 'open' : ''} ${hit ? 'hit' : ''}`} id={`clause-${clause.id}`}>
      <div className="text">
        <div className="clause-number">
          <Button
            className="clause-open"
            aria-expanded={open}
            aria-controls={`detail-${clause.id}`}
            aria-label={say('clause.open', { clause: clause.id })}
            onPress={toggle}
          >
            <bdi dir="ltr">{clause.id}</bdi>
          </Button>
        </div>
        <div>
          <Wording of={clause.wording} />
          {boards[0] !== undefined && <Counts of={clause.id} board={boards[0]} />}
          <Choices of={clause.choices} />
        </div>
      </div>
      <div className={`note ${boards.length > 1 ? 'columns' : ''}`}>
        {boards.map((board) => (
          <div key={board.reading} className="column">
            {clause.bearers.map((party) => (
              <BearerNote
                key={party}
                party={party}
                at={board.at}
                short={boards.length > 1}
                standing={board.standings.find((s) => s.clause === clause.id && s.party === party)}
              />
            ))}
          </div>
        ))}
      </div>
      {open && (
        <div className="detail" id={`detail-${clause.id}`}>
          <ClauseDetail agreement={agreement} clause={clause} boards={boards} />
        </div>
      )}
    </div>
  )
}

function BearerNote({
  party,
  standing,
  at,
  short,
}: {
  readonly party: string
  readonly at: Instant
  readonly short: boolean
  readonly standing: StandingView | undefined
}) {
  const { say } = useSpeech()
  const words = useCoreWords()
  if (standing === undefined) return null
  const look = STATUS_LOOKS[standing.status]
  const [why] = standing.why
  return (
    <div className={`bearer ${look.tone}`}>
      <p className="bearer-head">
        <StatusPill look={look}>{words.status(standing.status)}</StatusPill> <Party id={party} />
      </p>
      {!short && (
        <>
          {why !== undefined && (
            <p className="bearer-why">
              {words.reason(why)} <EntryRefs of={why.entries} most={3} />
            </p>
          )}
          {standing.due !== undefined && why?.values['due'] !== standing.due && (
            <p>
              {say('clause.due')} <Time of={standing.due} form="short" />
            </p>
          )}
          <TimesSoFar of={standing} at={at} />
          <Breaches of={standing} />
          {standing.late && <p>{say('clause.late')}</p>}
        </>
      )}
    </div>
  )
}

/** How many breaches are found and alleged, as far as the reason above has not said so already. */
function Breaches({ of }: { readonly of: StandingView }) {
  const words = useCoreWords()
  const { found, alleged } = breachesLeft(of)
  return (
    <>
      {found > 0 && <p>{words.breaches('found', found)}</p>}
      {alleged > 0 && <p>{words.breaches('alleged', alleged)}</p>}
    </>
  )
}

/** How often a duty that is owed again and again was done, and when it is due next; leads to each time singly. */
function TimesSoFar({ of, at }: { readonly of: StandingView; readonly at: Instant }) {
  const { say } = useSpeech()
  const here = useHere()
  const so = occurrenceSummary(of, at)
  if (so === undefined) return null
  return (
    <p>
      <Link href={here({ clause: of.clause, party: of.party, tab: 'times' })}>
        {say('times.summary', { done: so.done, all: so.all })}
      </Link>
      {so.next !== undefined && (
        <>
          {say('list.comma')}
          {say('times.next')} <Time of={so.next} form="short" />
        </>
      )}
    </p>
  )
}
