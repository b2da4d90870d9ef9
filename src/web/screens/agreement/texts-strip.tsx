import type { WorkedBoardView } from '../../../core/api/agreement.ts'
import { useSpeech } from '../../app/language.tsx'
import { EntryRef } from '../../parts/refs.tsx'
import { ShapeMark, type Shape } from '../../parts/shapes.tsx'
import { Reasons } from '../../parts/reasons.tsx'
import { Time } from '../../parts/time.tsx'
import { ClauseLinks } from './clause-links.tsx'

const SHAPES = {
  'in-force': 'tick',
  replaced: 'square',
  'to-come': 'clock',
  displaced: 'slashed',
} as const satisfies Readonly<Record<WorkedBoardView['workings']['texts'][number]['is'], Shape>>

/** Where an agreement was amended: each of its texts, which is in force at the time shown, and where they overlap. */
export function TextsStrip({ board }: { readonly board: WorkedBoardView }) {
  const { say } = useSpeech()
  const { texts } = board.workings
  if (texts.length < 2) return null
  return (
    <section className="texts card" aria-labelledby="texts-title">
      <h2 id="texts-title">{say('texts.title')}</h2>
      <ol className="plain">
        {texts.map(({ entry, from, is, changed }) => (
          <li key={entry} className={is === 'in-force' ? 'in-force' : ''}>
            <p>
              {from === undefined ? (
                say('texts.first')
              ) : (
                <>
                  {say('texts.from')} <Time of={from} form="short" />
                </>
              )}{' '}
              <EntryRef index={entry} />
            </p>
            <p>
              <ShapeMark of={SHAPES[is]} /> {say(`texts.is.${is}`)}
            </p>
            {changed.length > 0 && (
              <p className="muted">
                {say('texts.changed')} <ClauseLinks of={changed} />
              </p>
            )}
          </li>
        ))}
      </ol>
      <Reasons of={board.overlaps} />
    </section>
  )
}
