import { z } from 'zod'
import type { ProblemCode } from '../problem.ts'
import { statementSchema } from '../statement/kinds.ts'
import { problemView } from './log.ts'
import { routes, type Route } from './routes.ts'

type Json = { readonly [key: string]: unknown }

/** A schema as the wire has it: the input side of every codec. */
function wireSchema(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  }) as Json
  return rest
}

type Property = Json & { readonly description?: string }

function parameters(route: Route): readonly Json[] {
  const listed = (schema: z.ZodType, place: 'path' | 'query') => {
    const { properties = {}, required = [] } = wireSchema(schema) as {
      properties?: Readonly<Record<string, Property>>
      required?: readonly string[]
    }
    return Object.entries(properties).map(([name, { description, ...type }]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: type,
    }))
  }
  return [...listed(route.params, 'path'), ...listed(route.query, 'query')]
}

function answered(route: Route): Json {
  const { answer } = route
  switch (answer.is) {
    case 'view':
      return {
        description: route.summary,
        content: { 'application/json': { schema: wireSchema(answer.schema) } },
      }
    case 'bytes':
      return { description: answer.says, content: { [answer.mediaType]: { schema: { type: 'string' } } } }
    case 'events':
      return {
        description: 'Events named “published”; each carries, as JSON, what the schema says',
        content: { 'text/event-stream': { schema: wireSchema(answer.schema) } },
      }
  }
}

function refusals(codes: readonly ProblemCode[], statusOf: (code: ProblemCode) => number): Json {
  const byStatus = new Map<number, ProblemCode[]>()
  for (const code of codes) {
    const status = statusOf(code)
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  const listed = [...byStatus].toSorted(([a], [b]) => a - b)
  return Object.fromEntries(
    listed.map(([status, each]) => [String(status), { description: each.join(', '), content }]),
  )
}

/**
 * OpenAPI 3.1 of every route, made from the schemas that the server itself answers by.
 * @param statusOf the HTTP status of each refusal: the server's own table
 */
export function openApi(statusOf: (code: ProblemCode) => number, version: string): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const [id, route] of Object.entries<Route>(routes)) {
    const takes = route.takes
    const operation = {
      operationId: id,
      summary: route.summary,
      parameters: parameters(route),
      ...(takes === undefined
        ? {}
        : {
            requestBody: {
              required: true,
              description: `${takes.says}. At most ${takes.limit} bytes.`,
              content: { [takes.mediaType]: { schema: { type: 'string' } } },
            },
          }),
      responses: { [String(route.status)]: answered(route), ...refusals(route.refuses, statusOf) },
    }
    const path = (paths[route.path] ??= {})
    path[route.method] = operation
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'jig',
      version,
      summary: 'One record of a ceasefire, and the picture that anyone can fold from it.',
      description:
        'Every picture is a pure fold over the log at /checkpoint and /tile. Times are instants in UTC. Counts are ranges. An allegation is never called a violation.',
    },
    paths,
    components: { schemas: { Problem: wireSchema(problemView), Statement: wireSchema(statementSchema) } },
  }
}
