import { problems } from '../problem.ts'
import type { AreaExtent, PointE7, Scale } from './agreement.ts'
import type { Fields } from './block-fields.ts'
import { betweenCommas, part, whereIn, type Passage } from './passage.ts'

/*
 * extent = "everywhere" | "not agreed" | "governorates" NAME { "," NAME } | "polygon"
 *        | "circle" LATITUDE "," LONGITUDE "radius" NUMBER "m"
 * point  = LATITUDE "," LONGITUDE                     decimal degrees (WGS 84), at most seven decimals
 * scale  = NUMBER "km" "by" NUMBER "km" "per" "degree"   latitude first; at most two decimals
 */

const EXTENT_FIX =
  'write “everywhere”, “not agreed”, “governorates Aleppo, Idlib”, “circle 36.25, 37.13 radius 5000 m” with a scale, or “polygon” with points'
const POINTS_FIX =
  'write points: ["36.2446, 37.1171", "36.2500, 37.1300"], each point in quotes, latitude first'

/** An area's extent from the keys `extent`, `points` and `scale`. Whatever is wrong has been reported. */
export function areaExtent(fields: Fields): AreaExtent | undefined {
  const passage = fields.passage('extent')
  if (passage === undefined) return fields.has('extent') ? undefined : fields.missing('extent', EXTENT_FIX)
  const [first = ''] = passage.text.trim().split(/\s+/)
  if (first !== 'polygon' && fields.has('points'))
    fields.refuse('points', 'only a polygon has points', EXTENT_FIX)
  if (first !== 'circle' && fields.has('scale'))
    fields.refuse('scale', 'only a circle needs a scale', EXTENT_FIX)
  if (first === 'circle') return circle(fields, passage)
  if (first === 'governorates') {
    const start = passage.text.indexOf(first) + first.length
    const names = betweenCommas(part(passage, start, passage.text.length)).map(({ text }) =>
      text.replaceAll(/\s+/g, ' '),
    )
    return names.includes('')
      ? fields.refuse('extent', 'a governorate has no name', EXTENT_FIX)
      : { is: 'governorates', names }
  }
  const words = passage.text.trim().replaceAll(/\s+/g, ' ')
  if (words === 'everywhere') return { is: 'everywhere' }
  if (words === 'not agreed') return { is: 'not-agreed' }
  if (words === 'polygon') {
    const points = pointList(fields, 3)
    return points === undefined ? undefined : { is: 'polygon', points }
  }
  return fields.refuse('extent', `“${words}” is not an extent`, EXTENT_FIX)
}

/** The points of the key `points`, at least `least` of them. */
export function pointList(fields: Fields, least: number): readonly PointE7[] | undefined {
  const texts = fields.has('points')
    ? fields.list('points', POINTS_FIX)
    : fields.missing('points', POINTS_FIX)
  if (texts === undefined) return undefined
  const points = texts.map((text) => point(fields, text))
  if (points.length < least)
    return fields.refuse(
      'points',
      `there are ${points.length} points, and at least ${least} are needed`,
      POINTS_FIX,
    )
  const known = points.filter((found) => found !== undefined)
  return known.length === points.length ? known : undefined
}

function circle(fields: Fields, passage: Passage): AreaExtent | undefined {
  const parts = /^\s*circle\s+([^,]*,\s*\S+)\s+radius\s+([1-9]\d{0,7})\s?m\s*$/.exec(passage.text)
  if (parts === null) return fields.refuse('extent', `“${passage.text.trim()}” is not a circle`, EXTENT_FIX)
  const from = passage.text.indexOf(parts[1] ?? '')
  const centre = point(fields, part(passage, from, from + (parts[1] ?? '').length))
  if (centre === undefined) return undefined
  const scale = scaleAt(fields, centre.latE7)
  return scale === undefined ? undefined : { is: 'circle', centre, radius: Number(parts[2]), scale }
}

function point(fields: Fields, passage: Passage): PointE7 | undefined {
  const [lat, lon, ...rest] = betweenCommas(passage)
  const latE7 = lat === undefined ? undefined : degreesE7(lat.text)
  const lonE7 = lon === undefined ? undefined : degreesE7(lon.text)
  if (latE7 === undefined || lonE7 === undefined || rest.length > 0) {
    return fields.report(
      problems.agreementMalformed({
        because: `“${passage.text}” is not a point`,
        fix: 'write latitude and longitude in decimal degrees between one pair of quotes, like "36.2446, 37.1171"',
        where: whereIn(passage),
      }),
    )
  }
  if (latE7 >= -900_000_000 && latE7 <= 900_000_000 && lonE7 >= -1_800_000_000 && lonE7 <= 1_800_000_000)
    return { latE7, lonE7 }
  const fix = 'write latitude first, then longitude'
  return fields.report(problems.placeOutOfRange({ given: passage.text, fix, where: whereIn(passage) }))
}

/** Decimal degrees as whole units of 1e-7 degree, by digits: a float would put some points one unit off. */
function degreesE7(text: string): number | undefined {
  const parts = /^(-?)(\d{1,3})(?:\.(\d{1,7}))?$/.exec(text)
  if (parts === null) return undefined
  const size = Number((parts[2] ?? '') + (parts[3] ?? '').padEnd(7, '0'))
  return parts[1] === '-' && size !== 0 ? -size : size
}

/** 1 km a degree is 100 micrometres per 1e-7 degree, so two decimals of a kilometre give whole numbers. */
function scaleAt(fields: Fields, latE7: number): Scale | undefined {
  const there = lengthsAt(latE7)
  const fix = `write “scale: ${kilometres(there.lat)} km by ${kilometres(there.lon)} km per degree”: north–south first, then east–west at that latitude`
  const text = fields.prose('scale')
  if (text === undefined) return fields.has('scale') ? undefined : fields.missing('scale', fix)
  const parts = /^(\d{1,3})(?:\.(\d{1,2}))? ?km by (\d{1,3})(?:\.(\d{1,2}))? ?km per degree$/.exec(text)
  if (parts === null) return fields.refuse('scale', `“${text}” is not a scale`, fix)
  const scale = { lat: hundredths(parts[1], parts[2]), lon: hundredths(parts[3], parts[4]) }
  // On a ball, within 0.2 km of `there`: a rule by the ellipsoid would refuse texts that have been taken.
  const off = scale.lon - 11_132 * cosineAt(latE7)
  // A degree of latitude has 110.57 km at the equator and 111.69 km at the poles (WGS 84).
  if (scale.lat < 11_050 || scale.lat > 11_175 || off > 60 || off < -60) {
    return fields.refuse('scale', `“${text}” does not fit the circle's latitude`, fix)
  }
  return scale
}

/** Of WGS 84 (NIMA TR8350.2, table 3.1 and 3.3): the longer half-axis in units of ten metres, and the eccentricity squared. */
const HALF_AXIS = 637_813.7
const ECCENTRICITY_SQUARED = 0.00669437999014
const RADIANS_A_DEGREE = 0.017453292519943295

/**
 * How long a degree is at a latitude on the ellipsoid WGS 84, in whole units of ten metres: along the meridian, and along
 * the parallel.
 */
function lengthsAt(latE7: number): Scale {
  const cos = cosineAt(latE7)
  const flat = 1 - ECCENTRICITY_SQUARED * (1 - cos * cos)
  const across = HALF_AXIS / Math.sqrt(flat)
  return {
    lat: Math.round(((across * (1 - ECCENTRICITY_SQUARED)) / flat) * RADIANS_A_DEGREE),
    lon: Math.max(0, Math.round(across * cos * RADIANS_A_DEGREE)),
  }
}

const kilometres = (hundredfold: number): string =>
  `${Math.floor(hundredfold / 100)}.${String(hundredfold % 100).padStart(2, '0')}`

const hundredths = (whole: string | undefined, rest: string | undefined): number =>
  Number((whole ?? '') + (rest ?? '').padEnd(2, '0'))

/** The cosine by its series up to the tenth power: for −π/2 to π/2 it is off by less than 5e-7, or 6 cm a degree. */
function cosineAt(latE7: number): number {
  const square = ((latE7 / 10_000_000) * RADIANS_A_DEGREE) ** 2
  return (
    1 - (square / 2) * (1 - (square / 12) * (1 - (square / 30) * (1 - (square / 56) * (1 - square / 90))))
  )
}
