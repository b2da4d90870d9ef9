import type { Agreement } from '../agreement/agreement.ts'
import type { AgreementId, ClauseId } from '../statement/fields.ts'
import { replacedBy } from './amended.ts'
import type { AdoptedText, Engine } from './engine-state.ts'
import type { Reason } from './standing.ts'

/**
 * Where the texts of one agreement, as known, were not written over each other
 * (docs/decisions/0013-overlapping-amendments.md): a text whose place a later word takes from the same moment or an
 * earlier one, and clauses that an amendment brings back to what they were before the one that it follows.
 */
export function overlapsKnown(engine: Engine, agreement: AgreementId, known: number): readonly Reason[] {
  const texts = (engine.texts.get(agreement) ?? []).filter(({ entry }) => entry < known)
  if (texts.length < 2) return []
  const standing = texts.filter((text, i) => displacedBy(text, texts.slice(i + 1)) === undefined)
  return [
    ...texts.flatMap((text, i) => displaced(text, displacedBy(text, texts.slice(i + 1)))),
    ...standing.flatMap((text) => takenBack(engine, text, known)),
  ]
}

const startOf = ({ from }: AdoptedText): number => from ?? -Infinity

/** The first later word that takes effect no later than this text. */
export function displacedBy(text: AdoptedText, later: readonly AdoptedText[]): AdoptedText | undefined {
  return later.find((other) => startOf(other) <= startOf(text))
}

function displaced({ entry, from }: AdoptedText, by: AdoptedText | undefined): readonly Reason[] {
  if (by === undefined) return []
  const values = { entry, by: by.entry }
  return from === undefined
    ? [{ code: 'text-replaced', values, entries: [entry, by.entry] }]
    : [{ code: 'amendment-displaced', values: { ...values, from }, entries: [entry, by.entry] }]
}

function takenBack(engine: Engine, text: AdoptedText, known: number): readonly Reason[] {
  const before = replacedBy(engine, text, known)
  const first = before === undefined ? undefined : replacedBy(engine, before, known)
  if (before === undefined || first === undefined || text.from === undefined) return []
  const both = new Set([...text.text.clauses.keys(), ...before.text.clauses.keys()])
  const clauses = [...both].filter((id) => {
    const [now, then, once] = [text, before, first].map(({ text: one }) => saidIn(one, id))
    return now !== then && now === once
  })
  if (clauses.length === 0) return []
  const values = { clauses: clauses.join(', '), entry: before.entry, by: text.entry, from: text.from }
  return [{ code: 'amendment-taken-back', values, entries: [before.entry, text.entry] }]
}

/** What a clause says, without where it says it; `undefined` where the text has no such clause. */
export function saidIn({ clauses }: Agreement, id: ClauseId): string | undefined {
  const clause = clauses.get(id)
  return clause === undefined ? undefined : JSON.stringify({ ...clause, at: undefined })
}
