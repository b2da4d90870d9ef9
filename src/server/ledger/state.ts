import type { Book } from './book.ts'
import type { StoredHead } from './ports.ts'
import type { Tree } from './tree.ts'

/** Where an open ledger stands. `head` and `tree` are what the store holds; `book` may be one batch ahead. */
export type State = {
  /** `undefined` for a log without entries. */
  head: StoredHead | undefined
  tree: Tree
  readonly book: Book
}
