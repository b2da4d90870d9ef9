import { readFile } from 'node:fs/promises'
import { NO_COSIGNERS, type Policy } from '../../core/log/policy.ts'
import { parseTlogPolicy } from '../../core/log/tlog-policy-2026-11.ts'
import { isProblem, Problem, problems } from '../../core/problem.ts'
import { codeOf } from './system-errors.ts'

/**
 * The policy in a file; where none is named, no cosigner is expected.
 * @throws Problem `file-unreadable`, `policy-malformed` with file and line
 */
export async function readPolicy(file: string | undefined): Promise<Policy> {
  if (file === undefined) return NO_COSIGNERS
  let bytes: Uint8Array
  try {
    bytes = await readFile(file)
  } catch (error) {
    throw problems.fileUnreadable({ file, because: codeOf(error) })
  }
  return policyIn(bytes, file)
}

/** The policy in the bytes of a file. @throws Problem `policy-malformed` with file and line */
export function policyIn(bytes: Uint8Array, file: string): Policy {
  try {
    return parseTlogPolicy(bytes)
  } catch (error) {
    if (!isProblem(error)) throw error
    throw new Problem(error.code, error.message, {
      ...error.detail,
      where: { ...error.where, file },
      fix: error.fix,
    })
  }
}
