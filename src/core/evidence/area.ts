import type { AreaExtent, PointE7, Scale } from '../agreement/agreement.ts'
import type { Place } from '../statement/fields.ts'

/** Whether a place lies in an area: `uncertain` where the source could not place it closely enough, or nobody agreed the area. */
export type Inside = 'inside' | 'outside' | 'uncertain'

const MICROMETRES = 1_000_000
/** Micrometres per 1e-7 degree of latitude, at its smallest on the WGS 84 ellipsoid (110,574 m a degree, at the equator). */
const LEAST_LATITUDE = 11_057

/** Where a place lies with respect to an area, its radius of uncertainty (metres) taken into account. */
export function insideArea(extent: AreaExtent, place: Place): Inside {
  switch (extent.is) {
    case 'everywhere':
      return 'inside'
    case 'not-agreed':
      return 'uncertain'
    case 'governorates':
      if (place.governorate === undefined) return 'uncertain'
      return extent.names.includes(place.governorate) ? 'inside' : 'outside'
    case 'circle': {
      const point = pointOf(place)
      if (point === undefined) return 'uncertain'
      const away = metresBetween(extent.centre, point, extent.scale)
      const unsure = place.radius ?? 0
      if (away + unsure <= extent.radius) return 'inside'
      return away - unsure > extent.radius ? 'outside' : 'uncertain'
    }
    case 'polygon': {
      const point = pointOf(place)
      return point === undefined ? 'uncertain' : insidePolygon(extent.points, point, place.radius ?? 0)
    }
  }
}

function pointOf(place: Place): PointE7 | undefined {
  const { latE7, lonE7 } = place
  return latE7 === undefined || lonE7 === undefined ? undefined : { latE7, lonE7 }
}

function metresBetween(from: PointE7, to: PointE7, scale: Scale): number {
  const north = ((to.latE7 - from.latE7) * scale.lat) / MICROMETRES
  const east = ((to.lonE7 - from.lonE7) * scale.lon) / MICROMETRES
  return Math.sqrt(north * north + east * east)
}

/**
 * A polygon carries no scale, so the radius is widened to a box that surely holds it: twice as wide as high, which is
 * enough up to 60° of latitude. Past that a place with a radius stays uncertain.
 */
function insidePolygon(points: readonly PointE7[], at: PointE7, radius: number): Inside {
  const centre = crosses(points, at)
  if (radius === 0) return centre ? 'inside' : 'outside'
  if (at.latE7 > 600_000_000 || at.latE7 < -600_000_000) return 'uncertain'
  const high = (radius * MICROMETRES) / LEAST_LATITUDE
  const wide = 2 * high
  const near = points.some((point, i) =>
    edgeMeetsBox(point, points[(i + 1) % points.length] ?? point, at, high, wide),
  )
  if (near) return 'uncertain'
  return centre ? 'inside' : 'outside'
}

/** Ray casting to the east; a point on the southern or western edge counts as inside. */
function crosses(points: readonly PointE7[], at: PointE7): boolean {
  let inside = false
  for (const [i, a] of points.entries()) {
    const b = points[(i + 1) % points.length] ?? a
    if (a.latE7 > at.latE7 === b.latE7 > at.latE7) continue
    const lon = a.lonE7 + ((at.latE7 - a.latE7) * (b.lonE7 - a.lonE7)) / (b.latE7 - a.latE7)
    if (at.lonE7 < lon) inside = !inside
  }
  return inside
}

/** Whether a polygon's edge may meet the box; by bounding boxes, so it errs towards `uncertain`. */
function edgeMeetsBox(a: PointE7, b: PointE7, at: PointE7, high: number, wide: number): boolean {
  const north = Math.max(a.latE7, b.latE7)
  const south = Math.min(a.latE7, b.latE7)
  const east = Math.max(a.lonE7, b.lonE7)
  const west = Math.min(a.lonE7, b.lonE7)
  if (south > at.latE7 + high || north < at.latE7 - high) return false
  if (west > at.lonE7 + wide || east < at.lonE7 - wide) return false
  const side = (lat: number, lon: number): number =>
    (b.lonE7 - a.lonE7) * (lat - a.latE7) - (b.latE7 - a.latE7) * (lon - a.lonE7)
  const corners = [
    side(at.latE7 - high, at.lonE7 - wide),
    side(at.latE7 - high, at.lonE7 + wide),
    side(at.latE7 + high, at.lonE7 - wide),
    side(at.latE7 + high, at.lonE7 + wide),
  ]
  return !(corners.every((value) => value > 0) || corners.every((value) => value < 0))
}
