import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readingsOf } from '../evidence/readings.ts'
import { addToEngine, createEngine } from '../standing/engine.ts'
import { FIRST } from '../standing/truce.test-support.ts'
import { certificatesOf, entriesOf, hour, logs, travelled, whole } from './certificate.test-support.ts'
import { checkCertificate } from './check.ts'
import { linked, linkedLogs } from './exchanges.test-support.ts'
import { formLogs, forms, textOf } from './forms.test-support.ts'
import { isTrueOf, mutantsOf } from './mutants.test-support.ts'
import { seeded } from '../standing/seeded.test-support.ts'

const { RUNS, SEED } = seeded(8)

const worlds = [
  { of: 'most of the language', text: whole, textOf: () => whole, logs },
  { of: 'exchanges and states', text: linked, textOf: () => linked, logs: linkedLogs },
  { of: 'what repeats, adds up and is amended', text: forms, textOf, logs: formLogs },
]

test.each(worlds)(
  `of certificates with one thing changed, the checker refuses all that are no longer true, and no others: $of (seed ${SEED})`,
  (world) => {
    const readings = readingsOf(world.text)
    const tally = new Map<string, { mutants: number; refused: number }>()
    fc.assert(
      fc.property(world.logs, hour, fc.constantFrom(...readings), fc.gen(), (said, when, reading, gen) => {
        const entries = entriesOf(said)
        const against = { entries, textOf: world.textOf }
        const engine = createEngine()
        for (const entry of entries) addToEngine(engine, entry, against)
        const known = FIRST + said.length
        const choose = (below: number): number => gen(fc.nat, Math.max(0, below - 1))
        for (const { certificate } of certificatesOf(engine, when, known, reading)) {
          const others = { text: world.text, readings, entries: known }
          for (const mutant of mutantsOf(certificate, others, choose)) {
            const checked = checkCertificate(travelled(mutant.certificate), against).is
            const isTrue = isTrueOf(engine, mutant)
            expect(checked, JSON.stringify({ certificate, mutant })).toBe(isTrue ? 'holds' : 'refused')
            const of = tally.get(mutant.what) ?? { mutants: 0, refused: 0 }
            const refused = of.refused + (checked === 'refused' ? 1 : 0)
            tally.set(mutant.what, { mutants: of.mutants + 1, refused })
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
  },
  900_000,
)
