import { JOINT_KINDS } from './jointly.ts'
import { proven, unproven, type Placed, type Proof } from './proof-of-finding.ts'

/**
 * An entry that lacks the signature of a co-chair, against the entry that names the co-chairs.
 * @returns `undefined` where the log names none: then it depends on all the entries before
 */
export function notJointly(opening: Placed, entry: Placed): Proof | undefined {
  if (typeof opening === 'string' || typeof entry === 'string') return undefined
  const { statement: opened } = opening
  const { kind, by } = entry.statement
  if (opened.kind !== 'log-opened' || opened.coChairs === undefined) return undefined
  if (!JOINT_KINDS.includes(kind)) return undefined
  const missing = opened.coChairs.filter((actor) => !by.includes(actor))
  return missing.length === 0
    ? unproven('all the co-chairs that the first entry names have signed it')
    : proven(
        `entry ${entry.index} is ${kind}; ${missing.join(', ')}, a co-chair by entry 0, has not signed it`,
      )
}
