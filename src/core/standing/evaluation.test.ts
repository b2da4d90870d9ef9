import { expect, test } from 'vitest'
import { RECORD_READING } from '../evidence/readings.ts'
import { evaluation } from './evaluation.ts'
import { clause, told, truce } from './truce.test-support.ts'

test('a text that the engine does not hold itself is a bug, not a text about which nothing was said', () => {
  const text = truce({ clauses: [clause('N.1', {})] })
  const engine = told(text)
  expect(evaluation(engine, text, engine.size, RECORD_READING).topics.size).toBeGreaterThan(0)
  for (const other of [structuredClone(text), { ...text }]) {
    expect(() => evaluation(engine, other, engine.size, RECORD_READING)).toThrow(
      'does not hold this text of TRU',
    )
  }
})
