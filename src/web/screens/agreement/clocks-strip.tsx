import type { AgreementView, BoardView } from '../../../core/api/agreement.ts'
import { useSpeech } from '../../app/language.tsx'
import { EntryRef, EntryRefs, Party } from '../../parts/refs.tsx'
import { Reasons } from '../../parts/reasons.tsx'
import { Time } from '../../parts/time.tsx'
import { useCoreWords } from '../../words/core-words.ts'
import { clockBars } from './clock-bars.ts'

/** Whose clock runs from when to when, drawn to one scale; and what a declared end amounts to by each of them. */
export function ClocksStrip({
  agreement,
  board,
}: {
  readonly agreement: AgreementView
  readonly board: BoardView
}) {
  const { say } = useSpeech()
  const words = useCoreWords()
  const bars = clockBars(board)
  if (bars.length === 0 || agreement.force === 'draft') return null
  return (
    <section className="clocks card" aria-labelledby="clocks-title">
      <h2 id="clocks-title">{say('clocks.title')}</h2>
      <ul className="plain clock-list">
        {bars.map(({ clock, from, width, now }) => (
          <li key={`${clock.owner} ${clock.starts}`}>
            <span className="clock-owner">
              {clock.owner === 'text' ? say('clocks.text') : <Party id={clock.owner} />}
            </span>
            <span className="clock-track" aria-hidden="true">
              <i
                style={{ insetInlineStart: `${from}%`, inlineSize: `${width}%` }}
                className={clock.ends === undefined ? 'open-end' : ''}
              />
              {now !== undefined && <b style={{ insetInlineStart: `${now}%` }} />}
            </span>
            <span className="clock-times small">
              <Time of={clock.starts} form="short" /> –{' '}
              {clock.ends === undefined ? say('clocks.openEnd') : <Time of={clock.ends} form="short" />}{' '}
              <EntryRefs of={clock.entries} most={4} />
            </span>
          </li>
        ))}
      </ul>
      {board.ends.length > 0 && (
        <table className="ends">
          <caption>{say('clocks.ends')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('clocks.declaredBy')}</th>
              <th scope="col">{say('clocks.byClock')}</th>
              <th scope="col">{say('clocks.amountsTo')}</th>
            </tr>
          </thead>
          <tbody>
            {board.ends.map(({ entry, party, clock, amountsTo, why }) => (
              <tr key={`${entry} ${clock.owner} ${clock.starts}`}>
                <td>
                  <Party id={party} /> <EntryRef index={entry} />
                </td>
                <td>{clock.owner === 'text' ? say('clocks.text') : <Party id={clock.owner} />}</td>
                <td>
                  <strong>{words.amountsTo(amountsTo)}</strong>
                  <Reasons of={why} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
