import { expect, test } from 'vitest'
import type { Reading } from '../evidence/reading.ts'
import { readingsOf } from '../evidence/readings.ts'
import type { Role } from '../statement/fields.ts'
import { addToEngine } from './engine.ts'
import { hours, rich } from './small-world.test-support.ts'
import { entry, finding, FIRST, moment, report, standing, told, type Said } from './truce.test-support.ts'

const grant = (role: Role, actsFor?: string): Said => ({
  kind: 'role-granted',
  by: 'office',
  actor: 'paper',
  name: { en: 'paper' },
  role,
  ...(actsFor === undefined ? {} : { actsFor }),
})

function readingNamed(name: string): Reading {
  const reading = readingsOf(rich).find((one) => one.id === name)
  if (reading === undefined) throw new Error(`no reading ${name}`)
  return reading
}

/** The statuses of T.1 for RED as known after each of the things said, asked as they come and asked at the end. */
function statuses(reading: Reading, ...said: readonly Said[]): readonly string[] {
  const full = told(rich, ...said)
  const asked = said.map((_, i) => FIRST + i + 1)
  const late = asked.map((known) => standing(full, 'T.1', hours(20), { known, reading, party: 'RED' }).status)
  const along = told(rich)
  const early = said.map((one, i) => {
    addToEngine(along, entry(FIRST + i, one), { textOf: () => rich })
    return standing(along, 'T.1', hours(20), { reading, party: 'RED' }).status
  })
  expect(early).toEqual(late)
  return late
}

test('a finding is a monitor’s from when its author became one, whatever was asked before', () => {
  const found = finding('paper', 'INC-a', 'T.1', { when: moment(hours(10)) })
  const monitors = readingNamed('monitors')
  expect(statuses(monitors, found, grant('monitor'))).toEqual(['active', 'breached'])
  expect(statuses(monitors, grant('monitor'), found)).toEqual(['active', 'breached'])
})

test('a plain report is a party’s word from when its author spoke for the party', () => {
  const word = readingNamed('word-of-BLUE')
  const blamed = report('paper', moment(hours(10)), { alleged: 'RED' })
  expect(statuses(word, blamed, grant('party', 'BLUE'), blamed)).toEqual(['active', 'breached', 'breached'])
})

test('a report that was answered keeps its standing when its author is granted a role that does not matter', () => {
  const word = readingNamed('word-of-BLUE')
  const denied: Said = { kind: 'reply-made', by: 'red.army', to: FIRST, stance: 'denies' }
  const blamed = report('blue.army', moment(hours(10)), { alleged: 'RED' })
  expect(statuses(word, blamed, denied, grant('monitor'))).toEqual(['breached', 'breached', 'breached'])
})
