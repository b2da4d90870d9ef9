import { readFileSync } from 'node:fs'
import type { Signer } from '../../src/core/bytes/ed25519.ts'
import { sha256Hex } from '../../src/core/bytes/sha256.ts'
import { utf8 } from '../../src/core/bytes/utf8.ts'
import type { Range } from '../../src/core/statement/fields.ts'
import {
  formatInstant,
  parseDuration,
  parseInstant,
  plus,
  type Instant,
} from '../../src/core/time/instant.ts'
import { demonstrationSigner } from '../../src/server/keys/node-signer.ts'
import { logOpenedNote } from '../../src/server/ledger/new-log.ts'
import { grants, keys, LOG, registers, say, type Said } from '../contracts/some-log.ts'

/** An invented agreement in every form of the language, and what was said under it. */
const FIRST_TEXT = readFileSync(new URL('salt-road.md', import.meta.url), 'utf8')
/** The amendment: reports are due within a day. */
const SECOND_TEXT = FIRST_TEXT.replace('within: 36h', 'within: 24h')
export const SALT_ROAD_TEXTS: readonly Uint8Array[] = [FIRST_TEXT, SECOND_TEXT].map((text) => utf8(text))

const DAY_D = parseInstant('2016-09-01T00:00:00Z')
/** When the story is over. */
export const SALT_ROAD_NOW = parseInstant('2016-09-23T00:00:00Z')

const hill = demonstrationSigner('hill.command')
const coast = demonstrationSigner('coast.command')
const mission = demonstrationSigner('mission')

/** So many days (and hours) after Day D. */
function day(days: number, hours = 0): Instant {
  return plus(DAY_D, parseDuration(`${days * 24 + hours}h`))
}
const text = (of: Instant): string => formatInstant(of)
const moment = (of: Instant) => ({ earliest: text(of), latest: text(of), precision: 'minute' as const })

/** What was said, in order. A reading of the log's clock goes before whatever comes later than what was said before it. */
export function saltRoadNotes(): readonly Uint8Array[] {
  const notes: Uint8Array[] = [
    logOpenedNote(
      LOG,
      keys.operator,
      { title: { en: 'The salt road' }, demonstration: true },
      parseInstant('2016-08-31T08:00:00Z'),
    ),
    ...[
      { signer: mission, role: 'monitor' as const },
      { signer: hill, role: 'party' as const, actsFor: 'HILL' },
      { signer: coast, role: 'party' as const, actsFor: 'COAST' },
    ].flatMap(({ signer, role, actsFor }) => [grants(signer, role, actsFor), registers(signer)]),
  ]
  let clock: Instant | undefined
  const readClock = (at: Instant): void => {
    if (at === clock) return
    notes.push(say([keys.operator], { kind: 'clock-read', readAt: text(at), saidAt: text(at) }))
    clock = at
  }
  /** Puts it into the log, and gives its entry. */
  const tell = (at: Instant, by: Signer | readonly Signer[], said: Said): number => {
    readClock(at)
    notes.push(say([by].flat(), { ...said, saidAt: text(at) }))
    return notes.length - 1
  }
  tellStory(tell)
  readClock(SALT_ROAD_NOW)
  return notes
}

type Tell = (at: Instant, by: Signer | readonly Signer[], said: Said) => number

function tellStory(tell: Tell): void {
  const ofRoad = { agreement: 'ROAD' } as const
  const finding = (incident: string, by: 'HILL' | 'COAST', killed: Range) =>
    ({
      kind: 'finding-made',
      incident,
      outcome: 'confirmed',
      touches: [{ ...ofRoad, clause: 'ROAD.1' }],
      attribution: [{ to: by, confidence: 'established' }],
      harm: { killed },
    }) as const satisfies Said
  /** Fire on the bridge, reported within the hour, and found by the mission after some hours (or not at all). */
  const fires = (name: string, at: Instant, alleged: 'HILL' | 'COAST', killed: Range, foundAt?: Instant) => {
    const report = tell(plus(at, parseDuration('1h')), mission, {
      kind: 'incident-reported',
      act: 'shelling',
      when: moment(at),
      where: { name: 'The salt bridge' },
      means: 'saw',
      alleged,
      harm: { killed },
    })
    if (foundAt === undefined) return report
    const incident = `INC-${name}`
    tell(foundAt, mission, { kind: 'reports-linked', incident, reports: [report], proposedBy: 'person' })
    return tell(foundAt, mission, finding(incident, alleged, killed))
  }
  const does = (at: Instant, clause: string, party: 'HILL' | 'COAST') =>
    tell(at, mission, { kind: 'act-confirmed', ...ofRoad, clause, party, when: moment(at) })
  const sends = (at: Instant) =>
    tell(at, hill, {
      kind: 'act-declared',
      ...ofRoad,
      clause: 'ROAD.2.a',
      party: 'HILL',
      when: moment(at),
    })
  const uses = (
    at: Instant,
    by: readonly Signer[],
    power: string,
    act: 'suspend' | 'extend',
    until: Instant,
    { from = at, because }: { readonly from?: Instant; readonly because?: string } = {},
  ) =>
    tell(at, by, {
      kind: 'power-exercised',
      ...ofRoad,
      power,
      act,
      from: text(from),
      until: text(until),
      ...(because === undefined ? {} : { words: { lang: 'en', text: because } }),
    })

  tell(parseInstant('2016-08-31T10:00:00Z'), keys.operator, {
    kind: 'agreement-adopted',
    ...ofRoad,
    package: sha256Hex(utf8(FIRST_TEXT)),
  })
  tell(parseInstant('2016-08-31T12:00:00Z'), [hill, coast], {
    kind: 'term-determined',
    ...ofRoad,
    term: 'DayD',
    value: { is: 'moment', instant: text(DAY_D) },
  })
  sends(day(0, 20))
  const found = fires('first-day', day(1), 'HILL', { least: 2, most: 2 }, day(1, 5))
  tell(day(1, 20), mission, {
    kind: 'act-confirmed',
    ...ofRoad,
    clause: 'ROAD.2.b',
    party: 'HILL',
    when: moment(day(1, 18)),
    answers: found,
  })
  sends(day(3))
  does(day(4), 'ROAD.3.a', 'HILL')
  does(day(4, 10), 'ROAD.3.b', 'COAST')
  // The third report is missed, the fourth comes late.
  sends(day(7, 18))
  does(day(8), 'ROAD.5.b', 'HILL')
  does(day(9), 'ROAD.5.a', 'COAST')
  does(day(9, 2), 'ROAD.4.a', 'HILL')
  sends(day(9, 3))
  tell(day(10), keys.operator, {
    kind: 'agreement-amended',
    ...ofRoad,
    package: sha256Hex(utf8(SECOND_TEXT)),
    from: text(day(12)),
  })
  const ground = fires('fifteenth-day', day(14), 'COAST', { least: 11, most: 12 }, day(14, 6))
  uses(day(15), [hill], 'ROAD.6', 'suspend', day(16))
  uses(day(15, 2), [hill], 'ROAD.6', 'suspend', day(20))
  fires('seventeenth-day', day(16), 'COAST', { least: 20, most: null }, day(16, 5))
  fires('eighteenth-day', day(17), 'HILL', { least: 1, most: 4 })
  tell(day(18), mission, {
    kind: 'term-determined',
    ...ofRoad,
    term: 'calm',
    value: { is: 'holds', from: text(day(17, 12)), until: text(day(21)) },
  })
  uses(day(18, 2), [hill, coast], 'ROAD.9', 'extend', day(28), {
    from: day(19),
    because: 'Not all of the salt has passed.',
  })
  uses(day(18, 4), [coast], 'ROAD.9', 'extend', day(29))
  sends(day(18, 6))
  // Without these deaths there was no ground on which to suspend the transports.
  tell(day(19), mission, {
    kind: 'statement-corrected',
    entry: ground,
    because: 'Eight of those counted were found alive.',
    instead: finding('INC-fifteenth-day', 'COAST', { least: 3, most: 4 }),
  })
  tell(day(19, 2), hill, { kind: 'source-closed', source: 'hill.command', through: text(day(14)) })
  tell(day(20), mission, { kind: 'source-closed', source: 'mission', through: text(day(20)) })
}
