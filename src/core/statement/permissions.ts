import type { LogIndex } from '../log/log-index.ts'
import { problems } from '../problem.ts'
import { ROLES, type ActorId, type PartyId, type Role } from './fields.ts'
import type { Statement, StatementKind } from './kinds.ts'
import { partiesOf, rolesOf, type Registry } from './registry.ts'

const EVERYONE: readonly Role[] = ROLES
const SPEAKERS = ['party', 'guarantor', 'monitor', 'humanitarian', 'hotline', 'open-source'] as const
const VERIFIERS = ['monitor', 'guarantor', 'humanitarian'] as const

/**
 * Which roles may make which kind of statement. A permission is no weight: whose word counts for a clause is decided by
 * the agreement and the reading. It only keeps powers, findings and the log's own affairs with those who hold them.
 */
export const PERMISSIONS: Readonly<Record<StatementKind, readonly Role[]>> = {
  'log-opened': ['operator'],
  'role-granted': ['operator'],
  'key-registered': ['operator'],
  // An actor may always take its own key out of use: see `checkPermission`.
  'key-revoked': ['operator'],
  // All who must sign it together: see `checkJoint`.
  'policy-stated': ['guarantor', 'operator'],
  'clock-read': ['operator'],
  'picture-digested': ['operator'],
  'agreement-adopted': ['guarantor', 'operator'],
  'agreement-amended': ['guarantor', 'operator'],
  'party-acceded': ['party', 'guarantor'],
  'incident-reported': EVERYONE,
  'reports-linked': ['operator', ...SPEAKERS],
  'reports-parted': ['operator', ...SPEAKERS],
  'finding-made': ['monitor', 'guarantor'],
  'reply-made': EVERYONE,
  'act-declared': ['party', 'guarantor'],
  // The other side may confirm or refute in its own name; whether that counts is the reading's affair.
  'act-confirmed': ['party', ...VERIFIERS],
  'act-refuted': ['party', ...VERIFIERS],
  'act-unresolved': [...VERIFIERS],
  'notice-given': ['party', 'guarantor', 'monitor', 'humanitarian', 'hotline'],
  'notice-acknowledged': ['party', 'guarantor'],
  'term-determined': ['party', ...VERIFIERS],
  'power-exercised': ['party', 'guarantor'],
  'clock-declared': ['party', 'guarantor'],
  'end-declared': ['party', 'guarantor'],
  'source-closed': EVERYONE,
  'access-restricted': ['monitor', 'guarantor', 'humanitarian', 'hotline', 'open-source'],
  'statement-corrected': EVERYONE,
  'statement-withdrawn': EVERYONE,
  'counting-rule-stated': EVERYONE,
  'tally-published': EVERYONE,
  'document-cited': EVERYONE,
}

/**
 * Refuses what an author may not say: its roles do not allow the kind, it speaks for a party that it does not act for,
 * or it closes the source of another. Every author must be allowed.
 * @throws Problem `role-wrong`, `not-for-party`, `not-for-source`
 */
export function checkPermission(registry: Registry, statement: Statement): void {
  const needs = PERMISSIONS[statement.kind]
  const holdsRole = (actor: ActorId): boolean => rolesOf(registry, actor).some((role) => needs.includes(role))
  // Never beside nobody: a stolen key could else register its own successors, which its revocation would not reach.
  const besideWhom = statement.kind === 'key-registered' ? statement.by.some(holdsRole) : true
  const stranger = statement.by.find(
    (actor) => !holdsRole(actor) && !(besideWhom && maySignBeside(registry, statement, actor)),
  )
  if (stranger !== undefined) {
    throw problems.roleWrong({ actor: stranger, kind: statement.kind, needs, where: { path: 'by' } })
  }
  const party = spokenFor(statement)
  if (party !== undefined) checkParty(registry, statement.by, party)
  if (statement.kind === 'source-closed' && !statement.by.includes(statement.source)) {
    const [actor] = statement.by
    throw problems.notForSource({
      actor: actor ?? 'nobody',
      source: statement.source,
      where: { path: 'source' },
      fix: `let ${statement.source} sign it`,
    })
  }
}

/** Whose signature these kinds take though the role is another's. */
function maySignBeside({ coChairs }: Registry, statement: Statement, actor: ActorId): boolean {
  switch (statement.kind) {
    case 'key-revoked':
      return actor === statement.actor
    case 'agreement-adopted':
    case 'agreement-amended':
    case 'policy-stated':
    case 'key-registered':
      return coChairs.includes(actor)
    default:
      return false
  }
}

/** The party in whose name these kinds speak; a guarantor may say them for the side that it answers for. */
function spokenFor(statement: Statement): PartyId | undefined {
  switch (statement.kind) {
    case 'clock-declared':
      return statement.owner
    case 'end-declared':
    case 'party-acceded':
    case 'act-declared':
    case 'notice-acknowledged':
      return statement.party
    default:
      return undefined
  }
}

function checkParty(registry: Registry, by: readonly ActorId[], party: PartyId): void {
  const stranger = by.find(
    (actor) => !rolesOf(registry, actor).includes('guarantor') && !partiesOf(registry, actor).includes(party),
  )
  if (stranger === undefined) return
  throw problems.notForParty({
    actor: stranger,
    party,
    where: { path: 'by' },
    fix: `let an actor that acts for ${party}, or a guarantor, sign it`,
  })
}

/**
 * Refuses a correction or withdrawal by anyone but the authors of what it changes, all of them together: one co-chair
 * cannot take back what both said.
 * @param authorsOf the authors of an entry; `undefined` where the log has none at that index
 * @throws Problem `not-the-author`, `reference-missing`
 */
export function checkOwnership(
  statement: Statement,
  authorsOf: (entry: LogIndex) => readonly ActorId[] | undefined,
): void {
  if (statement.kind !== 'statement-corrected' && statement.kind !== 'statement-withdrawn') return
  const authors = authorsOf(statement.entry)
  if (authors === undefined) {
    throw problems.referenceMissing({
      what: 'entry',
      given: String(statement.entry),
      where: { path: 'entry' },
    })
  }
  const all = [...new Set([...authors, ...statement.by])]
  const odd = all.find((actor) => !authors.includes(actor) || !statement.by.includes(actor))
  if (odd === undefined) return
  throw problems.notTheAuthor({
    actor: statement.by.join(', '),
    entry: statement.entry,
    authors,
    where: { path: 'by' },
    fix: 'answer it with a reply, or make a statement of your own',
  })
}
