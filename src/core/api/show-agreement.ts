import type { Agreement, Choice, SourcePlace, Term } from '../agreement/agreement.ts'
import type { Reading } from '../evidence/reading.ts'
import type { AgreementId, LogIndex } from '../statement/fields.ts'
import type { AgreementsView, AgreementView } from './agreement.ts'
import type { Frozen } from './write.ts'

/** An agreement and the entry by which it came into the log. */
export type Adopted = { readonly agreement: Agreement; readonly adoptedBy: LogIndex }

/** The version of each agreement that was last adopted or amended when the log had `known` entries. */
export function inForce(
  agreements: ReadonlyMap<AgreementId, readonly Adopted[]>,
  known: number,
): readonly Adopted[] {
  return [...agreements.values()].flatMap((versions) => {
    const latest = versions.findLast(({ adoptedBy }) => adoptedBy < known)
    return latest === undefined ? [] : [latest]
  })
}

function everyChoice(agreement: Agreement): readonly Choice[] {
  const holders = [agreement.terms, agreement.clauses, agreement.exchanges, agreement.powers]
  return holders.flatMap((each) => [...each.values()].flatMap((block) => block.choices))
}

export function showAgreements(adopted: readonly Adopted[], known: number): Frozen<AgreementsView> {
  return {
    known,
    agreements: adopted.map(({ agreement, adoptedBy }) => ({
      id: agreement.id,
      title: agreement.title,
      force: agreement.force,
      agreed: agreement.agreed,
      adoptedBy,
      clauses: agreement.clauses.size,
      choices: everyChoice(agreement).length,
    })),
  }
}

/** The fenced block that stands at `at` in the document, fences left out. */
function blockAt(lines: readonly string[], { line }: SourcePlace): string {
  let first = line - 1
  // A block's place may be its fence or a line inside it; the fence above is where it begins.
  while (first > 0 && !/^\s*(`{3,}|~{3,})\s*jig\b/.test(lines[first] ?? '')) first--
  const fence = /^\s*(`{3,}|~{3,})/.exec(lines[first] ?? '')?.[1] ?? '```'
  const end = lines.findIndex((text, i) => i > first && text.trim() === fence)
  return lines.slice(first + 1, end === -1 ? undefined : end).join('\n')
}

const showTerm = ({ id, is, name, means, choices }: Term) => ({ id, is, name, means, choices })

/** One agreement in reading order. `markdown` is the document that it was read from. */
export function showAgreement(
  { agreement, adoptedBy }: Adopted,
  markdown: string,
  readings: readonly Reading[],
): Frozen<AgreementView> {
  const lines = markdown.split('\n')
  const { calendar } = agreement
  return {
    id: agreement.id,
    title: agreement.title,
    force: agreement.force,
    agreed: agreement.agreed,
    adoptedBy,
    digest: agreement.digest,
    zone: calendar.zone,
    offsets: [
      { from: null, minutes: calendar.offsetMinutes },
      ...calendar.transitions.map(({ at, offsetMinutes }) => ({ from: at, minutes: offsetMinutes })),
    ],
    parties: [...agreement.parties.values()].map(({ id, name, excluded, side, answersTo }) => {
      return { id, name, excluded, side: side ?? null, answersTo }
    }),
    terms: [...agreement.terms.values()].map(showTerm),
    clauses: [...agreement.clauses.values()].map((clause) => ({
      id: clause.id,
      wording: clause.wording,
      bearers: clause.bearers,
      duty: clause.duty,
      says: clause.conduct.says,
      exceptions: clause.exceptions,
      ifSilent: clause.ifSilent,
      choices: clause.choices,
      block: blockAt(lines, clause.at),
    })),
    exchanges: [...agreement.exchanges.values()].map(({ id, wording, legs, choices }) => {
      return { id, wording, legs, choices }
    }),
    powers: [...agreement.powers.values()].map(({ id, wording, holders, jointly, may, choices }) => {
      return { id, wording, holders, jointly, may, choices }
    }),
    document: agreement.document,
    readings: readings.map(({ id, name }) => ({ id, name })),
  }
}
