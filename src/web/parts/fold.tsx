import type { ReactNode } from 'react'
import { useWide } from '../app/use-wide.ts'

/** Open on a window of at least `from` pixels, folded up under its name on a narrower one. */
export function Fold({
  from,
  name,
  className = '',
  children,
}: {
  readonly from: number
  readonly name: string
  readonly className?: string
  readonly children: ReactNode
}) {
  const wide = useWide(from)
  if (wide) return children
  return (
    <details className={`fold ${className}`}>
      <summary>{name}</summary>
      {children}
    </details>
  )
}
