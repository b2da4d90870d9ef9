// RTAMT evaluates our formulas in whole hours: every bound and every event of the traces it is given stands on the hour.
import { writeFileSync } from 'node:fs'

const HOUR = 3_600_000

/**
 * The hours since `start` at which RTAMT finds each formula true, and what it printed where it failed. It is shown the time
 * from `before` hours ahead of the start to `end` hours after it.
 */
export function hoursByRtamt(exports, frame, { at, run, python }) {
  writeFileSync(at('pairs.jsonl'), exports.map((one) => `${JSON.stringify(inHours(one, frame))}\n`).join(''))
  const script = new URL('python/monitor.py', import.meta.url).pathname
  const { fine, text } = run(python, [script, at('pairs.jsonl')])
  if (!fine) return { answers: [], failed: text }
  const answers = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).map((hour) => hour - frame.before))
  return { answers, failed: '' }
}

/** A formula in RTAMT's words, and a trace as the hours of its events. */
function inHours({ formula, trace, signature }, { start, before, end }) {
  const hours = before + end + 1
  const bound = (_, operator, from, to, close) => {
    const name = { ONCE: 'once', EVENTUALLY: 'eventually' }[operator]
    if (to === '*' && from === '0') return `${name} `
    // A half-open interval of whole milliseconds ends an hour earlier in whole hours.
    const last = to === '*' ? hours : Number(to) / HOUR - (close === ')' ? 1 : 0)
    return `${name}[${Number(from) / HOUR}:${last}] `
  }
  const words = formula
    .replaceAll(/EXISTS i\. (\w+)\(i\)/g, '($1 > 0)')
    .replaceAll(/\b(\w+)\(\)/g, '($1 > 0)')
    .replaceAll(/\b(ONCE|EVENTUALLY)\[(\d+),(\d+|\*)([\])])/g, bound)
    .replaceAll(/\bONCE\(0,\*\]/g, `once[1:${hours}]`)
    .replaceAll(/SINCE\[0,\*\]/g, 'since')
    .replaceAll(/\b(AND|OR|NOT)\b/g, (word) => word.toLowerCase())
  const events = Object.fromEntries([...signature.matchAll(/^(\w+)\(/gm)].map(([, name]) => [name, []]))
  for (const [, time, line] of trace.matchAll(/^@(\d+) (.*)$/gm)) {
    const hour = (Number(time) - start) / HOUR + before
    // Ticks a millisecond after the hour say nothing in whole hours.
    if (!Number.isInteger(hour)) continue
    for (const [, name] of line.matchAll(/([A-Za-z]\w*) \(/g)) events[name].push(hour)
  }
  return { formula: words, hours, events }
}
