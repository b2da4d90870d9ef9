import { useCallback, useEffect, useMemo, useState } from 'react'
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

type Held<T> = {
  readonly of: string
  /** Which asking it answers: a retry or a longer log asks the same paths again. */
  readonly asking: string
  readonly values?: readonly T[]
  readonly failure?: Error
}

/**
 * Fetches every path by one schema, all or nothing; again when the log has grown, unless the paths fix what was known.
 * The schema must be a constant of its module.
 */
export function useAll<S extends z.ZodType>(
  schema: S,
  paths: readonly string[],
): Resource<readonly z.output<S>[]> {
  const [held, hold] = useState<Held<z.output<S>> | undefined>(undefined)
  const [turn, setTurn] = useState(0)
  const size = useLiveSize()
  const of = paths.join('\n')
  const asking = `${turn} ${/[?&]known=/.test(of) ? 0 : size}`

  useEffect(() => {
    if (of === '') return undefined
    const stop = new AbortController()
    // All are waited for: which of several failures is shown must not hang on the one that came first.
    void Promise.allSettled(of.split('\n').map((path) => fetchView(schema, path, stop.signal))).then(
      (answers) => {
        if (stop.signal.aborted) return
        const failed = answers.find((answer) => answer.status === 'rejected')
        const values = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
        hold(failed === undefined ? { of, asking, values } : { of, asking, failure: errorOf(failed.reason) })
      },
    )
    return () => stop.abort()
  }, [schema, of, asking])

  const again = useCallback(() => setTurn((before) => before + 1), [])
  return useMemo(
    () => ({
      value: held?.values,
      loading: of !== '' && (held?.of !== of || held.asking !== asking),
      failure: held?.of === of ? held.failure : undefined,
      again,
    }),
    [held, of, asking, again],
  )
}

/** Fetches one path; `undefined` fetches nothing. */
export function useResource<S extends z.ZodType>(schema: S, path: string | undefined): Resource<z.output<S>> {
  const all = useAll(schema, path === undefined ? [] : [path])
  return useMemo(() => ({ ...all, value: all.value?.[0] }), [all])
}

function errorOf(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason))
}
