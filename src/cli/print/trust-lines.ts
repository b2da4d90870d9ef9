import type { WholeReport } from '../../core/statement/check-whole-log.ts'
import { formatInstant } from '../../core/time/instant.ts'

/** Entries named one by one; of more, only how many. */
const MOST_NAMED = 20

/** What a person is told of keys that were revoked later and of those who stand behind the head. */
export function trustLines({ marked, trust }: WholeReport): readonly string[] {
  return [...markLines(marked), ...cosignerLines(trust)]
}

function markLines(marked: WholeReport['marked']): readonly string[] {
  if (marked.length === 0) return []
  const doubtful = marked.filter((mark) => mark.doubtful)
  const named = doubtful.slice(0, MOST_NAMED).map(({ index }) => index)
  const more = doubtful.length - named.length
  return [
    `${marked.length} signatures were made with a key that was revoked later; what they sign stands.`,
    ...(doubtful.length === 0
      ? []
      : [
          `Of these ${doubtful.length} came when, as the revocation says, somebody else may have had the key: entries ${named.join(', ')}${more === 0 ? '' : ` and ${more} more`}.`,
        ]),
  ]
}

function cosignerLines(trust: WholeReport['trust']): readonly string[] {
  if (trust === undefined) return []
  const { trusted, cosigners, policy } = trust
  return [
    `By the policy of entry ${policy.entry} the head is ${trusted ? '' : 'NOT YET '}trusted:`,
    ...cosigners.map(({ cosigner, says }) => {
      const said = says.is === 'given' ? `has cosigned it, at ${formatInstant(says.at)}` : `is ${says.is}`
      return `  ${cosigner.name} ${said}`
    }),
  ]
}

/** The same for a machine. */
export function trustJson({ marked, trust }: WholeReport) {
  return {
    marked,
    trust:
      trust === undefined
        ? null
        : {
            policyEntry: trust.policy.entry,
            trusted: trust.trusted,
            cosigners: trust.cosigners.map(({ cosigner, says }) => ({ name: cosigner.name, says: says.is })),
          },
  }
}
