import { createElement, Fragment, useEffect, useEffectEvent } from 'react'
import type { AgreementView, WorkedBoardView } from '../../../core/api/agreement.ts'
import type { Status } from '../../../core/standing/standing.ts'
import { useSpeech } from '../../app/language.tsx'
import { HeadingText } from '../../parts/heading-text.tsx'
import { anchorOf, firstRowWith, type DocumentPart } from './contents.ts'
import { ClauseRow } from './clause-row.tsx'
import { ExchangeRow } from './exchange-row.tsx'
import { LeftOutRow } from './left-out-row.tsx'
import { PowerRow } from './power-row.tsx'
import { useMarkedStatus } from './status-summary.tsx'
import { TermRow } from './term-row.tsx'

declare module 'react' {
  // How many readings stand side by side: the style sheet makes as many columns.
  interface CSSProperties {
    '--readings'?: number
  }
}

type RowsProps = { readonly agreement: AgreementView; readonly boards: readonly WorkedBoardView[] }

/** The document in reading order. A clause and its note are one row of the grid, so they never drift apart. */
export function DocumentRows({ agreement, boards }: RowsProps) {
  const { say, nameOf } = useSpeech()
  const marked = useMarkedStatus()
  // The document came after the page: the browser has nothing to scroll to before this.
  useEffect(() => {
    const id = placeAsked()
    if (id !== undefined) document.getElementById(id)?.scrollIntoView({ block: 'start' })
  }, [])
  const goTo = useEffectEvent((status: Status) => {
    // An address that names a place leads there.
    if (placeAsked() !== undefined) return
    const first = boards[0] === undefined ? undefined : firstRowWith(agreement, boards[0], status)
    const place = first === undefined ? null : document.getElementById(first)
    place?.scrollIntoView({ block: 'start' })
    // Whoever goes by keyboard goes on from there, as after any link into the page.
    place?.querySelector<HTMLElement>('.clause-open')?.focus({ preventScroll: true })
  })
  useEffect(() => {
    if (marked !== undefined) goTo(marked)
  }, [marked])
  return (
    <div className="rows" style={{ '--readings': boards.length }}>
      {boards.length > 1 && (
        <div className="row readings-head">
          <div className="text" />
          <div className="note columns">
            {boards.map(({ reading }) => {
              const name = agreement.readings.find(({ id }) => id === reading)?.name
              return (
                <div key={reading} className="column">
                  <span className="hidden-but-read">{say('reading.label')}: </span>
                  {name === undefined ? reading : nameOf(name)}
                </div>
              )
            })}
          </div>
        </div>
      )}
      {agreement.document.map((part, n) => (
        <Fragment key={anchorOf(n)}>{row(part, n, { agreement, boards })}</Fragment>
      ))}
    </div>
  )
}

/** The id of the row that the address leads to: after `#`, or that of the clause which it opens. */
function placeAsked(): string | undefined {
  if (location.hash !== '') return decodeURIComponent(location.hash.slice(1))
  const clause = new URLSearchParams(location.search).get('clause')
  return clause === null ? undefined : `clause-${clause}`
}

function row(part: DocumentPart, n: number, { agreement, boards }: RowsProps) {
  switch (part.is) {
    case 'heading':
      // The title of the document is the page's h1 already.
      return part.depth === 1 ? null : (
        <div className="row heading">
          <div className="text">
            {createElement(
              `h${Math.min(part.depth, 4)}`,
              { id: anchorOf(n), className: 'serif' },
              <HeadingText of={part.text} />,
            )}
          </div>
        </div>
      )
    case 'paragraph':
      return (
        <div className="row paragraph">
          <p className="text" lang="en" dir="auto">
            {part.text}
          </p>
        </div>
      )
    case 'clause': {
      const clause = agreement.clauses.find(({ id }) => id === part.id)
      return clause === undefined ? null : <ClauseRow agreement={agreement} clause={clause} boards={boards} />
    }
    case 'exchange': {
      const exchange = agreement.exchanges.find(({ id }) => id === part.id)
      return exchange === undefined ? null : <ExchangeRow exchange={exchange} boards={boards} />
    }
    case 'power': {
      const power = agreement.powers.find(({ id }) => id === part.id)
      return power === undefined ? null : <PowerRow power={power} board={boards[0]} />
    }
    case 'term': {
      const term = agreement.terms.find(({ id }) => id === part.id)
      return term === undefined ? null : <TermRow term={term} board={boards[0]} />
    }
    case 'left-out':
      return <LeftOutRow part={part} problems={agreement.problems} />
  }
}
