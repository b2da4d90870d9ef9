import type { IncidentSummaryView } from '../../../core/api/incident.ts'

/** What the reader narrows the incidents down to; every value stands in the address under its name. */
export type Filters = {
  readonly from: number | undefined
  readonly until: number | undefined
  readonly party: string | undefined
  readonly act: string | undefined
  readonly status: string | undefined
  readonly scope: string | undefined
  readonly governorate: string | undefined
  readonly text: string | undefined
}
export const FILTER_NAMES = [
  'from',
  'until',
  'party',
  'act',
  'status',
  'scope',
  'governorate',
  'text',
] as const

/** Filters as the address has them. A time that cannot be read filters nothing. */
export function filtersOf(params: URLSearchParams): Filters {
  const word = (name: string): string | undefined => params.get(name) ?? undefined
  const moment = (name: string): number | undefined => {
    const value = Date.parse(params.get(name) ?? '')
    return Number.isNaN(value) ? undefined : value
  }
  return {
    from: moment('from'),
    until: moment('until'),
    party: word('party'),
    act: word('act'),
    status: word('status'),
    scope: word('scope'),
    governorate: word('governorate'),
    text: word('text'),
  }
}

/** Whether an incident may lie in the window: one whose time is uncertain stays in as long as it could. */
export function inWindow({ when }: Pick<IncidentSummaryView, 'when'>, { from, until }: Filters): boolean {
  return (from === undefined || when.latest >= from) && (until === undefined || when.earliest < until)
}

/** Whether it passes every filter but the window: the time bar shows these, in the window or not. */
export function passes(incident: IncidentSummaryView, filters: Filters): boolean {
  const { party, act, status, scope, governorate, text } = filters
  return (
    (party === undefined || incident.parties.some((id) => id === party)) &&
    (act === undefined || incident.acts.some((one) => one === act)) &&
    (status === undefined || incident.status === status) &&
    (scope === undefined || incident.scopes.some(({ verdict }) => verdict === scope)) &&
    (governorate === undefined || incident.where?.governorate === governorate) &&
    (text === undefined || holdsText(incident, text))
  )
}

function holdsText({ id, title, where }: IncidentSummaryView, text: string): boolean {
  const wanted = text.toLowerCase()
  const names = [
    id,
    title?.en,
    title?.ar,
    title?.ru,
    where?.name,
    where?.names?.en,
    where?.names?.ar,
    where?.names?.ru,
  ]
  return names.some((name) => name?.toLowerCase().includes(wanted) === true)
}

/** The values that a filter can take in these incidents, in order; only those that would leave something. */
export function valuesOf(
  incidents: readonly IncidentSummaryView[],
  of: (incident: IncidentSummaryView) => readonly (string | undefined)[],
): readonly string[] {
  const values = new Set<string>()
  for (const incident of incidents)
    for (const value of of(incident)) if (value !== undefined) values.add(value)
  return [...values].toSorted()
}
