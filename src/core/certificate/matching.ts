import type { Agreement, AreaExtent, Clause } from '../agreement/agreement.ts'
import { ATTACKS, type PartyId, type Place } from '../statement/fields.ts'
import type { StatementOf } from '../statement/kinds.ts'
import { CannotCheck } from './world.ts'

type Report = Pick<
  StatementOf<'incident-reported'>,
  'act' | 'where' | 'alleged' | 'sides' | 'against' | 'touches'
>

/** Whether a report lays such an act to this bearer, and whether its place is surely inside; `undefined` if it does not. */
export function touchOf(
  text: Agreement,
  { clause, bearer }: { readonly clause: Clause; readonly bearer: PartyId },
  report: Report,
): 'inside' | 'uncertain' | undefined {
  const excluded = (party: PartyId | undefined): boolean =>
    party !== undefined && (text.parties.get(party)?.excluded ?? false)
  if (report.alleged !== bearer || excluded(bearer) || excluded(report.against)) return undefined
  if (report.sides?.some(excluded) === true || !text.parties.has(bearer)) return undefined
  const named = report.touches?.some((one) => one.agreement === text.id && one.clause === clause.id) ?? false
  if (named) return 'inside'
  const { duty, conduct } = clause
  if (duty !== 'refrain' && duty !== 'maintain') return undefined
  const covers =
    conduct.acts.includes(report.act) ||
    (conduct.acts.includes('attack') && ATTACKS.some((attack) => attack === report.act))
  const at = report.against
  if (!covers || !(conduct.against.length === 0 || at === undefined || conduct.against.includes(at)))
    return undefined
  if (conduct.area === undefined) return 'inside'
  const area = text.terms.get(conduct.area)
  const placed = area?.is === 'area' ? placedIn(area.extent, report.where) : 'uncertain'
  return placed === 'outside' ? undefined : placed
}

/** @throws CannotCheck for a polygon: its geometry is not worked out a second time here */
function placedIn(extent: AreaExtent, where: Place): 'inside' | 'uncertain' | 'outside' {
  if (extent.is === 'everywhere') return 'inside'
  if (extent.is === 'not-agreed') return 'uncertain'
  if (extent.is === 'governorates') {
    if (where.governorate === undefined) return 'uncertain'
    return extent.names.includes(where.governorate) ? 'inside' : 'outside'
  }
  if (where.latE7 === undefined || where.lonE7 === undefined) return 'uncertain'
  if (extent.is === 'polygon') throw new CannotCheck('an area with corners, in which a place has to be found')
  const north = ((where.latE7 - extent.centre.latE7) * extent.scale.lat) / 1_000_000
  const east = ((where.lonE7 - extent.centre.lonE7) * extent.scale.lon) / 1_000_000
  const away = Math.sqrt(north * north + east * east)
  const radius = where.radius ?? 0
  if (away + radius <= extent.radius) return 'inside'
  return away - radius > extent.radius ? 'outside' : 'uncertain'
}
