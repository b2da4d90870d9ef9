import type { z } from 'zod'
import { routes, type RouteId, type Routes } from './routes.ts'

/** The parts of an address as a caller writes them: text, with `undefined` for what is left out. */
type Given<S extends z.ZodType> = { readonly [K in keyof z.input<S>]: string | undefined }

/** The address of a route: `/api/agreements/SEP/standings?at=…`. Parameters in the order of their names. */
export function addressOf<K extends RouteId>(
  id: K,
  params: Given<Routes[K]['params']>,
  query: Partial<Given<Routes[K]['query']>> = {},
): string {
  const given = params as Readonly<Record<string, string | undefined>>
  const path = routes[id].path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    // A tile's path keeps its slashes; every other part is one segment.
    const parts = (given[name] ?? '').split(name === 'path' ? '/' : /(?!)/)
    return parts.map(encodeURIComponent).join('/')
  })
  const asked = Object.entries(query as Readonly<Record<string, string | undefined>>)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .toSorted()
  return asked.length === 0 ? path : `${path}?${asked.join('&')}`
}
