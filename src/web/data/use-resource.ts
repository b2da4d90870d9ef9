import { useCallback, useEffect, useState } from 'react'
import type { z } from 'zod'
import { useLiveSize } from './live.tsx'
import { fetchView } from './fetch-view.ts'

/**
 * Something fetched. While a newer answer is on its way the last one stays (`value`), so that a screen changes once
 * and does not blink.
 */
export type Resource<T> = {
  readonly value: T | undefined
  readonly loading: boolean
  readonly failure: Error | undefined
  readonly again: () => void
}

type Held<T> = { readonly path: string; readonly value?: T; readonly failure?: Error }

/**
 * Fetches `path` by `schema`; again when the log has grown, unless the path fixes what was known. `undefined` fetches
 * nothing. The schema must be a constant of its module.
 */
export function useResource<S extends z.ZodType>(schema: S, path: string | undefined): Resource<z.output<S>> {
  const [held, hold] = useState<Held<z.output<S>> | undefined>(undefined)
  const [turn, setTurn] = useState(0)
  const size = useLiveSize()
  const version = path?.includes('known=') ? 0 : size

  useEffect(() => {
    if (path === undefined) return undefined
    const stop = new AbortController()
    fetchView(schema, path, stop.signal).then(
      (value) => hold({ path, value }),
      (failure: unknown) => {
        if (!stop.signal.aborted) hold({ path, failure: failure instanceof Error ? failure : new Error(String(failure)) })
      },
    )
    return () => stop.abort()
  }, [schema, path, turn, version])

  const again = useCallback(() => setTurn((before) => before + 1), [])
  return {
    value: held?.value,
    loading: path !== undefined && held?.path !== path,
    failure: held?.path === path ? held?.failure : undefined,
    again,
  }
}
