import { isAbsolute, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { REMARKS, type Remark, type RemarkKind } from '../../core/analysis/remark.ts'
import type { Problem } from '../../core/problem.ts'
import type { Speech } from '../words.ts'
import { fixTexts, remarkText } from './remarks.ts'

type Level = 'error' | 'warning' | 'note'
type Rule = {
  readonly id: string
  readonly shortDescription: { readonly text: string }
  readonly help: { readonly text: string }
  readonly defaultConfiguration: { readonly level: Level }
}
type Result = {
  readonly ruleId: string
  readonly ruleIndex: number
  readonly level: Level
  readonly message: { readonly text: string }
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string }
      readonly region: { readonly startLine: number; readonly startColumn: number }
    }
    readonly logicalLocations?: readonly { readonly name: string }[]
  }[]
}

/** A file that was checked: refusals if it could not be read, remarks if it could. */
export type Checked = {
  readonly file: string
  readonly problems: readonly Problem[]
  readonly remarks: readonly Remark[]
}

/**
 * The results as one SARIF 2.1.0 log (OASIS Standard, 27 March 2020), which editors and code review show in place. Repairs stand
 * in the message: a SARIF `fix` would have to be an exact edit (section 3.55), and how to mend a promise is for those who make it.
 *
 * @param version jig's own, section 3.19.13
 */
export function sarifLog(checked: readonly Checked[], version: string, speech: Speech) {
  const rules: Rule[] = []
  const indexes = new Map<string, number>()
  const ruleOf = (rule: Rule): number => {
    const before = indexes.get(rule.id)
    if (before !== undefined) return before
    indexes.set(rule.id, rules.length)
    return rules.push(rule) - 1
  }
  const results = checked.flatMap(({ file, problems, remarks }): Result[] => [
    ...problems.map((problem) => refused(file, problem, ruleOf)),
    ...remarks.map((one) => remarked(file, one, speech, ruleOf)),
  ])
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'jig', version, rules } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  } as const
}

function refused(
  file: string,
  { code, message, fix, where }: Problem,
  ruleOf: (rule: Rule) => number,
): Result {
  const ruleIndex = ruleOf({
    id: code,
    shortDescription: { text: plain(code) },
    help: { text: 'What is refused is left out, with whatever rests on it; the rest of the text is read.' },
    defaultConfiguration: { level: 'error' },
  })
  return {
    ruleId: code,
    ruleIndex,
    level: 'error',
    message: { text: fix === undefined ? message : `${message}\n→ ${fix}` },
    locations: [located(file, where?.line ?? 1, where?.column ?? 1)],
  }
}

function remarked(file: string, one: Remark, speech: Speech, ruleOf: (rule: Rule) => number): Result {
  const { kind, severity, clauses, at } = one
  const ruleIndex = ruleOf(ruleFor(kind, speech))
  const location = located(file, at.line, at.column)
  const names = clauses.map((name) => ({ name }))
  return {
    ruleId: kind,
    ruleIndex,
    level: severity,
    message: {
      text: [remarkText(one, speech), ...fixTexts(one, speech).map((text) => `→ ${text}`)].join('\n'),
    },
    locations: [names.length === 0 ? location : { ...location, logicalLocations: names }],
  }
}

function ruleFor(kind: RemarkKind, speech: Speech): Rule {
  const { severity, fix } = REMARKS[kind]
  return {
    id: kind,
    shortDescription: { text: plain(kind) },
    help: { text: fix.map((code) => speech.word('fix', code)).join('\n') },
    defaultConfiguration: { level: severity },
  }
}

function located(file: string, startLine: number, startColumn: number) {
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine, startColumn } },
  }
}

/** A path as a URI reference (section 3.4.3): relative ones stay relative, with blanks and the like escaped. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href
  return file.split(sep).map(encodeURIComponent).join('/')
}

const plain = (code: string): string => code.replaceAll('-', ' ')
