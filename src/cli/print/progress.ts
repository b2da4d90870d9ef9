import { Presets, SingleBar } from 'cli-progress'
import type { Streams } from '../streams.ts'

export type Progress = { readonly to: (done: number, of: number) => void; readonly end: () => void }

/** A line every this many per cent where nobody watches: a log file should not grow with the bar. */
const STEP = 25

/** A bar on a terminal; elsewhere a few plain lines. */
export function progress(what: string, { err, errIsTerminal }: Streams): Progress {
  if (!errIsTerminal) {
    let said = -1
    return {
      to: (done, of) => {
        const step = of === 0 ? 100 : Math.floor((done / of) * (100 / STEP)) * STEP
        if (step <= said) return
        said = step
        err(`${what}: ${step} % (${done} of ${of})`)
      },
      end: () => undefined,
    }
  }
  const bar = new SingleBar(
    { format: `${what} {bar} {percentage} %  {value} of {total}`, hideCursor: true, stream: process.stderr },
    Presets.shades_classic,
  )
  let started = false
  return {
    to: (done, of) => {
      if (!started) bar.start(of, done)
      else {
        bar.setTotal(of)
        bar.update(done)
      }
      started = true
    },
    end: () => {
      if (started) bar.stop()
    },
  }
}
