import { useCallback } from 'react'
import { useLocation, useSearch, useSearchParams } from 'wouter'

/** What every address may carry from screen to screen: the language, the digits and the two times. */
export const CARRIED = ['lang', 'digits', 'at', 'known'] as const

/** One value of the address and how to change it; `null` takes it away. The address is the whole state of a screen. */
export function useParam(name: string): [string | null, (value: string | null) => void] {
  const [params, set] = useSearchParams()
  const change = useCallback(
    (value: string | null) => set((before) => withParam(before, { [name]: value }), { replace: true }),
    [set, name],
  )
  return [params.get(name), change]
}

/** Several values of the address at once. */
export function useParams(): [URLSearchParams, (changes: Changes) => void] {
  const [params, set] = useSearchParams()
  const change = useCallback(
    (changes: Changes) => set((before) => withParam(before, changes), { replace: true }),
    [set],
  )
  return [params, change]
}

/** Addresses of this same screen with some values changed: what a link leads to that keeps all the rest. */
export function useHere(): (changes: Changes) => string {
  const [path] = useLocation()
  const [params] = useSearchParams()
  return (changes) => {
    const query = withParam(params, changes).toString()
    return query === '' ? path : `${path}?${query}`
  }
}

type Changes = Readonly<Record<string, string | null>>

function withParam(before: URLSearchParams, changes: Changes): URLSearchParams {
  const next = new URLSearchParams(before)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(name)
    else next.set(name, value)
  }
  return next
}

/** The address of another screen, keeping what is carried; what `to` says itself goes before it. */
export function carry(to: string, search: string): string {
  const [path = '', rest = ''] = to.split('#')
  const [pathname = '', own = ''] = path.split('?')
  const next = new URLSearchParams(own)
  const before = new URLSearchParams(search)
  for (const name of CARRIED) {
    const value = before.get(name)
    if (value !== null && !next.has(name)) next.set(name, value)
  }
  const query = next.toString()
  return `${pathname}${query === '' ? '' : `?${query}`}${rest === '' ? '' : `#${rest}`}`
}

export function useCarried(to: string): string {
  return carry(to, useSearch())
}
