import type { Look } from './status-looks.ts'
import { ShapeMark } from './shapes.tsx'

/** A status: its word, then its shape, then its colour. */
export function StatusPill({ look, children }: { readonly look: Look; readonly children: string }) {
  return (
    <span className={`status ${look.tone}`}>
      <ShapeMark of={look.shape} />
      {children}
    </span>
  )
}

/** How many of each status, as a bar; the words stand in its label. */
export function StatusBar({
  parts,
  label,
}: {
  readonly parts: readonly { readonly look: Look; readonly n: number }[]
  readonly label: string
}) {
  return (
    <span className="status-bar" role="img" aria-label={label} title={label}>
      {parts
        .filter(({ n }) => n > 0)
        .map(({ look, n }) => (
          <i key={`${look.tone} ${look.shape}`} className={look.tone} style={{ flexGrow: n }} />
        ))}
    </span>
  )
}
