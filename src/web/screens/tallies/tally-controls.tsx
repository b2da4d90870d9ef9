import type { SideBySideView } from '../../../core/api/tally.ts'
import { useSpeech } from '../../app/language.tsx'
import { useParams } from '../../app/url-state.ts'
import { Choice } from '../../parts/choice.tsx'
import { useCoreWords } from '../../words/core-words.ts'

const ALL = '*'

/** Which columns, and whether jig's own count by the same rules stands under the published numbers. */
export function TallyControls({ view }: { readonly view: SideBySideView }) {
  const { say } = useSpeech()
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
