import type { Agreement, BreachesOf } from '../agreement/agreement.ts'
import { spokenOfElsewhere } from '../agreement/elsewhere.ts'
import type { AgreementId } from '../statement/fields.ts'
import type { AdoptedText, Engine } from './engine-state.ts'
import type { Evaluation } from './evaluation.ts'
import { covers } from './powers.ts'
import type { Reason } from './standing.ts'

/** The other agreements of which a text speaks, each with the circle that it would close, or with `undefined` where it closes none. */
export type Elsewhere = ReadonlyMap<AgreementId, readonly AgreementId[] | undefined>

/**
 * Of which agreements a text speaks, given those that were known before it. What would close a circle of agreements is not
 * followed (docs/decisions/0023-breaches-of-another-agreement.md): so whoever comes later can undo no earlier text, and
 * every question has an end.
 */
export function elsewhereOf({ texts }: Pick<Engine, 'texts'>, text: Agreement): Elsewhere {
  const named = new Set(spokenOfElsewhere(text).map((breaches) => breaches.in))
  return new Map([...named].map((agreement) => [agreement, pathTo(texts, text.id, agreement)]))
}

/** The shortest way from an agreement over what its texts speak of, and are followed in, to `goal`, which begins it too. */
function pathTo(
  texts: Engine['texts'],
  goal: AgreementId,
  from: AgreementId,
): readonly AgreementId[] | undefined {
  const paths: (readonly AgreementId[])[] = [[goal, from]]
  const seen = new Set<AgreementId>()
  for (const path of paths) {
    const last = path.at(-1)
    if (last === goal) return path
    if (last === undefined || seen.has(last)) continue
    seen.add(last)
    for (const { elsewhere } of texts.get(last) ?? []) {
      for (const [next, circle] of elsewhere) if (circle === undefined) paths.push([...path, next])
    }
  }
  return undefined
}

/** An agreement and all that its texts speak of, and those speak of, as far as they are followed. */
export function withAllElsewhere(
  { texts }: Pick<Engine, 'texts'>,
  agreement: AgreementId,
): readonly AgreementId[] {
  const found = new Set([agreement])
  // A set takes in what is added while it is gone through.
  for (const one of found) {
    for (const { elsewhere } of texts.get(one) ?? []) {
      for (const [next, circle] of elsewhere) if (circle === undefined) found.add(next)
    }
  }
  return [...found]
}

/** The text of an agreement, as known, that comes last: what happened under those before it stays under them. */
export function lastTextKnown(
  { texts }: Pick<Engine, 'texts'>,
  agreement: AgreementId,
  known: number,
): AdoptedText | undefined {
  return texts.get(agreement)?.findLast(({ entry }) => entry < known)
}

/** Why the breaches that are meant cannot be known, or not all of them; nothing where they can. */
export function notFollowed(at: Evaluation, { of, in: agreement }: BreachesOf): readonly Reason[] {
  if (agreement === undefined) return []
  const circle = at.elsewhere.get(agreement)
  if (circle !== undefined)
    return [{ code: 'elsewhere-circular', values: { agreement, circle: circle.join(' → ') }, entries: [] }]
  const texts = textsOf(at.other(agreement)).filter(({ force }) => force === 'in-force')
  if (texts.length === 0) return [{ code: 'elsewhere-not-in-force', values: { agreement }, entries: [] }]
  const missing = of.filter((id) => texts.every(({ clauses }) => ![...clauses.keys()].some(isUnder(id))))
  if (missing.length === 0) return []
  return [{ code: 'elsewhere-missing', values: { agreement, clauses: missing.join(', ') }, entries: [] }]
}

const isUnder =
  (id: BreachesOf['of'][number]) =>
  (clause: BreachesOf['of'][number]): boolean =>
    covers([id], clause)

/** The text that is asked, and those that it replaced. */
function textsOf(evaluated: Evaluation | undefined): readonly Agreement[] {
  return evaluated === undefined ? [] : [evaluated.text, ...textsOf(evaluated.earlier?.evaluated)]
}
