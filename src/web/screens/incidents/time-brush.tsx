import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { Button } from 'react-aria-components'
import { isInstant } from '../../../core/time/instant.ts'
import { useSpeech } from '../../app/language.tsx'
import { useLog } from '../../data/log-context.tsx'
import { writeTime } from '../../parts/time-words.ts'
import { windowOf, type Bin } from './histogram.ts'

type BrushProps = {
  readonly bins: readonly Bin[]
  readonly from: number | undefined
  readonly until: number | undefined
  readonly shown: number
  readonly vague: number
  readonly onWindow: (window: { readonly from: number; readonly until: number } | undefined) => void
}

/**
 * Incidents over time, and the window that list and map are held to. Drag for a window; by keyboard the two ends are
 * sliders.
 */
export function TimeBrush({ bins, from, until, shown, vague, onWindow }: BrushProps) {
  const { say, language, dir } = useSpeech()
  const { calendar } = useLog()
  const track = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | undefined>(undefined)
  const first = bins[0]
  const last = bins.at(-1)
  if (first === undefined || last === undefined) return null

  const day = (instant: number): string =>
    isInstant(instant) ? writeTime(language, calendar, instant).date : ''
  const start = Math.max(
    0,
    bins.findIndex((bin) => bin.until > (from ?? first.from)),
  )
  const endFound = bins.findLastIndex((bin) => bin.from < (until ?? last.until))
  const end = endFound < 0 ? bins.length - 1 : endFound
  const highest = Math.max(...bins.map(({ n }) => n))
  const narrowed = from !== undefined || until !== undefined

  const binAt = (event: PointerEvent): number => {
    const box = track.current?.getBoundingClientRect()
    if (box === undefined) return 0
    const part = (event.clientX - box.left) / box.width
    return Math.max(0, Math.min(bins.length - 1, Math.floor((dir === 'rtl' ? 1 - part : part) * bins.length)))
  }
  const set = (one: number, other: number) => onWindow(windowOf(bins, one, other))
  const keys = (which: 'start' | 'end') => (event: KeyboardEvent) => {
    const sign = dir === 'rtl' ? -1 : 1
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: sign,
      ArrowLeft: -sign,
      ArrowUp: 1,
      ArrowDown: -1,
      PageUp: 7,
      PageDown: -7,
      Home: -bins.length,
      End: bins.length,
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    if (which === 'start') set(Math.max(0, Math.min(end, start + step)), end)
    else set(start, Math.min(bins.length - 1, Math.max(start, end + step)))
  }
  const windowText = `${day(bins[start]?.from ?? first.from)} – ${day((bins[end]?.until ?? last.until) - 1)}`
  return (
    <section className="time-bar" aria-label={say('brush.label')}>
      <div className="time-bar-head">
        <strong>{windowText}</strong>
        <span>{say('brush.shown', { n: shown })}</span>
        {vague > 0 && <span className="muted small">{say('brush.vague', { n: vague })}</span>}
        {narrowed && (
          <Button className="button small-button" onPress={() => onWindow(undefined)}>
            {say('brush.all')}
          </Button>
        )}
      </div>
      <div
        ref={track}
        className="brush"
        onPointerDown={(event) => {
          if (event.target instanceof HTMLElement && event.target.role === 'slider') return
          const at = binAt(event)
          event.currentTarget.setPointerCapture(event.pointerId)
          setDrag({ from: at, to: at })
          set(at, at)
        }}
        onPointerMove={(event) => {
          const at = binAt(event)
          // Only when a bar is crossed: browsers refuse an address that changes with every pixel.
          if (drag === undefined || drag.to === at) return
          setDrag({ ...drag, to: at })
          set(drag.from, at)
        }}
        onPointerUp={() => setDrag(undefined)}
      >
        <svg className="bars" viewBox={`0 0 ${bins.length} 40`} preserveAspectRatio="none" aria-hidden="true">
          {bins.map(({ from: at, n }, i) => {
            const height = n === 0 ? 0 : Math.max(1.5, (n / highest) * 38)
            const inside = i >= start && i <= end
            return (
              <rect
                key={at}
                x={i + 0.08}
                width={0.84}
                y={40 - height}
                height={height}
                className={inside && narrowed ? 'in' : narrowed ? '' : 'in'}
              />
            )
          })}
        </svg>
        {(['start', 'end'] as const).map((which) => (
          <div
            key={which}
            role="slider"
            tabIndex={0}
            className="handle"
            style={{ insetInlineStart: `${((which === 'start' ? start : end + 1) / bins.length) * 100}%` }}
            aria-label={say(which === 'start' ? 'brush.from' : 'brush.until')}
            aria-valuemin={0}
            aria-valuemax={bins.length - 1}
            aria-valuenow={which === 'start' ? start : end}
            aria-valuetext={day(which === 'start' ? (bins[start]?.from ?? 0) : (bins[end]?.until ?? 1) - 1)}
            onKeyDown={keys(which)}
          />
        ))}
      </div>
      <div className="time-axis small muted" aria-hidden="true">
        <span>{day(first.from)}</span>
        <span>{day(last.until - 1)}</span>
      </div>
    </section>
  )
}
