import { scaleAt } from './scale.ts'

/** A point on the globe in 1e-7 degree, north and east positive. */
export type Point = { readonly latE7: number; readonly lonE7: number }

const TURN = 3_600_000_000
const HALF_TURN = TURN / 2
const MICROMETRES = 1_000_000

/**
 * Metres between two points, measured flat at the scale of their middle latitude. Good to about a part in a thousand
 * over the 200 km in which two reports can still be about one incident; not for navigation. Crosses 180° by the short way.
 */
export function metresBetween(one: Point, other: Point): number {
  const scale = scaleAt((one.latE7 + other.latE7) / 2)
  let east = other.lonE7 - one.lonE7
  if (east > HALF_TURN) east -= TURN
  if (east < -HALF_TURN) east += TURN
  const x = east * scale.lon
  const y = (other.latE7 - one.latE7) * scale.lat
  return Math.round(Math.sqrt(x * x + y * y) / MICROMETRES)
}

/**
 * How far two places may be apart when each is known only within its radius (metres): from `least` to `most`. A `least`
 * of 0 says that they may be one place.
 */
export function apart(
  one: Point & { readonly radius: number },
  other: Point & { readonly radius: number },
): { readonly least: number; readonly most: number } {
  const middle = metresBetween(one, other)
  const slack = one.radius + other.radius
  return { least: middle > slack ? middle - slack : 0, most: middle + slack }
}
