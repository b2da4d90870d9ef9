import { agreementView, boardView, type AgreementView, type BoardView } from '../../../core/api/agreement.ts'
import { useSpeech } from '../../app/language.tsx'
import { useParams } from '../../app/url-state.ts'
import { useAll, useResource } from '../../data/use-resource.ts'
import { Code, EntryRef, Name } from '../../parts/refs.tsx'
import { Shown } from '../../parts/states.tsx'
import { Time } from '../../parts/time.tsx'
import { AsOfBar } from './as-of-bar.tsx'
import { ClocksStrip } from './clocks-strip.tsx'
import { ContentsList } from './contents-list.tsx'
import { DocumentRows } from './document-rows.tsx'
import { boardPath, readingsShown } from './readings.ts'
import './agreement.css'

/** One agreement as a document, with the standing of every clause beside it. */
export default function AgreementScreen({ id }: { readonly id: string }) {
  const agreement = useResource(agreementView, `/api/agreements/${encodeURIComponent(id)}`)
  return (
    <main id="main" className="agreement-page">
      <Shown of={agreement}>{(text) => <WithBoards agreement={text} />}</Shown>
    </main>
  )
}

function WithBoards({ agreement }: { readonly agreement: AgreementView }) {
  const [params] = useParams()
  const readings = readingsShown(
    params.get('reading'),
    params.get('beside'),
    agreement.readings.map(({ id }) => id),
  )
  const boards = useAll(
    boardView,
    readings.map((reading) => boardPath(agreement.id, params.get('at'), params.get('known'), reading)),
  )
  return (
    <>
      <AsOfBar agreement={agreement} board={boards.value?.[0]} readings={readings} />
      <Shown of={boards}>{(shown) => <Page agreement={agreement} boards={shown} />}</Shown>
    </>
  )
}

function Page({
  agreement,
  boards,
}: {
  readonly agreement: AgreementView
  readonly boards: readonly BoardView[]
}) {
  const { say, count } = useSpeech()
  const [first] = boards
  const choices = choicesIn(agreement)
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
          {say('agreement.choices', { n: choices.all })}
          {choices.disputed > 0 &&
            `${say('list.comma')}${say('agreement.disputedChoices', { n: choices.disputed })}`}
        </p>
      </aside>
      <div className="agreement-main">
        <header className="document-head">
          <h1 className="serif">
            <Name of={agreement.title} />
          </h1>
          <p className="muted">
            {say('agreement.agreed')} <Time of={agreement.agreed} form="short" /> · {say('asOf.line')}{' '}
            <Time of={first.at} /> · {say('asOf.knownLine', { n: count(first.known) })}
          </p>
          {agreement.force === 'draft' && <p className="draft-note">{say('agreement.draft')}</p>}
        </header>
        <ClocksStrip agreement={agreement} board={first} />
        <DocumentRows agreement={agreement} boards={boards} />
      </div>
    </div>
  )
}

/** How many choices the text forced on whoever encoded it. */
function choicesIn({ terms, clauses, exchanges, powers }: AgreementView) {
  const all = [...terms, ...clauses, ...exchanges, ...powers].flatMap(({ choices }) => choices)
  return { all: all.length, disputed: all.filter(({ disputed }) => disputed).length }
}
