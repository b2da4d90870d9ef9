import { Link } from 'wouter'
import type { AgreementView, BoardView } from '../../../core/api/agreement.ts'
import { STATUSES, type Status } from '../../../core/standing/standing.ts'
import { useSpeech } from '../../app/language.tsx'
import { useHere, useParams } from '../../app/url-state.ts'
import { StatusPill } from '../../parts/status.tsx'
import { STATUS_LOOKS } from '../../parts/status-looks.ts'
import { useCoreWords } from '../../words/core-words.ts'
import { countStatuses } from './contents.ts'

/** The status whose clauses are picked out, as the address says it. */
export function useMarkedStatus(): Status | undefined {
  const [params] = useParams()
  const asked = params.get('status')
  return STATUSES.find((status) => status === asked)
}

/** How many standings have each status at the time shown. Each count leads to its clauses; followed again, it lets go. */
export function StatusSummary({
  agreement,
  board,
}: {
  readonly agreement: AgreementView
  readonly board: BoardView
}) {
  const { say, count, nameOf } = useSpeech()
  const words = useCoreWords()
  const here = useHere()
  const marked = useMarkedStatus()
  const counts = countStatuses(
    board,
    agreement.clauses.map(({ id }) => id),
  )
  if (counts.length === 0) return null
  const reading = agreement.readings.find(({ id }) => id === board.reading)
  const readingName = reading === undefined ? board.reading : nameOf(reading.name)
  return (
    <nav className="summary" aria-label={say('summary.label', { reading: readingName })}>
      <ul className="plain">
        {counts.map(({ status, n }) => (
          <li key={status}>
            <Link
              href={here({ status: status === marked ? null : status, clause: null })}
              aria-current={status === marked ? 'true' : undefined}
              title={say(status === marked ? 'summary.letGo' : 'summary.goTo')}
            >
              <StatusPill look={STATUS_LOOKS[status]}>{`${count(n)} ${words.status(status)}`}</StatusPill>
            </Link>
          </li>
        ))}
      </ul>
      <p className="small muted">{say('summary.each')}</p>
    </nav>
  )
}
