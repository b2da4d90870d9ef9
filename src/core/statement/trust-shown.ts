import type { WholeReport } from './check-whole-log.ts'
import type { LogIndex } from '../log/log-index.ts'

/** What a person is shown of those who stand behind a head, and of keys that were revoked later. Plain values. */
export type TrustShown = {
  /** `undefined` where the log states no policy for the head. */
  readonly policy:
    | { readonly entry: LogIndex; readonly trusted: boolean; readonly absent: readonly string[] }
    | undefined
  /** Signatures that were made with a key that was revoked later. */
  readonly marked: number
  /** Entries that may have come when somebody else had the key. */
  readonly doubtful: readonly LogIndex[]
}

/** Sums up a whole check for a page. A line that does not fit is as good as none. */
export function trustShown({ marked, trust }: Pick<WholeReport, 'marked' | 'trust'>): TrustShown {
  return {
    policy: trust && {
      entry: trust.policy.entry,
      trusted: trust.trusted,
      absent: trust.cosigners.filter(({ says }) => says.is !== 'given').map(({ cosigner }) => cosigner.name),
    },
    marked: marked.length,
    doubtful: [...new Set(marked.filter((mark) => mark.doubtful).map(({ index }) => index))],
  }
}
