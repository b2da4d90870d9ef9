import { sideBySideView, type SideBySideView } from '../../../core/api/tally.ts'
import { useSpeech } from '../../app/language.tsx'
import { useParams } from '../../app/url-state.ts'
import { useResource } from '../../data/use-resource.ts'
import { KnownField } from '../../parts/as-of.tsx'
import { Empty, Shown } from '../../parts/states.tsx'
import { Time } from '../../parts/time.tsx'
import { useCoreWords } from '../../words/core-words.ts'
import { FigureOf, TallyTable } from './tally-table.tsx'
import { TallyControls } from './tally-controls.tsx'
import { Differences } from './differences.tsx'
import './tallies.css'

/** What each counter published, by its own rule, side by side. Nothing is ever added across the columns. */
export default function TalliesScreen() {
  const { say, count } = useSpeech()
  const words = useCoreWords()
  const [params] = useParams()
  const query = new URLSearchParams()
  for (const name of ['from', 'to', 'known']) {
    const value = params.get(name)
    if (value !== null) query.set(name, value)
  }
  const asked = query.size === 0 ? '' : `?${query}`
  const table = useResource(sideBySideView, `/api/tallies/side-by-side${asked}`)
  return (
    <main id="main" className="page tallies-page">
      <header className="page-head">
        <h1>{say('tallies.title')}</h1>
        <p>{say('tallies.what')}</p>
        <div className="no-print">
          <KnownField size={table.value?.known} />
        </div>
      </header>
      <Shown of={table}>
        {(view) =>
          view.columns.length === 0 ? (
            <Empty title={say('tallies.none')}>{words.incident('tally.none')}</Empty>
          ) : (
            <>
              <p className="muted small">
                {say('asOf.knownLine', { n: count(view.known) })} · {say('tallies.window')}{' '}
                <Time of={view.window.from} form="short" /> – <Time of={view.window.until} form="short" />
              </p>
              <TallyControls view={view} />
              <TallyTable view={view} />
              <Spanning view={view} />
              <Differences view={view} />
            </>
          )
        }
      </Shown>
    </main>
  )
}

/** Figures for several days at once, which stand in no row of the table. */
function Spanning({ view }: { readonly view: SideBySideView }) {
  const { say, nameOf } = useSpeech()
  if (view.spanning.length === 0) return null
  return (
    <section>
      <h2>{say('tallies.spanning')}</h2>
      <ul className="plain reasons">
        {view.spanning.map(({ rule, tally }) => {
          const stated = view.columns.find((column) => column.stated.rule.id === rule)?.stated
          return (
            <li key={`${rule} ${tally.entry}`}>
              <bdi>{stated === undefined ? rule : nameOf(stated.rule.name)}</bdi>
              {': '}
              <FigureOf figure={tally} /> <Time of={tally.window.from} form="short" /> –{' '}
              <Time of={tally.window.until} form="short" />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
