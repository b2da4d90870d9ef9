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

type Held = { readonly asking: string; readonly value?: Incidents; readonly failure?: Error }

/** All incidents as known, page after page. `known` is as the address has it; `null` is all that is known. */
export function useIncidents(known: string | null): Resource<Incidents> & { readonly fetched: number } {
  const [held, hold] = useState<Held | undefined>(undefined)
  const [progress, setProgress] = useState({ asking: '', fetched: 0 })
  const [turn, setTurn] = useState(0)
  const size = useLiveSize()
  const asking = `${turn} ${known ?? `all of ${size}`}`

  useEffect(() => {
    const stop = new AbortController()
    allPages(known, stop.signal, (fetched) => setProgress({ asking, fetched })).then(
      (value) => {
        if (!stop.signal.aborted) hold({ asking, value })
      },
      (failure: unknown) => {
        if (stop.signal.aborted) return
        hold({ asking, failure: failure instanceof Error ? failure : new Error(String(failure)) })
      },
    )
    return () => stop.abort()
  }, [known, asking])

  return {
    value: held?.value,
    failure: held?.asking === asking ? held.failure : undefined,
    loading: held?.asking !== asking,
    again: () => setTurn((before) => before + 1),
    fetched: progress.asking === asking ? progress.fetched : 0,
  }
}

async function allPages(
  known: string | null,
  signal: AbortSignal,
  onFetched: (n: number) => void,
): Promise<Incidents> {
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
    if (after === null || incidents.length >= MOST_INCIDENTS)
      return { incidents, total: page.total, known: page.known }
  }
}
