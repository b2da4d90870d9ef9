import { fromUtf8, utf8 } from '../../core/bytes/utf8.ts'
import { evidenceDigest } from '../../core/log/evidence-digest.ts'
import {
  verdictRecord,
  type EntryEvidence,
  type Finding,
  type FindingName,
  type VerdictRecord,
} from '../../core/log/finding.ts'
import { formatVerifierKey, type VerifierKey } from '../../core/log/verifier-key.ts'
import { formatInstant } from '../../core/time/instant.ts'
import type { Clock } from '../ledger/ports.ts'
import type { NodeFiles } from './node-files.ts'

const FOLDER = 'verdicts'
/** Of one kind; a log that misbehaves with every head would fill the disk with what is known already. */
const MOST_OF_A_KIND = 200

export type FindingsBook = {
  /** All kept findings, the newest last. */
  readonly all: () => readonly VerdictRecord[]
  /**
   * Keeps a finding with its evidence; of the same evidence (`evidenceDigest`) one is kept, the first, also over a
   * restart. When this returns, it is on disk.
   * @param from who handed out what is wrong
   * @returns whether it is new
   */
  readonly keep: (from: string, finding: Finding, entries?: readonly EntryEvidence[]) => Promise<boolean>
}

export type FindingsOptions = {
  readonly files: NodeFiles
  readonly clock: Clock
  readonly logKey: VerifierKey
  /** The node's own name, as the record says who found it. */
  readonly seenBy: string
  /** Told of each new finding, once it is on disk: loudly. */
  readonly onFinding?: ((record: VerdictRecord) => void) | undefined
}

/** Opens the findings that a node has kept. A file that cannot be read as one is left alone and left out. */
export async function openFindings(options: FindingsOptions): Promise<FindingsBook> {
  const { files, clock, logKey, seenBy, onFinding } = options
  /** By the digest of the evidence. */
  const kept = new Map<string, VerdictRecord>()
  for (const name of await files.list(FOLDER)) {
    const bytes = await files.read(`${FOLDER}/${name}`)
    const record = bytes === undefined ? undefined : recordIn(bytes)
    if (record === undefined) continue
    const evidence = evidenceDigest(record.finding)
    const first = kept.get(evidence)
    if (first === undefined || record.seenAt < first.seenAt) kept.set(evidence, record)
  }
  const count = (why: FindingName): number =>
    [...kept.values()].filter((record) => record.finding.why === why).length
  return {
    all: () =>
      [...kept.values()].toSorted((a, b) => (a.seenAt < b.seenAt ? -1 : a.seenAt > b.seenAt ? 1 : 0)),
    async keep(from, finding, entries = []) {
      const evidence = evidenceDigest(finding)
      if (kept.has(evidence) || count(finding.why) >= MOST_OF_A_KIND) return false
      const record: VerdictRecord = {
        jig: 'verdict',
        version: 1,
        seenAt: formatInstant(clock()),
        seenBy,
        from,
        origin: logKey.name,
        logKey: formatVerifierKey(logKey),
        finding,
        entries,
      }
      kept.set(evidence, record)
      const name = `${finding.why}-${evidence.slice(0, 16)}.json`
      await files.write(`${FOLDER}/${name}`, utf8(`${JSON.stringify(record, undefined, 2)}\n`))
      onFinding?.(record)
      return true
    },
  }
}

/** A record from its bytes; `undefined` where they are none. */
export function recordIn(bytes: Uint8Array): VerdictRecord | undefined {
  try {
    return verdictRecord.safeParse(JSON.parse(fromUtf8(bytes))).data
  } catch {
    return undefined
  }
}
