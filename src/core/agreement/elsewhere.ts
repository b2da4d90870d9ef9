import type { AgreementId } from '../statement/fields.ts'
import type { Agreement } from './agreement.ts'
import type { BreachesOf } from './when.ts'

/** Every place at which a text speaks of the breaches of another agreement, in the order of the text. */
export function spokenOfElsewhere({
  clauses,
  terms,
}: Pick<Agreement, 'clauses' | 'terms'>): readonly (BreachesOf & { readonly in: AgreementId })[] {
  const all = [
    ...[...terms.values()].map((term) => (term.is === 'state' ? term.test : undefined)),
    ...[...clauses.values()].map(({ repeats }) =>
      repeats?.is === 'for-each' ? repeats.breaches : undefined,
    ),
  ]
  return all.flatMap((breaches) => (breaches?.in === undefined ? [] : [{ of: breaches.of, in: breaches.in }]))
}
