import { nodesView } from '../../../core/api/nodes.ts'
import { useSpeech } from '../../app/language.tsx'
import { useResource } from '../../data/use-resource.ts'
import { ShapeMark } from '../../parts/shapes.tsx'

/** Beside a check that found nothing: this node may hold evidence against another, which stands further down. */
export function FoundNotice() {
  const { say } = useSpeech()
  const { value } = useResource(nodesView, '/api/nodes')
  if (value === undefined || value.verdicts === 0) return null
  return (
    <p className="found-notice overdue">
      <ShapeMark of="octagon" /> <a href="#verdicts-title">{say('nodes.found', { n: value.verdicts })}</a>
    </p>
  )
}
