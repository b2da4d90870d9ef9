import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import type { SideBySideView } from '../../../core/api/tally.ts'
import { parseInstant } from '../../../core/time/instant.ts'
import { useSpeech } from '../../app/language.tsx'
import { useParams } from '../../app/url-state.ts'
import { Actor, EntryRef } from '../../parts/refs.tsx'
import { RangeOf } from '../../parts/range.tsx'
import { ScrollX } from '../../parts/scroll-x.tsx'
import { Time } from '../../parts/time.tsx'
import { writeTime } from '../../parts/time-words.ts'
import { UTC } from '../../data/calendar-of.ts'
import { useCoreWords } from '../../words/core-words.ts'
import { RuleText } from './rule-text.tsx'
import { shownTable, type Cell, type Figure } from './tally-rows.ts'

/** Days as rows, counting rules as columns; every column opens its rule, every figure leads to its entry. */
export function TallyTable({ view }: { readonly view: SideBySideView }) {
  const { say, nameOf, language } = useSpeech()
  const words = useCoreWords()
  const [params] = useParams()
  const { columns, rows } = shownTable(view, params.get('counts'), params.get('month'))
  const recount = params.get('recount') === 'yes'
  return (
    <ScrollX className="tally-scroll" label={say('tallies.table')}>
      <table className="tally">
        <thead>
          <tr>
            <th scope="col">{say('tallies.day')}</th>
            {columns.map((i) => {
              const column = view.columns[i]
              return column === undefined ? null : (
                <th scope="col" key={column.stated.rule.id}>
                  <span className="small muted">
                    <Actor id={column.stated.rule.owner} />
                  </span>
                  <span className="rule-name">{nameOf(column.stated.rule.name)}</span>
                  <span className="small muted">
                    {words.incident(`rule.counts.${column.stated.rule.counts}`)}
                  </span>
                  <DialogTrigger>
                    <Button className="button small-button no-print">{say('tallies.readRule')}</Button>
                    <Popover className="popover rule-popover">
                      <Dialog className="rule-dialog">
                        <Heading slot="title">{nameOf(column.stated.rule.name)}</Heading>
                        <RuleText stated={column.stated} />
                      </Dialog>
                    </Popover>
                  </DialogTrigger>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ date, cells }) => (
            <tr key={date}>
              <th scope="row">{writeTime(language, UTC, parseInstant(`${date}T00:00:00Z`)).date}</th>
              {cells.map((cell) => (
                <td key={cell.rule}>
                  <CellOf cell={cell} recount={recount} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

function CellOf({ cell, recount }: { readonly cell: Cell; readonly recount: boolean }) {
  const { say } = useSpeech()
  const words = useCoreWords()
  const counted = recount ? cell.recounted.filter(({ count }) => count.most !== 0) : []
  return (
    <>
      {cell.daily.length + cell.cumulative.length === 0 && (
        <span className="muted" title={words.incident('tally.none')}>
          {say('tallies.nothing')}
        </span>
      )}
      {cell.daily.map((figure) => (
        <FigureOf key={figure.entry} figure={figure} />
      ))}
      {cell.cumulative.map((figure) => (
        <div key={figure.entry} className="cumulative">
          <span className="small muted">
            {say('tallies.since')} <Time of={figure.window.from} form="short" />
          </span>
          <FigureOf figure={figure} />
        </div>
      ))}
      {counted.map(({ day, count }) => (
        <p key={day.from} className="recount small muted" title={words.incident('tally.recounted')}>
          {say('tallies.recount')} <RangeOf of={count} />
        </p>
      ))}
    </>
  )
}

/** A number as published, the parts it was published with, and whether they make it up. */
export function FigureOf({ figure }: { readonly figure: Figure }) {
  const { say } = useSpeech()
  const words = useCoreWords()
  const { partsSum } = figure
  return (
    <div className="figure">
      <strong className="figure-count">
        <RangeOf of={figure.count} />
      </strong>{' '}
      <EntryRef index={figure.entry} />
      {!figure.byOwner && <p className="small">{words.incident('tally.not-owner')}</p>}
      {figure.corrected.length > 0 && (
        <p className="small">
          {say('entry.correctedBy')}{' '}
          {figure.corrected.map((entry) => (
            <EntryRef key={entry} index={entry} />
          ))}
        </p>
      )}
      {figure.parts.length > 0 && (
        <details className="small">
          <summary>{say('tallies.parts', { n: figure.parts.length })}</summary>
          <ul className="plain">
            {figure.parts.map(({ name, count }) => (
              <li key={name}>
                <bdi>{name}</bdi>
                {': '}
                <RangeOf of={count} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {partsSum.is !== 'no-parts' && partsSum.is !== 'equal' && (
        <p className={`small parts-${partsSum.is}`}>
          {words.incident(`parts.${partsSum.is}`)}
          {partsSum.sum !== undefined && (
            <>
              {' '}
              (<RangeOf of={partsSum.sum} />)
            </>
          )}
        </p>
      )}
    </div>
  )
}
