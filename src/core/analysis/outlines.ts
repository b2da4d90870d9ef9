/** The outline of an area in a plane, in metres: the corners of a polygon, or the middle of a circle with its radius. */
export type Outline = { readonly corners: readonly Spot[]; readonly radius: number }

type Spot = { readonly x: number; readonly y: number }

/** Rounding must never part two areas that touch. */
const SLACK = 1

/** Whether two areas have ground in common, or lie within a metre of each other. */
export function outlinesMeet(one: Outline, other: Outline): boolean {
  const reach = one.radius + other.radius + SLACK
  // Most areas are far apart, and their boxes say so without a look at every side.
  if (gap(one, other, 'x') > reach || gap(one, other, 'y') > reach) return false
  const edges = edgesOf(other)
  return (
    edgesOf(one).some((edge) => edges.some((another) => between(edge, another) <= reach)) ||
    isWithin(one, other) ||
    isWithin(other, one)
  )
}

/** How far the boxes around two outlines lie apart on an axis; below 0 where they overlap. */
function gap(one: Outline, other: Outline, axis: keyof Spot): number {
  const first = one.corners.map((corner) => corner[axis])
  const second = other.corners.map((corner) => corner[axis])
  return Math.max(Math.min(...first) - Math.max(...second), Math.min(...second) - Math.max(...first))
}

type Edge = readonly [Spot, Spot]

/** The sides of a polygon; of a circle, its middle as a side of no length. */
function edgesOf({ corners }: Outline): readonly Edge[] {
  return corners.map((corner, i) => [corner, corners[(i + 1) % corners.length] ?? corner])
}

/** The distance between two sides: 0 where they cross, and otherwise that of an end of one of them. */
function between([a, b]: Edge, [c, d]: Edge): number {
  const crosses = turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0
  return crosses ? 0 : Math.min(toEdge(a, [c, d]), toEdge(b, [c, d]), toEdge(c, [a, b]), toEdge(d, [a, b]))
}

/** Above 0 where `c` lies to the left of the way from `a` to `b`, below 0 to the right. */
const turn = (a: Spot, b: Spot, c: Spot): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)

function toEdge(spot: Spot, [a, b]: Edge): number {
  const [along, up] = [b.x - a.x, b.y - a.y]
  const length = along * along + up * up
  const share = length === 0 ? 0 : ((spot.x - a.x) * along + (spot.y - a.y) * up) / length
  const at = Math.max(0, Math.min(1, share))
  const [x, y] = [a.x + at * along - spot.x, a.y + at * up - spot.y]
  return Math.sqrt(x * x + y * y)
}

/** Whether the first corner of one lies in the other: enough where no sides meet. Ray casting to the east. */
function isWithin({ corners: [first] }: Outline, outer: Outline): boolean {
  if (first === undefined) return false
  const passed = edgesOf(outer).filter(
    ([a, b]) =>
      a.y > first.y !== b.y > first.y && first.x < a.x + ((first.y - a.y) * (b.x - a.x)) / (b.y - a.y),
  )
  return passed.length % 2 === 1
}
