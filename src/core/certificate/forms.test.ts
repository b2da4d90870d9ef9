import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readingsOf } from '../evidence/readings.ts'
import { addToEngine, createEngine } from '../standing/engine.ts'
import { FIRST } from '../standing/truce.test-support.ts'
import { certificatesOf, entriesOf, hour, travelled } from './certificate.test-support.ts'
import { checkCertificate } from './check.ts'
import { formLogs, forms, textOf } from './forms.test-support.ts'
import { seeded } from '../standing/seeded.test-support.ts'

const { RUNS, SEED } = seeded(60)

test(`certificates of repeated duties, amounts, counted states, limited powers and amended texts are accepted (seed ${SEED})`, () => {
  const readings = readingsOf(forms)
  fc.assert(
    fc.property(formLogs, hour, fc.nat(40), fc.constantFrom(...readings), (said, when, cut, reading) => {
      const entries = entriesOf(said)
      const engine = createEngine()
      for (const entry of entries) addToEngine(engine, entry, { textOf })
      const known = FIRST + Math.min(cut, said.length)
      for (const { certificate, ...stands } of certificatesOf(engine, when, known, reading)) {
        const checked = checkCertificate(travelled(certificate), { entries, textOf })
        expect(checked, JSON.stringify(certificate)).toEqual({ is: 'holds' })
        expect(stands.said, JSON.stringify(certificate)).toEqual(stands.shown)
      }
    }),
    { numRuns: RUNS, seed: SEED },
  )
}, 900_000)
