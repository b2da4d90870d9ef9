import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { readAgreement } from '../../src/core/agreement/read-agreement.ts'
import { analyse } from '../../src/core/analysis/analyse.ts'
import type { Remark, RemarkKind } from '../../src/core/analysis/remark.ts'
import { choicesOf } from '../../src/core/analysis/text-remarks.ts'
import { analysisWords } from '../../src/core/words/analysis.ts'

const folder = new URL('../../agreements/', import.meta.url)
const texts = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => {
      const { agreement } = readAgreement(readFileSync(new URL(name, folder), 'utf8'), name)
      if (agreement === undefined) throw new Error(`${name} was not read`)
      const id: string = agreement.id
      return [id, { agreement, remarks: analyse(agreement) }] as const
    }),
)
function on(id: string, kind: RemarkKind): readonly Remark[] {
  return texts.get(id)?.remarks.filter((one) => one.kind === kind) ?? []
}

describe('the September text', () => {
  test('deadlocks on Castello Road: each side waits to see the other move', () => {
    const [found, ...others] = on('SEP', 'deadlock')
    expect(others).toEqual([])
    expect(found?.clauses).toEqual(['SEP.3.e', 'SEP.3.d', 'SEP.3.j'])
    expect(found?.values).toEqual({
      cycle: 'SEP.3.d → SEP.3.j → SEP.3.d',
      exchange: 'SEP.3.e',
      why: 'nobody-first',
    })
  })

  test('leaves the distances from the road behind that deadlock', () => {
    const [found] = on('SEP', 'behind-deadlock')
    expect(found?.clauses).toEqual(
      expect.arrayContaining(['SEP.3.f', 'SEP.3.g', 'SEP.3.h', 'SEP.3.i', 'SEP.3.j.heavy']),
    )
    expect(found?.clauses).not.toContain('SEP.3.c')
  })

  test('lets either co-chair alone stall the extension', () => {
    const stall = on('SEP', 'stall-by-power').find(({ clauses }) => clauses.some((id) => id === 'SEP.2'))
    expect(stall?.values).toMatchObject({ parties: 'RUS, USA', site: 'SEP.2' })
    expect(stall?.fix).toContain('default-instead-of-consent')
  })

  test('lets either co-chair put off the checkpoints, and with them everything on the road', () => {
    const [stall] = on('SEP', 'stall-by-delay').filter(({ values }) => values['site'] === 'SEP.3.b')
    expect(stall?.values).toMatchObject({ parties: 'RUS, USA' })
    expect(stall?.clauses).toContain('SEP.3.d')
  })

  test('hangs on the Red Crescent alone for the checkpoints', () => {
    const found = on('SEP', 'single-verifier').find(({ values }) => values['speaker'] === 'actor sarc')
    expect(found?.severity).toBe('warning')
    expect(found?.clauses).toContain('SEP.3.b')
  })

  test('measures from a line, and forbids flights over areas, that nobody agreed', () => {
    expect(on('SEP', 'line-not-agreed').map(({ values }) => values['term'])).toEqual(['CastelloRoad'])
    expect(on('SEP', 'area-not-agreed').map(({ values }) => values['term'])).toEqual(['Designated'])
  })
})

describe('the other texts', () => {
  test('no error is found but the one of Castello Road', () => {
    const errors = [...texts].flatMap(([id, { remarks }]) =>
      remarks.flatMap(({ severity, kind }) => (severity === 'error' ? [`${id} ${kind}`] : [])),
    )
    expect(errors).toEqual(['SEP deadlock'])
  })

  test('February allows strikes on the excluded groups and forbids them on the parties: no contradiction', () => {
    expect(on('COH', 'duties-contradict')).toEqual([])
  })

  test('February binds each Syrian party only once it accepts', () => {
    expect(on('COH', 'opt-in').map(({ values }) => values['site'])).toEqual(['SYR', 'OPP'])
  })

  test('the procedures of March say “without delay” and name no time', () => {
    expect(on('SOP', 'vague-words').map(({ values }) => values['words'])).toEqual(['without delay'])
    expect(on('SOP', 'no-deadline').map(({ clauses }) => clauses[0])).toEqual(['SOP.3.a', 'SOP.4'])
  })

  test('choices are counted wherever they stand, terms among them', () => {
    expect([...texts].map(([id, { agreement }]) => [id, choicesOf(agreement).choices > 0])).toEqual([
      ['COH', true],
      ['SOP', true],
      ['JIG', true],
      ['SEP', true],
    ])
  })
})

describe.each(['en', 'ar', 'ru'] as const)('the words for remarks in %s', (language) => {
  const words = analysisWords[language]

  test('write out every remark on every text, with its repairs', () => {
    for (const { kind, values, fix } of [...texts.values()].flatMap(({ remarks }) => remarks)) {
      for (const text of [words[`remark.${kind}`], ...fix.map((code) => words[`fix.${code}`])]) {
        const written = String(
          new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).format({ ...values }),
        )
        expect(written, kind).toMatch(/\S/)
        expect(written, kind).not.toMatch(/[{}]|undefined/)
      }
    }
  })

  test('ask for the same values as the English', () => {
    const asked = (text: string) => new Set([...text.matchAll(/\{([a-z]+)[,}]/g)].map(([, name]) => name))
    for (const [key, text] of Object.entries(analysisWords.en)) {
      const own = asked(words[key as keyof typeof words])
      expect(
        [...own].filter((name) => !asked(text).has(name)),
        key,
      ).toEqual([])
    }
  })
})

test('no remark calls an allegation or a text a violation', () => {
  for (const text of Object.values(analysisWords.en)) expect(text).not.toMatch(/violat/i)
})
