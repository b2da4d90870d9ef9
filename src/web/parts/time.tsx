import type { EventTime } from '../../core/time/event-time.ts'
import type { Instant } from '../../core/time/instant.ts'
import { useSpeech } from '../app/language.tsx'
import { useLog } from '../data/log-context.tsx'
import { spanOf, writeTime, zoneName } from './time-words.ts'

type TimeProps = {
  readonly of: Instant
  /** `short` leaves UTC to the title; `full` names the zone and writes UTC beside it. */
  readonly form?: 'full' | 'short'
}

/** A moment by the agreement's clock, with UTC beside it. */
export function Time({ of, form = 'full' }: TimeProps) {
  const { language, say } = useSpeech()
  const { calendar } = useLog()
  const { date, clock, utc, iso } = writeTime(language, calendar, of)
  const zone = zoneName(language, calendar)
  return (
    <time dateTime={iso} title={`${iso} · ${calendar.zone}`} className="time">
      {date} <bdi dir="ltr">{clock}</bdi>
      {form === 'full' && zone !== 'UTC' && (
        <>
          {' '}
          {say('time.zone', { zone })} <span className="utc">({utc} UTC)</span>
        </>
      )}
      {form === 'full' && zone === 'UTC' && ' UTC'}
    </time>
  )
}

/** When something happened, as closely as the source knew and no closer. */
export function When({
  of,
  form = 'full',
}: {
  readonly of: Pick<EventTime, 'earliest' | 'latest'>
  readonly form?: 'full' | 'short'
}) {
  const { language, say } = useSpeech()
  const { calendar } = useLog()
  const span = spanOf(calendar, of)
  if (span === 'moment') return <Time of={of.earliest} form={form} />
  const from = writeTime(language, calendar, of.earliest)
  const to = writeTime(language, calendar, of.latest)
  const zone = zoneName(language, calendar)
  return (
    <span className="time" title={`${from.iso} – ${to.iso}`}>
      {span === 'day' && from.date}
      {span === 'days' && `${from.date} – ${to.date}`}
      {span === 'hours' && (
        <>
          {from.date}{' '}
          <bdi dir="ltr">
            {from.clock}–{to.clock}
          </bdi>
          {form === 'full' && ` ${say('time.zone', { zone })}`}
          {form === 'full' && zone !== 'UTC' && (
            <span className="utc">
              {' '}
              (
              <bdi dir="ltr">
                {from.utc}–{to.utc}
              </bdi>{' '}
              UTC)
            </span>
          )}
        </>
      )}
      {form === 'full' && span === 'day' && ` (${say('time.someTimeThatDay')})`}
    </span>
  )
}
