/** Whole numbers from 0 up to, not including, `below`. */
export type Pick = (below: number) => number

/** The same numbers for the same seed on every machine (xorshift32), so that a run that failed can be run again. */
export function seeded(seed: number): Pick {
  // Zero would stay zero for ever; the multiplication parts neighbouring seeds.
  let state = Math.imul(seed + 1, 0x9e3779b9) | 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}
