import { useSpeech } from '../../app/language.tsx'
import { ShapeMark } from '../../parts/shapes.tsx'

/** Beside a check that found nothing: this node may hold evidence against another, which stands further down. */
export function FoundNotice({ findings }: { readonly findings: number }) {
  const { say } = useSpeech()
  if (findings === 0) return null
  return (
    <p className="found-notice overdue">
      <ShapeMark of="octagon" /> <a href="#verdicts-title">{say('nodes.found', { n: findings })}</a>
    </p>
  )
}
