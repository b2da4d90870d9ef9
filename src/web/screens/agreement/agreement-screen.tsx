import type { ReactNode } from 'react'
import { Link } from 'wouter'
import {
  agreementView,
  workedBoardView,
  type AgreementView,
  type WorkedBoardView,
} from '../../../core/api/agreement.ts'
import { formatInstant, type Instant } from '../../../core/time/instant.ts'
import { useSpeech } from '../../app/language.tsx'
import { useHere, useParams } from '../../app/url-state.ts'
import { AgreementNames } from '../../data/agreement-names.tsx'
import { useLog } from '../../data/log-context.tsx'
import { useAll, useResource } from '../../data/use-resource.ts'
import { Reasons } from '../../parts/reasons.tsx'
import { Code, EntryRef, Name } from '../../parts/refs.tsx'
import { Loading, Shown } from '../../parts/states.tsx'
import { Time } from '../../parts/time.tsx'
import { AsOfBar } from './as-of-bar.tsx'
import { ClocksStrip } from './clocks-strip.tsx'
import { ContentsList } from './contents-list.tsx'
import { DocumentRows } from './document-rows.tsx'
import { TextProblems } from './left-out-row.tsx'
import { isNotAdopted, NotAdopted } from './not-adopted.tsx'
import { openingTime } from './opening-time.ts'
import { boardPath, readingsShown, textPath } from './readings.ts'
import { StatusSummary } from './status-summary.tsx'
import { TextsStrip } from './texts-strip.tsx'
import './agreement.css'

/** One agreement as a document, with the standing of every clause beside it. */
export default function AgreementScreen({ id }: { readonly id: string }) {
  const agreement = useResource(agreementView, `/api/agreements/${encodeURIComponent(id)}`)
  const { log } = useLog()
  return (
    <main id="main" className="agreement-page">
      <Shown of={agreement}>
        {(text) => (
          <AgreementNames of={text}>
            {/* The log's clock says at which time the page opens: without it, it would open twice. */}
            {log === undefined ? <Loading /> : <WithBoards agreement={text} clock={log.clock?.readAt} />}
          </AgreementNames>
        )}
      </Shown>
    </main>
  )
}

function WithBoards({
  agreement,
  clock,
}: {
  readonly agreement: AgreementView
  readonly clock: Instant | undefined
}) {
  const [params] = useParams()
  const asked = params.get('at')
  const opening = asked === null ? openingTime(agreement, clock) : undefined
  const at = opening === undefined ? asked : formatInstant(opening)
  const readings = readingsShown(
    params.get('reading'),
    params.get('beside'),
    agreement.readings.map(({ id }) => id),
  )
  const boards = useAll(
    workedBoardView,
    readings.map((reading) => boardPath(agreement.id, at, params.get('known'), reading)),
  )
  return (
    <>
      <AsOfBar agreement={agreement} asked={at} board={boards.value?.[0]} readings={readings} />
      {isNotAdopted(boards.failure) ? (
        <NotAdopted agreement={agreement} />
      ) : (
        <Shown of={boards}>
          {(shown) => (
            <InForce newest={agreement} board={shown[0]}>
              {(text) => (
                <Page agreement={text} boards={shown} clock={opening === undefined ? undefined : clock} />
              )}
            </InForce>
          )}
        </Shown>
      )}
    </>
  )
}

/** The text by which a board was worked out: another than the newest where it was amended later than the time shown. */
function InForce({
  newest,
  board,
  children,
}: {
  readonly newest: AgreementView
  readonly board: WorkedBoardView | undefined
  readonly children: (text: AgreementView) => ReactNode
}) {
  const entry = board?.workings.texts.find(({ is }) => is === 'in-force')?.entry
  const earlier = board !== undefined && entry !== newest.adoptedBy
  const text = useResource(agreementView, earlier ? textPath(board) : undefined)
  if (!earlier) return children(newest)
  return <Shown of={text}>{(one) => <AgreementNames of={one}>{children(one)}</AgreementNames>}</Shown>
}

function Page({
  agreement,
  boards,
  clock,
}: {
  readonly agreement: AgreementView
  readonly boards: readonly WorkedBoardView[]
  /** Where the page itself has chosen the time: the log's clock, which it did not choose. */
  readonly clock: Instant | undefined
}) {
  const { say, count } = useSpeech()
  const here = useHere()
  const [first] = boards
  const choices = countChoices(agreement)
  if (first === undefined) return null
  return (
    <div className={`agreement ${boards.length > 1 ? 'comparing' : ''}`}>
      <aside className="contents no-print">
        <ContentsList agreement={agreement} board={first} />
        <p className="small muted contents-facts">
          {say('agreement.text')} <EntryRef index={agreement.adoptedBy} />
          <br />
          {say('agreement.fingerprint')} <Code>{`${agreement.digest.slice(0, 12)}…`}</Code>
          <br />
          {say('agreement.choices', { n: choices })}
        </p>
      </aside>
      <div className="agreement-main">
        <header className="document-head">
          <h1 className="serif">
            <Name of={agreement.title} />
          </h1>
          <p className="muted">
            {say(agreement.force === 'draft' ? 'agreement.dated' : 'agreement.agreed')}{' '}
            <Time of={agreement.agreed} form="short" /> · {say('asOf.line')} <Time of={first.at} /> ·{' '}
            {say('asOf.knownLine', { n: count(first.known) })}
          </p>
          {clock !== undefined && agreement.period.ends !== undefined && (
            <p className="opening">
              {say('agreement.over')} <Time of={agreement.period.ends} form="short" />
              {'. '}
              {say('agreement.lastMinute')}{' '}
              <Link href={here({ at: formatInstant(clock) })}>{say('agreement.atLogClock')}</Link>{' '}
              <span className="muted">
                (<Time of={clock} form="short" />)
              </span>
            </p>
          )}
          {/* The clauses of a draft have not “not yet begun”: they never will. */}
          {agreement.force === 'in-force' && <StatusSummary agreement={agreement} board={first} />}
          {agreement.force === 'draft' && <p className="draft-note">{say('agreement.draft')}</p>}
          <Reasons of={first.dropped} />
          <TextProblems of={agreement.problems} />
        </header>
        <TextsStrip board={first} />
        <ClocksStrip agreement={agreement} board={first} />
        <DocumentRows agreement={agreement} boards={boards} />
      </div>
    </div>
  )
}

/** How many choices the text forced on whoever encoded it. */
function countChoices({ terms, clauses, exchanges, powers }: AgreementView): number {
  return [...terms, ...clauses, ...exchanges, ...powers].flatMap(({ choices }) => choices).length
}
