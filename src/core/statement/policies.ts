import { utf8 } from '../bytes/utf8.ts'
import type { LogIndex } from '../log/log-index.ts'
import type { Policy } from '../log/policy.ts'
import { parseTlogPolicy } from '../log/tlog-policy-2026-11.ts'
import { isProblem, problems } from '../problem.ts'
import type { Registry } from './registry.ts'

/** A policy that the log itself states. */
export type StatedPolicy = {
  /** The entry that states it: from the head below which it lies, it is in force. */
  readonly entry: LogIndex
  /** As its authors signed it. */
  readonly text: string
  readonly policy: Policy
}

/** @throws Problem `policy-malformed`, with the line of the policy's text */
export function statedPolicy(entry: LogIndex, text: string): StatedPolicy {
  try {
    return { entry, text, policy: parseTlogPolicy(utf8(text)) }
  } catch (error) {
    if (!isProblem(error)) throw error
    throw problems.policyMalformed({
      because: error.message,
      where: { ...error.where, path: 'policy' },
      fix: error.fix,
    })
  }
}

/** The policy that the log states for a head of so many entries: the newest below it. `undefined` where it states none. */
export function policyAt({ policies }: Registry, size: number): StatedPolicy | undefined {
  return policies.findLast(({ entry }) => entry < size)
}
