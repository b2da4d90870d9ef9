import type { Clause } from '../agreement/agreement.ts'
import type { PartyId } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Verdict } from './case.ts'
import type { Claims } from './claims.ts'
import type { AdoptedText, Engine } from './engine-state.ts'
import type { Evaluation } from './evaluation.ts'
import { owedOf, type Facts } from './facts.ts'

/** What an amended text replaced, and from which event time on. What happened before stays under the earlier text. */
export type Earlier = { readonly evaluated: Evaluation; readonly from: Instant }

/** The version that `version` replaced, as known: the one that was in force the moment before. */
export function replacedBy(
  { texts }: Engine,
  { text, from, entry }: AdoptedText,
  known: number,
): AdoptedText | undefined {
  if (from === undefined) return undefined
  return texts
    .get(text.id)
    ?.findLast(
      (one) => one.entry < known && one.entry !== entry && (one.from === undefined || one.from < from),
    )
}

/** The same duty under the earlier text; `undefined` where it had none such. */
export function factsBefore({ evaluated }: Earlier, clause: Clause['id'], party: PartyId): Facts | undefined {
  const same = evaluated.text.clauses.get(clause)
  return same?.bearers.includes(party) === true ? evaluated.facts(same, party) : undefined
}

/** How a claim lies to the time of the duty where that is not to be worked out from the text in force. */
export const MARKS = { none: 0, inside: 1, possible: 2, straddles: 3 } as const

type Row = { earliest: number; latest: number; code: number; mark: number; report: number; verdict?: Verdict }

/**
 * Claims under an amended text: its own for what happened since, the earlier text's for what happened before. What may
 * have happened on either side is open.
 */
export function acrossTexts(own: Claims, before: Facts | undefined, from: Instant): Claims {
  const rows: Row[] = []
  const matters = new Set<string>()
  for (let i = 0; i < own.count; i += 1) {
    const row = rowOf(own, i)
    if (row.latest < from) continue
    if (row.verdict !== undefined) matters.add(JSON.stringify(row.verdict.about))
    rows.push({ ...row, mark: row.earliest < from ? MARKS.straddles : MARKS.none })
  }
  for (let i = 0; i < (before?.claims.count ?? 0); i += 1) {
    if (before === undefined) break
    const row = rowOf(before.claims, i)
    if (row.latest >= from) continue
    if (row.verdict !== undefined && matters.has(JSON.stringify(row.verdict.about))) continue
    const owed = owedOf(before, i)
    if (owed !== 'outside') rows.push({ ...row, mark: MARKS[owed] })
  }
  rows.sort((a, b) => a.earliest - b.earliest || a.report - b.report)
  const verdicts = rows.flatMap(({ verdict }) => verdict ?? [])
  let next = 0
  return {
    count: rows.length,
    earliest: Float64Array.from(rows, (row) => row.earliest),
    latest: Float64Array.from(rows, (row) => row.latest),
    code: Uint8Array.from(rows, ({ code }) => code),
    source: Int32Array.from(rows, ({ verdict, report }) => (verdict === undefined ? report : -1 - next++)),
    marks: Uint8Array.from(rows, ({ mark }) => mark),
    verdicts,
  }
}

function rowOf({ earliest, latest, code, source, verdicts }: Claims, i: number): Omit<Row, 'mark'> {
  const report = source[i] ?? 0
  const verdict = report < 0 ? verdicts[-1 - report] : undefined
  const row = { earliest: earliest[i] ?? 0, latest: latest[i] ?? 0, code: code[i] ?? 0, report }
  return verdict === undefined ? row : { ...row, verdict }
}
