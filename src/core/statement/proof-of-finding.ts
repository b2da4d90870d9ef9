import type { TreeHead } from '../log/tree-head.ts'
import type { Statement } from './kinds.ts'

/**
 * What a third person can make of a kept finding, with the log's key and nothing else on trust.
 * `proven`: what lies here convicts. `unproven`: it was to prove something, and does not. `beyond-proof`: it speaks of
 * what somebody served or held back, which nobody signs; only asking the same node again can tell.
 */
export type Proof = { readonly is: 'proven' | 'unproven' | 'beyond-proof'; readonly because: string }

export const proven = (because: string): Proof => ({ is: 'proven', because })
export const unproven = (because: string): Proof => ({ is: 'unproven', because })
export const beyond = (because: string): Proof => ({ is: 'beyond-proof', because })

/** An entry whose receipt proves its place under a head that the log signed, or why it does not. */
export type Placed =
  | { readonly index: number; readonly note: string; readonly statement: Statement; readonly head: TreeHead }
  | string
