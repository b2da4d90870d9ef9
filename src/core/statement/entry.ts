import type { LogIndex } from '../log/log-index.ts'
import type { Statement } from './kinds.ts'

/** A statement in its place in the log: what every fold is fed with, in index order. */
export type Entry = {
  /** Knowledge time: from here on everyone could know it. */
  readonly index: LogIndex
  readonly statement: Statement
}
