import type { AgreementView, BoardView } from '../../../core/api/agreement.ts'
import { useSpeech } from '../../app/language.tsx'
import { Fold } from '../../parts/fold.tsx'
import { HeadingText } from '../../parts/heading-text.tsx'
import { ShapeMark } from '../../parts/shapes.tsx'
import { StatusBar } from '../../parts/status.tsx'
import { STATUS_LOOKS } from '../../parts/status-looks.ts'
import { useCoreWords } from '../../words/core-words.ts'
import { countStatuses, sectionsOf } from './contents.ts'
import { DisputedList } from './disputed-list.tsx'

/** The headings of the document, each with a bar of where its clauses stand. */
export function ContentsList({
  agreement,
  board,
}: {
  readonly agreement: AgreementView
  readonly board: BoardView
}) {
  const { say, count } = useSpeech()
  const words = useCoreWords()
  const sections = sectionsOf(agreement)
  return (
    <nav aria-label={say('contents.label')}>
      <Fold from={1181} name={say('contents.label')}>
        <ol className="plain">
          {sections.map(({ anchor, depth, text, disputed, clauses }) => {
            const parts = countStatuses(board, clauses)
            const label = parts
              .map(({ status, n }) => `${count(n)} ${words.status(status)}`)
              .join(say('list.comma'))
            return (
              <li key={anchor} className={`depth-${depth}`}>
                <a href={`#${anchor}`}>
                  <HeadingText of={text} />
                  {disputed > 0 && (
                    <span
                      className="contents-disputed"
                      title={say('agreement.disputedChoices', { n: disputed })}
                    >
                      <ShapeMark of="diamond" />
                      <span className="hidden-but-read">
                        {say('agreement.disputedChoices', { n: disputed })}
                      </span>
                    </span>
                  )}
                  {parts.length > 0 && (
                    <StatusBar
                      label={label}
                      parts={parts.map(({ status, n }) => ({ look: STATUS_LOOKS[status], n }))}
                    />
                  )}
                </a>
              </li>
            )
          })}
        </ol>
        <DisputedList agreement={agreement} />
      </Fold>
    </nav>
  )
}
