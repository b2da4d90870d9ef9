import { fromUtf8 } from '../bytes/utf8.ts'
import { isProblem, problems } from '../problem.ts'
import { decimal } from './log-index.ts'
import type { Policy, PolicyCosigner, PolicyGroup, PolicyKey } from './policy.ts'
import { parseVerifierKey, type KeyAlgorithm, type VerifierKey } from './verifier-key.ts'

/** The draft recommends room for 32 of each; this is room for any ceasefire, and an end for a hostile file. */
const MOST_LINES = 1000

type Draft = {
  readonly logs: PolicyKey[]
  readonly cosigners: PolicyCosigner[]
  readonly groups: PolicyGroup[]
  readonly members: Set<string>
  quorum: string | undefined
}

/**
 * Reads a policy file in the form of the C2SP draft `tlog-policy` as it stood in November 2026 (commit 13027ee):
 *
 *     log <key> [<url>]
 *     witness <name> <key> [<url>]
 *     group <name> all|any|<k> <member>…
 *     quorum <name>|none
 *
 * It is a draft: should it change, a second adapter comes beside this one. The draft takes any octets above 0x7F; here
 * the file must be UTF-8.
 * @throws Problem `policy-malformed`, with the line; `utf8-malformed`
 */
export function parseTlogPolicy(bytes: Uint8Array): Policy {
  const lines = fromUtf8(bytes).split('\n')
  if (lines.length > MOST_LINES) throw refused(`it has more than ${MOST_LINES} lines`, MOST_LINES)
  const draft: Draft = { logs: [], cosigners: [], groups: [], members: new Set(), quorum: undefined }
  for (const [i, line] of lines.entries()) readLine(draft, line, i + 1)
  if (draft.quorum === undefined) {
    throw refused(
      'it does not say how many cosigners are enough',
      lines.length,
      'add a line “quorum NAME” or “quorum none”',
    )
  }
  const { logs, cosigners, groups, quorum } = draft
  return { logs, cosigners, groups, quorum }
}

function readLine(draft: Draft, line: string, number: number): void {
  // eslint-disable-next-line no-control-regex -- the draft, “Character set”: tab and newline are the only control characters
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) throw refused('it holds a control character', number)
  const [word, ...rest] = line.split(/[ \t]+/).filter((part) => part !== '')
  if (word === undefined || word.startsWith('#')) return
  switch (word) {
    case 'log':
      return readLog(draft, rest, number)
    case 'witness':
      return readCosigner(draft, rest, number)
    case 'group':
      return readGroup(draft, rest, number)
    case 'quorum':
      return readQuorum(draft, rest, number)
    default:
      throw refused(
        `“${word}” begins no line of a policy`,
        number,
        'begin with log, witness, group or quorum',
      )
  }
}

function readLog(draft: Draft, [keyText = '', url, ...more]: readonly string[], line: number): void {
  if (more.length > 0) throw refused('a log has a key and at most an address', line, 'log KEY [URL]')
  const key = keyIn(keyText, 'ed25519', line)
  if (draft.logs.some((log) => sameSecret(log.key, key))) throw refused('this log is named twice', line)
  draft.logs.push({ key, url: addressIn(url, line) })
}

function readCosigner(
  draft: Draft,
  [name = '', keyText = '', url, ...more]: readonly string[],
  line: number,
): void {
  if (more.length > 0) {
    throw refused('a cosigner has a name, a key and at most an address', line, 'witness NAME KEY [URL]')
  }
  checkFresh(draft, name, line)
  const key = keyIn(keyText, 'cosignature', line)
  if (draft.cosigners.some((cosigner) => sameSecret(cosigner.key, key))) {
    throw refused('this cosigner’s key is named twice, so it would count twice', line)
  }
  draft.cosigners.push({ name, key, url: addressIn(url, line) })
}

function readGroup(draft: Draft, [name = '', count = '', ...members]: readonly string[], line: number): void {
  checkFresh(draft, name, line)
  if (members.length === 0)
    throw refused('a group has at least one member', line, 'group NAME all|any|K MEMBER…')
  for (const member of members) {
    checkDefined(draft, member, line)
    if (draft.members.has(member)) throw refused(`${member} is a member already, and would count twice`, line)
    draft.members.add(member)
  }
  const needed = count === 'all' ? members.length : count === 'any' ? 1 : decimal(count)
  if (!(needed >= 1 && needed <= members.length)) {
    throw refused(
      `“${count}” of ${members.length} members cannot be asked for`,
      line,
      `write all, any, or 1 to ${members.length}`,
    )
  }
  draft.groups.push({ name, needed, members })
}

function readQuorum(draft: Draft, [name = '', ...more]: readonly string[], line: number): void {
  if (draft.quorum !== undefined) throw refused('the quorum is said twice', line, 'keep one quorum line')
  if (more.length > 0) throw refused('a quorum is one name', line, 'define a group and name it')
  if (name !== 'none') checkDefined(draft, name, line)
  draft.quorum = name
}

function isDefined({ cosigners, groups }: Draft, name: string): boolean {
  return cosigners.some((cosigner) => cosigner.name === name) || groups.some((group) => group.name === name)
}

function checkDefined(draft: Draft, name: string, line: number): void {
  if (!isDefined(draft, name)) {
    throw refused(`no line above defines “${name}”`, line, 'name a witness or group of a line above')
  }
}

function checkFresh(draft: Draft, name: string, line: number): void {
  if (name === '' || name === 'none') throw refused('it needs a name, and “none” is taken', line)
  if (isDefined(draft, name)) throw refused(`“${name}” is defined already`, line, 'choose another name')
}

function keyIn(text: string, algorithm: KeyAlgorithm, line: number): VerifierKey {
  try {
    const key = parseVerifierKey(text)
    if (key.algorithm === algorithm) return key
  } catch (error) {
    if (!isProblem(error)) throw error
    throw refused(error.message, line, error.fix)
  }
  throw refused(
    algorithm === 'cosignature'
      ? 'this key signs texts, not tree heads'
      : 'this key cosigns tree heads; a log has another kind',
    line,
    algorithm === 'cosignature'
      ? 'name the cosignature key (type 4), as jig key prints it'
      : 'name the log’s own key (type 1)',
  )
}

function addressIn(text: string | undefined, line: number): string | undefined {
  if (text === undefined || /^https?:\/\/[^\s/]/.test(text)) return text
  throw refused(`“${text}” is not an address`, line, 'write it like https://node.example')
}

/** The draft: two keys are the same where the public key is, whatever name they go by. */
function sameSecret(a: VerifierKey, b: VerifierKey): boolean {
  return a.publicKey.every((byte, i) => byte === b.publicKey[i])
}

function refused(because: string, line: number, fix?: string) {
  return problems.policyMalformed({ because, where: { line }, fix })
}
