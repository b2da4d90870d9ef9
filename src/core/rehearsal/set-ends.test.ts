import { describe, expect, test } from 'vitest'
import { parseDuration } from '../time/instant.ts'
import { achieves, block, QUIET, remarks, soundPart, textOf } from './truce.test-support.ts'
import { vacuityRemarks } from './vacuity-remarks.ts'
import { vacuityOf } from './vacuity.ts'

const elections = block('moment Elections', 'means: The vote.\nset by: jointly RED, BLUE')
const observed = QUIET.replace('heard from: role monitor', 'heard from: role humanitarian')
const later = (waits: string) => block('clause T.2', achieves('RED', `within: 24h\n${waits}`))

describe('a clause that ends on a day which people set', () => {
  test('misses the only one who may say that all was quiet: it was owed, and nobody knows', () => {
    expect(remarks(elections, block('clause T.1', `${observed}\nuntil: Elections`))).toEqual([])
    // The same where something also begins on that day.
    const both = [block('clause T.1', `${observed}\nuntil: Elections`), later('when: on Elections')]
    expect(remarks(elections, ...both)).toEqual([])
  })

  test('is owed until then: what each run changes shows who left it undone, and who did not say it was quiet', () => {
    const text = textOf(
      elections,
      block('clause T.1', `${observed}\nuntil: Elections`),
      block('clause T.3', achieves('BLUE', 'every: 24h\nuntil: Elections')),
    )
    const { runs, rows } = vacuityOf(text, parseDuration('14d'))
    const at = (who: string) => runs.findIndex((run) => run.is === 'does-nothing' && run.who === who)
    const stands = (clause: string, run: number) => rows.find((row) => row.clause === clause)?.statuses[run]
    expect([stands('T.1', 0), stands('T.1', at('humanitarian'))]).toEqual(['fulfilled', 'expired'])
    expect([stands('T.3', 0), stands('T.3', at('BLUE'))]).toEqual(['fulfilled', 'overdue'])
  })
})

test('who would be missed is not said of a text of which a clause was left out for a fault', () => {
  const heard = block('clause T.1', `${achieves('RED', 'within: 24h')}\nheard from: role humanitarian`)
  expect(remarks(heard)).toEqual(['nobody-missed '])
  const faulty = block(
    'clause T.2',
    achieves('RED', 'within: soon').replace('asserted by RED', 'verified by role humanitarian'),
  )
  const agreement = soundPart(heard, faulty)
  expect([...agreement.clauses.keys()]).toEqual(['T.1'])
  expect(vacuityRemarks(agreement, vacuityOf(agreement, parseDuration('14d')))).toEqual([])
})
