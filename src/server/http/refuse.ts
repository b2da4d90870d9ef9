import { isProblem, problems, type Problem } from '../../core/problem.ts'
import type { ProblemView } from '../../core/api/log.ts'
import { statusOf } from './statuses.ts'

const SECONDS_TO_WAIT = 1

/** A refusal as it travels (RFC 9457). `type` leads to the entry of `docs/problems.md`, relative to this node. */
export function problemBody(problem: Problem): ProblemView {
  const { code, message, where, fix } = problem
  return {
    type: `/problems#${code}`,
    title: code.replaceAll('-', ' '),
    status: statusOf(code),
    code,
    detail: message,
    ...(where === undefined ? {} : { where }),
    ...(fix === undefined ? {} : { fix }),
  }
}

/** Answers a refusal by its name; anything else thrown is a bug, told to `onFault` and to nobody outside. */
export function refuse(error: unknown, onFault: (error: unknown) => void): Response {
  const problem = isProblem(error) ? error : problems.internalFault({})
  const body = problemBody(problem)
  if (!isProblem(error)) onFault(error)
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' })
  const wait = problem.detail['seconds']
  if (body.status === 429 || body.status === 503) {
    headers.set('retry-after', String(typeof wait === 'number' ? wait : SECONDS_TO_WAIT))
  }
  const allowed = problem.detail['allowed']
  if (Array.isArray(allowed)) headers.set('allow', allowed.join(', '))
  return new Response(JSON.stringify(body), { status: body.status, headers })
}
