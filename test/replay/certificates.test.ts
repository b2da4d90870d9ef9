import { describe, expect, test } from 'vitest'
import type { Certificate } from '../../src/core/certificate/certificate.ts'
import { checkCertificate } from '../../src/core/certificate/check.ts'
import { isTrueOf, mutantsOf } from '../../src/core/certificate/mutants.test-support.ts'
import { readingsOf } from '../../src/core/evidence/readings.ts'
import { isLogIndex } from '../../src/core/log/log-index.ts'
import { textsKnown } from '../../src/core/picture/picture.ts'
import { chanceFrom } from '../../src/core/rehearsal/chance.ts'
import { certificateOf } from '../../src/core/standing/certify.ts'
import { parseStatement } from '../../src/core/statement/parse.ts'
import { parseInstant } from '../../src/core/time/instant.ts'
import { replay } from './replayed.ts'

const { picture, demonstration } = replay()
const { engine, size } = picture
const entries = demonstration.notes.map((note, index) => {
  if (!isLogIndex(index)) throw new RangeError('too many entries')
  return { index, statement: parseStatement(note).statement }
})
const adopted = [...picture.agreements.keys()].flatMap((id) => textsKnown(picture, id, size))
const textOf = new Map(adopted.map(({ agreement }) => [agreement.digest, agreement]))
const against = { entries, textOf: textOf.get.bind(textOf) }

const MOMENTS = [
  '2016-03-10T12:00:00Z',
  '2016-09-15T18:00:00Z',
  '2016-09-20T12:00:00Z',
  '2016-12-15T00:00:00Z',
]

/**
 * Why every clause of the four texts of 2016 stood as it stood, for each bearer, and every exchange and state, at four
 * moments and by two readings.
 */
const certificates: readonly Certificate[] = adopted.flatMap(({ agreement }) =>
  readingsOf(agreement)
    .filter(({ id }) => id === 'record' || id === 'monitors')
    .flatMap((reading) =>
      MOMENTS.map(parseInstant).flatMap((at) => {
        const ask = { agreement: agreement.id, at, known: size, reading }
        const { clauses, exchanges, terms } = agreement
        return [
          ...[...clauses.values()].flatMap(({ id: clause, bearers }) =>
            bearers.map((party) => certificateOf(engine, { ...ask, is: 'clause', clause, party })),
          ),
          ...[...exchanges.keys()].map((exchange) =>
            certificateOf(engine, { ...ask, is: 'exchange', exchange }),
          ),
          ...[...terms.values()].flatMap((term) =>
            term.is === 'state' ? [certificateOf(engine, { ...ask, is: 'state', state: term.id })] : [],
          ),
        ]
      }),
    ),
)

describe('certificates of the demonstration', () => {
  test('are accepted, every one; there is none that the checker cannot judge', () => {
    const verdicts = certificates.map((certificate) => checkCertificate(certificate, against))
    expect(verdicts.filter(({ is }) => is !== 'holds')).toEqual([])
    const of = (is: Certificate['is']) =>
      new Set(certificates.flatMap((one) => (one.is === is ? [one.status] : [])))
    expect(of('clause')).toEqual(
      new Set(['pending', 'active', 'fulfilled', 'contested', 'expired', 'breached']),
    )
    expect(of('exchange')).toEqual(new Set(['waiting', 'deadlocked']))
    expect(of('state')).toEqual(new Set(['not-yet', 'open', 'fails']))
  }, 300_000)

  test('are refused once one thing in them is changed, unless they are as true as before', () => {
    const SEED = 20160912
    const chance = chanceFrom(SEED)
    // One of each sort: text, status and whether something is open.
    const sorts = new Map(
      certificates.map(
        (one) => [`${one.agreement} ${one.is} ${one.status} ${one.whyNot.length}`, one] as const,
      ),
    )
    let refused = 0
    let mutants = 0
    for (const certificate of sorts.values()) {
      const text = adopted.find(({ agreement }) => agreement.id === certificate.agreement)?.agreement
      if (text === undefined) throw new Error('a certificate of a text that was never adopted')
      const others = { text, readings: readingsOf(text), entries: size }
      for (const mutant of mutantsOf(certificate, others, (below) => chance.below(below))) {
        const { is } = checkCertificate(mutant.certificate, against)
        const isTrue = isTrueOf(engine, mutant)
        expect(is, JSON.stringify({ certificate, mutant })).toBe(isTrue ? 'holds' : 'refused')
        mutants += 1
        refused += is === 'refused' ? 1 : 0
      }
    }
    console.info(
      `${mutants} mutants of ${sorts.size} of ${certificates.length} certificates, ${refused} refused (seed ${SEED})`,
    )
    expect(refused).toBeGreaterThan(mutants / 2)
  }, 600_000)
})
