import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { publishedEvent } from '../../core/api/posted.ts'

const LiveContext = createContext(0)

/** Follows the log by server-sent events; the browser reconnects by itself. */
export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const [size, setSize] = useState(0)
  useEffect(() => {
    const source = new EventSource('/api/live')
    const grow = (event: MessageEvent<unknown>) => {
      const read = publishedEvent.safeParse(jsonOf(event.data))
      if (read.success) setSize((before) => Math.max(before, read.data.size))
    }
    source.addEventListener('published', grow)
    source.addEventListener('message', grow)
    return () => source.close()
  }, [])
  return <LiveContext value={size}>{children}</LiveContext>
}

/** Number of entries that the live stream last spoke of; 0 until it has spoken. */
export function useLiveSize(): number {
  return useContext(LiveContext)
}

function jsonOf(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : undefined
  } catch {
    return undefined
  }
}
