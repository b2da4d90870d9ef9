import { expect } from 'vitest'
import type { Agreement } from '../agreement/agreement.ts'
import { checkCertificate } from '../certificate/check.ts'
import { RECORD_READING } from '../evidence/readings.ts'
import { certificateOf } from './certify.ts'
import type { Standing } from './standing.ts'
import { at, entry, id, PREAMBLE, standing, told, type Said } from './truce.test-support.ts'

/** How a party (RED, if none is named) stands to a clause, after the certificate of it was checked against the log by the definitions alone. */
export function standingChecked(
  text: Agreement,
  clause: string,
  said: readonly Said[],
  when: string,
  party = 'RED',
): Standing {
  const engine = told(text, ...said)
  const entries = [...PREAMBLE, ...said].map((one, index) => entry(index, one))
  const certificate = certificateOf(engine, {
    is: 'clause',
    agreement: text.id,
    clause: id(clause),
    party: id(party),
    at: at(when),
    known: engine.size,
    reading: RECORD_READING,
  })
  expect(checkCertificate(certificate, { entries, textOf: () => text })).toEqual({ is: 'holds' })
  return standing(engine, clause, when, { party })
}
