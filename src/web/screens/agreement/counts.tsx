import type { ReactNode } from 'react'
import type { WorkedBoardView } from '../../../core/api/agreement.ts'
import { clockText } from '../../../core/api/condition-phrases.ts'
import type { Instant } from '../../../core/time/instant.ts'
import { useSpeech } from '../../app/language.tsx'
import { EntryRefs } from '../../parts/refs.tsx'
import { RangeOf } from '../../parts/range.tsx'
import { Time } from '../../parts/time.tsx'
import { lengthInWords } from '../../words/length.ts'
import type { Say } from '../../words/say.ts'

type Count = WorkedBoardView['workings']['counts'][number]

/** Words and figures in pairs, one pair a line. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return <dl className="figures">{children}</dl>
}

export function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The counts on which one clause, exchange or power waits: what is counted, over how long, and what it comes to now. */
export function Counts({ of, board }: { readonly of: string; readonly board: WorkedBoardView }) {
  const { say } = useSpeech()
  const own = board.workings.counts.filter((one) => one.of === of)
  if (own.length === 0) return null
  return (
    <div className="counts">
      <p>
        <strong>{say('count.title')}</strong>
      </p>
      {own.map((one, i) => (
        // Two conditions of one clause may count the same; their order is the text's.
        <CountNow key={i} of={one} at={board.at} />
      ))}
      <BoundsNote of={own.map(({ range }) => range)} />
    </div>
  )
}

/** What two numbers of one count mean, where there are two. */
export function BoundsNote({ of }: { readonly of: readonly Count['range'][] }) {
  const { say } = useSpeech()
  if (of.every(({ least, most }) => most === null || least === most)) return null
  return <p className="muted">{say('count.bounds')}</p>
}

function CountNow({ of, at }: { readonly of: Count; readonly at: Instant }) {
  const { say, count } = useSpeech()
  const { clauses, what, how, over, range, entries, reached, window } = of
  return (
    <>
      <p>
        {say(`count.${what}`, { clauses: clauses.join(say('list.comma')) })}
        {say('list.comma')}
        {how === 'max' ? say('count.inOne') : windowWords(say, window)}
      </p>
      <Figures>
        <Figure name={say('count.now')}>
          <strong>
            <RangeOf of={range} />
          </strong>{' '}
          <EntryRefs of={entries} most={4} />
        </Figure>
        <Figure name={say('count.needs')}>{say('count.moreThan', { number: count(over) })}</Figure>
        <Figure name={say('count.reached')}>
          <Reached of={reached} at={at} />
        </Figure>
      </Figures>
    </>
  )
}

function windowWords(say: Say, window: Count['window']): string {
  switch (window.is) {
    case 'sliding':
      return say('count.window.sliding', { length: lengthInWords(say, window.within) })
    case 'calendar-day':
      return window.startsAt === 0
        ? say('count.window.day')
        : say('count.window.dayFrom', { clock: clockText(window.startsAt) })
    case 'whole-time':
      return say('count.window.whole')
  }
}

/** Since when something has been so, at the time that is shown. */
function Reached({ of: { certain, possible }, at }: { readonly of: Count['reached']; readonly at: Instant }) {
  const { say } = useSpeech()
  if (certain !== undefined && certain <= at)
    return (
      <>
        {say('count.since')} <Time of={certain} form="short" />
      </>
    )
  if (possible !== undefined && possible <= at)
    return (
      <>
        {say('count.perhapsSince')} <Time of={possible} form="short" />
      </>
    )
  return <>{say('count.notReached')}</>
}
