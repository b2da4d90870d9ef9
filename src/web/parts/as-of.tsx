import { useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Button } from 'react-aria-components'
import { formatInstant, isInstant, parseInstant, type Instant } from '../../core/time/instant.ts'
import { useSpeech } from '../app/language.tsx'
import { useParams } from '../app/url-state.ts'
import { useLog } from '../data/log-context.tsx'
import { readMoment } from './read-moment.ts'
import { writeLocal, zoneName } from './time-words.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Steps are lengths of time, not of the calendar: a day is 24 hours also when the clocks are changed. */
const STEPS = [
  { by: -DAY, key: 'asOf.dayBack', sign: '−1d' },
  { by: -HOUR, key: 'asOf.hourBack', sign: '−1h' },
  { by: HOUR, key: 'asOf.hourOn', sign: '+1h' },
  { by: DAY, key: 'asOf.dayOn', sign: '+1d' },
] as const

/** The event time of the question, in the address as `at`: the time asked for, before anything is worked out for it. */
export function EventTimeField({
  asked,
  answered,
}: {
  /** What was asked for; `null` is the log's clock. */
  readonly asked: string | null
  /** The time of the last answer, shown where none was asked for. */
  readonly answered: Instant | undefined
}) {
  const { say } = useSpeech()
  const { calendar } = useLog()
  const [, change] = useParams()
  const shown = asked === null ? answered : instantOf(asked)
  return (
    <TimeField
      label={say('asOf.event')}
      hint={say('asOf.eventHint')}
      of={asked}
      text={shown === undefined ? (asked ?? '') : writeLocal(calendar, shown)}
      base={shown}
      onText={(text) => {
        const instant = readMoment(calendar, text)
        if (instant === undefined) return false
        change({ at: formatInstant(instant) })
        return true
      }}
      onStep={(instant) => change({ at: formatInstant(instant) })}
    />
  )
}

/** The knowledge time of the question, in the address as `known`; empty is everything that is known. */
export function KnownField({
  size,
  children,
}: {
  readonly size: number | undefined
  readonly children?: ReactNode
}) {
  const { say } = useSpeech()
  const { calendar, log } = useLog()
  const [params, change] = useParams()
  const known = params.get('known')
  const instant = known === null ? undefined : instantOf(known)
  const base = instant ?? log?.clock?.readAt
  const text =
    known === null
      ? size === undefined
        ? ''
        : String(size)
      : instant === undefined
        ? known
        : writeLocal(calendar, instant)
  return (
    <TimeField
      label={say('asOf.known')}
      hint={say('asOf.knownHint')}
      of={known}
      text={text}
      base={base}
      onText={(written) => {
        const number = /^#?\s*(0|[1-9]\d*)$/.exec(written.trim())?.[1]
        const moment = number === undefined ? readMoment(calendar, written) : undefined
        if (number === undefined && moment === undefined) return false
        change({ known: number ?? (moment === undefined ? null : formatInstant(moment)) })
        return true
      }}
      onStep={(next) => change({ known: formatInstant(next) })}
    >
      <Button
        className="button small-button"
        isDisabled={known === null}
        onPress={() => change({ known: null })}
      >
        {say('asOf.allKnown')}
      </Button>
      {children}
    </TimeField>
  )
}

/** What a reader has begun to write over `from`, about the time that the address then named (`of`). */
type Draft = { readonly text: string; readonly from: string; readonly of: string | null }

function TimeField({
  label,
  hint,
  of,
  text,
  base,
  onText,
  onStep,
  children,
}: {
  readonly label: string
  readonly hint: string
  readonly of: string | null
  readonly text: string
  readonly base: Instant | undefined
  readonly onText: (text: string) => boolean
  readonly onStep: (instant: Instant) => void
  readonly children?: ReactNode
}) {
  const { say, language } = useSpeech()
  const { calendar } = useLog()
  const id = useId()
  const [held, hold] = useState<Draft | undefined>(undefined)
  const [refused, refuse] = useState<Draft | undefined>(undefined)
  // A draft ends when the address names another time, whoever changed it.
  const draft = held?.of === of ? held : undefined
  const wrong = refused !== undefined && refused === draft

  const commit = () => {
    if (draft === undefined) return
    if (draft.text === draft.from || onText(draft.text)) hold(undefined)
    else refuse(draft)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit()
    if (event.key === 'Escape') hold(undefined)
  }
  return (
    <div className="as-of-time" role="group" aria-labelledby={`${id}-label`}>
      <label className="label" htmlFor={id} id={`${id}-label`} title={hint}>
        {label} <span className="muted">· {zoneName(language, calendar)}</span>
      </label>
      <div className="as-of-row">
        {STEPS.slice(0, 2).map((step) => (
          <Step key={step.by} step={step} base={base} onStep={onStep} />
        ))}
        <input
          id={id}
          className="input"
          inputMode="text"
          autoComplete="off"
          spellCheck={false}
          value={draft?.text ?? text}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          // An answer that comes while somebody is in the field must not change it under their hands.
          onFocus={() => {
            if (draft === undefined) hold({ text, from: text, of })
          }}
          onChange={(event) => hold({ text: event.target.value, from: draft?.from ?? text, of })}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
        {STEPS.slice(2).map((step) => (
          <Step key={step.by} step={step} base={base} onStep={onStep} />
        ))}
        {children}
      </div>
      {wrong && (
        <p className="field-error" id={`${id}-wrong`} role="alert">
          {say('asOf.malformed')}
        </p>
      )}
    </div>
  )
}

function Step({
  step,
  base,
  onStep,
}: {
  readonly step: (typeof STEPS)[number]
  readonly base: Instant | undefined
  readonly onStep: (instant: Instant) => void
}) {
  const { say } = useSpeech()
  return (
    <Button
      className="step"
      aria-label={say(step.key)}
      isDisabled={base === undefined}
      onPress={() => {
        const next = (base ?? 0) + step.by
        if (isInstant(next)) onStep(next)
      }}
    >
      <bdi dir="ltr">{step.sign}</bdi>
    </Button>
  )
}

function instantOf(text: string): Instant | undefined {
  try {
    return parseInstant(text)
  } catch {
    return undefined
  }
}
