import type { Agreement } from '../agreement/agreement.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { evaluation } from '../standing/evaluation.ts'
import type { Engine } from '../standing/engine.ts'
import type { Instant } from '../time/instant.ts'
import { TICK } from './events.ts'
import { boundsIn, eventsIn } from './formula.ts'
import { eventsOf } from './trace-events.ts'
import type { Translation } from './translate.ts'

/** What to write down: the record as known when the log had `known` entries, up to the event time `through`. */
export type Tracing = { readonly engine: Engine; readonly known: number; readonly through: Instant }

/** A trace, and how many things are open and left out of it: where the formula is true, it is so without them. */
export type Trace = { readonly text: string; readonly leftOut: number }

/**
 * The record as a trace for MonPoly: one line for each event time, so that what happens at one instant is simultaneous and
 * no order of lines can decide; a `tick` wherever time alone may change the verdict, since MonPoly looks only where there is a
 * line; and nothing after `through`, because jig never closes by itself.
 * @throws Problem `trace-missing` where something that the formula speaks of is open, and could make it false
 */
export function traceOf(text: Agreement, of: Translation, { engine, known, through }: Tracing): Trace {
  const evaluated = evaluation(engine, text, known, RECORD_READING)
  const names = new Set([...eventsIn(of.active).keys(), ...eventsIn(of.breach).keys()])
  const lines = new Map<number, Map<string, string[]>>()
  const put = (at: number, name: string, value: string): void => {
    if (at > through || (name !== TICK && !names.has(name))) return
    const line = lines.get(at) ?? new Map<string, string[]>()
    // Several ticks at one instant say no more than one, and so do several events that carry no number.
    const before = line.get(name) ?? []
    if (!before.includes(value)) line.set(name, [...before, value])
    lines.set(at, line)
  }
  const bounds = [...boundsIn(of.active), ...boundsIn(of.breach)]
  const { events, leftOut } = eventsOf(evaluated, of, { names, through })
  let number = 0
  for (const { at, name, counted } of events) {
    if (counted === true) number += 1
    put(at, name, counted === true ? `(${number})` : '()')
    if (!names.has(name)) continue
    for (const bound of bounds) {
      put(at + bound, TICK, '()')
      put(at + bound + 1, TICK, '()')
    }
  }
  put(through, TICK, '()')
  const written = [...lines]
    .toSorted(([a], [b]) => a - b)
    .map(
      ([at, line]) => `@${at} ${[...line].map(([name, values]) => `${name} ${values.join('')}`).join(' ')}\n`,
    )
  return { text: written.join(''), leftOut }
}
