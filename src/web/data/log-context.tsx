import { createContext, useContext, useMemo, type ReactNode } from 'react'
import {
  agreementsView,
  agreementView,
  type AgreementsView,
  type AgreementView,
} from '../../core/api/agreement.ts'
import { actorsView, logView, type LogView } from '../../core/api/log.ts'
import type { Named } from '../../core/statement/fields.ts'
import type { Calendar } from '../../core/time/calendar.ts'
import { calendarOf, UTC } from './calendar-of.ts'
import { useResource } from './use-resource.ts'

/** What every screen needs to know of the log that it shows. */
export type LogFacts = {
  readonly log: LogView | undefined
  readonly agreements: AgreementsView['agreements']
  /** The clock by which times are shown: that of the agreement in force that was agreed last. */
  readonly calendar: Calendar
  readonly actorName: (id: string) => Named | undefined
  readonly partyName: (id: string) => Named | undefined
  /** Names of the readings and of the terms of the agreement whose clock is shown. */
  readonly readingName: (id: string) => Named | undefined
  readonly termName: (id: string) => Named | undefined
  readonly failure: Error | undefined
  readonly again: () => void
}

/** Provided anew where a text brings names of its own. */
export const LogContext = createContext<LogFacts | undefined>(undefined)

export function LogProvider({ children }: { readonly children: ReactNode }) {
  const log = useResource(logView, '/api/log')
  const actors = useResource(actorsView, '/api/actors')
  const agreements = useResource(agreementsView, '/api/agreements')
  const main = agreements.value === undefined ? undefined : lastInForce(agreements.value.agreements)
  const agreement = useResource(agreementView, main === undefined ? undefined : `/api/agreements/${main}`)

  const facts = useMemo<LogFacts>(() => {
    const actorNames = new Map<string, Named>(actors.value?.actors.map(({ id, name }) => [id, name]))
    const partyNames = new Map<string, Named>(agreement.value?.parties.map(({ id, name }) => [id, name]))
    return {
      log: log.value,
      agreements: agreements.value?.agreements ?? [],
      calendar: agreement.value === undefined ? UTC : calendarOf(agreement.value),
      actorName: (id) => actorNames.get(id),
      partyName: (id) => partyNames.get(id) ?? actorNames.get(id),
      readingName: (id) => agreement.value?.readings.find((reading) => reading.id === id)?.name,
      termName: (id) => agreement.value?.terms.find((term) => term.id === id)?.name,
      failure: log.failure ?? agreements.failure,
      again: () => {
        log.again()
        actors.again()
        agreements.again()
      },
    }
  }, [log, actors, agreements, agreement])
  return <LogContext value={facts}>{children}</LogContext>
}

export function useLog(): LogFacts {
  const facts = useContext(LogContext)
  if (facts === undefined) throw new Error('a screen stands outside the log provider')
  return facts
}

/** Of the agreements in force the one agreed last; of drafts only, the last of those. */
export function lastInForce(
  agreements: readonly Pick<AgreementView, 'id' | 'agreed' | 'force'>[],
): string | undefined {
  const inForce = agreements.filter(({ force }) => force === 'in-force')
  return (inForce.length > 0 ? inForce : agreements).toSorted((a, b) => b.agreed - a.agreed)[0]?.id
}
