import { expect, test } from 'vitest'
import { RECORD_READING } from '../evidence/readings.ts'
import { certificateOf } from '../standing/certify.ts'
import { at, clause, done, id, told, truce } from '../standing/truce.test-support.ts'
import { parseDuration } from '../time/instant.ts'
import { entriesOf } from './certificate.test-support.ts'
import { checkCertificate } from './check.ts'

const step = (name: string, bearer: string, after: string) =>
  clause(name, { duty: 'achieve', bearer, when: done(after) })

// The reader refuses clauses that wait for each other, except as the legs of one exchange.
const ring = truce({
  clauses: [step('T.1', 'RED', 'T.2'), step('T.2', 'BLUE', 'T.1'), step('T.7', 'BLUE', 'T.1')],
  exchanges: [
    {
      id: id('T.3'),
      wording: { text: { en: 'T.3' }, cites: 'T.3', source: undefined },
      legs: [id('T.1'), id('T.2')],
      mode: { is: 'simultaneous', within: parseDuration('5d') },
      after: undefined,
      ifNobodyMoves: undefined,
      choices: [],
      at: { line: 1, column: 1 },
    },
  ],
})
test.each(['T.1', 'T.2', 'T.7'])(
  'of %s, whose legs wait for each other, a certificate says what is open',
  (name) => {
    const engine = told(ring)
    const ask = {
      agreement: ring.id,
      at: at('2016-09-20T00:00:00Z'),
      known: engine.size,
      reading: RECORD_READING,
      party: id(name === 'T.1' ? 'RED' : 'BLUE'),
    } as const
    const certificate = certificateOf(engine, { ...ask, is: 'clause', clause: id(name) })
    expect(certificate.status).toBe('pending')
    expect(checkCertificate(certificate, { entries: entriesOf([]), textOf: () => ring })).toEqual({
      is: 'holds',
    })
  },
)

test('of a clause at the end of a long chain the checker follows the chain as far as the engine', () => {
  const names = Array.from({ length: 30 }, (_, i) => `T.${i}`)
  const chain = truce({
    clauses: names.map((name, i) =>
      i === 0 ? clause(name, { duty: 'achieve' }) : step(name, 'RED', names[i - 1] ?? ''),
    ),
  })
  const engine = told(chain)
  const certificate = certificateOf(engine, {
    is: 'clause',
    agreement: chain.id,
    clause: id('T.29'),
    party: id('RED'),
    at: at('2016-09-20T00:00:00Z'),
    known: engine.size,
    reading: RECORD_READING,
  })
  expect(certificate.next.map(({ what, subject }) => [what, subject])).toEqual([['perform', 'T.0']])
  expect(checkCertificate(certificate, { entries: entriesOf([]), textOf: () => chain })).toEqual({
    is: 'holds',
  })
})
