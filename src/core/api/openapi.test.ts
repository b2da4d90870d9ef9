import { expect, test } from 'vitest'
import { problems } from '../problem.ts'
import { openApi } from './openapi.ts'
import { routes } from './routes.ts'

type Operation = {
  readonly operationId: string
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[]
  readonly responses: Readonly<Record<string, { readonly description: string }>>
}
type Document = {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
}

const document = JSON.parse(JSON.stringify(openApi(() => 400, '1.2.3'))) as Document
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

test('describes exactly the routes that are served', () => {
  expect(document.openapi).toBe('3.1.0')
  const described = operations.map(
    ({ path, method, operation }) => `${operation.operationId} ${method} ${path}`,
  )
  expect(described.toSorted()).toEqual(
    Object.entries(routes)
      .map(([id, route]) => `${id} ${route.method} ${route.path}`)
      .toSorted(),
  )
})

test('every part of a path that varies is declared, and nothing else', () => {
  for (const { path, operation } of operations) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const declared = operation.parameters.filter((each) => each.in === 'path')
    expect(declared.map(({ name }) => name)).toEqual(named)
    expect(declared.every(({ required }) => required)).toBe(true)
  }
})

test('every reference leads to a schema', () => {
  const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)
  const names = new Set([...references].map(([, name]) => name ?? ''))
  expect(names.size).toBeGreaterThan(0)
  for (const name of names) expect(Object.keys(document.components.schemas)).toContain(name)
})

test('names no refusal that the catalogue does not have', () => {
  const known: readonly string[] = Object.values(problems).map(({ code }) => code)
  for (const { refuses } of Object.values(routes)) {
    for (const code of refuses) expect(known).toContain(code)
  }
})
