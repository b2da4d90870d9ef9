import { describe, expect, test } from 'vitest'
import { parseDuration, parseInstant } from '../time/instant.ts'
import type { Agreement } from './agreement.ts'
import { clause } from './faults.test-support.ts'
import { readAgreement } from './read-agreement.ts'
import { changed, SAMPLE } from './sample.test-support.ts'

const read = (text: string): Agreement => {
  const { agreement, problems } = readAgreement(text, 'truce.md')
  expect(problems.map(({ code, message, fix }) => ({ code, message, fix }))).toEqual([])
  if (agreement === undefined) throw new Error('nothing was read')
  return agreement
}
const refused = (text: string) => {
  const { problems } = readAgreement(text, 'truce.md')
  // What merely rests on a refused block is named too, and is no refusal of its own.
  return problems
    .filter(({ code }) => code !== 'block-left-out')
    .map(({ code, message, where, fix }) => ({ code, message, line: where?.line, fix }))
}
const id = (text: string): never => text as never
const clauseWith = (lines: string, ...without: string[]): string =>
  without.reduce(
    (text, line) => text.replace(`\n${line}`, ''),
    changed('who: OPP\nmust achieve: a pull-back\n', `who: OPP\nmust achieve: a pull-back\n${lines}\n`),
  )
const BY = 'by: 2016-09-20T00:00:00Z'
const WHEN = 'when: done T.2 by SYR'
const powerWith = (lines: string) => changed('effect: from then on (ex nunc)', lines)
const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length

describe('a duty that is owed again and again', () => {
  test('every so often, with an end', () => {
    const text = clauseWith('every: 7d\nwithin: 24h\nuntil: DayD + 28d', BY)
    expect(read(text).clauses.get(id('T.3'))).toMatchObject({
      repeats: { is: 'every', period: parseDuration('7d') },
      window: { within: parseDuration('24h'), until: { is: 'moment', plus: parseDuration('28d') } },
    })
  })

  test('needs no deadline of its own: the end of the period is one', () => {
    expect(read(clauseWith('every: 7d', BY)).clauses.get(id('T.3'))?.window.within).toBeUndefined()
  })

  test('may be due at the very end of its period', () => {
    expect(read(clauseWith('every: 24h\nwithin: 24h', BY)).clauses.get(id('T.3'))?.window.within).toBe(
      parseDuration('24h'),
    )
  })

  test('for each breach, found or alleged, of other clauses', () => {
    const found = read(clauseWith('for each: breach of T.1.*\nwithin: 24h', BY))
    expect(found.clauses.get(id('T.3'))?.repeats).toEqual({
      is: 'for-each',
      breaches: { of: ['T.1.a'] },
      alleged: false,
    })
    const alleged = read(clauseWith('for each: alleged breach of T.1.a\nwithin: 24h', BY))
    expect(alleged.clauses.get(id('T.3'))?.repeats).toMatchObject({ alleged: true })
  })

  test('for each breach of another agreement, whose clauses are not known when this text is read', () => {
    const text = clauseWith('for each: alleged breach of COH.A1.*, COH.A3 in COH since DayD\nwithin: 24h', BY)
    expect(read(text).clauses.get(id('T.3'))?.repeats).toEqual({
      is: 'for-each',
      breaches: { of: ['COH.A1', 'COH.A3'], in: 'COH' },
      alleged: true,
      since: { is: 'moment', moment: 'DayD', plus: 0 },
    })
  })

  test('is refused where the other agreement is this one, or a clause of it is not written as one', () => {
    const { id: own } = read(SAMPLE)
    const itself = clauseWith(`for each: breach of T.1.a in ${own}\nwithin: 24h`, BY)
    expect(refused(itself)).toMatchObject([
      { code: 'agreement-malformed', line: lineOf(itself, 'for each'), fix: `leave out “in ${own}”` },
    ])
    const unwritten = clauseWith('for each: breach of COH..A1 in COH\nwithin: 24h', BY)
    expect(refused(unwritten)).toMatchObject([{ code: 'agreement-malformed' }])
    // Without “in” the clause has to be one of this text.
    expect(refused(clauseWith('for each: breach of COH.A1\nwithin: 24h', BY))).toMatchObject([
      { code: 'clause-unknown' },
    ])
  })

  test('is refused with one day for all, with two rules of repetition, or with periods that overlap', () => {
    const both = clauseWith('every: 7d\nfor each: breach of T.1.a', BY)
    expect(refused(both)).toMatchObject([{ code: 'agreement-malformed', line: lineOf(both, 'for each') }])
    expect(refused(clauseWith('every: 7d'))).toMatchObject([
      {
        code: 'agreement-malformed',
        fix: 'write “within: 24h”, counted from the beginning of each occurrence',
      },
    ])
    expect(refused(clauseWith('every: 24h\nwithin: 48h', BY))).toMatchObject([
      { code: 'agreement-malformed' },
    ])
    expect(refused(clauseWith('every: 10min', BY))).toMatchObject([{ code: 'agreement-malformed' }])
  })

  test('still needs a deadline where only an event calls for it', () => {
    expect(refused(clauseWith('for each: breach of T.1.a', BY))).toMatchObject([{ code: 'deadline-missing' }])
  })

  test('belongs to what must be achieved', () => {
    const text = changed('until: DayD + 48h', 'until: DayD + 48h\nevery: 24h')
    expect(refused(text)).toMatchObject([{ code: 'agreement-malformed', line: lineOf(text, 'every') }])
  })

  test('cannot arise from its own breaches', () => {
    const text = clauseWith('for each: breach of T.3\nwithin: 24h', BY, WHEN)
    expect(refused(text).map(({ code }) => code)).toEqual(['agreement-cyclic'])
  })
})

describe('duties that cannot go together', () => {
  test('are named by one of the two, one by one or by what their ids begin with', () => {
    const excludes = (named: string) =>
      read(clauseWith(`cannot go with: ${named}`)).clauses.get(id('T.3'))?.excludes
    expect(excludes('[T.2]')).toEqual(['T.2'])
    expect(excludes('T.1.*, T.2')).toEqual(['T.1.a', 'T.2'])
    expect(read(SAMPLE).clauses.get(id('T.3'))?.excludes).toBeUndefined()
  })

  test('are not one and the same, and have to be there', () => {
    const itself = clauseWith('cannot go with: [T.2, T.3]')
    expect(refused(itself)).toEqual([
      expect.objectContaining({
        code: 'agreement-malformed',
        message: expect.stringContaining('exclude itself') as string,
        line: lineOf(itself, 'cannot go with'),
        fix: 'name the other duty',
      }),
    ])
    expect(refused(clauseWith('cannot go with: [T.22]'))[0]).toMatchObject({
      code: 'clause-unknown',
      fix: 'did you mean T.2?',
    })
  })

  test('are duties: what is only allowed or intended stands in the way of nothing', () => {
    const allowed = clauseWith('cannot go with: [T.2]', BY).replace(
      'who: OPP\nmust achieve: a pull-back',
      'who: OPP\nmay: pull back',
    )
    expect(refused(allowed)).toContainEqual(
      expect.objectContaining({
        code: 'agreement-malformed',
        line: lineOf(allowed, 'cannot go with'),
        fix: 'say it of a duty: “must achieve”, “must keep” or “must not”',
      }),
    )
  })
})

describe('a beginning', () => {
  test('may come after a delay, and acts before it may be left out of account', () => {
    expect(
      read(clauseWith('after a delay of: 24h\nearly: does not count')).clauses.get(id('T.3')),
    ).toMatchObject({
      window: { delay: parseDuration('24h'), early: 'does-not-count' },
    })
  })

  test('is not delayed after nothing', () => {
    expect(refused(clauseWith('after a delay of: 24h', WHEN))).toMatchObject([
      { code: 'agreement-malformed' },
    ])
  })
})

describe('a count', () => {
  const when = (condition: string) =>
    read(changed('when: done T.2 by SYR', `when: ${condition}`)).clauses.get(id('T.3'))?.when

  test('of people harmed, in a sliding window, in one calendar day, in all, or in one breach', () => {
    const measured = { is: 'measured', clauses: ['T.1.a'], over: 10 }
    expect(when('more than 10 killed in breaches of T.1.* in 7d')).toEqual({
      ...measured,
      what: 'killed',
      how: 'sum',
      window: { is: 'sliding', within: parseDuration('7d') },
    })
    expect(when('more than 10 injured in breaches of T.1.a in one calendar day from 19:00')).toEqual({
      ...measured,
      what: 'injured',
      how: 'sum',
      window: { is: 'calendar-day', startsAt: 1140 },
    })
    expect(when('more than 10 civilians killed in one breach of T.1.a')).toEqual({
      ...measured,
      what: 'civilians-killed',
      how: 'max',
      window: { is: 'whole-time' },
    })
    expect(when('more than 10 breaches of T.1.a in all')).toEqual({
      ...measured,
      what: 'breaches',
      how: 'sum',
      window: { is: 'whole-time' },
    })
    expect(when('more than 10 breaches of T.1.a in 7d')).toMatchObject({ is: 'counted' })
  })

  test('in a state is a number, or what the same clauses came to before', () => {
    const state = (test_: string) =>
      read(changed('test: no breach of T.1.*', `test: ${test_}`)).terms.get(id('quiet'))
    expect(state('no more than 3 breaches of T.1.* in 7d')).toMatchObject({
      test: { is: 'at-most', of: ['T.1.a'], within: parseDuration('7d'), limit: { is: 'number', count: 3 } },
    })
    expect(state('no more than 3 breaches of COH.A1.* in COH in 7d')).toMatchObject({
      test: { of: ['COH.A1'], in: 'COH', within: parseDuration('7d'), limit: { is: 'number', count: 3 } },
    })
    expect(state('no breach of COH.A3 in COH')).toMatchObject({
      test: { is: 'no-breach', of: ['COH.A3'], in: 'COH' },
    })
    const text = 'no more breaches of T.1.* in 7d than in the same time from 2016-02-27T00:00:00Z'
    expect(state(text)).toMatchObject({
      test: {
        is: 'at-most',
        limit: { is: 'baseline', from: { is: 'instant', instant: parseInstant('2016-02-27T00:00:00Z') } },
      },
    })
  })

  test('that is written otherwise is refused at the word, with what would be right', () => {
    const text = changed('when: done T.2 by SYR', 'when: more than 10 killed in T.1.a')
    expect(refused(text)).toMatchObject([
      { code: 'agreement-malformed', line: lineOf(text, 'more than 10 killed') },
    ])
    const day = changed(
      'when: done T.2 by SYR',
      'when: more than 1 breach of T.1.a in one calendar day from 25:00',
    )
    expect(refused(day)).toMatchObject([
      { message: expect.stringContaining('25:00'), fix: 'write it like 19:00' },
    ])
    const state = changed('test: no breach of T.1.*', 'test: no more breaches of T.1.* in 7d than before')
    expect(refused(state)).toMatchObject([
      { code: 'agreement-malformed', line: lineOf(state, 'test: no more') },
    ])
  })
})

describe('an exchange', () => {
  const mode = (line: string) => read(changed('simultaneous within: 6h', line)).exchanges.get(id('T.4'))?.mode

  test('is simultaneous, in turn with its tie rule, or held by a third party', () => {
    expect(mode('simultaneous within: 6h')).toEqual({ is: 'simultaneous', within: parseDuration('6h') })
    expect(mode('in turn: each after the one before')).toEqual({ is: 'in-turn', sameMoment: 'out-of-turn' })
    expect(mode('in turn: each after or with the one before')).toEqual({
      is: 'in-turn',
      sameMoment: 'in-turn',
    })
    expect(mode('held by: role monitor for 14d')).toEqual({
      is: 'held',
      by: { is: 'role', role: 'monitor' },
      for: parseDuration('14d'),
    })
  })

  test('in turn makes each leg wait for the one before it', () => {
    const text = changed('simultaneous within: 6h', 'in turn: each after the one before').replace(
      `${WHEN}\n`,
      '',
    )
    expect(read(text).clauses.get(id('T.3'))?.when).toEqual({ is: 'done', clause: 'T.2', by: undefined })
    const three = text.replace('legs: [T.2, T.3]', 'legs: [T.2, T.3, T.9]') + clause('T.9', 'acceded OPP')
    expect(read(three).clauses.get(id('T.9'))?.when).toEqual({
      is: 'all',
      of: [
        { is: 'acceded', party: 'OPP' },
        { is: 'done', clause: 'T.3', by: undefined },
      ],
    })
  })

  test('without a rule, with two, or with a turn that says nothing of ties is refused', () => {
    expect(refused(SAMPLE.replace('\nsimultaneous within: 6h', ''))).toMatchObject([
      { code: 'agreement-key-missing' },
    ])
    const two = changed('simultaneous within: 6h', 'simultaneous within: 6h\nheld by: RUS for 14d')
    expect(refused(two)).toMatchObject([{ code: 'agreement-malformed', line: lineOf(two, 'held by') }])
    expect(refused(changed('simultaneous within: 6h', 'in turn: yes'))).toMatchObject([
      { code: 'agreement-malformed' },
    ])
  })
})

describe('a power', () => {
  test('has limits: how often, how long at a time and until when', () => {
    const lines = 'no more than: 2 times\nfor no longer than: 48h\nno later than: DayD + 7d'
    expect(read(powerWith(lines)).powers.get(id('T.5'))?.limits).toMatchObject({
      times: 2,
      length: parseDuration('48h'),
      by: { is: 'moment', moment: 'DayD', plus: parseDuration('7d') },
    })
  })

  test('says in which form it is to be used: told so long before, with reasons, or both in either order', () => {
    const form = (line: string) => read(powerWith(`form: ${line}`)).powers.get(id('T.5'))?.form
    const told = parseDuration('24h')
    expect(form('told 24h before')).toEqual({ told })
    expect(form('with reasons')).toEqual({ reasons: true })
    for (const both of ['told 24h before and with reasons', 'with reasons and told 24h before'])
      expect(form(both)).toEqual({ told, reasons: true })
    expect(read(SAMPLE).powers.get(id('T.5'))).not.toHaveProperty('form')
  })

  test('that asks for one thing twice, for an unknown one or for none is refused where it does', () => {
    for (const line of [
      'with reasons and with reasons',
      'told 24h before and told 48h before',
      'told 24h',
      'told a day before',
      'in writing',
      'with reasons and',
      'with reasons told 24h before',
    ]) {
      const text = powerWith(`form: ${line}`)
      expect(refused(text), line).toMatchObject([{ line: lineOf(text, 'form:') }])
    }
  })

  test('says what becomes of its use when its ground is overturned', () => {
    const ground = (line: string) =>
      read(powerWith(`when: breached T.1.a\nif overturned: ${line}`)).powers.get(id('T.5'))?.ifOverturned
    expect(ground('it stands')).toEqual({ is: 'stands' })
    expect(ground('it falls')).toEqual({ is: 'falls' })
    expect(ground('T.3 is owed')).toEqual({ is: 'compensate', clause: 'T.3' })
  })

  test('makes the clause that is owed then wait for that', () => {
    const { clauses } = read(powerWith('when: breached T.1.a\nif overturned: T.3 is owed'))
    expect(clauses.get(id('T.3'))?.when).toEqual({
      is: 'all',
      of: [
        { is: 'done', clause: 'T.2', by: 'SYR' },
        { is: 'overturned', power: 'T.5' },
      ],
    })
  })

  test('without a ground has none that could be overturned', () => {
    const text = powerWith('if overturned: it stands')
    expect(refused(text)).toMatchObject([
      { code: 'agreement-malformed', line: lineOf(text, 'if overturned') },
    ])
  })

  test('with a ground that has a fault hears of that fault, and not that the ground is missing', () => {
    const text = powerWith('when: more than 2 breaches of T.99 in 30d\nif overturned: it falls')
    expect(refused(text)).toMatchObject([{ code: 'clause-unknown', line: lineOf(text, 'when: more') }])
  })
})
