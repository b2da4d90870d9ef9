import { Button } from 'react-aria-components'
import type { VerdictsView } from '../../../core/api/nodes.ts'
import { isInstant } from '../../../core/time/instant.ts'
import { useSpeech } from '../../app/language.tsx'
import { Code, EntryRef } from '../../parts/refs.tsx'
import { Time } from '../../parts/time.tsx'
import { saveText } from './save-file.ts'

/** What this node has found against another, each with its evidence: to be read, saved and handed to a third person. */
export function Verdicts({ of }: { readonly of: VerdictsView['verdicts'] }) {
  const { say } = useSpeech()
  if (of.length === 0) return <p className="muted">{say('verdicts.none')}</p>
  return (
    <ul className="plain findings">
      {of.map((verdict) => (
        <li key={`${verdict.seenAt} ${verdict.from} ${verdict.finding.why}`} className="card">
          <p>
            <strong>{say(`wrong.${verdict.finding.why}`)}</strong>{' '}
            {'index' in verdict.finding && verdict.finding.index !== undefined && (
              <EntryRef index={verdict.finding.index} />
            )}
          </p>
          <p className="small muted">
            {say('verdicts.from')} <bdi>{verdict.from}</bdi> · {say('verdicts.seenBy')}{' '}
            <bdi>{verdict.seenBy}</bdi> · <SeenAt of={verdict.seenAt} />
          </p>
          <details>
            <summary>{say('wrong.evidence')}</summary>
            <pre dir="ltr" className="block">
              {JSON.stringify(verdict, null, 2)}
            </pre>
          </details>
          <Button
            className="button small-button no-print"
            onPress={() => saveText(`verdict-${verdict.finding.why}.json`, JSON.stringify(verdict, null, 2))}
          >
            {say('verdicts.save')}
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** The finder's clock writes parts of a second too, which an instant of the record may not have. */
function SeenAt({ of }: { readonly of: string }) {
  const instant = Date.parse(of)
  return isInstant(instant) ? <Time of={instant} form="short" /> : <Code>{of}</Code>
}
