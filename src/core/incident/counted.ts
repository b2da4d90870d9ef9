import { scopeOf } from '../evidence/scope.ts'
import type { Act, LogIndex, PartyId, Range } from '../statement/fields.ts'
import type { CountingRule } from '../statement/kinds.ts'
import type { EventTime } from '../time/event-time.ts'
import { hullOf, timesOf, type Accounts, type Finding, type Report } from './accounts.ts'
import { actsAgree } from './agreed.ts'
import type { Asking } from './asking.ts'
import { hullOfRanges } from './harm.ts'
import { mergeScopes, type ScopeVerdict } from './scopes.ts'

/** Why a counting rule leaves something out. */
export type LeftOut =
  | 'arrest'
  | 'other-act'
  | 'excluded-group'
  | 'other-side'
  | 'outside-scope'
  | 'no-finding'
  | 'no-figure'

/** Why a counting rule cannot be sure: such a thing raises the most and not the least. */
export type Doubt = 'means-not-named' | 'actor-not-named' | 'scope-uncertain' | 'time-uncertain'

/** What one incident adds under a rule: between what is certain and what is possible. */
export type Measured =
  | { readonly is: 'left-out'; readonly because: LeftOut }
  | {
      readonly is: 'counted'
      readonly when: EventTime
      readonly adds: Range
      readonly doubts: readonly Doubt[]
      readonly entries: readonly LogIndex[]
    }

type Match = { readonly doubts: readonly Doubt[] } | { readonly because: LeftOut }

/**
 * Measures one incident by a rule. By a rule of `own-word` every report that fits counts; by a rule of `finding` only a
 * finding that confirms. An incident counts once, however many reports speak of it, and is certain as soon as one of them
 * is; for people, the figures of all that fit make the range.
 */
export function measure(accounts: Accounts, rule: CountingRule, asking: Asking): Measured {
  const byFinding = rule.evidence === 'finding' || rule.counts === 'violations-found'
  const fitting: { readonly account: Report | Finding; readonly doubts: readonly Doubt[] }[] = []
  let because: LeftOut = 'no-finding'
  if (byFinding) {
    for (const account of accounts.findings) {
      const match = matchFinding(account, accounts, rule, asking)
      if ('because' in match) because = match.because
      else fitting.push({ account, doubts: match.doubts })
    }
  } else {
    for (const account of accounts.reports) {
      const match = matchReport(account, rule, asking)
      if ('because' in match) because = match.because
      else fitting.push({ account, doubts: match.doubts })
    }
  }
  const times = fitting.flatMap(({ account }) => account.body.when ?? [])
  const when = hullOf(times.length > 0 ? times : timesOf(accounts))
  if (fitting.length === 0 || when === undefined) return { is: 'left-out', because }
  const adds = addedBy(
    fitting.map(({ account }) => account),
    rule,
  )
  if (adds === undefined) return { is: 'left-out', because: 'no-figure' }
  const certain = fitting.some(({ doubts }) => doubts.length === 0)
  const doubts = certain ? [] : [...new Set(fitting.flatMap((one) => one.doubts))].toSorted()
  return { is: 'counted', when, adds, doubts, entries: fitting.map(({ account }) => account.entry) }
}

function addedBy(accounts: readonly (Report | Finding)[], { counts }: CountingRule): Range | undefined {
  if (counts !== 'people-killed' && counts !== 'civilians-killed') return { least: 1, most: 1 }
  const kind = counts === 'people-killed' ? 'killed' : 'killedCivilians'
  return hullOfRanges(accounts.flatMap(({ body }) => body.harm?.[kind] ?? []))
}

function matchFinding({ body }: Finding, accounts: Accounts, rule: CountingRule, asking: Asking): Match {
  if (body.outcome !== 'confirmed') return { because: 'no-finding' }
  const doubts: Doubt[] = []
  const act = body.act ?? accounts.reports[0]?.body.act
  const acted = act === undefined ? 'means-not-named' : actOf(act, rule)
  if (acted === 'arrest' || acted === 'other-act') return { because: acted }
  if (acted !== undefined) doubts.push(acted)
  const done = doerOf(
    body.attribution.map(({ to }) => to),
    undefined,
    rule,
    asking,
  )
  if (done === 'excluded-group' || done === 'other-side') return { because: done }
  if (done !== undefined) doubts.push(done)
  // A finding that names a clause has decided the question of scope itself.
  const verdict = body.touches.length > 0 ? 'within' : scopeUnder(accounts.reports, rule, asking)
  return scoped(verdict, doubts, rule)
}

function matchReport(report: Report, rule: CountingRule, asking: Asking): Match {
  const { body } = report
  const doubts: Doubt[] = []
  const acted = actOf(body.act, rule)
  if (acted === 'arrest' || acted === 'other-act') return { because: acted }
  if (acted !== undefined) doubts.push(acted)
  const done = doerOf(body.alleged === undefined ? [] : [body.alleged], body.sides, rule, asking)
  if (done === 'excluded-group' || done === 'other-side') return { because: done }
  if (done !== undefined) doubts.push(done)
  return scoped(rule.outsideScope ? 'within' : scopeUnder([report], rule, asking), doubts, rule)
}

function scoped(verdict: ScopeVerdict, doubts: readonly Doubt[], { outsideScope }: CountingRule): Match {
  if (outsideScope || verdict === 'within') return { doubts }
  return verdict === 'outside' ? { because: 'outside-scope' } : { doubts: [...doubts, 'scope-uncertain'] }
}

function actOf(act: Act, rule: CountingRule): 'arrest' | 'other-act' | 'means-not-named' | undefined {
  if (act === 'arrest') return rule.arrests ? undefined : 'arrest'
  if (rule.acts === null || rule.acts.includes(act)) return undefined
  // An attack whose means nobody named may be one of the counted means; a named other means may not.
  return act === 'attack' && rule.acts.some((one) => actsAgree(act, one)) ? 'means-not-named' : 'other-act'
}

/** Whether the rule counts conduct of those named; with none named, whether it may be theirs. */
function doerOf(
  named: readonly PartyId[],
  sides: readonly PartyId[] | undefined,
  rule: CountingRule,
  asking: Asking,
): 'excluded-group' | 'other-side' | 'actor-not-named' | undefined {
  const counted = (party: PartyId): boolean =>
    isExcluded(party, asking)
      ? rule.excludedGroups
      : rule.conductOf === null || rule.conductOf.includes(party)
  if (named.some(counted)) return undefined
  if (named.length > 0)
    return named.some((party) => isExcluded(party, asking)) ? 'excluded-group' : 'other-side'
  if (sides === undefined)
    return rule.conductOf === null && rule.excludedGroups ? undefined : 'actor-not-named'
  // One who may have begun is counted: possible. All of them: certain, whoever began.
  if (sides.every(counted)) return undefined
  if (sides.some(counted)) return 'actor-not-named'
  return sides.some((party) => isExcluded(party, asking)) ? 'excluded-group' : 'other-side'
}

/** Whether any agreement asked about names this as an excluded group. */
export function isExcluded(party: PartyId, { agreements }: Pick<Asking, 'agreements'>): boolean {
  return agreements.some(({ agreement }) => agreement.parties.get(party)?.excluded === true)
}

/**
 * The widest verdict under the agreements asked about; `uncertain` if there is none to test by. No agreement has duties
 * of excluded groups: a rule that counts their conduct asks of it what would be asked if nobody had been named.
 */
function scopeUnder(reports: readonly Report[], rule: CountingRule, asking: Asking): ScopeVerdict {
  if (asking.agreements.length === 0 || reports.length === 0) return 'uncertain'
  let best: ScopeVerdict = 'outside'
  for (const bound of asking.agreements) {
    const scopes = reports.map(({ body }) => {
      const byExcluded = body.alleged !== undefined && isExcluded(body.alleged, asking)
      const asked =
        byExcluded && rule.excludedGroups ? { ...body, alleged: undefined, sides: undefined } : body
      return scopeOf(asked, bound.agreement, bound.period)
    })
    const { verdict } = mergeScopes(scopes, bound)
    if (verdict === 'within') return 'within'
    if (verdict === 'uncertain') best = 'uncertain'
  }
  return best
}
