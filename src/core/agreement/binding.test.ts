import { describe, expect, test } from 'vitest'
import { bound } from './bind.ts'
import { clause, refused } from './faults.test-support.ts'
import { readAgreement } from './read-agreement.ts'
import { changed, SAMPLE } from './sample.test-support.ts'

describe('words that are bound to their block', () => {
  const whole = bound(SAMPLE)
  const edited = (from: string, to: string): string => {
    expect(whole).toContain(from)
    return whole.replace(from, to)
  }

  test('are read like words that are not', () => {
    expect(readAgreement(whole, 'truce.md').problems).toEqual([])
    expect(whole.match(/^binds: words [0-9a-f]{12}, block [0-9a-f]{12}$/gm)).toHaveLength(5)
    expect(bound(whole)).toBe(whole)
  })

  test.each([
    [
      'the words were edited and the block was not',
      '> So does the opposition.',
      '> So may the opposition.',
      'words',
    ],
    ['a translation was edited', '> ru: Ни одна', '> ru: Ни та, ни другая', 'words'],
    ['the block was edited and the words were not', 'within: 48h', 'within: 72h', 'block'],
  ])('are refused where %s', (_, from, to, changedPart) => {
    const [problem] = refused(edited(from, to))
    expect(problem).toMatchObject({ code: 'binding-broken', detail: { changed: changedPart } })
    expect(problem?.fix).toContain('jig check --bind')
  })

  test('may be laid out anew: blanks and comments change nothing', () => {
    const text = edited('> So does the opposition.', '> So  does\n> the opposition.').replace(
      'who: OPP\nmust achieve: a pull-back\n',
      'who:   OPP # the other side\nmust achieve: a\n  pull-back\n',
    )
    expect(text).toContain('other side')
    expect(readAgreement(text, 'truce.md').problems).toEqual([])
  })

  test('ask the same of every block of the text: one that was added unread is named', () => {
    const [problem, ...others] = refused(whole + clause('W.1', 'on DayD'))
    expect(others).toEqual([])
    expect(problem).toMatchObject({ code: 'binding-missing', detail: { block: 'W.1' } })
  })

  test('are bound again after both were read anew', () => {
    const text = edited('within: 48h', 'within: 72h')
    expect(readAgreement(bound(text), 'truce.md').problems).toEqual([])
  })

  test('are bound where the fence is indented and the last value runs over two lines', () => {
    const text = changed(
      '```jig power T.5\ncites: ¶3\nwho: jointly SYR, OPP\nmay: extend\nover: [T.1.*]\neffect: from then on (ex nunc)\n```',
      '  ```jig power T.5\n  cites: ¶3\n  who: jointly SYR, OPP\n  may: extend\n  over: [T.1.*]\n  effect:\n    from then on\n  ```',
    )
    expect(readAgreement(bound(text), 'truce.md').problems).toEqual([])
    expect(bound(text)).toMatch(/\n {2}binds: words .*\n {2}```\n$/)
  })

  test('are bound on lines that end as those of the file do', () => {
    const text = bound(SAMPLE.replaceAll('\n', '\r\n'))
    expect(text.replaceAll('\r\n', '\n')).toBe(whole)
    expect(text.replaceAll('\r\n', '')).not.toContain('\n')
  })
})
