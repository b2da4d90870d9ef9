import { describe, expect, test } from 'vitest'
import { clause, kept, leftOut, placeOf, refused } from './faults.test-support.ts'
import { isLeftOut, noSuchClause } from './left-out.ts'
import { readAgreement } from './read-agreement.ts'
import { changed, SAMPLE } from './sample.test-support.ts'

describe('the rest of the agreement is read and says what it can', () => {
  test('a clause with a slip is left out alone if nothing rests on it', () => {
    const text = changed(
      'who: jointly SYR, OPP\nmay: extend\nover: [T.1.*]',
      'who: jointly SYR, OPP\nmay: stretch',
    ).replace('after: exercised T.5\n', '')
    expect(leftOut(text)).toEqual(['T.5'])
    expect(kept(readAgreement(text, 'truce.md').agreement)).toEqual(
      kept(readAgreement(SAMPLE, 'truce.md').agreement).filter((id) => id !== 'T.5'),
    )
  })

  test('what rests on a broken block is left out too, and says on which one and nothing else', () => {
    const text = changed('members: [tank, artillery]', 'members: [tank, artillery')
    const [slip, ...others] = refused(text)
    expect(slip).toMatchObject({ code: 'agreement-malformed' })
    expect(others.map(({ code, detail }) => [code, detail['block'], 'on', detail['on']].join(' '))).toEqual([
      'block-left-out quiet on T.1.a',
      'block-left-out T.1.a on T.2',
      'block-left-out T.2 on heavy',
      'block-left-out T.3 on T.2',
      'block-left-out T.4 on T.2',
      'block-left-out T.5 on T.1.a',
    ])
    const waiting = others.find(({ detail }) => detail['block'] === 'T.2')
    const place = placeOf(text, 'heavy 3500 m')
    expect(waiting).toMatchObject({ where: place, fix: expect.stringContaining('mend “heavy”') as string })
  })

  test('a power is left out if one of the clauses that it names with an asterisk is', () => {
    const text = changed('shown by: verified by role monitor or', 'shown by: verified by role moniter or')
    expect(leftOut(text)).toContain('T.5')
    expect(refused(text).filter(({ detail }) => detail['block'] === 'T.5')).toMatchObject([
      { code: 'block-left-out', detail: { on: 'T.1.a' } },
    ])
  })

  test('the legs of a broken exchange are left out: without it they would begin too early', () => {
    const slip = changed('simultaneous within: 6h\n', 'simultaneous within: 6 days\n')
    expect(leftOut(slip)).toEqual(expect.arrayContaining(['T.2', 'T.3', 'T.4']))
    const unreadable = changed('legs: [T.2, T.3]', 'legs: [T.2, T.3')
    expect(leftOut(unreadable)).toEqual(expect.arrayContaining(['T.2', 'T.3', 'T.4']))
    const notOne = changed('jig exchange T.4', 'jig exchnge T.4')
    expect(leftOut(notOne)).toEqual(expect.arrayContaining(['T.2', 'T.3', 'T.4']))
  })

  test.each([
    ['has a slip', 'may: suspnd'],
    ['cannot be read', 'may: [suspend'],
  ])('what is owed in place of a power whose block %s is left out with it', (_, may) => {
    const power = `\n> It may suspend.\n\n\`\`\`jig power W.2\ncites: ¶9\nwho: SYR\n${may}\nwhen: breached T.3\nif overturned: W.1 is owed\n\`\`\`\n`
    expect(leftOut(SAMPLE + clause('W.1', 'on DayD') + power)).toEqual(['W.1', 'W.2'])
  })

  test('two blocks of one id are both left out: which of them is meant cannot be told', () => {
    const text = changed('jig area Zone', 'jig area Road')
    expect(refused(text).map(({ code }) => code)).toEqual(expect.arrayContaining(['identifier-repeated']))
    expect(leftOut(text).filter((id) => id === 'Road')).toHaveLength(2)
    expect(kept(readAgreement(text, 'truce.md').agreement)).not.toContain('Road')
  })

  test('a block that is not closed takes the next with it, and whoever names that one is told so', () => {
    const text = changed('agreed: no\n```\n\n', 'agreed: no\n\n')
    const [first, ...others] = refused(text)
    expect(first).toMatchObject({
      message: 'the block “jig line Road” is never closed',
      where: placeOf(text, '```jig line Road'),
    })
    expect(new Set(others.map(({ code }) => code))).toEqual(new Set(['block-left-out']))
    expect(leftOut(text)).toEqual(expect.arrayContaining(['Road', 'heavy', 'T.2']))
  })

  test.each([
    ['has a slip', 'name: An excluded group\n', 'nam: An excluded group\n'],
    ['cannot be read at all', 'name: An excluded group\n', 'name: [An excluded group\n'],
  ])('a group whose block %s is excluded all the same', (_, from, to) => {
    const text = changed(from, to)
    expect(refused(text)).not.toEqual([])
    const { agreement } = readAgreement(text, 'truce.md')
    const [group] = [...(agreement?.parties.values() ?? [])].filter(({ excluded }) => excluded)
    expect(group).toMatchObject({ id: 'ISIL', name: { en: 'ISIL' } })
  })

  test('there is no agreement where a block may be that of a party or of an excluded group', () => {
    const text = changed('jig excluded ISIL', 'jig exclude ISIL')
    expect(refused(text)[0]?.fix).toContain('jig excluded ISIL')
    expect(readAgreement(text, 'truce.md').agreement).toBeUndefined()
  })

  test('people still see the words of a block that is left out, in its place', () => {
    const { agreement } = readAgreement(changed('who: OPP\n', ''), 'truce.md')
    expect(agreement?.document.find((part) => part.is === 'left-out' && part.id === 'T.3')).toMatchObject({
      kind: 'clause',
      text: { en: 'So does the opposition.' },
    })
  })

  test.each([
    ['no block says which it is', changed('jig agreement TRUCE', 'jig clause TRUCE')],
    ['its first block cannot be read', changed('force: in force', 'force: [in force')],
    ['nobody can tell when it begins', changed('set by: jointly SYR, OPP\n', '')],
    ['two blocks say which it is', `${SAMPLE}\n\`\`\`jig agreement OTHER\nname: Another\n\`\`\`\n`],
  ])('there is no agreement where %s', (_, text) => {
    refused(text)
    expect(readAgreement(text, 'truce.md').agreement).toBeUndefined()
  })
})

describe('who asks for a block that is left out', () => {
  const { agreement } = readAgreement(
    changed('members: [tank, artillery]', 'members: [tank, artillery'),
    't.md',
  )
  if (agreement === undefined) throw new Error('nothing was read')

  test('is told that it is left out, and on which line it stands; another name is unknown', () => {
    expect(noSuchClause(agreement, 'T.2')).toMatchObject({
      code: 'clause-left-out',
      detail: { clause: 'T.2', agreement: agreement.id, line: expect.any(Number) as number },
    })
    expect(noSuchClause(agreement, 'T.99')).toMatchObject({ code: 'clause-unknown' })
    expect([isLeftOut(agreement, 'heavy'), isLeftOut(agreement, 'SYR')]).toEqual([true, false])
  })
})
