import { entriesOf, type Claims } from './claims.ts'
import type { Excuse, Announced } from './notices.ts'
import type { Verdict } from './case.ts'
import { entryOf } from './branded.ts'
import type { LogIndex } from '../statement/fields.ts'

/** An act that notice excused, and the entries that show it. */
export type Excused = { readonly earliest: number; readonly entries: readonly LogIndex[] }

/** The code of a claim that is open because it is open whether notice was given in time. */
export const NOTICE_OPEN = 5

/** Claims once notices are heard: what was announced in time is no breach, and what may have been is open. */
export function afterNotices(
  claims: Claims,
  excuse: (act: Announced) => Excuse,
): { readonly claims: Claims; readonly excused: readonly Excused[] } {
  const { count, earliest, latest, code, source } = claims
  const verdicts: Verdict[] = [...claims.verdicts]
  const excused: Excused[] = []
  const kept: number[] = []
  const left = { code: code.slice(), source: source.slice() }
  for (let i = 0; i < count; i += 1) {
    const from = earliest[i] ?? 0
    const until = latest[i] ?? 0
    const of = source[i] ?? 0
    const about = of >= 0 ? ({ is: 'report', report: entryOf(of) } as const) : claims.verdicts[-1 - of]?.about
    if (about === undefined) continue
    const incident = about.is === 'incident' ? about.incident : undefined
    const { lo, hi, entries } = excuse({ earliest: from, latest: until, incident })
    if (lo === 1) {
      excused.push({ earliest: from, entries })
      continue
    }
    kept.push(i)
    if (hi === 0) continue
    const all = [...new Set([...entriesOf(claims, i), ...entries])].toSorted((a, b) => a - b)
    verdicts.push({ lo: 0, hi: 1, because: 'disputed', earliest: from, latest: until, entries: all, about })
    left.code[i] = NOTICE_OPEN
    left.source[i] = -verdicts.length
  }
  return {
    excused,
    claims: {
      count: kept.length,
      earliest: Float64Array.from(kept, (i) => earliest[i] ?? 0),
      latest: Float64Array.from(kept, (i) => latest[i] ?? 0),
      code: Uint8Array.from(kept, (i) => left.code[i] ?? 0),
      source: Int32Array.from(kept, (i) => left.source[i] ?? 0),
      verdicts,
    },
  }
}
