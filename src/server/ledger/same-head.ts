import { equalBytes } from '../../core/bytes/bytes.ts'
import type { StoredHead } from './ports.ts'

/** The two heads cover the same entries. Their signatures may differ: a head can be signed twice. */
export function sameHead(one: StoredHead | undefined, other: StoredHead | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return one.size === other.size && equalBytes(one.root, other.root)
}
