import type { Agreement } from '../agreement/agreement.ts'
import type { Entry } from '../statement/entry.ts'
import type { LogIndex, Sha256 } from '../statement/fields.ts'
import type { Certificate, CertifiedMove, Checked } from './certificate.ts'
import { claimsAgainst, isFound } from './claims.ts'
import { dutyOf, type Duty } from './duty.ts'
import { movesFor } from './moves.ts'
import { speakersOf } from './speakers.ts'
import { standsAt, type Stands } from './status.ts'
import { readLog, type Log } from './told.ts'
import { whyNotFault } from './why-not.ts'
import { CannotCheck, nameOf, type World } from './world.ts'

/** What a certificate is checked against. */
export type Against = {
  /** The log, whole or at least its first `known` entries, from entry 0. */
  readonly entries: readonly Entry[]
  /** Texts are blobs beside the log, named by their digest. */
  readonly textOf: (digest: Sha256) => Agreement | undefined
}

/**
 * Whether a certificate is true of the log and the text. It shares no code with the engine: it goes through the log from
 * the first entry, slowly, works the standing out by the definitions of the agreement language (section 2.5), and
 * compares. It answers `cannot` where the text uses a form that it does not weigh; docs/formats/certificate.md lists them.
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

type Fault = string | undefined

function faultIn(certificate: Certificate, against: Against): Fault {
  const { known, at, text } = certificate
  if (!Number.isSafeInteger(known) || known < 1 || known > against.entries.length)
    return 'the log is not that long'
  const world = worldOf(certificate, against, known)
  if (world?.adopted !== text) return 'another text was in force, or none'
  const duty = dutyIn(world, certificate)
  if (duty === undefined) return 'the text has no such clause for this bearer'
  const stands = standsAt(world, duty, at)
  return (
    boundsFault(certificate, duty) ??
    statusFault(world, certificate, duty, stands) ??
    whyNotFault(world, duty, certificate) ??
    movesFault(certificate, movesFor(world, duty, stands.status, at)) ??
    changeFault(certificate, against)
  )
}

/** The world as it was known when the log had `known` entries: under the text in force at the time that is spoken about. */
function worldOf({ agreement, rule, at }: Certificate, against: Against, known: number): World | undefined {
  const log: Log = readLog(against.entries, known)
  const speakers = speakersOf(log)
  const texts = log
    .raw('agreement-adopted', 'agreement-amended')
    .filter(({ body }) => body.agreement === agreement)
    .flatMap(({ entry, body }) => {
      const text = against.textOf(body.package)
      const from = body.kind === 'agreement-amended' ? body.from : undefined
      return text?.id === agreement ? [{ adopted: entry, text, from }] : []
    })
  const under = (time: number): World | undefined => {
    const version = texts.findLast(({ from }) => from === undefined || from <= time)
    if (version === undefined) return undefined
    const { adopted, text, from } = version
    const before = from === undefined ? undefined : under(from - 1)
    const earlier = from === undefined || before === undefined ? undefined : { world: before, from }
    return {
      log,
      speakers,
      text,
      adopted,
      rule,
      powers: true,
      earlier,
      supposed: undefined,
      found: new Map(),
    }
  }
  return under(at)
}

function dutyIn(world: World, { clause: id, party }: Certificate): Duty | undefined {
  const clause = world.text.clauses.get(id)
  return clause?.bearers.includes(party) === true ? dutyOf(world, clause, party) : undefined
}

function boundsFault({ bounds, why }: Certificate, { activated, due, ends }: Duty): Fault {
  if (bounds.activated.certain !== (activated.certain ?? null)) return 'it certainly began at another time'
  if (bounds.activated.possible !== (activated.possible ?? null)) return 'it possibly began at another time'
  if (bounds.due !== (due ?? null)) return 'it is due at another time'
  if (bounds.ends !== (ends ?? null)) return 'it ends at another time'
  return same(why.begins, activated.entries) ? undefined : 'other entries made it begin'
}

function statusFault(world: World, { status, why, at }: Certificate, duty: Duty, stands: Stands): Fault {
  if (status !== stands.status) return `it was ${stands.status}`
  if (!same(why.rests, stands.rests)) return 'it rests on other entries'
  if (!same(why.waits, stands.waits)) return 'it waits for something else'
  if (stands.claim === undefined) return why.claim === null ? undefined : 'it does not rest on a claim'
  const { claim } = why
  if (claim === null) return 'it names no claim'
  const found = claimsAgainst(world, duty).find(({ about }) => nameOf(about) === nameOf(claim.about))
  if (found === undefined || found.earliest > at)
    return 'nobody claims that, or not within the time of the duty'
  if (!same(claim.entries, found.entries)) return 'other entries speak to that claim'
  if (isFound(found, at) === (stands.claim === 'found')) return undefined
  return stands.claim === 'found' ? 'that claim is not established by the standard' : 'that claim is decided'
}

function movesFault({ next }: Certificate, moves: readonly CertifiedMove[]): Fault {
  const named = ({ who, what, subject }: CertifiedMove): string => `${who} ${what} ${subject}`
  const soonest = moves.filter((one) =>
    moves.every((other) => named(other) !== named(one) || (other.by ?? Infinity) >= (one.by ?? Infinity)),
  )
  const written = (all: readonly CertifiedMove[]) =>
    [...new Set(all.map((one) => `${named(one)} ${one.by}`))].toSorted().join('\n')
  if (new Set(next.map(named)).size < next.length) return 'it names a move twice'
  return written(next) === written(soonest) ? undefined : 'others can move, or to another end'
}

/** The status was `from` before the entry was known, and this one as soon as it was; what came between is not gone through. */
function changeFault(certificate: Certificate, against: Against): Fault {
  const { changed, known, status, at } = certificate
  if (changed.entry >= known) return 'that entry was not known'
  const [before, after] = [changed.entry, changed.entry + 1].map((size) => {
    const world = worldOf(certificate, against, size)
    const duty = world === undefined ? undefined : dutyIn(world, certificate)
    return world === undefined || duty === undefined ? null : standsAt(world, duty, at).status
  })
  if (before === after) return 'that entry changed nothing'
  return before === changed.from && after === status ? undefined : 'that entry changed it otherwise'
}

function same(a: readonly (LogIndex | number)[], b: readonly (LogIndex | number)[]): boolean {
  return a.length === b.length && a.every((entry, i) => entry === b[i])
}
