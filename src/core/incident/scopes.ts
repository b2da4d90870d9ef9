import { scopeOf, type Scope, type ScopeReason } from '../evidence/scope.ts'
import type { PartyId } from '../statement/fields.ts'
import type { Accounts } from './accounts.ts'
import type { Asking, Bound } from './asking.ts'

export const SCOPE_VERDICTS = ['within', 'outside', 'uncertain'] as const
export type ScopeVerdict = (typeof SCOPE_VERDICTS)[number]

/** How an incident lies to one agreement, all accounts taken together. */
export type IncidentScope = Scope & { readonly verdict: ScopeVerdict }

/** One account's scope as a verdict. Who did it is no question of where or when: an unattributed clash inside is inside. */
export function verdictOf({ within, because }: Scope): ScopeVerdict {
  if (!within) return 'outside'
  return because.some((reason) => reason !== 'actor-unknown') ? 'uncertain' : 'within'
}

/**
 * The accounts' scopes under one agreement as one. Where accounts differ: `within` as soon as one puts it plainly inside
 * and none outside; `outside` if all put it outside; otherwise `uncertain`, with everybody's reasons.
 */
export function mergeScopes(scopes: readonly Scope[], bound: Bound): IncidentScope {
  const verdicts = scopes.map((scope) => verdictOf(scope))
  const inside = verdicts.includes('within')
  const outside = verdicts.includes('outside')
  const verdict =
    inside && !outside
      ? 'within'
      : outside && verdicts.every((one) => one === 'outside')
        ? 'outside'
        : 'uncertain'
  const because = new Set<ScopeReason>()
  const touches = new Map<string, Scope['touches'][number]>()
  for (const [i, scope] of scopes.entries()) {
    // Once one account puts it plainly inside, the vaguer ones' doubts are no longer the answer.
    if (verdict !== 'within' || verdicts[i] === 'within')
      for (const reason of scope.because) because.add(reason)
    for (const touch of scope.touches) touches.set(`${touch.clause} ${touch.bearer ?? ''}`, touch)
  }
  return {
    agreement: bound.agreement.id,
    verdict,
    within: verdict === 'within',
    because: [...because].toSorted(),
    touches: [...touches].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, touch]) => touch),
  }
}

/** The scope of an incident under each agreement that was asked about. None where no report tells what was done. */
export function scopesOf(accounts: Accounts, asking: Asking): readonly IncidentScope[] {
  if (accounts.reports.length === 0) return []
  return asking.agreements.map((bound) => {
    const scopes = accounts.reports.map(({ body }) => scopeOf(body, bound.agreement, bound.period))
    return mergeScopes(scopes, bound)
  })
}

/** Every party that an account names, as doer, side or target, in order of id. */
export function partiesNamed({ reports, findings }: Accounts): readonly PartyId[] {
  const parties = new Set<PartyId>()
  for (const { body } of reports) {
    if (body.alleged !== undefined) parties.add(body.alleged)
    if (body.against !== undefined) parties.add(body.against)
    for (const side of body.sides ?? []) parties.add(side)
  }
  for (const { body } of findings) for (const { to } of body.attribution) parties.add(to)
  return [...parties].toSorted()
}
