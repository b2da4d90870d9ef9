import { describe, expect, test } from 'vitest'
import { clause, kept, leftOut, placeOf, refused } from './faults.test-support.ts'
import { liftedInCircles } from './lifted-in-circles.ts'
import { readAgreement } from './read-agreement.ts'
import { changed, SAMPLE } from './sample.test-support.ts'

describe('a state that is tested by what begins with it', () => {
  const text = changed('unless: breached T.2 by SYR or', 'when: done T.2\nunless: breached T.2 by SYR or')

  test('is refused, and the circle is printed', () => {
    const [problem] = refused(text)
    expect(problem).toMatchObject({
      code: 'definition-circular',
      detail: { cycle: ['quiet', 'T.1.a', 'T.2', 'quiet'] },
      where: placeOf(text, 'jig state quiet'),
    })
    expect(problem?.message).toContain('quiet → T.1.a → T.2 → quiet')
    expect(problem?.fix).toContain('decide quiet')
  })

  test('is left out with what rests on it, and the rest stands', () => {
    expect(leftOut(text)).toEqual(expect.arrayContaining(['quiet', 'T.2']))
    expect(kept(readAgreement(text, 'truce.md').agreement)).toContain('Zone')
  })
})

test('the leg of an exchange hangs on what the exchange comes after', () => {
  const text = changed('test: no breach of T.1.*', 'test: no breach of T.3').replace(
    'after: exercised T.5',
    'after: holds quiet for 24h',
  )
  expect(refused(text).map(({ detail }) => detail['cycle'])).toContainEqual(['quiet', 'T.3', 'quiet'])
})

test('a duty that is owed for each breach hangs on the clause that is breached', () => {
  const answers = clause('T.9', 'done T.8').replace('when: done T.8', 'for each: breach of T.2')
  const text = changed('test: no breach of T.1.*', 'test: no breach of T.9') + answers
  const [problem] = refused(text)
  expect(problem).toMatchObject({
    code: 'definition-circular',
    detail: { cycle: ['quiet', 'T.9', 'T.2', 'quiet'] },
  })
})

describe('clauses that wait for each other', () => {
  test('are refused, and the cycle is printed', () => {
    const text =
      SAMPLE + clause('W.1', 'on DayD and done W.3') + clause('W.2', 'done W.1') + clause('W.3', 'done W.2')
    const [problem, ...others] = refused(text)
    expect(others).toEqual([])
    expect(leftOut(text)).toEqual(['W.1', 'W.2', 'W.3'])
    expect(problem).toMatchObject({
      code: 'agreement-cyclic',
      detail: { cycle: ['W.1', 'W.3', 'W.2', 'W.1'] },
    })
    expect(problem?.message).toContain('W.1 → W.3 → W.2 → W.1')
    expect(problem?.where).toEqual(placeOf(text, 'jig clause W.1'))
  })

  test('count their breaches, or the people harmed by them, as they wait for them', () => {
    for (const count of ['more than 1 breach of W.2 in 7d', 'more than 9 killed in breaches of W.2 in all']) {
      const [problem] = refused(SAMPLE + clause('W.1', count) + clause('W.2', 'done W.1'))
      expect(problem?.detail['cycle']).toEqual(['W.1', 'W.2', 'W.1'])
    }
  })

  test('in turn are told that their exchange does not let them', () => {
    const inTurn = changed('simultaneous within: 6h', 'in turn: each after the one before')
    const text = inTurn.replace(/when: holds quiet for .*/, 'when: done T.3')
    const [problem] = refused(text)
    expect(problem?.detail['cycle']).toEqual(['T.2', 'T.3', 'T.2'])
    expect(problem?.fix).not.toContain('make them the legs')
    // As the fix says: one of them begins on something else.
    expect(readAgreement(text.replace('when: done T.3', 'when: on DayD'), 'truce.md').problems).toEqual([])
  })

  test('one that waits for itself is a cycle too', () => {
    expect(refused(SAMPLE + clause('W.1', 'done W.1'))[0]?.detail['cycle']).toEqual(['W.1', 'W.1'])
  })

  test('are read if one of them has another way to begin', () => {
    const text = SAMPLE + clause('W.1', 'on DayD or done W.2') + clause('W.2', 'done W.1')
    expect(readAgreement(text, 'truce.md').problems).toEqual([])
  })

  test('are read if they are the legs of one exchange', () => {
    const legs = clause('W.1', 'done W.2') + clause('W.2', 'done W.1')
    const exchange =
      '\n> Together.\n\n```jig exchange W.3\ncites: ¶9\nlegs: [W.1, W.2]\nsimultaneous within: 6h\n```\n'
    expect(refused(SAMPLE + legs)[0]?.code).toBe('agreement-cyclic')
    expect(readAgreement(SAMPLE + legs + exchange, 'truce.md').problems).toEqual([])
  })

  test('are refused if what their exchange waits for waits for one of them', () => {
    const legs = clause('W.1', 'on DayD') + clause('W.2', 'on DayD') + clause('W.4', 'done W.1')
    const exchange =
      '\n> Together.\n\n```jig exchange W.3\ncites: ¶9\nlegs: [W.1, W.2]\nsimultaneous within: 6h\nafter: done W.4\n```\n'
    expect(refused(SAMPLE + legs + exchange)[0]?.detail['cycle']).toEqual(['W.1', 'W.4', 'W.1'])
  })
})

describe('clauses that set each other aside', () => {
  const aside = (text: string) => {
    // The sample's own clause is set aside by its own breaches.
    const { agreement, problems } = readAgreement(
      text.replace(/^unless: breached T.2 by SYR.*$/m, ''),
      'truce.md',
    )
    expect(problems.map(({ message }) => message)).toEqual([])
    return agreement === undefined ? [] : liftedInCircles(agreement).map(({ id }) => String(id))
  }
  const unless = (id: string, condition: string): string => clause(id, `on DayD\nunless: ${condition}`)

  test('are found in a ring of any length, and one that only hangs on the ring is not', () => {
    const ring = unless('W.1', 'breached W.2') + unless('W.2', 'breached W.3') + unless('W.3', 'breached W.1')
    expect(aside(SAMPLE + ring + unless('W.4', 'breached W.1'))).toEqual(['W.1', 'W.2', 'W.3'])
  })

  test('are found through a state that is tested by them', () => {
    const state =
      '\n```jig state still\nmeans: Nobody moves.\ntest: no breach of W.1\nif silent: unknown\n```\n'
    expect(aside(SAMPLE + state + unless('W.1', 'holds still'))).toEqual(['W.1'])
  })
})
