import type { Entry } from '../../core/statement/entry.ts'
import { namedBlob } from './agreement-text.ts'
import type { Fold, LogStore, Mirror, StoredHead } from './ports.ts'

/** Called after entries `from` (inclusive) to `size` (exclusive) are on disk and folded. */
export type Published = (from: number, size: number) => void

export type Publisher = {
  /** Folds entries that are on disk, in log order. */
  fold(entries: readonly Entry[]): Promise<void>
  /** Tells everybody that the entries from `from` to the head are folded. */
  announce(from: number, head: StoredHead): void
  /** @returns a function that ends the listening */
  onPublished(listener: Published): () => void
}

/**
 * What happens after the commit. A listener that throws is reported to `onTrouble` and hinders nobody; a fold that
 * throws is a bug, and ends the ledger.
 */
export function publisher(
  store: LogStore,
  fold: Fold,
  mirror: Mirror | undefined,
  onTrouble: (error: unknown) => void,
): Publisher {
  const listeners = new Set<Published>()
  const addToFold = async (entry: Entry): Promise<void> => {
    const sha256 = namedBlob(entry.statement)
    if (sha256 !== undefined && fold.blobAdded !== undefined) {
      const bytes = await store.readBlob(sha256)
      if (bytes !== undefined) fold.blobAdded(sha256, bytes)
    }
    fold.add(entry)
  }
  return {
    async fold(entries) {
      for (const entry of entries) await addToFold(entry)
    },
    announce(from, head) {
      mirror?.headMoved(head)
      for (const listener of listeners) {
        try {
          listener(from, head.size)
        } catch (error) {
          onTrouble(error)
        }
      }
    },
    onPublished(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
