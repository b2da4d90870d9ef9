import { describe, expect, test } from 'vitest'
import { readAgreement } from '../agreement/read-agreement.ts'
import { parseDuration } from '../time/instant.ts'
import { rehearse, type Rehearsal } from './rehearse.ts'
import { vacuityRemarks } from './vacuity-remarks.ts'
import { vacuityOf } from './vacuity.ts'

const HEAD = `# A truce

\`\`\`jig agreement TRU
name: A truce
force: in force
agreed: 2016-09-09T19:00:00Z
starts: on DayD
calendar: {zone: Etc/UTC, offset: "+00:00"}
\`\`\`

\`\`\`jig party RED
name: Red
side: A
\`\`\`

\`\`\`jig party BLUE
name: Blue
side: B
\`\`\`

\`\`\`jig moment DayD
means: The beginning.
set by: jointly RED, BLUE
\`\`\`
`

const block = (kind: string, keys: string): string => `
> Words.

\`\`\`jig ${kind}
cites: ¶1
${keys}
\`\`\`
`

function text(...blocks: string[]) {
  const { agreement, problems } = readAgreement(HEAD + blocks.join(''), 'truce.md')
  if (agreement === undefined || problems.length > 0)
    throw new Error(problems.map(({ message }) => message).join('\n'))
  return agreement
}

const depth = parseDuration('14d')

function failing(blocks: readonly string[], runs = 0): Rehearsal['stories'] {
  const { stories } = rehearse(text(...blocks), { runs, seed: 1, depth })
  // That both have to set Day D is a stall in every text here.
  return stories.filter(({ change }) => change !== 'DayD')
}

const achieves = (of: string, more: string): string => `who: ${of}
must achieve: something
${more}
shown by: verified by role monitor
if silent: unknown`

const A = achieves('RED', 'within: 24h')

describe('what a rehearsal finds', () => {
  test('nothing in a text whose duties have deadlines and are kept, beside the verifier whom they rest on', () => {
    expect(failing([block('clause T.1', A)]).map(({ kind, who }) => [kind, who])).toEqual([
      ['unsettled', ['monitor']],
    ])
  })

  test('a duty without a deadline on which another waits is a stall, and a deadline mends it', () => {
    const other = block('clause T.2', achieves('BLUE', 'within: 24h\nwhen: done T.1'))
    const loose = failing([block('clause T.1', achieves('RED', 'no deadline: none is named')), other])
    expect(loose).toContainEqual(
      expect.objectContaining({ kind: 'stall', who: ['RED'], change: 'T.1', clauses: ['T.2'] }),
    )
    const bound = failing([block('clause T.1', A), other])
    expect(bound.filter(({ who }) => who.includes('RED' as never))).toEqual([])
  })

  test('a duty that spares its bearer others as long as it is left undone is a delay that pays', () => {
    const own = block('clause T.2', achieves('RED', 'within: 24h\nwhen: done T.1'))
    const others = block('clause T.3', achieves('BLUE', 'within: 24h'))
    const found = failing([block('clause T.1', achieves('RED', 'no deadline: none is named')), own, others])
    expect(found).toContainEqual(
      expect.objectContaining({ kind: 'delay-pays', who: ['RED'], clauses: ['T.2'] }),
    )
  })

  const legs = [
    block('clause T.1', achieves('RED', 'no deadline: none is named')),
    block('clause T.2', achieves('BLUE', 'no deadline: none is named')),
  ]
  const exchange = (more: string): string =>
    block('exchange T.3', `legs: [T.1, T.2]\nsimultaneous within: 6h${more}`)

  test('an exchange in which each waits for the other is a deadlock, told with both, and a first mover mends it', () => {
    const found = failing([...legs, exchange('')]).filter(({ kind }) => kind === 'deadlock')
    expect(found).toMatchObject([{ who: ['RED', 'BLUE'], together: true, change: 'T.3' }])
    expect(found[0]?.lines.map(({ code, who }) => `${code} ${who.join(' ')}`)).toEqual([
      'sets RED BLUE',
      'waits RED',
      'waits BLUE',
      'end-deadlock RED BLUE',
    ])
    const before = block('clause T.0', A)
    const after = legs.map((leg) => leg.replace('no deadline: none is named', 'within: 24h'))
    const second = after[1]?.replace('within: 24h', 'within: 24h\nwhen: done T.0') ?? ''
    const [told] = failing([before, after[0] ?? '', second, exchange('')]).filter(
      ({ kind }) => kind === 'deadlock',
    )
    // What any of the legs waits for belongs to the story, not only what the first does.
    expect(told?.lines.map(({ code, subject }) => `${code} ${subject}`)).toContain('performs T.0')
    const mended = failing([...legs, exchange('\nif nobody moves: RED moves first.')])
    expect(mended.filter(({ kind }) => kind === 'deadlock')).toEqual([])
  })

  const quiet = `who: each of RED, BLUE
must not: fire
acts: [shelling]
until: DayD + 48h
shown by: verified by role monitor
if silent: compliant
heard from: role monitor`

  test('a period that both must extend lapses by the silence of one, told at its end', () => {
    const power = block('power T.2', 'who: jointly RED, BLUE\nmay: extend\nover: [T.1]')
    const found = failing([block('clause T.1', quiet), power]).filter(({ kind }) => kind === 'lapse')
    expect(found).toMatchObject([{ who: ['RED', 'BLUE'], together: false, change: 'T.2', clauses: ['T.1'] }])
    expect(found[0]?.lines.at(-1)).toMatchObject({ code: 'end-lapse', after: 48 * 3_600_000 })
    const whole = failing([block('clause T.1', quiet), power.replace('\nover: [T.1]', '')])
    expect(whole.filter(({ kind }) => kind === 'lapse')).toMatchObject([{ change: 'T.2', clauses: ['T.1'] }])
    const alone = power.replace('jointly RED, BLUE', 'each of RED, BLUE')
    expect(failing([block('clause T.1', quiet), alone]).filter(({ kind }) => kind === 'lapse')).toEqual([])
  })

  test('players use a power in the form that it asks for: with one silent the period lapses, as without a form', () => {
    const lapses = (form: string) => {
      const power = `who: jointly RED, BLUE\nmay: extend\nover: [T.1]\nform: ${form}`
      const found = failing([block('clause T.1', quiet), block('power T.2', power)])
      return found.filter(({ kind }) => kind === 'lapse').map(({ change }) => change)
    }
    for (const form of ['told 24h before', 'with reasons', 'told 24h before and with reasons'])
      expect(lapses(form), form).toEqual(['T.2'])
    // The period is over before anybody can have told it, so nobody's silence changes anything.
    expect(lapses('told 72h before')).toEqual([])
  })

  test('a period that any two of three may extend does not lapse by the silence of one', () => {
    const third = '\n```jig party GREEN\nname: Green\n```\n'
    const power = block('power T.2', 'who: any 2 of RED, BLUE, GREEN\nmay: extend\nover: [T.1]')
    const lapses = (one: string) =>
      failing([third, block('clause T.1', quiet), one]).filter(({ kind }) => kind === 'lapse')
    expect(lapses(power)).toEqual([])
    expect(lapses(power.replace('any 2 of', 'jointly'))).toMatchObject([{ who: ['RED', 'BLUE', 'GREEN'] }])
  })

  test('a deadline that runs from an act which a slow verifier shows too late breaches without fault', () => {
    const answer = block('clause T.2', achieves('BLUE', 'within: 24h\nwhen: done T.1'))
    const found = failing([block('clause T.1', A), answer])
    const stories = found.filter(({ kind }) => kind === 'breach-without-fault')
    expect(stories).toMatchObject([{ change: 'T.2', who: ['monitor'] }])
  })

  test('a prohibition from whose silence nothing follows is never settled, whoever does what', () => {
    const unknown = quiet.replace('if silent: compliant\nheard from: role monitor', 'if silent: unknown')
    expect(failing([block('clause T.1', unknown)])[0]).toMatchObject({ kind: 'unsettled', departures: [] })
  })

  test('a power that rests on breaches is within reach; one that rests on what is only permitted is not', () => {
    const may = block(
      'clause T.9',
      'who: BLUE\nmay: pull back\nshown by: verified by role monitor\nif silent: unknown',
    )
    const kinds = (when: string) =>
      failing([
        block('clause T.1', quiet),
        may,
        block('power T.2', `who: RED\nmay: suspend\nwhen: ${when}`),
      ]).map(({ kind }) => kind)
    expect(kinds('more than 3 breaches of T.1 in 7d')).not.toContain('power-out-of-reach')
    expect(kinds('done T.9')).toContain('power-out-of-reach')
  })

  test('who does not accept the terms stalls every duty that waits for it, and it is told once', () => {
    const acceding = quiet.replace('until:', 'when: acceded RED\nuntil:')
    const found = failing([block('clause T.1', acceding), block('clause T.2', acceding)])
    const [stall] = found.filter(({ kind }) => kind === 'stall')
    expect(stall).toMatchObject({ who: ['RED'], clauses: ['T.1', 'T.2'] })
    expect(stall?.lines.map(({ code }) => code)).toEqual(['sets', 'omits-accede', 'end-stall'])
  })

  test('only two verifiers together can leave a duty open that either of them may confirm', () => {
    const either = A.replace(
      'verified by role monitor',
      'verified by role monitor or verified by role humanitarian',
    )
    const found = failing([block('clause T.1', either)])
    expect(found).toMatchObject([{ kind: 'unsettled', together: true, change: 'T.1' }])
    expect(found[0]?.who.toSorted()).toEqual(['humanitarian', 'monitor'])
  })

  test('a draft has no story', () => {
    const draft = HEAD.replace('force: in force', 'force: draft').replace('starts: on DayD\n', '')
    const { agreement } = readAgreement(draft + block('clause T.1', A), 'draft.md')
    expect(agreement && rehearse(agreement, { runs: 5, seed: 1, depth })).toEqual({
      plays: 0,
      depth,
      toCome: [],
      stories: [],
    })
  })

  test('the same seed tells the same stories', () => {
    const same = text(...legs, exchange(''))
    expect(rehearse(same, { runs: 20, seed: 7, depth })).toEqual(rehearse(same, { runs: 20, seed: 7, depth }))
  })

  test('who may not depart is in no story', () => {
    const { stories } = rehearse(text(...legs, exchange('')), {
      runs: 20,
      seed: 1,
      depth,
      parties: ['RED' as never],
    })
    expect(stories.flatMap(({ who }) => who).filter((who) => who !== 'RED')).toEqual([])
  })
})

describe('the vacuity runs', () => {
  test('say which promises none of them breaks, because nothing in the text rests on a breach', () => {
    const never = (id: string, ...keys: readonly string[]) =>
      block(
        `clause ${id}`,
        ['who: RED', 'must not: fire', 'acts: [shelling]', 'shown by: verified by role monitor']
          .concat('if silent: compliant', 'heard from: role monitor', keys)
          .join('\n'),
      )
    const may = block(
      'clause T.3',
      'who: BLUE\nmay: move\nwhen: on DayD\nshown by: verified by role monitor\nif silent: unknown',
    )
    const answer = block('clause T.2', achieves('BLUE', 'within: 24h\nwhen: breached T.1'))
    const inRuns = (...blocks: readonly string[]) => {
      const fixed = HEAD.replace('set by: jointly RED, BLUE', 'fixed: 2016-09-10T00:00:00Z')
      const { agreement } = readAgreement(fixed + blocks.join(''), 'truce.md')
      const found = agreement === undefined ? undefined : vacuityOf(agreement, depth)
      return [found?.unmoved, found?.unbroken]
    }
    expect(inRuns(never('T.1'), may)).toEqual([['T.1', 'T.3'], ['T.1']])
    expect(inRuns(never('T.1'), answer, may)).toEqual([['T.3'], []])
    // A promise that never binds could not be broken, whatever rests on it.
    expect(inRuns(never('T.1', 'when: breached T.3'), answer, may)).toEqual([['T.1', 'T.2', 'T.3'], []])
  })

  test('tell a clause that depends on somebody from one that stands the same whatever anybody does', () => {
    const never = block('clause T.2', achieves('BLUE', 'within: 24h\nwhen: breached T.9'))
    const may = block(
      'clause T.9',
      'who: BLUE\nmay: pull back\nshown by: verified by role monitor\nif silent: unknown',
    )
    const { runs, rows, unmoved } = vacuityOf(text(block('clause T.1', A), never, may), depth)
    expect(runs.map((run) => (run.is === 'does-nothing' ? run.who : run.is))).toEqual([
      'all-done',
      'nothing-said',
      'silent-and-closed',
      'RED',
      'BLUE',
      'monitor',
    ])
    expect(rows[0]?.statuses).toEqual(['fulfilled', 'pending', 'overdue', 'pending', 'pending', 'contested'])
    expect(unmoved).toEqual(['T.2'])
  })
})

test('a silence of sources that have all closed is not the silence of an empty log', () => {
  const held = `who: RED\nmust not: fire\nacts: [shelling]\nuntil: DayD + 48h\nshown by: verified by role monitor
if silent: compliant\nheard from: role monitor`
  const { runs, rows } = vacuityOf(text(block('clause T.1', held)), depth)
  const statuses = new Map(runs.map((run, at) => [run.is, rows[0]?.statuses[at]]))
  expect(statuses.get('silent-and-closed')).toBe('fulfilled')
  expect(statuses.get('nothing-said')).toBe('pending')
})

describe('what the vacuity runs say of a text', () => {
  // Day D is fixed here: whoever keeps silent would otherwise keep everything from beginning.
  const head = HEAD.replace('set by: jointly RED, BLUE', 'fixed: 2016-09-10T00:00:00Z')
  const remarksOn = (...blocks: readonly string[]) => {
    const { agreement, problems } = readAgreement(head + blocks.join(''), 'truce.md')
    if (agreement === undefined || problems.length > 0) throw new Error(problems.map(String).join('\n'))
    const remarks = vacuityRemarks(agreement, vacuityOf(agreement, depth))
    return remarks.map(({ kind, clauses, values }) => [kind, ...clauses, values['players']])
  }

  test('a duty without a deadline can be left undone, and nobody will ever see it overdue', () => {
    expect(remarksOn(block('clause T.1', achieves('RED', 'no deadline: none')))).toEqual([
      ['idle-unbreached', 'T.1', undefined],
    ])
    expect(remarksOn(block('clause T.1', A))).toEqual([])
  })

  test('a body that is heard, and on whose word nothing rests, would not be missed', () => {
    expect(remarksOn(block('clause T.1', `${A}\nheard from: role humanitarian`))).toEqual([
      ['nobody-missed', 'humanitarian'],
    ])
  })

  test('a body that may show what was done is no idle one, though another can in its place', () => {
    const either = A.replace('role monitor', 'role monitor or verified by role humanitarian')
    expect(remarksOn(block('clause T.1', either))).toEqual([])
  })

  test('a power is used once its ground is met, so that what waits for its use does not stand still', () => {
    const ready = `who: RED\nmay: waive\nover: [T.1]\nwhen: on DayD + 72h`
    const waits = block('clause T.2', achieves('BLUE', 'within: 24h\nwhen: exercised T.3'))
    expect(remarksOn(block('clause T.1', A), waits, block('power T.3', ready))).toEqual([])
    const formal = `${ready}\nform: told 24h before and with reasons`
    expect(remarksOn(block('clause T.1', A), waits, block('power T.3', formal))).toEqual([])
  })

  test('a power whose ground is a missed deadline is used once it is missed', () => {
    const ready = 'who: BLUE\nmay: suspend\nover: [T.1]\nwhen: breached T.1'
    const waits = block('clause T.2', achieves('RED', 'within: 24h\nwhen: exercised T.3'))
    expect(remarksOn(block('clause T.1', A), waits, block('power T.3', ready))).toEqual([])
    const falls = `${ready}\nif overturned: it falls\nform: told 24h before`
    expect(remarksOn(block('clause T.1', A), waits, block('power T.3', falls))).toEqual([])
    const forAWhile = `${ready}\nfor no longer than: 7d`
    expect(remarksOn(block('clause T.1', A), waits, block('power T.3', forAWhile))).toEqual([])
  })

  test('a clause that nothing ever begins stands the same in every run', () => {
    const never = block('clause T.2', achieves('BLUE', 'within: 24h\nwhen: breached T.9'))
    const may = block(
      'clause T.9',
      'who: BLUE\nmay: pull back\nshown by: verified by role monitor\nif silent: unknown',
    )
    expect(remarksOn(block('clause T.1', A), never, may)).toEqual([['stands-the-same', 'T.2', undefined]])
  })
})
