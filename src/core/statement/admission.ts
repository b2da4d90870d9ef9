import { utf8 } from '../bytes/utf8.ts'
import type { EntryReader, SignatureJob } from '../log/log-check.ts'
import type { LogIndex } from '../log/log-index.ts'
import { formatKeyId } from '../log/verifier-key.ts'
import { problems } from '../problem.ts'
import { parseStatement, type ParsedStatement } from './parse.ts'
import { checkJoint } from './jointly.ts'
import { checkPermission } from './permissions.ts'
import { emptyRegistry, findKey, withRegistration, type Registry } from './registry.ts'

/**
 * The signatures that a statement must carry to stand at `index`, each with the key that the log knew for it by then.
 * They are still to be checked. For `log-opened` pass the registry that it founds: it is signed with its own key.
 * @throws Problem `signer-unknown`, `key-revoked`
 */
export function signatureJobs(
  registry: Registry,
  index: LogIndex,
  { note }: ParsedStatement,
): readonly SignatureJob[] {
  const message = utf8(note.text)
  return note.signatures.map(({ name, keyId, signature }) => {
    const found = findKey(registry, name, keyId, index)
    if (found.is === 'unknown')
      throw problems.signerUnknown({ signer: name, fix: 'ask the operator to register the key' })
    if (found.is === 'revoked')
      throw problems.keyRevoked({ signer: name, fix: 'sign with a key that is still in use' })
    return { signer: name, keyId: formatKeyId(keyId), publicKey: found.key.publicKey, message, signature }
  })
}

/**
 * One entry against the registry of all before it: of this log, from known keys, in the right roles. Gives what is
 * still to be checked (the signatures) and the registry after it.
 * @throws Problem `log-not-opened`, `statement-of-another-log`, `signer-unknown`, `key-revoked`, `role-wrong`,
 * `not-for-party`, `not-for-source`, `co-chair-missing`, and those of `withRegistration`
 */
export function admitted(
  registry: Registry,
  index: LogIndex,
  parsed: ParsedStatement,
): { readonly registry: Registry; readonly jobs: readonly SignatureJob[] } {
  const { statement } = parsed
  if (registry.log === undefined && statement.kind !== 'log-opened')
    throw problems.logNotOpened({ log: statement.log })
  if (registry.log !== undefined && statement.log !== registry.log) {
    throw problems.statementOfAnotherLog({
      given: statement.log,
      expected: registry.log,
      where: { path: 'log' },
    })
  }
  const after = withRegistration(registry, index, statement)
  const standing = statement.kind === 'log-opened' ? after : registry
  const jobs = signatureJobs(standing, index, parsed)
  checkPermission(standing, statement)
  checkJoint(standing, statement)
  return { registry: after, jobs }
}

/** Is told of each entry that may stand, with the registry after it. */
type OnRead = (index: LogIndex, parsed: ParsedStatement, registry: Registry) => void

/** Reads a log's entries for `verifyLog`, from its first: holds each against the registry that those before it made. */
export function statementReader(onRead?: OnRead): EntryReader {
  let registry = emptyRegistry
  return (index, entry) => {
    const parsed = parseStatement(entry)
    const { registry: after, jobs } = admitted(registry, index, parsed)
    registry = after
    onRead?.(index, parsed, after)
    return jobs
  }
}
