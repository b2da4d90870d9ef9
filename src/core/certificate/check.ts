import type { Agreement } from '../agreement/agreement.ts'
import type { Entry } from '../statement/entry.ts'
import type { Sha256 } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Certificate, CertifiedMove, Checked } from './certificate.ts'
import { dutyOf, type Duty } from './duty.ts'
import { movesFor } from './moves.ts'
import { standsAt, type Stands } from './status.ts'
import { grouped, readLog, type Log } from './told.ts'
import { whyNotFault } from './why-not.ts'
import { CannotCheck, NEVER, worldAt, written, type World } from './world.ts'

/** What a certificate is checked against. */
export type Against = {
  /** The log, whole or at least its first `known` entries, from entry 0. */
  readonly entries: readonly Entry[]
  /** Texts are blobs beside the log, named by their digest. */
  readonly textOf: (digest: Sha256) => Agreement | undefined
}

/**
 * Whether a certificate is true of a log and a text. It shares no code with the engine: it goes through the log from the
 * first entry, slowly, works the standing out by the definitions of the agreement language (section 2.5), and compares. It
 * answers `cannot` where the text uses a form that it does not weigh; docs/formats/certificate.md lists them.
 */
export function checkCertificate(certificate: Certificate, against: Against): Checked {
  try {
    const because = faultIn(certificate, against)
    return because === undefined ? { is: 'holds' } : { is: 'refused', because }
  } catch (error) {
    if (error instanceof CannotCheck) return { is: 'cannot', because: error.message }
    throw error
  }
}

function faultIn(certificate: Certificate, { entries, textOf }: Against): string | undefined {
  const { known, changed, text } = certificate
  if (!Number.isSafeInteger(known) || known < 1 || known > entries.length) return 'the log is not that long'
  const log = readLog(entries, known)
  const found = standingIn(certificate, log, textOf)
  if (found === undefined) return 'no text in force has such a clause for this bearer'
  const { world, duty, stands } = found
  if (world.adopted !== text) return 'another text was in force'
  const fault =
    difference(certificate, worked(found, certificate.at)) ?? whyNotFault(world, duty, certificate, stands)
  if (fault !== undefined) return fault
  // With the entry known the status was this, and without it another; what came between is not gone through.
  if (changed.entry >= known) return 'that entry was not known'
  const [from = null, to = null] = [changed.entry, changed.entry + 1].map(
    (size) => standingIn(certificate, log.upTo(size), textOf)?.stands.status,
  )
  if (from === to) return 'that entry changed nothing'
  return from === changed.from && to === stands.status ? undefined : 'that entry changed it otherwise'
}

type Found = { readonly world: World; readonly duty: Duty; readonly stands: Stands }

/** The standing as the log was known, under the text that was in force at the time that is spoken about. */
function standingIn(
  { agreement, clause: id, party, rule, at }: Certificate,
  log: Log,
  textOf: Against['textOf'],
): Found | undefined {
  const versions = log.raw('agreement-adopted', 'agreement-amended').flatMap(({ entry: adopted, body }) => {
    const text = textOf(body.package)
    const from = body.kind === 'agreement-amended' ? body.from : undefined
    return text?.id === body.agreement ? [{ adopted, text, from }] : []
  })
  const world = worldAt({ log, versions, rule }, agreement, at)
  const clause = world?.text.clauses.get(id)
  if (world === undefined || clause?.bearers.includes(party) !== true) return undefined
  const duty = dutyOf(world, clause, party)
  return { world, duty, stands: standsAt(world, duty, at) }
}

type Said = Pick<Certificate, 'status' | 'bounds' | 'why' | 'next'>

/** What a certificate of this standing has to say. */
function worked({ world, duty, stands }: Found, at: Instant): Said {
  const { activated, due, ends } = duty
  const { status, rests, claim, waits } = stands
  return {
    status,
    bounds: {
      activated: { certain: written(activated.certain), possible: written(activated.possible) },
      due: written(due),
      ends: written(ends),
    },
    why: {
      begins: activated.entries,
      rests,
      claim: claim === undefined ? null : { about: claim.about, entries: claim.entries },
      waits,
    },
    next: soonest(movesFor(world, duty, status, at)),
  }
}

/** Each move once, by the earliest time by which it is due. */
function soonest(moves: readonly CertifiedMove[]): readonly CertifiedMove[] {
  const named = ({ who, what, subject }: CertifiedMove): string => `${who} ${what} ${subject}`
  const inTime = moves.toSorted((a, b) => (a.by ?? NEVER) - (b.by ?? NEVER) || 0)
  return grouped(inTime, named).flatMap((same) => same.slice(0, 1))
}

/** The first thing that is said otherwise than was worked out. The order of moves says nothing. */
function difference(says: Said, should: Said): string | undefined {
  const parts = ({ status, bounds, why, next }: Said): Record<string, string> => {
    const all = { status, ...bounds, ...why, next: next.map(canonical).toSorted() }
    return Object.fromEntries(Object.entries(all).map(([name, part]) => [name, canonical(part)]))
  }
  const said = parts(says)
  const other = Object.entries(parts(should)).find(([name, part]) => said[name] !== part)
  return other && `by the log, “${other[0]}” is ${other[1]}`
}

/** One text for one value, in whatever order its fields came. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
