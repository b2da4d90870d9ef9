import { toHex } from '../bytes/hex.ts'
import type { Sha256 } from '../bytes/sha256.ts'
import type { EntryReader } from '../log/log-check.ts'
import type { LogIndex } from '../log/log-index.ts'
import { leafHash } from '../log/merkle.ts'
import type { Misbehaviour } from '../log/verdict.ts'
import { problems } from '../problem.ts'
import { statementReader } from './admission.ts'
import type { ActorId } from './fields.ts'
import { keyUse, type MarkedEntry } from './key-marks.ts'
import type { Statement } from './kinds.ts'
import type { ParsedStatement } from './parse.ts'
import { checkOwnership } from './permissions.ts'
import { emptyRegistry, type Registry } from './registry.ts'
import { formatInstant, type Instant } from '../time/instant.ts'

/** What reading a log by its own rules brings to light beside the signatures that are still to be checked. */
export type LogRules = {
  readonly readEntry: EntryReader
  /** What core has no refusal for: so far only a clock that went back. In index order, filled while entries are read. */
  readonly findings: readonly Misbehaviour[]
  /** The texts that entries adopt or amend, each with the first entry that names it. */
  readonly blobs: ReadonlyMap<Sha256, LogIndex>
  readonly authors: ReadonlySet<ActorId>
  /** Whether the log says of itself that it is a demonstration; asked after the reading. */
  readonly isDemonstration: () => boolean
  /** Who may sign, and which policies are stated, as far as the log has been read. */
  readonly registry: () => Registry
  /** Entries signed with a key that was revoked later. They stand; asked after the reading. */
  readonly marked: () => readonly MarkedEntry[]
}

/**
 * The rules that hold for a log as a whole, beyond who may say what: no bytes twice, corrections and withdrawals by the
 * authors alone, a clock that never goes back. As long-lived as one check. `onStatement` gets each statement that they let
 * in, in log order.
 */
export function logRules(onStatement?: (statement: Statement) => void): LogRules {
  const findings: Misbehaviour[] = []
  const blobs = new Map<Sha256, LogIndex>()
  const authors = new Set<ActorId>()
  const authorsOf = new Map<LogIndex, readonly ActorId[]>()
  const seen = new Map<string, LogIndex>()
  let clock: Instant | undefined
  let registry = emptyRegistry
  const keys = keyUse()

  const noteClock = (index: LogIndex, readAt: Instant): void => {
    if (clock !== undefined && readAt < clock) {
      const because = `the log’s clock reads ${formatInstant(readAt)}, earlier than before`
      findings.push({ holds: false, why: 'entry-inadmissible', index, code: 'clock-went-back', because })
    } else clock = readAt
  }
  const noteStatement = (index: LogIndex, statement: Statement): void => {
    checkOwnership(statement, (entry) => authorsOf.get(entry))
    if (statement.kind === 'clock-read') noteClock(index, statement.readAt)
    const adopts = statement.kind === 'agreement-adopted' || statement.kind === 'agreement-amended'
    if (adopts && !blobs.has(statement.package)) blobs.set(statement.package, index)
    for (const actor of statement.by) authors.add(actor)
    authorsOf.set(index, statement.by)
    onStatement?.(statement)
  }
  const read = statementReader((index, { statement, note }: ParsedStatement, after) => {
    registry = after
    keys.add(index, note, clock)
    noteStatement(index, statement)
  })
  return {
    findings,
    blobs,
    authors,
    isDemonstration: () => registry.demonstration,
    registry: () => registry,
    marked: () => keys.marked(registry),
    readEntry(index, entry) {
      const leaf = toHex(leafHash(entry))
      const twin = seen.get(leaf)
      if (twin !== undefined) throw problems.duplicateStatement({ index: twin })
      seen.set(leaf, index)
      return read(index, entry)
    },
  }
}
