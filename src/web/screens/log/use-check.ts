import { useEffect, useState } from 'react'
import type { LogProgress } from '../../../core/log/log-check.ts'
import type { CheckNews, CheckRequest, CheckResult } from './check-protocol.ts'
import CheckWorker from './check-worker.ts?worker'

export type Check =
  | { readonly is: 'running'; readonly progress: LogProgress | undefined }
  | { readonly is: 'done'; readonly result: CheckResult }
  | { readonly is: 'failed'; readonly because: string }

/** Checks the log in a worker of this browser; again with each `turn`. */
export function useCheck(request: CheckRequest | undefined, turn: number): Check {
  const [check, setCheck] = useState<Check>({ is: 'running', progress: undefined })
  const logKey = request?.logKey
  const kept = request?.kept
  useEffect(() => {
    if (logKey === undefined) return undefined
    setCheck({ is: 'running', progress: undefined })
    const worker = new CheckWorker()
    worker.addEventListener('message', ({ data }: MessageEvent<CheckNews>) => {
      if (data.is === 'progress') setCheck({ is: 'running', progress: data.progress })
      else setCheck(data)
    })
    worker.addEventListener('error', (event) => setCheck({ is: 'failed', because: event.message }))
    worker.postMessage({ logKey, kept } satisfies CheckRequest)
    return () => worker.terminate()
  }, [logKey, kept, turn])
  return check
}
