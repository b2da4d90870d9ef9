import type { Signer } from '../../core/bytes/ed25519.ts'
import { sha256Hex, type Hash } from '../../core/bytes/sha256.ts'
import { appendLeaf, emptyRange, leafHash, rangeRoot } from '../../core/log/merkle.ts'
import { formatVerifierKey, verifierKey } from '../../core/log/verifier-key.ts'
import { problems, type Where } from '../../core/problem.ts'
import { statementSchema, type StatementText } from '../../core/statement/kinds.ts'
import { signStatement } from '../../core/statement/sign.ts'
import { parseInstant, type Instant } from '../../core/time/instant.ts'
import { demonstrationSigner } from '../../server/keys/node-signer.ts'
import { readActors, type DemonstrationActor } from './actors.ts'
import { eventLines, resolved } from './event-lines.ts'
import type { DemonstrationFiles } from './files.ts'
import { RECONSTRUCTION, type Line } from './line.ts'
import { ucdpLines } from './ucdp.ts'

/** The demonstration's log: its name inside statements, and its origin, under which its tree heads are signed. */
export const DEMONSTRATION_LOG = 'syria-2016'
export const DEMONSTRATION_ORIGIN = 'jig.example/syria-2016'

/** 22 February 2016, 00:00 in Damascus: the day on which the first text was adopted. */
const OPENED = '2016-02-21T22:00:00Z'

const TITLE = {
  en: 'Syria, February to October 2016: a reconstruction from public sources',
  ar: 'سورية، من شباط/فبراير إلى تشرين الأول/أكتوبر 2016: إعادة بناء من مصادر علنية',
  ru: 'Сирия, февраль — октябрь 2016 года: реконструкция по открытым источникам',
}

export type Demonstration = {
  /** The statements in log order, signed; `notes[0]` opens the log. */
  readonly notes: readonly Uint8Array[]
  /** What the log's clock stood at when each was said: `clocks[i]` for `notes[i]`. */
  readonly clocks: readonly Instant[]
  /** The texts that statements name by digest. They must be in the store before the notes. */
  readonly blobs: readonly Uint8Array[]
  /** The log's own key, for its tree heads. A demonstration key: it is published, and proves nothing. */
  readonly logSigner: Signer
  readonly size: number
  /** RFC 6962 root over `notes`: the same on every machine. */
  readonly root: Hash
  /** The index of each line of the data by its id: `E065-sohr`, `UCDP-227822`. */
  readonly indexOf: ReadonlyMap<string, number>
}

/**
 * Builds the demonstration from its files: deterministic, so that anybody who runs it gets the same bytes and the same
 * root. The log's clock follows the statements' own times: a `clock-read` comes whenever the minute changes.
 * @throws Problem `file-unreadable`, `reference-missing`, and those of `signStatement` where the data are wrong
 */
export function buildDemonstration(
  files: DemonstrationFiles,
  onProgress?: (done: number, total: number) => void,
): Demonstration {
  const actors = readActors(files.actors)
  const [operator] = actors
  if (operator === undefined)
    throw problems.fileUnreadable({ file: 'actors.json', because: 'it names nobody' })
  const signers = new Map<string, Signer>(actors.map(({ id }) => [id, demonstrationSigner(id)]))
  const digests = new Map([...files.agreements].map(([path, bytes]) => [path, sha256Hex(bytes)]))
  const indexOf = new Map<string, number>()
  const notes: Uint8Array[] = []
  const clocks: Instant[] = []
  let clock = parseInstant(OPENED)
  let range = emptyRange

  const say = (value: Readonly<Record<string, unknown>>, where?: Where): void => {
    const statement = checked({ jig: 1, log: DEMONSTRATION_LOG, ...value }, where)
    const note = signStatement(
      statement,
      statement.by.map((name) => signerOf(signers, name)),
    )
    range = appendLeaf(range, leafHash(note))
    notes.push(note)
    clocks.push(clock)
  }

  for (const value of opening(actors, operator, signers)) say(value)
  const lines = inOrder([...eventLines(files.events), ...ucdpLines(files.ucdp)])
  for (const [done, { line, saidAt, instant }] of lines.entries()) {
    if (minuteOf(instant) !== minuteOf(clock)) {
      clock = instant
      say({ kind: 'clock-read', by: [operator.id], saidAt, readAt: saidAt })
    }
    const targets = {
      indexOf: (id: string) => indexOf.get(id),
      digestOf: (path: string) => digests.get(path),
    }
    const value = resolved(line, targets)
    indexOf.set(line.id, notes.length)
    say(value, line.where)
    onProgress?.(done + 1, lines.length)
  }
  return {
    notes,
    clocks,
    blobs: [...files.agreements.values()],
    logSigner: demonstrationSigner(DEMONSTRATION_ORIGIN),
    size: notes.length,
    root: rangeRoot(range),
    indexOf,
  }
}

/** The log's founding: its first entry, then a role or more and a key for everybody who speaks in it. */
function* opening(
  actors: readonly DemonstrationActor[],
  operator: DemonstrationActor,
  signers: ReadonlyMap<string, Signer>,
): Generator<Readonly<Record<string, unknown>>> {
  const envelope = { by: [operator.id], saidAt: OPENED, cites: [RECONSTRUCTION] }
  const key = (id: string): string =>
    formatVerifierKey(verifierKey(id, signerOf(signers, id).publicKey, 'ed25519'))
  yield {
    ...envelope,
    kind: 'log-opened',
    title: TITLE,
    operator: operator.id,
    key: key(operator.id),
    demonstration: true,
  }
  for (const { id, name, roles, actsFor } of actors) {
    for (const role of roles) {
      yield { ...envelope, kind: 'role-granted', actor: id, name, role, ...(actsFor ? { actsFor } : {}) }
    }
    if (id !== operator.id) {
      yield { ...envelope, kind: 'key-registered', actor: id, key: key(id), demonstration: true }
    }
  }
}

/** A line that is no statement is refused with its place in the data, which the statement's own reader cannot know. */
function checked(value: Readonly<Record<string, unknown>>, where: Where | undefined): StatementText {
  if (isStatementText(value)) return value
  const issue = statementSchema.safeParse(value).error?.issues[0]
  const path = issue?.path.join('.') ?? ''
  throw problems.statementMalformed({
    because: issue?.message ?? 'it fits no kind',
    where: { ...where, path },
  })
}

function isStatementText(value: unknown): value is StatementText {
  return statementSchema.safeParse(value).success
}

type Timed = { readonly line: Line; readonly saidAt: string; readonly instant: Instant }

/** By the time at which they were said, and those of one moment in the order of the files. */
function inOrder(lines: readonly Line[]): readonly Timed[] {
  return lines
    .map((line) => {
      const saidAt = String(line.value['saidAt'])
      return { line, saidAt, instant: parseInstant(saidAt) }
    })
    .toSorted((a, b) => a.instant - b.instant)
}

function signerOf(signers: ReadonlyMap<string, Signer>, name: string): Signer {
  const signer = signers.get(name)
  if (signer === undefined) throw problems.signerUnknown({ signer: name, fix: 'add it to actors.json' })
  return signer
}

function minuteOf(instant: Instant): number {
  return Math.floor(instant / 60_000)
}
