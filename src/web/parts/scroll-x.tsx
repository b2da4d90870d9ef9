import type { ReactNode } from 'react'

/** Holds what may be wider than the window. Named and reachable by keyboard, so that it can be scrolled (WCAG 2.1.1). */
export function ScrollX({
  label,
  className = '',
  children,
}: {
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it the keyboard cannot scroll here
    <div className={`scroll-x ${className}`} tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  )
}
