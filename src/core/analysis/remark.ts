import type { SourcePlace } from '../agreement/agreement.ts'
import type { ClauseId, TermId } from '../statement/fields.ts'

/**
 * `error`: as written, the text cannot do what it says. `warning`: it can fail by somebody's choice, or can be read in
 * two ways. `note`: worth reading before signing, and nothing is wrong.
 */
export type Severity = 'error' | 'warning' | 'note'

/** What would repair it, as a code; the words are `fix.CODE` in `words/analysis.ts`. */
export type FixCode =
  | 'name-first-mover'
  | 'let-third-party-hold'
  | 'begin-otherwise'
  | 'let-early-count'
  | 'end-it'
  | 'make-exchange'
  | 'later-deadline'
  | 'later-end'
  | 'test-against-practice'
  | 'let-one-give-way'
  | 'part-times-or-places'
  | 'one-distance'
  | 'one-number'
  | 'add-deadline'
  | 'consent-by-silence'
  | 'another-verifier'
  | 'add-word'
  | 'ask-for-fewer'
  | 'word-of-another'
  | 'let-silence-decide'
  | 'another-decider'
  | 'another-word-on-term'
  | 'default-instead-of-consent'
  | 'make-duty'
  | 'say-consequence'
  | 'finding-first'
  | 'bound-response'
  | 'suspend-instead'
  | 'drop-unless'
  | 'name-others'
  | 'name-acts'
  | 'say-end'
  | 'say-open-end'
  | 'name-verifier'
  | 'somebody-else-verifies'
  | 'write-test'
  | 'name-sources'
  | 'silence-unknown'
  | 'say-burden'
  | 'one-line'
  | 'limit-power'
  | 'say-form'
  | 'say-must'
  | 'add-window'
  | 'say-how-long'
  | 'name-area'
  | 'name-class'
  | 'party-sets'
  | 'agree-map'
  | 'close-list'
  | 'measure-words'
  | 'settle-choice'
  | 'name-bearer'
  | 'use-or-drop'
  | 'run-from-beginning'
  | 'other-side-too'
  | 'say-quorum'
  | 'name-actor'
  | 'let-something-follow'
  | 'give-it-a-part'
  | 'accept-by'
  | 'raise-quorum'
  | 'rehearse-it'
  | 'read-together'

type Entry = { readonly severity: Severity; readonly fix: readonly [FixCode, ...FixCode[]] }

/** Every kind of remark with its usual severity and its repairs, the likeliest first. */
export const REMARKS = {
  // What waits for what.
  deadlock: { severity: 'error', fix: ['name-first-mover', 'let-third-party-hold'] },
  'behind-deadlock': { severity: 'warning', fix: ['name-first-mover'] },
  'waiting-circle': { severity: 'error', fix: ['begin-otherwise', 'make-exchange'] },
  unreachable: { severity: 'error', fix: ['begin-otherwise'] },
  // Time.
  'deadlines-inconsistent': { severity: 'error', fix: ['later-deadline'] },
  'window-empty': { severity: 'error', fix: ['later-end'] },
  'form-too-slow': { severity: 'warning', fix: ['later-deadline'] },
  'deadline-hangs-on-others': { severity: 'warning', fix: ['run-from-beginning', 'later-deadline'] },
  'critical-path': { severity: 'note', fix: ['test-against-practice'] },
  // Duties that clash.
  'duties-contradict': { severity: 'error', fix: ['let-one-give-way', 'part-times-or-places'] },
  'duties-exclude': { severity: 'error', fix: ['let-one-give-way', 'part-times-or-places'] },
  'distances-differ': { severity: 'warning', fix: ['one-distance'] },
  // Who can stop it.
  'stall-by-consent': { severity: 'warning', fix: ['consent-by-silence', 'default-instead-of-consent'] },
  'opt-in': { severity: 'note', fix: ['accept-by'] },
  'stall-by-power': { severity: 'warning', fix: ['default-instead-of-consent', 'consent-by-silence'] },
  'stall-by-permission': { severity: 'warning', fix: ['make-duty', 'begin-otherwise'] },
  'stall-by-delay': { severity: 'warning', fix: ['add-deadline', 'say-consequence'] },
  'stall-by-verification': { severity: 'warning', fix: ['another-verifier', 'consent-by-silence'] },
  'stall-without-consequence': { severity: 'note', fix: ['say-consequence'] },
  'stall-by-all-means': { severity: 'warning', fix: ['another-verifier', 'consent-by-silence'] },
  'stall-by-breach': { severity: 'note', fix: ['begin-otherwise'] },
  'stall-by-two': { severity: 'note', fix: ['another-verifier', 'default-instead-of-consent'] },
  'stall-by-three': { severity: 'note', fix: ['another-verifier', 'default-instead-of-consent'] },
  'coalitions-bounded': { severity: 'note', fix: ['rehearse-it'] },
  'quorum-captured': { severity: 'warning', fix: ['raise-quorum'] },
  'one-side-decides': { severity: 'warning', fix: ['other-side-too'] },
  'single-verifier': { severity: 'note', fix: ['another-verifier'] },
  'single-decider': { severity: 'warning', fix: ['another-decider', 'write-test'] },
  'escalation-spiral': { severity: 'warning', fix: ['finding-first', 'bound-response'] },
  // Words that never decide anything.
  'no-deadline': { severity: 'warning', fix: ['add-deadline'] },
  'always-lifted': { severity: 'error', fix: ['drop-unless'] },
  'against-nobody': { severity: 'error', fix: ['name-others'] },
  'nothing-matches': { severity: 'note', fix: ['name-acts'] },
  'open-ended': { severity: 'note', fix: ['say-open-end'] },
  'evidence-impossible': { severity: 'error', fix: ['name-verifier'] },
  'rests-elsewhere': { severity: 'note', fix: ['read-together'] },
  'term-unused': { severity: 'note', fix: ['use-or-drop'] },
  'no-consequence': { severity: 'note', fix: ['say-consequence'] },
  // What a replay shows: the text as the engine runs it when nobody, somebody or everybody moves.
  'stands-the-same': { severity: 'warning', fix: ['let-something-follow', 'use-or-drop'] },
  'idle-unbreached': { severity: 'warning', fix: ['add-deadline', 'begin-otherwise'] },
  'nobody-missed': { severity: 'note', fix: ['give-it-a-part'] },
  // Words that can be read in two ways.
  'nobody-bound': { severity: 'error', fix: ['name-bearer'] },
  'verifier-is-bearer': { severity: 'warning', fix: ['somebody-else-verifies'] },
  'bearer-holds-veto': { severity: 'warning', fix: ['another-verifier'] },
  'open-measure': { severity: 'note', fix: ['write-test'] },
  'state-undecidable': { severity: 'error', fix: ['another-decider', 'write-test'] },
  'state-unsourced': { severity: 'warning', fix: ['name-sources'] },
  'silence-unsourced': { severity: 'error', fix: ['name-sources', 'silence-unknown'] },
  'silence-performs': { severity: 'warning', fix: ['silence-unknown'] },
  'silence-accuses': { severity: 'warning', fix: ['silence-unknown'] },
  'exception-without-burden': { severity: 'note', fix: ['say-burden'] },
  'lines-differ': { severity: 'warning', fix: ['one-line'] },
  'power-unlimited': { severity: 'warning', fix: ['limit-power'] },
  'power-any-form': { severity: 'note', fix: ['say-form'] },
  'political-force': { severity: 'note', fix: ['say-must'] },
  'modal-mix': { severity: 'warning', fix: ['say-must'] },
  'passive-words': { severity: 'note', fix: ['name-actor'] },
  'list-open': { severity: 'note', fix: ['close-list'] },
  'simultaneity-unmeasured': { severity: 'warning', fix: ['make-exchange'] },
  'power-by-any-one': { severity: 'note', fix: ['say-quorum'] },
  'power-moves-nothing': { severity: 'warning', fix: ['use-or-drop', 'say-end'] },
  'holder-owes-step': { severity: 'warning', fix: ['let-third-party-hold'] },
  'threshold-without-window': { severity: 'error', fix: ['add-window'] },
  instantaneous: { severity: 'warning', fix: ['say-how-long'] },
  'ceiling-without-place': { severity: 'warning', fix: ['name-area'] },
  'place-unsaid': { severity: 'note', fix: ['name-area'] },
  'distance-without-class': { severity: 'warning', fix: ['name-class'] },
  'moment-unsettable': { severity: 'error', fix: ['party-sets'] },
  'moment-by-outsiders': { severity: 'warning', fix: ['party-sets'] },
  'area-not-agreed': { severity: 'warning', fix: ['agree-map'] },
  'line-not-agreed': { severity: 'warning', fix: ['agree-map'] },
  'class-open': { severity: 'warning', fix: ['close-list'] },
  'vague-words': { severity: 'note', fix: ['measure-words'] },
  'choices-counted': { severity: 'note', fix: ['settle-choice'] },
} as const satisfies Readonly<Record<string, Entry>>

export type RemarkKind = keyof typeof REMARKS

/** What the text of a remark speaks of. Lists are written out, in the order of their ids; lengths are milliseconds. */
export type RemarkValues = Readonly<Record<string, string | number>>

/**
 * Something worth saying about an agreement before anybody signs it. It speaks of the text and never of conduct; a
 * *finding* is what an authorised body concludes about conduct, and is another thing.
 */
export type Remark = {
  readonly kind: RemarkKind
  readonly severity: Severity
  /** The clauses, exchanges and powers that it is about. */
  readonly clauses: readonly ClauseId[]
  /** Where to change the text. */
  readonly at: SourcePlace
  /** For the words `remark.KIND` in `words/analysis.ts`. */
  readonly values: RemarkValues
  /** Candidate repairs, the likeliest first. */
  readonly fix: readonly FixCode[]
}

type Said = {
  readonly clauses: readonly ClauseId[]
  readonly at: SourcePlace
  readonly values?: RemarkValues
  readonly severity?: Severity
  /** Repairs that fit what was found, in place of the usual ones of the kind. */
  readonly fix?: readonly FixCode[]
}

export function remark(kind: RemarkKind, { clauses, at, values, severity, fix }: Said): Remark {
  return {
    kind,
    severity: severity ?? REMARKS[kind].severity,
    clauses,
    at,
    values: values ?? {},
    fix: fix ?? REMARKS[kind].fix,
  }
}

/** Order by code units: the same everywhere, and independent of the order of the document. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export function listed(ids: Iterable<ClauseId | TermId | string>): string {
  return [...new Set<string>(ids)].toSorted(byText).join(', ')
}

/** A closed path, as people follow it: `SEP.3.d → SEP.3.j → SEP.3.d`. */
export function path(ids: readonly string[]): string {
  return ids.join(' → ')
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 }

/** By place in the document, then by severity, kind and what it says: a total order for remarks that differ. */
export function inOrder(remarks: readonly Remark[]): readonly Remark[] {
  return remarks.toSorted(
    (a, b) =>
      a.at.line - b.at.line ||
      a.at.column - b.at.column ||
      RANK[a.severity] - RANK[b.severity] ||
      byText(a.kind, b.kind) ||
      byText(a.clauses.join(), b.clauses.join()) ||
      byText(JSON.stringify(a.values), JSON.stringify(b.values)),
  )
}
