import { setFlagsFromString } from 'node:v8'
import { runInThisContext } from 'node:vm'
import { expect, it } from 'vitest'
import { RECORD_READING } from '../evidence/readings.ts'
import { boardOf } from './board.ts'
import { evaluation } from './evaluation.ts'
import { timelineOf } from './timeline-of.ts'
import { at, clause, id, moment, report, told, truce, within } from './truce.test-support.ts'

setFlagsFromString('--allow-natives-syntax')
const haveOneHiddenClass: (a: object, b: object) => boolean = runInThisContext('(a, b) => %HaveSameMap(a, b)')

function shapesOf(objects: readonly object[]): number {
  const shapes: object[] = []
  for (const one of objects) if (!shapes.some((other) => haveOneHiddenClass(one, other))) shapes.push(one)
  return shapes.length
}

// As many as it takes until the runtime has compiled what makes them.
const MANY = Array.from({ length: 200 }, (_, i) => i)

const text = truce({
  clauses: MANY.flatMap((i) => [
    clause(`N.${i}`, { bearers: [id('RED'), id('BLUE')] }),
    clause(`A.${i}`, { duty: 'achieve', window: within('24h') }),
  ]),
})
const engine = told(text, report('paper', moment('2016-09-13T10:00:00Z')), {
  kind: 'act-declared',
  by: 'red.army',
  agreement: 'TRU',
  clause: 'A.1',
  party: 'RED',
  when: moment('2016-09-13T12:00:00Z'),
})
const ask = {
  agreement: text.id,
  at: at('2016-09-14T00:00:00Z'),
  known: engine.size,
  reading: RECORD_READING,
}

// Of a literal that begins with a spread the runtime (Node 20) makes a hidden class for each object. Reading a thousand
// of them then takes ten times as long, and the answers are the same: only this test notices.
it('reads objects of one shape, however many duties there are', () => {
  const asked = evaluation(engine, text, engine.size, RECORD_READING)
  const topics = [...asked.topics.values()]
  const timelines = topics.map((topic) => timelineOf(asked, topic))
  const { standings } = boardOf(engine, ask)
  expect(topics.length).toBeGreaterThan(MANY.length)
  expect([topics, timelines, standings].map(shapesOf)).toEqual([1, 1, 1])
})
