/**
 * How many metres a degree measures, by latitude, without trigonometry: a table of whole degrees, read between its
 * rows by straight lines. Against the formula below the error is under 0.01 % up to 80° of latitude, far less than the
 * radius of any reported place.
 *
 * Source: WGS 84 (NGA.STND.0036), a = 6 378 137 m, f = 1/298.257223563, e² = f(2 − f); for latitude φ
 *   one degree of latitude  = π/180 · a(1 − e²) / (1 − e² sin²φ)^(3/2)
 *   one degree of longitude = π/180 · a cos φ / √(1 − e² sin²φ)
 * computed once, before the record, so that no two machines can differ in a cosine.
 */

/** Micrometres that 1e-7 degree of latitude and of longitude measure. */
export type LocalScale = { readonly lat: number; readonly lon: number }

/** Decimetres per degree of latitude at 0°, 1° … 90°. */
const LATITUDE: readonly number[] = [
  1105743, 1105746, 1105756, 1105773, 1105797, 1105827, 1105864, 1105908, 1105958, 1106015, 1106078, 1106147,
  1106223, 1106305, 1106393, 1106487, 1106587, 1106693, 1106804, 1106921, 1107043, 1107170, 1107303, 1107440,
  1107582, 1107729, 1107880, 1108035, 1108195, 1108358, 1108524, 1108695, 1108868, 1109045, 1109224, 1109406,
  1109590, 1109776, 1109965, 1110155, 1110346, 1110539, 1110733, 1110927, 1111122, 1111318, 1111513, 1111708,
  1111903, 1112097, 1112291, 1112483, 1112674, 1112863, 1113050, 1113235, 1113418, 1113599, 1113776, 1113951,
  1114123, 1114291, 1114456, 1114617, 1114773, 1114926, 1115074, 1115218, 1115357, 1115491, 1115620, 1115744,
  1115862, 1115975, 1116082, 1116184, 1116279, 1116369, 1116452, 1116529, 1116599, 1116664, 1116721, 1116772,
  1116816, 1116854, 1116885, 1116909, 1116926, 1116936, 1116940,
]

/** Decimetres per degree of longitude at 0°, 1° … 90°. */
const LONGITUDE: readonly number[] = [
  1113195, 1113026, 1112521, 1111680, 1110501, 1108987, 1107137, 1104952, 1102433, 1099580, 1096394, 1092876,
  1089027, 1084848, 1080340, 1075505, 1070344, 1064858, 1059050, 1052920, 1046471, 1039704, 1032621, 1025225,
  1017518, 1009501, 1001177, 992549, 983619, 974389, 964863, 955043, 944931, 934532, 923848, 912882, 901637,
  890117, 878325, 866264, 853939, 841352, 828508, 815410, 802062, 788468, 774633, 760560, 746254, 731718,
  716958, 701977, 686780, 671372, 655758, 639941, 623928, 607722, 591329, 574753, 558000, 541075, 523982,
  506728, 489317, 471755, 454047, 436199, 418215, 400102, 381865, 363510, 345042, 326468, 307792, 289020,
  270159, 251214, 232191, 213096, 193935, 174713, 155438, 136114, 116748, 97345, 77913, 58456, 38980, 19493,
  0,
]

const DEGREE = 10_000_000
/** Decimetres per degree to micrometres per 1e-7 degree. */
const TO_MICROMETRES = 100

function between(table: readonly number[], latE7: number): number {
  const degree = Math.floor(latE7 / DEGREE)
  const low = table[degree] ?? 0
  const high = table[degree + 1] ?? low
  return low + ((high - low) * (latE7 - degree * DEGREE)) / DEGREE
}

/** The scale at a latitude in 1e-7 degree, north or south; beyond the pole it is the pole's. */
export function scaleAt(latE7: number): LocalScale {
  const north = Math.min(latE7 < 0 ? -latE7 : latE7, 90 * DEGREE)
  return { lat: between(LATITUDE, north) / TO_MICROMETRES, lon: between(LONGITUDE, north) / TO_MICROMETRES }
}
