/**
 * How many random cases a suite tries, and from which seed; the suite prints the seed. More of them, or the same again:
 * `JIG_RUNS=50000 JIG_SEED=7 npx vitest run src/core/standing/oracle`.
 */
export function seeded(usualRuns: number): { readonly RUNS: number; readonly SEED: number } {
  return {
    RUNS: Number(process.env['JIG_RUNS'] ?? usualRuns),
    SEED: Number(process.env['JIG_SEED'] ?? Math.floor(Math.random() * 2 ** 31)),
  }
}
