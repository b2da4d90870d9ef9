import type { Agreement, Clause } from '../agreement/agreement.ts'
import { atomsOf, hasDeadline } from './consequence.ts'
import { isAlwaysLifted } from './giving-way.ts'
import { listed, remark, type Remark, type RemarkKind, type RemarkValues } from './remark.ts'

/** Words that promise speed or effort without a measure. English only: the English wording is the one that is encoded. */
const VAGUE =
  /\b(as soon as (?:possible|practicable)|without (?:undue )?delay|promptly|immediately|forthwith|urgently|swiftly|expeditiously|timely|in due course|reasonable|appropriate|where(?:ver)? (?:possible|feasible|practicable|necessary)|as necessary|good faith|best efforts|utmost|sufficient|significant(?:ly)?|regularly|gradually|maximum possible|(?:necessary|needed|appropriate) (?:steps|measures))\b/gi
/** Words of intention in a wording that was encoded as a duty. */
const INTENDS =
  /\b(intends? to|should|endeavou?rs? to|aims? to|plans? to|hopes? to|(?:is|are) (?:encouraged|expected) to|seeks? to ensure|will try)\b/i

/** What is owed, when and where: remarks on the conduct and the window of one clause. */
export function dutyRemarks(agreement: Agreement, clause: Clause): readonly Remark[] {
  const { id, at, duty, conduct, window, wording, when, unless } = clause
  const found: Remark[] = []
  const say = (kind: RemarkKind, values: RemarkValues = {}): void =>
    void found.push(remark(kind, { clauses: [id], at, values: { clause: id, ...values } }))
  const continues = duty === 'refrain' || duty === 'maintain'

  if (duty === 'intend') say('political-force')
  if (duty === 'achieve' && !hasDeadline(clause)) say('no-deadline')
  if (clause.repeats?.is === 'for-each') {
    const { of, in: other } = clause.repeats.breaches
    if (other !== undefined) say('rests-elsewhere', { site: id, other, named: listed(of) })
  }
  if (window.within === 0) say('instantaneous')
  if (continues && conduct.acts.length === 0) say('nothing-matches')
  if (continues && againstNobody(agreement, clause)) say('against-nobody')
  if (continues && conduct.acts.length > 0 && conduct.area === undefined) say('place-unsaid')
  if (isAlwaysLifted(agreement, clause)) say('always-lifted')
  if (conduct.atMost !== undefined && conduct.area === undefined) say('ceiling-without-place')
  if (conduct.distance !== undefined && conduct.distance.class === undefined) say('distance-without-class')
  if (duty !== 'intend' && INTENDS.test(wording.text.en))
    say('modal-mix', { word: INTENDS.exec(wording.text.en)?.[0] ?? '' })
  const vague = [
    ...new Set([...`${conduct.says} ${wording.text.en}`.matchAll(VAGUE)].map(([word]) => word.toLowerCase())),
  ]
  if (vague.length > 0 && duty !== 'intend') say('vague-words', { words: vague.join(', ') })
  for (const atom of [...atomsOf(when), ...atomsOf(unless)])
    if (atom.is === 'counted' && atom.within <= 0) say('threshold-without-window', { over: atom.over })
  return found
}

/** Whether nobody is left who could be harmed: only the bearer itself, or only those whom nobody protects. */
function againstNobody(agreement: Agreement, { bearers, conduct }: Clause): boolean {
  if (conduct.against.length === 0) return false
  return (
    bearers.every((bearer) => conduct.against.every((party) => party === bearer)) ||
    conduct.against.every((party) => agreement.parties.get(party)?.excluded === true)
  )
}
