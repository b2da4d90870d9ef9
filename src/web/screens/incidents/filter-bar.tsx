import { Button } from 'react-aria-components'
import { SCOPE_VERDICTS } from '../../../core/incident/scopes.ts'
import { INCIDENT_STATUSES } from '../../../core/incident/status.ts'
import type { IncidentSummaryView } from '../../../core/api/incident.ts'
import { useSpeech } from '../../app/language.tsx'
import { useParams } from '../../app/url-state.ts'
import { useLog } from '../../data/log-context.tsx'
import { Choice, type Option } from '../../parts/choice.tsx'
import { Fold } from '../../parts/fold.tsx'
import { useCoreWords } from '../../words/core-words.ts'
import { FILTER_NAMES, valuesOf, type Filters } from './filters.ts'

const ALL = '*'

/** The filters, each with only those values that some incident has. */
export function FilterBar({
  incidents,
  filters,
}: {
  readonly incidents: readonly IncidentSummaryView[]
  readonly filters: Filters
}) {
  const { say, nameOf } = useSpeech()
  const { partyName } = useLog()
  const words = useCoreWords()
  const [params, change] = useParams()
  const party = (id: string): string => {
    const name = partyName(id)
    return name === undefined ? id : nameOf(name)
  }
  const select = <T extends string>(
    name: (typeof FILTER_NAMES)[number],
    values: readonly T[],
    text: (value: T) => string,
  ) => {
    const options: Option[] = [
      { id: ALL, text: say('filter.all') },
      ...values.map((id) => ({ id, text: text(id) })),
    ]
    return (
      <Choice
        label={say(`filter.${name}`)}
        value={String(filters[name] ?? ALL)}
        options={options}
        onChoose={(id) => change({ [name]: id === ALL ? null : id })}
      />
    )
  }
  const any = FILTER_NAMES.some((name) => params.has(name))
  return (
    <Fold from={901} name={say('filter.label')} className="filter-fold">
      <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <label className="filter-text">
          <span className="label">{say('filter.text')}</span>
          <input
            className="input"
            type="search"
            dir="auto"
            value={filters.text ?? ''}
            onChange={(event) => change({ text: event.target.value })}
          />
        </label>
        {select('status', INCIDENT_STATUSES, words.incidentStatus)}
        {select('scope', SCOPE_VERDICTS, (value) => words.incident(`scope.${value}`))}
        {select(
          'act',
          valuesOf(incidents, ({ acts }) => acts),
          words.act,
        )}
        {select(
          'party',
          valuesOf(incidents, ({ parties }) => parties),
          party,
        )}
        {select(
          'governorate',
          valuesOf(incidents, ({ where }) => [where?.governorate]),
          (value) => value,
        )}
        {any && (
          <Button
            className="button small-button"
            onPress={() => change(Object.fromEntries(FILTER_NAMES.map((name) => [name, null])))}
          >
            {say('filter.clear')}
          </Button>
        )}
      </form>
    </Fold>
  )
}
