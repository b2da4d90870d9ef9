import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { RECORD_READING, readingsOf } from '../evidence/readings.ts'
import { addToEngine, createEngine } from '../standing/engine.ts'
import { FIRST, type Said } from '../standing/truce.test-support.ts'
import { certificatesOf, entriesOf, hour, travelled } from './certificate.test-support.ts'
import { checkCertificate } from './check.ts'
import { adopted, formLogs, forms, textOf } from './forms.test-support.ts'
import { seeded } from '../standing/seeded.test-support.ts'

const { RUNS, SEED } = seeded(60)

const shelling = {
  kind: 'incident-reported',
  by: 'paper',
  act: 'shelling',
  where: { name: 'a village' },
  means: 'told',
  alleged: 'RED',
} as const
const at = (earliest: string, latest = earliest) =>
  ({
    earliest: `2016-09-12T${earliest}:00Z`,
    latest: `2016-09-12T${latest}:00Z`,
    precision: 'minute',
  }) as const
const found = (incident: string, least: number, most: number): Said => ({
  kind: 'finding-made',
  by: 'mission',
  incident,
  outcome: 'confirmed',
  touches: [{ agreement: 'TRU', clause: 'T.1' }],
  attribution: [{ to: 'RED', confidence: 'established' }],
  when: at('16:00'),
  harm: { killed: { least, most } },
})
/** Found by seed 1685504928: the act may lie before its duty began, and early acts do not count. */
const PERHAPS_EARLY: readonly Said[] = [
  adopted,
  { kind: 'act-confirmed', by: 'mission', agreement: 'TRU', clause: 'T.6', party: 'BLUE', when: at('16:00') },
  { ...shelling, when: at('10:00', '18:00'), harm: { killedCivilians: { least: 0, most: 4 } } },
  found('INC-a', 2, 4),
  { ...shelling, when: at('16:00'), harm: { killed: { least: 0, most: 2 } } },
  found('INC-b', 3, 5),
]
/** Whoever names no hour after the beginning, or no place in the area, may allege no breach: the answer is not surely due. */
const perhapsAlleged = (own: object): readonly Said[] => [
  adopted,
  { ...shelling, when: at('17:00'), where: { name: 'a village', governorate: 'North' }, ...own },
  { kind: 'clock-read', by: 'office', readAt: '2016-09-12T19:00:00Z' },
  { kind: 'source-closed', by: 'mission', source: 'mission', through: '2016-09-15T00:00:00Z' },
]
const ASTRIDE = perhapsAlleged({ when: at('10:00', '18:00') })
const UNPLACED = perhapsAlleged({ where: shelling.where })

test(`certificates of repeated duties, amounts, counted states, limited powers and amended texts are accepted (seed ${SEED})`, () => {
  // Most readings hear one party's word only, and nothing of what others allege.
  const readings = fc.oneof(fc.constant(RECORD_READING), fc.constantFrom(...readingsOf(forms)))
  fc.assert(
    fc.property(formLogs, hour, fc.nat(40), readings, (said, when, cut, reading) => {
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
    {
      numRuns: RUNS,
      seed: SEED,
      examples: [
        [PERHAPS_EARLY, 6, 40, RECORD_READING],
        [ASTRIDE, 40, 40, RECORD_READING],
        [UNPLACED, 40, 40, RECORD_READING],
      ],
    },
  )
}, 900_000)
