import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useCarried } from './url-state.ts'

type GoProps = {
  readonly to: string
  readonly children: ReactNode
  readonly className?: string
  readonly current?: boolean
  readonly label?: string
}

/** A link inside the app that keeps the language and the two times of the address. */
export function Go({ to, children, className, current = false, label }: GoProps) {
  return (
    <Link
      href={useCarried(to)}
      className={className ?? ''}
      aria-current={current ? 'page' : undefined}
      aria-label={label}
    >
      {children}
    </Link>
  )
}
