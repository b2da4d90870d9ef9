import { describe, expect, test } from 'vitest'
import type { Entry } from '../statement/entry.ts'
import type { LogIndex } from '../statement/fields.ts'
import { statementSchema, type StatementText } from '../statement/kinds.ts'
import { addSaid, emptyRecord, reportsOf, saidAsOf, type Record } from './said.ts'

const id = (text: string): never => text as never

type Body<T> = T extends unknown ? Omit<T, 'jig' | 'log' | 'by' | 'saidAt'> : never
type Said = Body<StatementText> & { readonly by: readonly string[] }

function told(...said: readonly Said[]): Record {
  const record = emptyRecord()
  for (const [index, one] of said.entries()) {
    const statement = statementSchema.parse({ ...one, jig: 1, log: 'test', saidAt: '2016-09-30T00:00:00Z' })
    addSaid(record, { index, statement } as Entry)
  }
  return record
}

const body = (name: string) => ({
  kind: 'incident-reported' as const,
  act: 'shelling' as const,
  when: {
    earliest: '2016-09-12T17:00:00Z',
    latest: '2016-09-12T17:00:00Z',
    precision: 'minute' as const,
  },
  where: { name },
  means: 'told' as const,
})
const report = (name: string, ...by: string[]): Said => ({ ...body(name), by })
const corrected = (name: string, ...by: string[]): Said => ({
  kind: 'statement-corrected',
  by,
  entry: 0,
  because: 'mistaken',
  instead: body(name),
})
const withdrawn = (...by: string[]): Said => ({
  kind: 'statement-withdrawn',
  by,
  entry: 0,
  because: 'mistaken',
})

/** What the first statement says as known with so many entries: the place it names, or nothing. */
const says = (record: Record, known: number) => saidAsOf(record, 0 as LogIndex, 'incident-reported', known)

const places = (...said: readonly Said[]) => {
  const record = told(...said)
  return Array.from({ length: said.length + 1 }, (_, known) => {
    const now = says(record, known)
    return now?.kind === 'incident-reported' ? now.where.name : undefined
  })
}

describe('what a statement says', () => {
  test('is known from its own entry on, and so is each correction and its withdrawal: what was known stays known', () => {
    expect(
      places(
        report('a village', 'paper'),
        corrected('a town', 'paper'),
        corrected('a bridge', 'paper'),
        withdrawn('paper'),
      ),
    ).toEqual([undefined, 'a village', 'a town', 'a bridge', undefined])
  })

  test('is for its authors alone to correct or withdraw: all of them, in whatever order they sign', () => {
    expect(places(report('a village', 'paper'), corrected('a town', 'radio'), withdrawn('radio'))).toEqual([
      undefined,
      'a village',
      'a village',
      'a village',
    ])
    const joint = report('a village', 'paper', 'radio')
    expect(places(joint, withdrawn('paper'), withdrawn('paper', 'radio', 'mission'))).toEqual([
      undefined,
      'a village',
      'a village',
      'a village',
    ])
    expect(places(joint, corrected('a town', 'radio', 'paper'))).toEqual([undefined, 'a village', 'a town'])
  })

  test('cannot be corrected into something of another kind', () => {
    const instead = {
      kind: 'notice-given' as const,
      about: 'movement' as const,
      to: ['RED'],
      window: { from: '2016-09-12T17:00:00Z', until: '2016-09-12T18:00:00Z' },
    }
    const other: Said = { kind: 'statement-corrected', by: ['paper'], entry: 0, because: 'mistaken', instead }
    expect(places(report('a village', 'paper'), other)).toEqual([undefined, 'a village', 'a village'])
  })

  test('may be corrected after it was withdrawn: then it is said again', () => {
    expect(places(report('a village', 'paper'), withdrawn('paper'), corrected('a town', 'paper'))).toEqual([
      undefined,
      'a village',
      undefined,
      'a town',
    ])
  })
})

test('reports belong to an incident from the entry that links them until the entry that parts them', () => {
  const which = (kind: 'linked' | 'parted', ...reports: number[]): Said =>
    kind === 'linked'
      ? { kind: 'reports-linked', by: ['mission'], incident: 'INC-a', reports, proposedBy: 'person' }
      : { kind: 'reports-parted', by: ['mission'], incident: 'INC-a', reports, because: 'not the same' }
  const record = told(
    report('a village', 'paper'),
    report('a town', 'radio'),
    which('linked', 1, 0),
    which('parted', 1),
    which('linked', 1),
  )
  const known = [2, 3, 4, 5].map((size) => reportsOf(record, id('INC-a'), size))
  expect(known).toEqual([[], [1, 0], [0], [0, 1]])
})
