import { useEffect, useState } from 'react'
import { incidentsView, type IncidentSummaryView } from '../../../core/api/incident.ts'
import { fetchView } from '../../data/fetch-view.ts'
import { useLiveSize } from '../../data/live.tsx'
import type { Resource } from '../../data/use-resource.ts'

/** Beyond this many the rest stays on the server, and the screen says so. */
export const MOST_INCIDENTS = 20_000
const PAGE = 500

export type Incidents = {
  readonly incidents: readonly IncidentSummaryView[]
  readonly total: number
  readonly known: number
}

/** All incidents as known, page after page. `known` is as the address has it; `null` is all that is known. */
export function useIncidents(known: string | null): Resource<Incidents> & { readonly fetched: number } {
  const [held, hold] = useState<{ of: string | null; value?: Incidents; failure?: Error } | undefined>(undefined)
  const [fetched, setFetched] = useState(0)
  const [turn, setTurn] = useState(0)
  const size = useLiveSize()
  const version = known === null ? size : 0

  useEffect(() => {
    const stop = new AbortController()
    setFetched(0)
    allPages(known, stop.signal, setFetched).then(
      (value) => {
        if (!stop.signal.aborted) hold({ of: known, value })
      },
      (failure: unknown) => {
        if (stop.signal.aborted) return
        hold({ of: known, failure: failure instanceof Error ? failure : new Error(String(failure)) })
      },
    )
    return () => stop.abort()
  }, [known, turn, version])

  return {
    value: held?.value,
    failure: held?.of === known ? held?.failure : undefined,
    loading: held?.of !== known,
    again: () => setTurn((before) => before + 1),
    fetched,
  }
}

async function allPages(known: string | null, signal: AbortSignal, onFetched: (n: number) => void): Promise<Incidents> {
  const incidents: IncidentSummaryView[] = []
  let after: string | null = null
  for (;;) {
    const query = new URLSearchParams({ limit: String(PAGE) })
    if (known !== null) query.set('known', known)
    if (after !== null) query.set('after', after)
    // One page names the next, so they cannot be fetched together.
    // eslint-disable-next-line no-await-in-loop
    const page = await fetchView(incidentsView, `/api/incidents?${query}`, signal)
    incidents.push(...page.incidents)
    onFetched(incidents.length)
    after = page.next
    if (after === null || incidents.length >= MOST_INCIDENTS) return { incidents, total: page.total, known: page.known }
  }
}
