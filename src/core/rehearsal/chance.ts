/** Chance that comes out the same on every machine: whoever rehearses hands in the seed. */
export type Chance = {
  /** A whole number from 0 to below `limit`; `limit` is at least 1. */
  below(limit: number): number
}

/** A generator of 32-bit state (mulberry32): enough to choose stories by, and nothing to do with secrets. */
export function chanceFrom(seed: number): Chance {
  let state = seed | 0
  return {
    below(limit) {
      state = (state + 0x6d2b79f5) | 0
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
      return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
    },
  }
}
