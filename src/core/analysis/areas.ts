import type { Agreement, AreaExtent, PointE7 } from '../agreement/agreement.ts'
import type { TermId } from '../statement/fields.ts'

type Box = { readonly south: number; readonly north: number; readonly west: number; readonly east: number }

const MICROMETRES = 1_000_000

/** Whether two areas surely have no ground in common. `undefined` is no area, which is everywhere. Errs towards “they may”. */
export function surelyApart(
  agreement: Agreement,
  one: TermId | undefined,
  other: TermId | undefined,
): boolean {
  if (one === undefined || other === undefined || one === other) return false
  const [a, b] = [extentOf(agreement, one), extentOf(agreement, other)]
  if (a === undefined || b === undefined) return false
  if (a.is === 'governorates' && b.is === 'governorates')
    return !a.names.some((name) => b.names.includes(name))
  const [first, second] = [boxOf(a), boxOf(b)]
  if (first === undefined || second === undefined) return false
  return (
    first.south > second.north ||
    second.south > first.north ||
    first.west > second.east ||
    second.west > first.east
  )
}

/** Whether one of two areas surely lies within the other, so that conduct can fall into both. */
export function surelyMeet(
  agreement: Agreement,
  one: TermId | undefined,
  other: TermId | undefined,
): boolean {
  const whole = (id: TermId | undefined): boolean =>
    id === undefined || extentOf(agreement, id)?.is === 'everywhere'
  return one === other || whole(one) || whole(other)
}

function extentOf(agreement: Agreement, id: TermId): AreaExtent | undefined {
  const term = agreement.terms.get(id)
  return term?.is === 'area' ? term.extent : undefined
}

/** The smallest box around an area in 1e-7 degree; `undefined` where the text gives no points. */
function boxOf(extent: AreaExtent): Box | undefined {
  switch (extent.is) {
    case 'everywhere':
    case 'not-agreed':
    case 'governorates':
      return undefined
    case 'polygon':
      return around(extent.points)
    case 'circle': {
      const { centre, radius, scale } = extent
      if (scale.lat <= 0 || scale.lon <= 0) return undefined
      const high = (radius * MICROMETRES) / scale.lat
      const wide = (radius * MICROMETRES) / scale.lon
      return around([
        { latE7: centre.latE7 - high, lonE7: centre.lonE7 - wide },
        { latE7: centre.latE7 + high, lonE7: centre.lonE7 + wide },
      ])
    }
  }
}

function around(points: readonly PointE7[]): Box | undefined {
  if (points.length === 0) return undefined
  let box: Box = { south: Infinity, north: -Infinity, west: Infinity, east: -Infinity }
  for (const { latE7, lonE7 } of points)
    box = {
      south: Math.min(box.south, latE7),
      north: Math.max(box.north, latE7),
      west: Math.min(box.west, lonE7),
      east: Math.max(box.east, lonE7),
    }
  return box
}
