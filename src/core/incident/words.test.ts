import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { ACTS, ROLES, type Act, type Role } from '../statement/fields.ts'
import type { CountingRule } from '../statement/kinds.ts'
import { TIME_PRECISIONS, type TimePrecision } from '../time/event-time.ts'
import { incidentWords } from '../words/incident.ts'
import { QUESTIONS, type AgreedRow, type Question } from './agreed.ts'
import { CONFIDENCES, type Confidence } from './attribution.ts'
import type { Doubt, LeftOut } from './counted.ts'
import { HARMS, type HarmKind } from './harm.ts'
import type { LinkReason } from './linking.ts'
import { SCOPE_VERDICTS, type ScopeVerdict } from './scopes.ts'
import type { DifferenceReason } from './side-by-side.ts'
import { GRADES, INCIDENT_STATUSES, type Grade, type IncidentStatus } from './status.ts'
import type { PartsCheck } from './tally.ts'

/** Every code that a screen has to find words for. The compiler refuses this file when one has none. */
type Needed =
  | `act.${Act}`
  | `role.${Role}`
  | `precision.${TimePrecision}`
  | `question.${Question}`
  | `agreed.${AgreedRow['state']}`
  | `confidence.${Confidence}`
  | `left-out.${LeftOut}`
  | `doubt.${Doubt}`
  | `harm.${HarmKind}`
  | `link.${LinkReason['is']}`
  | `scope.${ScopeVerdict}`
  | `difference.${DifferenceReason}`
  | `grade.${Grade}`
  | `grade-rule.${Grade}`
  | `status.${IncidentStatus}`
  | `parts.${PartsCheck['is']}`
  | `rule.counts.${CountingRule['counts']}`
  | `rule.evidence.${CountingRule['evidence']}`
const needed: { readonly [K in Needed]: string } = incidentWords.en

const keysOf = (prefix: string, codes: readonly string[]) => codes.map((code) => `${prefix}.${code}`)

const GIVEN = {
  least: 2,
  most: 5,
  count: 3,
  hours: 3,
  metres: 7,
  side: 'A',
  parties: 'a, b',
  acts: 'a, b',
  time: '19:00',
  zone: 'z',
  owner: 'o',
  from: 'f',
  rule: 'r',
  name: 'n',
}

/** The values that a message takes, each once. */
const valuesOf = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{([a-z]+)[,}]/g)].flatMap(([, name]) => name ?? []))].toSorted()

describe.each(['en', 'ar', 'ru'] as const)('the words of incidents in %s', (language) => {
  const words = new Map<string, string>(Object.entries(incidentWords[language]))

  test('are there for every code, and say something', () => {
    const codes = [
      ...keysOf('act', ACTS),
      ...keysOf('role', ROLES),
      ...keysOf('precision', TIME_PRECISIONS),
      ...keysOf('question', QUESTIONS),
      ...keysOf('confidence', CONFIDENCES),
      ...keysOf('harm', HARMS),
      ...keysOf('scope', SCOPE_VERDICTS),
      ...keysOf('grade', GRADES),
      ...keysOf('grade-rule', GRADES),
      ...keysOf('status', INCIDENT_STATUSES),
      ...Object.keys(needed),
    ]
    expect(codes.filter((key) => (words.get(key) ?? '').trim() === '')).toEqual([])
  })

  test('can be read as messages, with the same values as in English', () => {
    const english = new Map<string, string>(Object.entries(incidentWords.en))
    for (const [key, text] of words) {
      const message = new IntlMessageFormat(text, language)
      expect({ key, empty: String(message.format(GIVEN)).trim() === '' }).toEqual({ key, empty: false })
      expect({ key, values: valuesOf(text) }).toEqual({ key, values: valuesOf(english.get(key) ?? '') })
    }
  })

  test('have every plural form of the language', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const missing = [...words]
      .filter(([, text]) => text.includes(', plural,'))
      .flatMap(([key, text]) =>
        forms.filter((form) => !text.includes(`${form} {`)).map((form) => `${key} ${form}`),
      )
    expect(missing).toEqual([])
  })

  test('an allegation is not called a violation', () => {
    const violation = { en: /violation/i, ar: /انتهاك/, ru: /установленн[а-я]* нарушени/i }[language]
    expect([...words].filter(([, text]) => violation.test(text)).map(([key]) => key)).toEqual([
      'rule.counts.violations-found',
    ])
  })
})
