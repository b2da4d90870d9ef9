import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { AgreementView, WorkedBoardView, StandingView } from '../../../core/api/agreement.ts'
import { historyView } from '../../../core/api/question.ts'
import { useSpeech } from '../../app/language.tsx'
import { useParams } from '../../app/url-state.ts'
import { useResource } from '../../data/use-resource.ts'
import { Choice } from '../../parts/choice.tsx'
import { Code, Name, Party } from '../../parts/refs.tsx'
import { Reasons } from '../../parts/reasons.tsx'
import { Shown } from '../../parts/states.tsx'
import { StatusPill } from '../../parts/status.tsx'
import { STATUS_LOOKS } from '../../parts/status-looks.ts'
import { Time } from '../../parts/time.tsx'
import { useLog } from '../../data/log-context.tsx'
import { useCoreWords } from '../../words/core-words.ts'
import { Block } from '../../parts/block.tsx'
import { Certificate } from './certificate.tsx'
import { Counts } from './counts.tsx'
import { Occurrences, RepeatsWords } from './occurrences.tsx'

const TABS = ['why', 'times', 'open', 'move', 'history', 'runs'] as const

type ClauseDetailProps = {
  readonly agreement: AgreementView
  readonly clause: AgreementView['clauses'][number]
  readonly boards: readonly WorkedBoardView[]
}

/** Why a clause stands as it does, for one bearer, under each of the readings that are shown. */
export function ClauseDetail({ agreement, clause, boards }: ClauseDetailProps) {
  const { say, nameOf } = useSpeech()
  const { partyName } = useLog()
  const [params, change] = useParams()
  const asked = params.get('party')
  const party = clause.bearers.find((id) => id === asked) ?? clause.bearers[0]
  const tabs = TABS.filter((one) => one !== 'times' || clause.repeats !== undefined)
  const tab = tabs.find((one) => one === params.get('tab')) ?? 'why'
  if (party === undefined) return null
  const standings = boards.flatMap((board) => {
    const standing = board.standings.find((s) => s.clause === clause.id && s.party === party)
    return standing === undefined ? [] : [{ board, standing }]
  })
  const nameOfParty = (id: string): string => {
    const name = partyName(id)
    return name === undefined ? id : nameOf(name)
  }
  const columns = (of: (standing: StandingView, board: WorkedBoardView) => React.ReactNode) => (
    <div className="detail-columns">
      {standings.map(({ board, standing }) => (
        <div key={board.reading}>
          <h4>
            <ReadingName agreement={agreement} id={board.reading} />
          </h4>
          {of(standing, board)}
        </div>
      ))}
    </div>
  )
  return (
    <>
      {clause.bearers.length > 1 && (
        <Choice
          label={say('clause.bearer')}
          value={party}
          options={clause.bearers.map((id) => ({ id, text: nameOfParty(id) }))}
          onChoose={(id) => change({ party: id })}
        />
      )}
      <Tabs
        selectedKey={tab}
        onSelectionChange={(key) => change({ tab: key === 'why' ? null : String(key) })}
      >
        <TabList className="tabs-list" aria-label={say('clause.tabs', { clause: clause.id })}>
          {tabs.map((one) => (
            <Tab key={one} id={one} className="tab">
              {say(`clause.tab.${one}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="why" className="tab-panel">
          {columns((standing, board) => (
            <>
              <Status of={standing} />
              {standing.why.length > 0 ? (
                <Reasons of={standing.why} />
              ) : (
                <p className="muted">{say('clause.noWhy')}</p>
              )}
              {boards.length > 1 && <Counts of={clause.id} board={board} />}
              <Certificate
                key={`${party} ${board.at} ${board.known}`}
                agreement={agreement.id}
                board={board}
                of={{ is: 'clause', ...standing }}
              />
            </>
          ))}
        </TabPanel>
        {clause.repeats !== undefined && (
          <TabPanel id="times" className="tab-panel">
            <RepeatsWords of={clause.repeats} />
            {columns((standing) => (
              <Occurrences of={standing.occurrences ?? []} />
            ))}
          </TabPanel>
        )}
        <TabPanel id="open" className="tab-panel">
          {columns((standing) =>
            standing.whyNot.length > 0 ? (
              <Reasons of={standing.whyNot} />
            ) : (
              <p className="muted">{say('clause.nothingOpen')}</p>
            ),
          )}
        </TabPanel>
        <TabPanel id="move" className="tab-panel">
          {columns((standing) => (
            <Moves of={standing} />
          ))}
        </TabPanel>
        <TabPanel id="history" className="tab-panel">
          {boards[0] !== undefined && (
            <History agreement={agreement.id} clause={clause.id} party={party} board={boards[0]} />
          )}
        </TabPanel>
        <TabPanel id="runs" className="tab-panel">
          <p className="muted">
            {say('clause.silence')} {say(`silence.${clause.ifSilent}`)}
          </p>
          <Conditions of={clause.conditions} />
          <Block>{clause.block}</Block>
        </TabPanel>
      </Tabs>
    </>
  )
}

/** What the block says of beginning, giving way and ending, in the reader's words. */
function Conditions({ of }: { readonly of: AgreementView['clauses'][number]['conditions'] }) {
  const words = useCoreWords()
  const lines = [
    ['begins', of.when],
    ['lifted', of.unless],
    ['ends', of.until],
  ] as const
  return lines.map(
    ([code, phrases]) =>
      phrases !== undefined && (
        <p key={code} className="condition">
          {words.condition([{ code, values: {} }, ...phrases])}.
        </p>
      ),
  )
}

function ReadingName({ agreement, id }: { readonly agreement: AgreementView; readonly id: string }) {
  const reading = agreement.readings.find((known) => known.id === id)
  return reading === undefined ? <Code>{id}</Code> : <Name of={reading.name} />
}

function Status({ of }: { readonly of: StandingView }) {
  const { say } = useSpeech()
  const words = useCoreWords()
  const { certain, possible } = of.activated
  return (
    <p>
      <StatusPill look={STATUS_LOOKS[of.status]}>{words.status(of.status)}</StatusPill>{' '}
      <span className="muted">
        {certain !== undefined ? (
          <>
            {say('clause.activeSince')} <Time of={certain} />
          </>
        ) : (
          possible !== undefined && (
            <>
              {say('clause.perhapsActiveSince')} <Time of={possible} />
            </>
          )
        )}
        {of.due !== undefined && (
          <>
            {' · '}
            {say('clause.due')} <Time of={of.due} />
          </>
        )}
        {of.ends !== undefined && (
          <>
            {' · '}
            {say('clause.ends')} <Time of={of.ends} />
          </>
        )}
      </span>
    </p>
  )
}

function Moves({ of }: { readonly of: StandingView }) {
  const { say } = useSpeech()
  const words = useCoreWords()
  if (of.next.length === 0) return <p className="muted">{say('clause.noMove')}</p>
  return (
    <ul className="plain reasons">
      {of.next.map((move) => (
        <li key={`${move.who} ${move.what} ${move.subject}`}>
          <strong>
            <Party id={move.who} />
          </strong>
          {': '}
          {words.move(move.what, move.subject)}
          {move.enough !== undefined && <span className="muted"> ({words.stillTakes(move.enough)})</span>}
          {move.form !== undefined && <span className="muted"> ({words.inForm(move.form)})</span>}
          {move.by !== undefined && (
            <>
              {' — '}
              {say('clause.by')} <Time of={move.by} form="short" />
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

function History({
  agreement,
  clause,
  party,
  board,
}: {
  readonly agreement: string
  readonly clause: string
  readonly party: string
  readonly board: WorkedBoardView
}) {
  const { say } = useSpeech()
  const words = useCoreWords()
  const query = new URLSearchParams({ party, known: String(board.known), reading: board.reading })
  const history = useResource(
    historyView,
    `/api/agreements/${encodeURIComponent(agreement)}/clauses/${encodeURIComponent(clause)}/history?${query}`,
  )
  return (
    <Shown of={history}>
      {({ changes }) =>
        changes.length === 0 ? (
          <p className="muted">{say('clause.noHistory')}</p>
        ) : (
          <ol className="plain history">
            {changes.map((change) => (
              <li key={`${change.at} ${change.to}`}>
                <Time of={change.at} form="short" />{' '}
                <StatusPill look={STATUS_LOOKS[change.to]}>{words.status(change.to)}</StatusPill>
                {/* What changed it comes first; the standing itself says the rest. */}
                <Reasons of={change.why.slice(0, 2)} />
              </li>
            ))}
          </ol>
        )
      }
    </Shown>
  )
}
