import { useEffect, useEffectEvent, useState } from 'react'
import type { LogProgress } from '../../../core/log/log-check.ts'
import type { CheckNews, CheckRequest, CheckResult } from './check-protocol.ts'

export type Check =
  | { readonly is: 'running'; readonly progress: LogProgress | undefined }
  | { readonly is: 'done'; readonly result: CheckResult }
  | { readonly is: 'failed'; readonly because: string }

const STARTING: Check = { is: 'running', progress: undefined }

/** Checks the log in a worker of this browser; again with each new request. */
export function useCheck(request: CheckRequest, onDone: (result: CheckResult) => void): Check {
  const [held, hold] = useState<{ readonly request: CheckRequest; readonly check: Check } | undefined>(
    undefined,
  )
  const finished = useEffectEvent(onDone)
  useEffect(() => {
    const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<CheckNews>) => {
      hold({ request, check: data.is === 'progress' ? { is: 'running', progress: data.progress } : data })
      if (data.is === 'done') finished(data.result)
    })
    worker.addEventListener('error', (event) =>
      hold({ request, check: { is: 'failed', because: event.message } }),
    )
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker.postMessage(request)
    return () => worker.terminate()
  }, [request])
  return held?.request === request ? held.check : STARTING
}
