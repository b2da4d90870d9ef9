import { describe, expect, test } from 'vitest'
import type { Agreement } from '../agreement/agreement.ts'
import { readAgreement } from '../agreement/read-agreement.ts'
import { analyse } from './analyse.ts'
import type { FixCode, RemarkKind } from './remark.ts'
import { clause, other, truce } from './truce.test-support.ts'

const must = (id: string, who: string, ...keys: readonly string[]): string =>
  clause(id, who, 'must achieve: do it', ...keys)
const moment = (...keys: readonly string[]): string => other('moment', 'Vote', 'means: The vote.', ...keys)
const remarksOn = (text: Agreement, kind: RemarkKind) => analyse(text).filter((one) => one.kind === kind)

/** What was remarked with which repairs, and what is left and is new, above a note, once one of them was followed. */
function followed(kind: RemarkKind, before: readonly string[], after: readonly string[]) {
  const [then, now] = [truce(...before), truce(...after)]
  const known = new Set(analyse(then).map((one) => one.kind))
  const found = remarksOn(then, kind)
  const isNew = analyse(now).filter((one) => one.severity !== 'note' && !known.has(one.kind))
  return {
    times: found.length,
    fix: found[0]?.fix ?? [],
    left: remarksOn(now, kind).length,
    worse: isNew.map((one) => one.kind),
  }
}
const mended = (...fix: readonly FixCode[]) => ({ times: 1, fix, left: 0, worse: [] })

describe('a duty that is owed again and again is done only at its end', () => {
  const waits = must('T.2', 'BLUE', 'when: done T.1', 'within: 24h')
  test.each([['every: 30d'], ['for each: breach of T.3\nwithin: 24h']])(
    '%s: what waits for it can never begin, until it has one',
    (again) => {
      const kept = clause(
        'T.3',
        'BLUE',
        'must not: fire',
        'acts: [shelling]',
        'area: North',
        'until: DayD + 90d',
      )
      const before = must('T.1', 'RED', again)
      const after = must('T.1', 'RED', again, 'until: DayD + 90d')
      expect(followed('unreachable', [kept, before, waits], [kept, after, waits])).toEqual(
        mended('end-it', 'begin-otherwise'),
      )
      const otherwise = must('T.2', 'BLUE', 'when: done T.1 or on DayD + 24h', 'within: 24h')
      expect(remarksOn(truce(kept, before, otherwise), 'unreachable')).toEqual([])
    },
  )
})

describe('legs that begin only when the other is done', () => {
  const leg = (id: string, ...keys: readonly string[]) => must(id, 'RED', 'within: 48h', ...keys)
  const late = 'early: does not count'
  const tied = (mode: string) =>
    other('exchange', 'T.3', 'cites: ¶', 'legs: [T.1, T.2]', mode, 'if nobody moves: Each by its date.')
  const held = other('exchange', 'T.3', 'cites: ¶', 'legs: [T.1, T.2]', 'held by: role monitor for 14d')

  test.each([
    ['simultaneous', tied('simultaneous within: 6h')],
    ['held by a third', held],
  ])('%s: a deadlock where what is done early does not count', (_, exchange) => {
    const ring = [leg('T.1', 'when: done T.2', late), leg('T.2', 'when: done T.1', late)]
    const counts = [leg('T.1', 'when: done T.2'), leg('T.2', 'when: done T.1', late)]
    const begins = [leg('T.1', late), leg('T.2', 'when: done T.1', late)]
    const rest = [exchange, must('T.5', 'BLUE', 'within: 24h')]
    for (const after of [counts, begins])
      expect(followed('deadlock', [...ring, ...rest], [...after, ...rest])).toEqual(
        mended('let-early-count', 'begin-otherwise'),
      )
    const behind = must('T.4', 'BLUE', 'when: done T.1', 'within: 24h')
    expect(remarksOn(truce(...ring, exchange, behind), 'behind-deadlock')[0]?.clauses).toEqual(['T.4'])
  })

  test('it is told once, also where nobody moves first', () => {
    const ring = [leg('T.1', 'when: done T.2', late), leg('T.2', 'when: done T.1', late)]
    const silent = other('exchange', 'T.3', 'cites: ¶', 'legs: [T.1, T.2]', 'simultaneous within: 6h')
    expect(remarksOn(truce(...ring, silent), 'deadlock').map(({ values }) => values['why'])).toEqual([
      'early',
    ])
  })

  test('in turn, each waits for the one before it and there is none', () => {
    const turn = other(
      'exchange',
      'T.3',
      'cites: ¶',
      'legs: [T.1, T.2]',
      'in turn: each after the one before',
    )
    expect(remarksOn(truce(leg('T.1', late), leg('T.2', late), turn), 'deadlock')).toEqual([])
  })
})

describe('two duties that contradict each other', () => {
  const banned = (...keys: readonly string[]) =>
    clause('T.1', 'RED', 'must not: move', 'acts: [movement]', ...keys)
  const allowed = (...keys: readonly string[]) =>
    clause('T.2', 'RED', 'may: move', 'acts: [movement]', ...keys)

  test('the one gives way where the other begins on something of its own', () => {
    const after = allowed('area: North', 'when: acceded BLUE and on DayD + 24h')
    const [one, lifted] = [
      banned('area: North'),
      banned('area: North', 'unless: acceded BLUE and on DayD + 24h'),
    ]
    expect(followed('duties-contradict', [one, after], [lifted, after])).toEqual(
      mended('let-one-give-way', 'part-times-or-places'),
    )
  })

  test('what gives way is lifted for good; written again, to begin once the other is done, it clashes with nothing', () => {
    const owed = must('T.2', 'RED', 'acts: [movement]', 'area: North', 'when: acceded BLUE', 'within: 24h')
    const ban = banned('area: North')
    const [found] = remarksOn(truce(ban, owed), 'duties-contradict')
    expect(found?.values).toMatchObject({ gives: 'T.1', stands: 'T.2', over: 'once' })
    const lifted = banned('area: North', 'unless: acceded BLUE')
    const again = banned('area: North', 'when: done T.2').replaceAll('T.1', 'T.3')
    expect(remarksOn(truce(lifted, owed, again), 'duties-contradict')).toEqual([])
    const sooner = again.replace('when: done T.2', 'when: acceded BLUE')
    expect(remarksOn(truce(lifted, owed, sooner), 'duties-contradict').length).toBe(1)
  })

  test('and where that is the first, it is the other that gives way', () => {
    const first = banned('area: North', 'when: acceded BLUE')
    const [found] = remarksOn(truce(first, allowed('area: North')), 'duties-contradict')
    expect(found?.values).toMatchObject({ gives: 'T.2', stands: 'T.1' })
  })

  test.each([[[]], [['when: on DayD']]])(
    'where both begin with the text, %j, giving way would end the one for good: only time and place part them',
    (keys) => {
      const both = [banned('area: North', ...keys), allowed('area: North', ...keys)]
      const apart = [banned('area: North', ...keys), allowed('area: South', ...keys)]
      expect(followed('duties-contradict', both, apart)).toEqual(mended('part-times-or-places'))
      const lifted = [banned('area: North', 'unless: on DayD'), allowed('area: North', 'when: on DayD')]
      expect(remarksOn(truce(...lifted), 'always-lifted').length).toBe(1)
    },
  )
})

describe('words that an agreement defines', () => {
  test('a moment that only the start of the text rests on can have a second way, and no test', () => {
    const text = (setBy: string) => {
      const { agreement } = readAgreement(
        `\`\`\`jig agreement TRU
name: A truce
force: in force
agreed: 2016-09-09T00:00:00Z
starts: on Go
calendar: {zone: Etc/UTC, offset: "+00:00"}
\`\`\`

${other('party', 'RED', 'name: Red')}
${other('party', 'BLUE', 'name: Blue')}
${other('moment', 'Go', 'means: The beginning.', `set by: ${setBy}`)}`,
        'truce.md',
      )
      return agreement === undefined ? [] : remarksOn(agreement, 'single-decider')
    }
    expect(text('verified by actor un').map(({ fix, values }) => [...fix, values['count']])).toEqual([
      ['another-decider', 0],
    ])
    expect(text('verified by actor un or jointly RED, BLUE')).toEqual([])
  })

  test('nothing hangs on a place that nobody agreed and nothing uses: only that it is unused is told', () => {
    const area = other('area', 'Valley', 'means: The valley.', 'extent: not agreed')
    const kinds = analyse(truce(area)).filter(({ values }) => values['term'] === 'Valley')
    expect(kinds.map(({ kind }) => kind)).toEqual(['term-unused'])
  })

  test('nothing is called unused while a block is left out that may use it', () => {
    const area = other('area', 'Valley', 'means: The valley.', 'extent: everywhere')
    const faulty = clause('T.1', 'RED', 'must not: fire', 'area: Valley', 'until: never')
    const head = `\`\`\`jig agreement TRU
name: A truce
force: in force
agreed: 2016-09-09T00:00:00Z
starts: on 2016-09-09T00:00:00Z
calendar: {zone: Etc/UTC, offset: "+00:00"}
\`\`\`

${other('party', 'RED', 'name: Red')}`
    const unused = (...blocks: readonly string[]) => {
      const { agreement } = readAgreement([head, area, ...blocks].join('\n'), 'truce.md')
      return agreement === undefined ? undefined : remarksOn(agreement, 'term-unused').length
    }
    expect([unused(), unused(faulty)]).toEqual([1, 0])
  })

  test('a state that somebody decides needs nobody to be heard, unless silence counts', () => {
    const state = (...keys: readonly string[]) =>
      other('state', 'quiet', 'means: Nobody fires.', 'decided by: verified by actor un', ...keys)
    const waits = must('T.1', 'RED', 'when: holds quiet', 'within: 24h')
    expect(remarksOn(truce(state('if silent: unknown'), waits), 'state-unsourced')).toEqual([])
    const tested = other(
      'state',
      'quiet',
      'means: Nobody fires.',
      'test: no breach of T.1',
      'if silent: unknown',
    )
    const watched = [tested, clause('T.1', 'RED', 'must not: fire', 'acts: [shelling]', 'until: DayD + 9d')]
    const then = must('T.2', 'RED', 'when: holds quiet', 'within: 24h')
    expect(remarksOn(truce(...watched, then), 'state-unsourced').length).toBe(1)
  })

  test('two lines for one class, and no end, are taken as meant once a choice says so', () => {
    const line = (id: string) =>
      other('line', id, 'means: A line.', 'agreed: no', 'points: ["36.1, 37.1", "36.2, 37.2"]')
    const guns = other('class', 'guns', 'means: Guns.', 'members: [tank]')
    const from = (id: string, who: string, which: string, ...keys: readonly string[]) =>
      must(id, who, `distance: guns 3000 m north of ${which}`, 'within: 24h', ...keys)
    const blocks = [line('Old'), line('New'), guns, from('T.1', 'RED', 'Old')]
    const chosen =
      'choices:\n  - question: Is one line meant?\n    chosen: Old for the one, New for the other.'
    expect(
      followed(
        'lines-differ',
        [...blocks, from('T.2', 'BLUE', 'New')],
        [...blocks, from('T.2', 'BLUE', 'New', chosen)],
      ),
    ).toEqual(mended('one-line'))
    const ban = (...keys: readonly string[]) =>
      clause('T.1', 'RED', 'must not: fire', 'acts: [shelling]', 'area: North', ...keys)
    const open = 'choices:\n  - question: Why is there no until?\n    chosen: It lasts until peace.'
    expect(followed('open-ended', [ban()], [ban(open)])).toEqual(mended('say-open-end'))
    expect(followed('open-ended', [ban()], [ban('until: DayD + 9d')])).toEqual(mended('say-open-end'))
  })
})

describe('the words and the evidence of a clause', () => {
  test('notice carries the burden of an exception', () => {
    const ban = (...keys: readonly string[]) =>
      clause('T.1', 'RED', 'must not: move', 'acts: [movement]', 'area: North', 'except: [Patrols]', ...keys)
    const notice = 'with notice: movement to BLUE at least 24h before'
    expect(followed('exception-without-burden', [ban()], [ban(notice)])).toEqual(mended('say-burden'))
  })

  test('a date after “by” is nobody who acts', () => {
    const passive = (words: string) => {
      const text = truce(must('T.1', 'RED', 'within: 24h').replace('> They do it.', `> ${words}`))
      return remarksOn(text, 'passive-words').length
    }
    for (const when of [
      'by thirty days after Day D',
      'by midnight',
      'by 1 October',
      'by the end of the week',
      '',
    ])
      expect([when, passive(`The schools shall be vacated ${when}.`)]).toEqual([when, 1])
    for (const who of [
      'by the army',
      'by one of the parties',
      'by the parties within thirty days',
      'by two monitors',
    ])
      expect([who, passive(`The schools shall be vacated ${who}.`)]).toEqual([who, 0])
  })

  test.each(['regularly', 'gradually', 'to the maximum possible extent', 'and takes the necessary steps'])(
    '“%s” has no measure',
    (words) => {
      const text = truce(must('T.1', 'RED', 'within: 24h').replace('> They do it.', `> It reports ${words}.`))
      expect(remarksOn(text, 'vague-words').length).toBe(1)
    },
  )

  test('a deadline may be a length of time, whatever the moments of the text are called', () => {
    const [before, after] = [must('T.1', 'RED', 'no deadline: none'), must('T.1', 'RED', 'within: 48h')]
    expect(followed('no-deadline', [moment('set by: jointly RED, BLUE'), before], [after])).toEqual(
      mended('add-deadline'),
    )
  })
})

test('duties on which others wait and from whose breach nothing follows are told together', () => {
  const chain = [
    must('T.1', 'RED', 'within: 48h'),
    must('T.2', 'BLUE', 'when: done T.1', 'within: 48h'),
    must('T.3', 'RED', 'when: done T.2', 'within: 48h'),
  ]
  const found = remarksOn(truce(...chain), 'stall-without-consequence')
  expect(found.map(({ clauses, values }) => [values['site'], clauses])).toEqual([
    ['T.1, T.2', ['T.2', 'T.3']],
  ])
  const follows = ['T.1', 'T.2'].map((id) => must(`T.9.${id}`, 'BLUE', `when: breached ${id}`, 'within: 24h'))
  expect(remarksOn(truce(...chain, ...follows), 'stall-without-consequence')).toEqual([])
})
