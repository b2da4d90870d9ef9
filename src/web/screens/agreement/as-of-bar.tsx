import { Button } from 'react-aria-components'
import type { AgreementView, BoardView } from '../../../core/api/agreement.ts'
import { formatInstant } from '../../../core/time/instant.ts'
import { useSpeech } from '../../app/language.tsx'
import { useParams } from '../../app/url-state.ts'
import { useLog } from '../../data/log-context.tsx'
import { EventTimeField, KnownField } from '../../parts/as-of.tsx'
import { Choice } from '../../parts/choice.tsx'
import { Fold } from '../../parts/fold.tsx'
import { writeTime } from '../../parts/time-words.ts'
import { keyDates, type KeyDate } from './key-dates.ts'

/** The coordinates of the question: when, as known when, by whose reading. All of them stand in the address. */
export function AsOfBar({
  agreement,
  asked,
  board,
  readings,
}: {
  readonly agreement: AgreementView
  /** The event time asked for; `null` is the log's clock. */
  readonly asked: string | null
  readonly board: BoardView | undefined
  readonly readings: readonly string[]
}) {
  const { say, nameOf, language } = useSpeech()
  const { calendar, partyName } = useLog()
  const [, change] = useParams()
  const options = agreement.readings.map(({ id, name }) => ({ id, text: nameOf(name) }))
  const dates = board === undefined ? [] : keyDates(agreement, board)
  const party = (id: string): string => {
    const name = partyName(id)
    return name === undefined ? id : nameOf(name)
  }
  const dateText = (date: KeyDate): string => {
    const { date: day, clock } = writeTime(language, calendar, date.at)
    const what =
      date.is === 'agreed'
        ? say('keyDate.agreed')
        : date.is === 'due'
          ? say('keyDate.due', { clause: date.clause })
          : date.owner === 'text'
            ? say(date.is === 'clock-starts' ? 'keyDate.textStarts' : 'keyDate.textEnds')
            : say(date.is === 'clock-starts' ? 'keyDate.partyStarts' : 'keyDate.partyEnds', {
                party: party(date.owner),
              })
    return `${day} ${clock} — ${what}`
  }
  const at = board === undefined ? '' : formatInstant(board.at)
  // Of an address that names a reading which the text does not know, the next choice keeps the rest.
  const beside = readings.slice(1).filter((one) => options.some(({ id }) => id === one))
  const addable = options.filter(({ id }) => !readings.includes(id))
  return (
    <section className="as-of-bar no-print" aria-label={say('asOf.label')}>
      <Fold from={761} name={say('asOf.label')}>
        <div className="as-of">
          <EventTimeField asked={asked} answered={board?.at} />
          {dates.length > 0 && (
            <Choice
              className="key-dates"
              label={say('asOf.keyDates')}
              placeholder={say('asOf.choose')}
              value={dates.some((date) => date.at === board?.at) ? at : ''}
              options={dates
                .map((date) => ({ id: formatInstant(date.at), text: dateText(date) }))
                .filter(firstOfEach)}
              onChoose={(id) => change({ at: id })}
            />
          )}
          <KnownField size={board?.known}>
            <Button
              className="button small-button"
              isDisabled={board === undefined}
              onPress={() => change({ known: at })}
            >
              {say('asOf.knownThen')}
            </Button>
          </KnownField>
          {options.length > 0 && (
            <Choice
              className="reading"
              label={say('reading.label')}
              placeholder={say('asOf.choose')}
              value={options.find(({ id }) => id === readings[0])?.id ?? ''}
              options={options}
              onChoose={(id) => change({ reading: id, beside: beside.filter((one) => one !== id).join(',') })}
            />
          )}
          {addable.length > 0 && (
            <Choice
              className="reading"
              label={say('reading.beside')}
              placeholder={say('asOf.choose')}
              value=""
              options={addable}
              onChoose={(id) => change({ beside: [...beside, id].join(',') })}
            />
          )}
          {readings.length > 1 && (
            <Button className="button small-button" onPress={() => change({ beside: null })}>
              {say('reading.only')}
            </Button>
          )}
        </div>
      </Fold>
    </section>
  )
}

/** Two things at one moment lead to one place: the list shows that moment once. */
function firstOfEach(option: { id: string }, i: number, all: readonly { id: string }[]): boolean {
  return all.findIndex(({ id }) => id === option.id) === i
}
