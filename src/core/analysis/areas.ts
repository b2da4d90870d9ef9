import type { Agreement, AreaExtent, Scale } from '../agreement/agreement.ts'
import type { TermId } from '../statement/fields.ts'
import { outlinesMeet, type Outline } from './outlines.ts'

const MICROMETRES = 1_000_000
/** For two polygons, which carry no scale: whether they meet is the same at any. */
const ANY_SCALE: Scale = { lat: 11_100, lon: 11_100 }

/** The areas of a text beside each other. `undefined` is no area, which is everywhere. */
export type Areas = {
  /** Whether two areas surely have no ground in common. Errs towards “they may”. */
  readonly surelyApart: (one: TermId | undefined, other: TermId | undefined) => boolean
  /** Whether one of two areas surely lies within the other, so that conduct can fall into both. */
  readonly surelyMeet: (one: TermId | undefined, other: TermId | undefined) => boolean
}

/** Each pair is measured once: many clauses speak of few areas. */
export function areasIn(agreement: Agreement): Areas {
  const known = new Map<string, boolean>()
  const whole = (id: TermId | undefined): boolean =>
    id === undefined || extentOf(agreement, id)?.is === 'everywhere'
  return {
    surelyApart: (one, other) => {
      if (one === undefined || other === undefined || one === other) return false
      const key = `${one}|${other}`
      const apart = known.get(key) ?? areApart(extentOf(agreement, one), extentOf(agreement, other))
      known.set(key, apart)
      return apart
    },
    surelyMeet: (one, other) => one === other || whole(one) || whole(other),
  }
}

function areApart(one: AreaExtent | undefined, other: AreaExtent | undefined): boolean {
  if (one === undefined || other === undefined) return false
  if (one.is === 'governorates' && other.is === 'governorates')
    return !one.names.some((name) => other.names.includes(name))
  const scale = scaleOf(one, other)
  const [first, second] = [outlineOf(one, scale), outlineOf(other, scale)]
  return first !== undefined && second !== undefined && !outlinesMeet(first, second)
}

function extentOf(agreement: Agreement, id: TermId): AreaExtent | undefined {
  const term = agreement.terms.get(id)
  return term?.is === 'area' ? term.extent : undefined
}

/** Of two circles the smaller scale on each axis: it makes a distance shorter than it is, never longer. */
function scaleOf(one: AreaExtent, other: AreaExtent): Scale {
  const scales = [one, other].flatMap((extent) => (extent.is === 'circle' ? [extent.scale] : []))
  if (scales.length === 0) return ANY_SCALE
  return {
    lat: Math.min(...scales.map(({ lat }) => lat)),
    lon: Math.min(...scales.map(({ lon }) => lon)),
  }
}

/** `undefined` where the text gives no points. */
function outlineOf(extent: AreaExtent, { lat, lon }: Scale): Outline | undefined {
  if (extent.is !== 'polygon' && extent.is !== 'circle') return undefined
  const points = extent.is === 'polygon' ? extent.points : [extent.centre]
  return {
    corners: points.map(({ latE7, lonE7 }) => ({
      x: (lonE7 * lon) / MICROMETRES,
      y: (latE7 * lat) / MICROMETRES,
    })),
    radius: extent.is === 'circle' ? extent.radius : 0,
  }
}
