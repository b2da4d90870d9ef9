import type { SideBySideView } from '../../../core/api/tally.ts'
import { useSpeech } from '../../app/language.tsx'
import { useParams } from '../../app/url-state.ts'
import { Choice } from '../../parts/choice.tsx'
import { localeOf, type Language } from '../../words/say.ts'
import { monthsOf } from './tally-rows.ts'
import { useCoreWords } from '../../words/core-words.ts'

const ALL = '*'

/** `September 2016`, with Latin digits in every language. */
function monthText(language: Language, month: string): string {
  const format = new Intl.DateTimeFormat(localeOf(language, 'latn'), {
    timeZone: 'UTC',
    month: 'long',
    year: 'numeric',
  })
  return format.format(new Date(`${month}-01T00:00:00Z`))
}

/** Which columns, and whether jig's own count by the same rules stands under the published numbers. */
export function TallyControls({ view }: { readonly view: SideBySideView }) {
  const { say, language } = useSpeech()
  const words = useCoreWords()
  const [params, change] = useParams()
  const units = [...new Set(view.columns.map(({ stated }) => stated.rule.counts))]
  return (
    <div className="tally-controls no-print">
      <Choice
        label={say('tallies.columns')}
        value={params.get('counts') ?? ALL}
        options={[
          { id: ALL, text: say('tallies.allRules', { n: view.columns.length }) },
          ...units.map((id) => ({ id, text: words.incident(`rule.counts.${id}`) })),
        ]}
        onChoose={(id) => change({ counts: id === ALL ? null : id })}
      />
      <Choice
        label={say('tallies.month')}
        value={params.get('month') ?? ALL}
        options={[
          { id: ALL, text: say('brush.all') },
          ...monthsOf(view).map((id) => ({ id, text: monthText(language, id) })),
        ]}
        onChoose={(id) => change({ month: id === ALL ? null : id })}
      />
      <label className="check-line">
        <input
          type="checkbox"
          checked={params.get('recount') === 'yes'}
          onChange={(event) => change({ recount: event.target.checked ? 'yes' : null })}
        />
        {say('tallies.showRecount')}
      </label>
    </div>
  )
}
