import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readingsOf } from '../evidence/readings.ts'
import { FIRST, told } from '../standing/truce.test-support.ts'
import { certificates, entriesOf, hour, logs, travelled, whole } from './certificate.test-support.ts'
import { checkCertificate } from './check.ts'
import { isTrueOf, mutantsOf } from './mutants.test-support.ts'

/** `JIG_RUNS=1000 JIG_SEED=7 npx vitest run src/core/certificate/mutation`: more of them, or the same again. */
const RUNS = Number(process.env['JIG_RUNS'] ?? 20)
const SEED = Number(process.env['JIG_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

test(`of certificates with one thing changed, the checker refuses all that are no longer true, and no others (seed ${SEED})`, () => {
  const readings = readingsOf(whole)
  const tally = new Map<string, { mutants: number; refused: number }>()
  fc.assert(
    fc.property(logs, hour, fc.constantFrom(...readings), fc.gen(), (said, when, reading, gen) => {
      const engine = told(whole, ...said)
      const against = { entries: entriesOf(said), textOf: () => whole }
      const known = FIRST + said.length
      const choose = (below: number): number => gen(fc.nat, Math.max(0, below - 1))
      const all = certificates(whole, said, when, known, reading)
      for (const { certificate } of all) {
        for (const mutant of mutantsOf(certificate, { text: whole, readings, entries: known }, choose)) {
          const checked = checkCertificate(travelled(mutant.certificate), against).is
          const isTrue = isTrueOf(engine, mutant)
          expect(checked, JSON.stringify({ certificate, mutant })).toBe(isTrue ? 'holds' : 'refused')
          const of = tally.get(mutant.what) ?? { mutants: 0, refused: 0 }
          tally.set(mutant.what, {
            mutants: of.mutants + 1,
            refused: of.refused + (checked === 'refused' ? 1 : 0),
          })
        }
      }
    }),
    { numRuns: RUNS, seed: SEED },
  )
  const refused = [...tally.values()].reduce((sum, one) => sum + one.refused, 0)
  const mutants = [...tally.values()].reduce((sum, one) => sum + one.mutants, 0)
  console.info(
    `${mutants} mutants, ${refused} refused, ${mutants - refused} as true as before (seed ${SEED})`,
  )
  console.info(Object.fromEntries(tally))
  // Were most mutants true, the checker would have had little to refuse.
  expect(refused).toBeGreaterThan(mutants / 2)
}, 900_000)
