import { readFileSync } from 'node:fs'
import type { Signer } from '../../src/core/bytes/ed25519.ts'
import { sha256Hex } from '../../src/core/bytes/sha256.ts'
import { utf8 } from '../../src/core/bytes/utf8.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { grants, keys, registers, say, type Said } from '../contracts/some-log.ts'
import { SALT_ROAD_TEXTS, saltRoadNotes } from './salt-road.ts'

/** A second invented agreement, in the forms that the salt road leaves out, and what was said under it afterwards. */
const TEXT = utf8(readFileSync(new URL('salt-port.md', import.meta.url), 'utf8'))
export const SALT_TEXTS: readonly Uint8Array[] = [...SALT_ROAD_TEXTS, TEXT]

const [hill, coast, mission] = ['hill.command', 'coast.command', 'mission'].map(demonstrationSigner)
const isle = demonstrationSigner('isle.council')
const commission = demonstrationSigner('commission')

const time = (day: number, hour: number): string =>
  `2016-09-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`
const moment = (day: number, hour: number, latest = hour) =>
  ({ earliest: time(day, hour), latest: time(day, latest), precision: 'hour' }) as const
const OF_PORT = { agreement: 'PORT' } as const

/** The whole log: that of the salt road first. */
export function saltNotes(): readonly Uint8Array[] {
  const notes = [...saltRoadNotes()]
  const tell = (by: Signer | undefined, said: Said): number => {
    if (by === undefined) throw new Error('nobody says it')
    notes.push(say([by], { saidAt: time(24, 0), ...said }))
    return notes.length - 1
  }
  notes.push(
    grants(isle, 'party', 'ISLE'),
    registers(isle),
    grants(commission, 'monitor'),
    registers(commission),
  )
  tell(keys.operator, { kind: 'agreement-adopted', ...OF_PORT, package: sha256Hex(TEXT) })
  for (const by of [hill, isle])
    tell(by, {
      kind: 'term-determined',
      ...OF_PORT,
      term: 'Opening',
      value: { is: 'moment', instant: time(2, 0) },
    })
  const finds = (
    by: Signer | undefined,
    incident: string,
    clause: string,
    to: string,
    when: ReturnType<typeof moment>,
  ) =>
    tell(by, {
      kind: 'finding-made',
      incident,
      outcome: 'confirmed',
      touches: [{ ...OF_PORT, clause }],
      attribution: [{ to, confidence: 'established' }],
      when,
      harm: { killed: { least: 4, most: 6 } },
    })
  const report = tell(isle, {
    kind: 'incident-reported',
    act: 'small-arms-fire',
    when: moment(5, 8, 12),
    where: { name: 'The mole', governorate: 'Tartus' },
    means: 'saw',
    alleged: 'COAST',
  })
  tell(coast, { kind: 'reply-made', to: report, stance: 'denies' })
  tell(mission, { kind: 'reports-linked', incident: 'INC-mole', reports: [report], proposedBy: 'person' })
  for (const by of [mission, commission]) finds(by, 'INC-mole', 'PORT.2', 'COAST', moment(5, 9))
  for (const by of [mission, isle]) finds(by, 'INC-quay', 'PORT.1', 'HILL', moment(6, 9))
  const uses = (by: Signer | undefined, power: string, act: 'waive' | 'suspend' | 'resume', day: number) =>
    tell(by, { kind: 'power-exercised', ...OF_PORT, power, act, from: time(day, 0) })
  uses(hill, 'PORT.6', 'waive', 7)
  uses(isle, 'PORT.6', 'waive', 7)
  uses(isle, 'PORT.7', 'suspend', 8)
  uses(isle, 'PORT.8', 'resume', 9)
  const flies = (incident: string, day: number) => finds(mission, incident, 'PORT.3', 'HILL', moment(day, 10))
  const announced = tell(hill, {
    kind: 'notice-given',
    about: 'air-activity',
    to: ['COAST', 'ISLE'],
    incident: 'INC-wounded',
    saidAt: time(9, 8),
  })
  for (const [by, party] of [
    [coast, 'COAST'],
    [isle, 'ISLE'],
  ] as const)
    tell(by, { kind: 'notice-acknowledged', notice: announced, party, saidAt: time(9, 9) })
  flies('INC-wounded', 10)
  flies('INC-other', 11)
  tell(coast, {
    kind: 'act-declared',
    ...OF_PORT,
    clause: 'PORT.4',
    party: 'COAST',
    when: moment(7, 1, 6),
  })
  tell(mission, {
    kind: 'act-refuted',
    ...OF_PORT,
    clause: 'PORT.4',
    party: 'COAST',
    when: moment(7, 3),
  })
  for (const by of [mission, commission])
    tell(by, {
      kind: 'source-closed',
      source: by === commission ? 'commission' : 'mission',
      through: time(20, 0),
    })
  for (const by of [coast, isle])
    tell(by, {
      kind: 'term-determined',
      ...OF_PORT,
      term: 'open',
      value: { is: 'holds', from: time(12, 0), until: time(16, 0) },
    })
  tell(keys.operator, { kind: 'clock-read', readAt: time(25, 0), saidAt: time(25, 0) })
  return notes
}
