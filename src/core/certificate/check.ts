import type { Agreement } from '../agreement/agreement.ts'
import type { Entry } from '../statement/entry.ts'
import type { Sha256 } from '../statement/fields.ts'
import type { Certificate, Checked } from './certificate.ts'
import { subjectIn, type Subject } from './subject.ts'
import { readLog, type Log } from '../definitions/told.ts'
import { whyNotFault } from './why-not.ts'
import { CannotCheck, worldAt, type World } from '../definitions/world.ts'

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
  if (found === undefined) return `no text in force has such a ${certificate.is}, or not for this bearer`
  const { world, subject } = found
  if (world.adopted !== text) return 'another text was in force'
  const fault = difference(certificate, subject) ?? whyNotFault(world, certificate, subject)
  if (fault !== undefined) return fault
  // With the entry known the status was this, and without it another; what came between is not gone through.
  if (changed.entry >= known) return 'that entry was not known'
  const [from = null, to = null] = [changed.entry, changed.entry + 1].map(
    (size) => standingIn(certificate, log.upTo(size), textOf)?.subject.status,
  )
  if (from === to) return 'that entry changed nothing'
  return from === changed.from && to === subject.status ? undefined : 'that entry changed it otherwise'
}

type Found = { readonly world: World; readonly subject: Subject }

/** The standing as the log was known, under the text that was in force at the time that is spoken about. */
function standingIn(certificate: Certificate, log: Log, textOf: Against['textOf']): Found | undefined {
  const { agreement, rule, at } = certificate
  const versions = log.raw('agreement-adopted', 'agreement-amended').flatMap(({ entry: adopted, body }) => {
    const text = textOf(body.package)
    const from = body.kind === 'agreement-amended' ? body.from : undefined
    return text?.id === body.agreement ? [{ adopted, text, from }] : []
  })
  const world = worldAt({ log, versions, rule }, agreement, at)
  const subject = world && subjectIn(world, certificate)
  return world && subject && { world, subject }
}

/** The first thing that is said otherwise than was worked out. The order of moves says nothing. */
function difference(certificate: Certificate, { status, says }: Subject): string | undefined {
  const parts = (is: string, { bounds, why, next }: ReturnType<Subject['says']>): Record<string, string> => {
    const all = { status: is, ...bounds, ...why, next: next.map(canonical).toSorted() }
    return Object.fromEntries(Object.entries(all).map(([name, part]) => [name, canonical(part)]))
  }
  const said = parts(certificate.status, certificate)
  const other = Object.entries(parts(status, says())).find(([name, part]) => said[name] !== part)
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
