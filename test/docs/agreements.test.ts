import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Agreement } from '../../src/core/agreement/agreement.ts'
import { bound } from '../../src/core/agreement/bind.ts'
import { KEYS } from '../../src/core/agreement/kinds.ts'
import { readAgreement } from '../../src/core/agreement/read-agreement.ts'
import { clauseId } from '../../src/core/statement/fields.ts'
import { formatInstant } from '../../src/core/time/instant.ts'

const folder = new URL('../../agreements/', import.meta.url)
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .toSorted()

function read(name: string, text: string): Agreement {
  const { agreement, problems } = readAgreement(text, name)
  expect(problems.map(({ where, message }) => `${name}:${where?.line}:${where?.column} ${message}`)).toEqual(
    [],
  )
  if (agreement === undefined) throw new Error(`${name} was not read`)
  return agreement
}
const texts = new Map(files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]))
const agreements = new Map(
  [...texts].map(([name, text]) => {
    const agreement = read(name, text)
    const id: string = agreement.id
    return [id, agreement] as const
  }),
)
function the(id: string): Agreement {
  const found = agreements.get(id)
  if (found === undefined) throw new Error(`no agreement ${id}`)
  return found
}

describe('the texts of 2016', () => {
  test('all four are read', () => {
    expect([...agreements.keys()].toSorted()).toEqual(['COH', 'JIG', 'SEP', 'SOP'])
  })

  test.each([...agreements])(
    '%s: whatever it says stands in three languages with its paragraph',
    (_id, agreement) => {
      const worded = [
        ...agreement.clauses.values(),
        ...agreement.exchanges.values(),
        ...agreement.powers.values(),
      ]
      const poor = worded.filter(
        ({ wording }) => !wording.text.ar || !wording.text.ru || wording.cites === '',
      )
      expect(poor.map(({ id }) => id)).toEqual([])
      const names = [agreement.title, ...[...agreement.parties.values()].map(({ name }) => name)]
      expect(names.filter(({ ar, ru }) => !ar || !ru)).toEqual([])
    },
  )

  test.each([...texts])('%s says that it is a reconstruction', (_name, text) => {
    expect(text).toContain('This is a reconstruction')
  })

  test.each([...texts])('%s is bound, each block to the words that it was read against', (_name, text) => {
    expect(text).toMatch(/^binds: /m)
    expect(bound(text)).toBe(text)
  })

  test('every paragraph of the domain that restrains is a clause, a power or a term, or a note says why not', () => {
    const encoded = (id: string, of: string) => the(of).clauses.has(clauseId.parse(id))
    const wanted = ['COH.S3.b', 'COH.S5.a', 'COH.S5.d', 'COH.A6', 'SOP.2', 'JIG.0.f', 'JIG.2.b']
    expect(wanted.filter((id) => !encoded(id, id.slice(0, 3)))).toEqual([])
    const february = texts.get('2016-02-22-cessation-of-hostilities.md')
    // Paragraph 2 says who is covered and when; of paragraph 3 one permission is encoded with it, and one aim is left out.
    expect(february).toContain('it stands as the condition “acceded”')
    expect(february).toContain('stands in paragraphs 2 and 3 and is encoded once')
    expect(february).toContain('That is left out on purpose')
  })

  test('the same parties have the same names in all of them', () => {
    for (const agreement of agreements.values()) {
      for (const [id, party] of agreement.parties) {
        const elsewhere = the('SEP').parties.get(id)
        expect([id, elsewhere?.excluded, elsewhere?.side, elsewhere?.answersTo]).toEqual([
          id,
          party.excluded,
          party.side,
          party.answersTo,
        ])
      }
    }
  })

  test('the cessation begins at midnight in Damascus, which was 22:00 UTC on the day before', () => {
    const start = [...the('COH').terms.values()].find(({ id }) => id === 'Start')
    expect(start?.is === 'moment' && start.fixed !== undefined && formatInstant(start.fixed)).toBe(
      '2016-02-26T22:00:00Z',
    )
    const acceptance = [...the('COH').clauses.values()].find(({ id }) => id === 'COH.S3.a')?.window.by
    expect(acceptance?.is === 'instant' && formatInstant(acceptance.instant)).toBe('2016-02-26T10:00:00Z')
  })

  test('the July draft is a draft and never starts', () => {
    expect(the('JIG')).toMatchObject({ force: 'draft', startsOn: undefined })
  })

  const september = the('SEP')
  const clause = (id: string) => [...september.clauses.values()].find((each) => each.id === id)

  test('September: the promises of paragraph 1 last 48 hours, and only both Sides together extend them', () => {
    const extension = [...september.powers.values()].find(({ id }) => id === 'SEP.2')
    expect(extension).toMatchObject({ may: 'extend', quorum: 2, holders: ['USA', 'RUS'] })
    expect(extension?.over).toEqual(['SEP.1.b', 'SEP.1.c', 'SEP.1.d'])
    for (const id of extension?.over ?? []) {
      expect(clause(id)?.window.until).toEqual({ is: 'moment', moment: 'DayD', plus: 48 * 3_600_000 })
    }
  })

  test('September: neither pull-back begins before the checkpoints stand, and the text does not say who moves first', () => {
    const [exchange] = september.exchanges.values()
    expect(exchange).toMatchObject({ id: 'SEP.3.e', legs: ['SEP.3.d', 'SEP.3.j'], ifNobodyMoves: undefined })
    for (const leg of ['SEP.3.d', 'SEP.3.j']) {
      expect(clause(leg)?.when).toEqual({ is: 'done', clause: 'SEP.3.b', by: undefined })
    }
  })

  test('September: the distance on which sources disagree stands as disputed, with both figures', () => {
    const [choice] = clause('SEP.3.f')?.choices ?? []
    expect(clause('SEP.3.f')?.conduct.distance).toMatchObject({ metres: 3500, side: 'north', class: 'heavy' })
    expect(choice).toMatchObject({ disputed: true })
    expect(`${choice?.chosen} ${choice?.alternatives.join(' ')}`).toMatch(/3,500.*3,000/)
  })

  test('September: the gate of paragraph 4 asks for seven days of adherence and of access since Day D', () => {
    expect(clause('SEP.4')?.when).toMatchObject({
      is: 'all',
      of: [
        { is: 'holds', state: 'adherence', for: 7 * 24 * 3_600_000, since: { moment: 'DayD' } },
        { is: 'holds', state: 'access', for: 7 * 24 * 3_600_000, since: { moment: 'DayD' } },
      ],
    })
  })
})

describe('docs/formats/agreement.md', () => {
  const page = readFileSync(new URL('../../docs/formats/agreement.md', import.meta.url), 'utf8')

  test('its example is read', () => {
    const example = /^````markdown\n(.*?)\n````$/ms.exec(page)?.[1] ?? ''
    expect(read('agreement.md', example)).toMatchObject({ id: 'RIVER' })
  })

  test('it speaks of every kind and every key', () => {
    const missing = Object.entries(KEYS).flatMap(([kind, keys]) =>
      [`jig ${kind}`, ...keys].filter(
        (word) => !page.includes(`\`${word}\``) && !page.includes(`\`${word} ID\``),
      ),
    )
    expect(missing).toEqual([])
  })
})
