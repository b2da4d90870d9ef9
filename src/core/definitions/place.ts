import type { Agreement, AreaExtent, PointE7 } from '../agreement/agreement.ts'
import { ATTACKS, type PartyId, type Place } from '../statement/fields.ts'
import type { Told } from './told.ts'
import type { Owes } from './world.ts'

type Placed = 'inside' | 'uncertain' | 'outside'

/** Whether a report lays such an act to this bearer, and whether its place is surely inside; `undefined` if it does not. */
export function touchOf(
  { id, parties, terms }: Agreement,
  { clause: { id: clauseId, duty, conduct }, bearer }: Owes,
  report: Told<'incident-reported'>['body'],
): 'inside' | 'uncertain' | undefined {
  const { alleged, against, sides = [], touches = [], act } = report
  const outside = (party: PartyId | undefined): boolean =>
    party !== undefined && (parties.get(party)?.excluded ?? false)
  if (alleged !== bearer || !parties.has(bearer) || [bearer, against, ...sides].some(outside))
    return undefined
  if (touches.some((one) => one.agreement === id && one.clause === clauseId)) return 'inside'
  const covers = conduct.acts.includes(act) || (conduct.acts.includes('attack') && ATTACKS.includes(act))
  const of = conduct.against
  if ((duty !== 'refrain' && duty !== 'maintain') || !covers) return undefined
  if (of.length > 0 && against !== undefined && !of.includes(against)) return undefined
  if (conduct.area === undefined) return 'inside'
  const area = terms.get(conduct.area)
  const placed = area?.is === 'area' ? placedIn(area.extent, report.where) : 'uncertain'
  return placed === 'outside' ? undefined : placed
}

const MICROMETRES = 1_000_000

/** Where a place lies to an area, given how closely (`radius`, metres) its source knew it. */
function placedIn(extent: AreaExtent, { governorate, latE7, lonE7, radius = 0 }: Place): Placed {
  if (extent.is === 'everywhere') return 'inside'
  if (extent.is === 'not-agreed') return 'uncertain'
  if (extent.is === 'governorates') {
    if (governorate === undefined) return 'uncertain'
    return extent.names.includes(governorate) ? 'inside' : 'outside'
  }
  if (latE7 === undefined || lonE7 === undefined) return 'uncertain'
  if (extent.is === 'polygon') return inPolygon(extent.points, { latE7, lonE7 }, radius)
  const north = ((latE7 - extent.centre.latE7) * extent.scale.lat) / MICROMETRES
  const east = ((lonE7 - extent.centre.lonE7) * extent.scale.lon) / MICROMETRES
  const away = Math.sqrt(north * north + east * east)
  if (away + radius <= extent.radius) return 'inside'
  return away - radius > extent.radius ? 'outside' : 'uncertain'
}

/** Micrometres per 1e-7 degree of latitude where that is smallest, at the equator of WGS 84. */
const LEAST_LATITUDE = 11_057
/** Past 60° (in 1e-7 degree) a degree of longitude is less than half as long as one of latitude. */
const FAR_NORTH = 600_000_000

/** A place with a radius is a box around it that is sure to hold it: uncertain if an edge of the polygon enters the box. */
function inPolygon(points: readonly PointE7[], at: PointE7, radius: number): Placed {
  const edges = points.map((point, i) => [point, points[(i + 1) % points.length] ?? point] as const)
  if (radius > 0) {
    const high = (radius * MICROMETRES) / LEAST_LATITUDE
    if (Math.abs(at.latE7) > FAR_NORTH || edges.some(([a, b]) => enters(a, b, at, high, 2 * high)))
      return 'uncertain'
  }
  // A line from the place to the east leaves the polygon once more often than it enters, if it began inside.
  const crossed = edges.filter(([a, b]) => {
    const [low, top] = a.latE7 < b.latE7 ? [a, b] : [b, a]
    if (low.latE7 > at.latE7 || top.latE7 <= at.latE7) return false
    const up = (at.latE7 - low.latE7) * (top.lonE7 - low.lonE7)
    return (at.lonE7 - low.lonE7) * (top.latE7 - low.latE7) < up
  })
  return crossed.length % 2 === 1 ? 'inside' : 'outside'
}

/** Whether something is left of the edge from a to b once it is cut at the four sides of the box. */
function enters(a: PointE7, b: PointE7, at: PointE7, high: number, wide: number): boolean {
  let [from, until] = [0, 1]
  const axes = [
    [a.latE7 - at.latE7, b.latE7 - a.latE7, high],
    [a.lonE7 - at.lonE7, b.lonE7 - a.lonE7, wide],
  ] as const
  for (const [start, run, half] of axes) {
    if (run === 0 && Math.abs(start) > half) return false
    if (run === 0) continue
    const cuts = [(-half - start) / run, (half - start) / run]
    from = Math.max(from, Math.min(...cuts))
    until = Math.min(until, Math.max(...cuts))
  }
  return from <= until
}
