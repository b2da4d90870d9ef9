import { useMemo, type ReactNode } from 'react'
import type { AgreementView } from '../../core/api/agreement.ts'
import type { Named } from '../../core/statement/fields.ts'
import { calendarOf } from './calendar-of.ts'
import { LogContext, useLog } from './log-context.tsx'

/**
 * On the pages of one agreement its own text says what its parties, terms and readings are called and which clock it
 * goes by; two agreements may use one identifier for different things.
 */
export function AgreementNames({
  of,
  children,
}: {
  readonly of: AgreementView
  readonly children: ReactNode
}) {
  const facts = useLog()
  const own = useMemo(() => {
    const parties = new Map<string, Named>(of.parties.map(({ id, name }) => [id, name]))
    const terms = new Map<string, Named>(of.terms.map(({ id, name }) => [id, name]))
    const readings = new Map<string, Named>(of.readings.map(({ id, name }) => [id, name]))
    return {
      ...facts,
      calendar: calendarOf(of),
      partyName: (id: string) => parties.get(id) ?? facts.actorName(id),
      termName: (id: string) => terms.get(id),
      readingName: (id: string) => readings.get(id),
    }
  }, [of, facts])
  return <LogContext value={own}>{children}</LogContext>
}
