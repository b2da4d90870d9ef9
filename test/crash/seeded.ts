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

/**
 * The seeds to run with: JIG_CRASH_RUNS of them from JIG_CRASH_SEED on, as `npm run test:crash -- --runs 200 --seed 1`
 * sets them.
 */
export function seedsToRun(unlessSaid: number): readonly number[] {
  const runs = Number(process.env['JIG_CRASH_RUNS'] ?? unlessSaid)
  const first = Number(process.env['JIG_CRASH_SEED'] ?? 1)
  return Array.from({ length: runs }, (_, run) => first + run)
}
