import type { Agreement, Clause } from '../agreement/agreement.ts'
import { listed, remark, type Remark } from './remark.ts'

// English only, as the wording that is encoded: the translations follow it.
/** What follows “by” where it names a time and not who acts: “by thirty days after”, “by midnight”, “by 1 October”. */
const TIME = [
  String.raw`(?:the |its |their )?(?:end|close|date|deadline|time|day|midnight|noon|dawn|dusk|nightfall)\b`,
  String.raw`(?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b`,
  String.raw`\d{4}-\d\d|\d\d?:\d\d`,
  String.raw`(?:the )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|forty|sixty|ninety|hundred|first|second|third|last|next)(?:[- ]\w+)? ?(?:hours?|days?|weeks?|months?|years?)\b`,
].join('|')
const PASSIVE = new RegExp(
  String.raw`\b(?:shall|will|must|should|is to|are to) (?:not )?be (?:[a-z]+ly )?[a-z]+(?:ed|en|wn|ught|ept|ade)\b(?! by\b(?! (?:${TIME})))`,
  'i',
)
const OPEN_LIST =
  /\b(including(?: but not limited to)?|such as|among others?|inter alia|and so (?:on|forth)|and the like|for (?:example|instance)|e\.g|etc)\b/i
const TOGETHER = /\b(simultaneous(?:ly)?|at the same (?:time|moment)|in parallel|concurrently)\b/i

/** Remarks on the English words themselves: nobody as subject, lists left open, simultaneity without a measure. */
export function wordRemarks(agreement: Agreement): readonly Remark[] {
  const legs = new Set([...agreement.exchanges.values()].flatMap((one) => [one.id, ...one.legs]))
  const told = new Set<string>()
  return [...agreement.clauses.values()].flatMap((clause) => {
    const { id, at, bearers, wording } = clause
    const text = wording.text.en
    const found: Remark[] = []
    const say = (kind: 'passive-words' | 'list-open' | 'simultaneity-unmeasured', test: RegExp): void => {
      const words = test.exec(text)?.[0]
      // One paragraph is often the source of several clauses: once is enough.
      if (words === undefined || told.has(`${kind}|${text}`)) return
      told.add(`${kind}|${text}`)
      const values = { clause: id, words, parties: listed(bearers) }
      found.push(remark(kind, { clauses: [id], at, values }))
    }
    if (binds(clause)) say('passive-words', PASSIVE)
    say('list-open', OPEN_LIST)
    if (!legs.has(id)) say('simultaneity-unmeasured', TOGETHER)
    return found
  })
}

const binds = ({ duty }: Clause): boolean => duty !== 'intend' && duty !== 'permit'
