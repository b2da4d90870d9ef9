import type { z } from 'zod'
import { problems, type Problem, type Where } from '../problem.ts'
import { CORRECTABLE_KINDS, STATEMENT_KINDS } from './kinds.ts'
import type { JsonValue } from './strict-json.ts'

type Issue = z.core.$ZodIssue

/**
 * What the schema found wrong, as a refusal with the field's path and what would be right. Only the first fault is
 * told: the others often follow from it.
 * @param locate line and column of the value at a field path
 */
export function schemaRefusal(
  issues: readonly Issue[],
  value: JsonValue,
  locate: (path: string) => { readonly line: number; readonly column: number },
): Problem {
  const issue = issues[0]
  if (issue === undefined) return problems.statementMalformed({ because: 'it is not a statement' })
  const path = fieldPath(issue.path)
  const where: Where = { ...locate(path), path }
  const given = valueAt(value, issue.path)
  if (outOfRange(issue) && typeof given === 'number') {
    return problems.placeOutOfRange({
      given: degrees(given),
      where,
      fix: 'write 1e-7 degrees, latitude first',
    })
  }
  const { because, fix } = explained(issue, path === '' ? 'the statement' : path, given)
  return problems.statementMalformed({ because, where, fix })
}

/** `where.latE7`, `sides[0]`: the path as a person would write it. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, '')
}

function valueAt(value: JsonValue, path: readonly PropertyKey[]): JsonValue | undefined {
  let at: unknown = value
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined
    at = Reflect.get(at, part)
  }
  return isJson(at) ? at : undefined
}

function isJson(value: unknown): value is JsonValue {
  return value !== undefined
}

function outOfRange(issue: Issue): boolean {
  const field = issue.path.at(-1)
  return (field === 'latE7' || field === 'lonE7') && (issue.code === 'too_big' || issue.code === 'too_small')
}

/** 1e-7 degrees as degrees, without a rounding error: the digits are only shifted. */
function degrees(e7: number): string {
  const digits = String(Math.abs(e7)).padStart(8, '0')
  return `${e7 < 0 ? '−' : ''}${digits.slice(0, -7)}.${digits.slice(-7)}°`
}

function explained(
  issue: Issue,
  field: string,
  given: JsonValue | undefined,
): { readonly because: string; readonly fix: string } {
  switch (issue.code) {
    case 'unrecognized_keys': {
      const keys = issue.keys.map((key) => `“${key}”`).join(', ')
      return { because: `${field} has no field ${keys}`, fix: `leave out ${keys}` }
    }
    case 'invalid_type':
      return given === undefined
        ? { because: `${field} is missing`, fix: `give ${field} as ${spoken(issue.expected)}` }
        : { because: `${field} is not ${spoken(issue.expected)}`, fix: `write ${spoken(issue.expected)}` }
    case 'invalid_value':
      return given === undefined
        ? { because: `${field} is missing`, fix: `give one of ${issue.values.map(String).join(', ')}` }
        : {
            because: `${field} is none of the values it may have`,
            fix: `write one of ${issue.values.map(String).join(', ')}`,
          }
    case 'invalid_union':
      if (field === 'instead.kind' && typeof given === 'string' && STATEMENT_KINDS.includes(given))
        return {
          because: `a statement of the kind “${given}” cannot be corrected`,
          fix: `take it back with “statement-withdrawn” and say it anew; corrected can be ${CORRECTABLE_KINDS.join(', ')}`,
        }
      return {
        because: `${field} is none of the kinds that jig knows`,
        fix: 'choose a kind that docs/formats/statement.md lists, spelt the same',
      }
    case 'too_small':
    case 'too_big': {
      const [word, limit] =
        issue.code === 'too_small' ? ['at least', issue.minimum] : ['at most', issue.maximum]
      const unit = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' items' : ''
      return {
        because: `${field} is ${issue.code === 'too_small' ? 'too small' : 'too large'}`,
        fix: `${word} ${limit}${unit}`,
      }
    }
    default:
      return { because: `${field}: ${issue.message}`, fix: issue.message }
  }
}

function spoken(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    string: 'a text in double quotes',
    number: 'a whole number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list in square brackets',
    object: 'an object in braces',
    null: 'null',
  }
  return names[expected] ?? `a value of the type ${expected}`
}
