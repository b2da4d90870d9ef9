import type { LogIndex } from './fields.ts'
import type { Statement } from './kinds.ts'

/** A statement in its place in the log: what the fold takes, in log order. */
export type Entry = { readonly index: LogIndex; readonly statement: Statement }
