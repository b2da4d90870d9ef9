import { fromUtf8 } from '../../core/bytes/utf8.ts'
import { parseVerifierKey } from '../../core/log/verifier-key.ts'
import { problems } from '../../core/problem.ts'
import { checkWholeLog } from '../../core/statement/check-whole-log.ts'
import { formatInstant } from '../../core/time/instant.ts'
import { statementLine } from '../../core/statement/write.ts'
import { signaturePool } from '../../server/ledger/signatures.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { systemClock } from '../house/open-log.ts'
import { policyIn } from '../house/read-policy.ts'
import { logSource } from '../reading/log-source.ts'
import { readGiven } from '../reading/statement-file.ts'
import type { Streams } from '../streams.ts'

export type PolicyShowOptions = {
  /** The log's key, had from somewhere else than its keeper. */
  readonly key: string | undefined
}

/**
 * Prints the policy that a log states for its newest head, word for word. The log is checked first: a policy that could be
 * slipped in would be worth nothing.
 */
export async function policyShowCommand(
  urlOrFolder: string,
  { key }: PolicyShowOptions,
  { out, err }: Streams,
): Promise<ExitCode> {
  const source = await logSource(urlOrFolder)
  const logKey = key === undefined ? await source.claimedKey() : parseVerifierKey(key)
  await using signatures = signaturePool()
  const { verdict, head, trust } = await checkWholeLog({
    read: source.read,
    head: await source.read('checkpoint'),
    logKey,
    verifyMany: (jobs) => signatures.verifyMany(jobs),
  })
  if (!verdict.holds) {
    err(`The log is NOT intact (${verdict.why}): jig verify ${urlOrFolder} says more.`)
    return EXIT.no
  }
  if (trust === undefined) {
    err('The log states no policy. Until it does, each node goes by a file of its own: --policy.')
    return EXIT.no
  }
  out(trust.policy.text.replace(/\n$/, ''))
  const size = head?.size ?? 0
  err(`Stated by entry ${trust.policy.entry} of ${logKey.name}, and in force at its ${size} entries.`)
  return EXIT.fine
}

export type PolicyStateOptions = {
  /** The log's name inside statements. */
  readonly log: string
  /** Who will sign: all co-chairs, or a guarantor of each side. */
  readonly by: readonly string[]
}

/**
 * Writes the statement that makes a policy file the log's own, for `jig sign`.
 * @throws Problem `policy-malformed`, with file and line; `file-unreadable`
 */
export async function policyStateCommand(
  file: string,
  { log, by }: PolicyStateOptions,
  { out }: Streams,
): Promise<ExitCode> {
  const bytes = await readGiven(file)
  const { logs } = policyIn(bytes, file)
  if (logs.length > 1) {
    throw problems.policyMalformed({
      because: 'it names several logs, and is to stand in one of them',
      where: { file },
      fix: 'keep the line of this log',
    })
  }
  const policy = fromUtf8(bytes).normalize('NFC')
  const saidAt = formatInstant(systemClock())
  out(statementLine({ jig: 1, log, kind: 'policy-stated', by: [...by], saidAt, policy }).trimEnd())
  return EXIT.fine
}
