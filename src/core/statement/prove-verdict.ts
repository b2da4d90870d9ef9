import { fromBase64, toBase64 } from '../bytes/base64.ts'
import { equalBytes } from '../bytes/bytes.ts'
import type { VerifySignature } from '../bytes/ed25519.ts'
import { isHash } from '../bytes/sha256.ts'
import { utf8 } from '../bytes/utf8.ts'
import { checkHead } from '../log/check-head.ts'
import { cosignatureBy } from '../log/cosignature.ts'
import type { EntryEvidence, Finding, VerdictRecord } from '../log/finding.ts'
import { verifyConsistency } from '../log/proof.ts'
import { parseReceipt, verifyReceipt } from '../log/receipt.ts'
import { parseNote } from '../log/signed-note.ts'
import { parseTreeHead, type TreeHead } from '../log/tree-head.ts'
import { parseVerifierKey, type VerifierKey } from '../log/verifier-key.ts'
import { isProblem } from '../problem.ts'
import { formatInstant } from '../time/instant.ts'
import { parseStatement } from './parse.ts'
import { beyond, proven, unproven, type Placed, type Proof } from './proof-of-finding.ts'
import { notJointly } from './prove-jointly.ts'
import { falseClaim, falseDigest, type CopyAt } from './prove-picture.ts'

export type { Proof } from './proof-of-finding.ts'

type Bench = {
  readonly key: VerifierKey
  readonly verify: VerifySignature
  readonly entries: readonly EntryEvidence[]
  readonly copyAt: CopyAt | undefined
}

/**
 * Checks the evidence of a kept finding again.
 * @param logKey the log's key, had from somewhere else than the record
 * @param copyAt asks a copy of the log that the third person has; findings about the picture need one
 */
export function proveVerdict(
  record: VerdictRecord,
  logKey: VerifierKey,
  verify: VerifySignature,
  copyAt?: CopyAt,
): Proof {
  try {
    return proof(record.finding, { key: logKey, verify, entries: record.entries, copyAt })
  } catch (error) {
    if (!isProblem(error)) throw error
    return unproven(`the evidence cannot be read: ${error.message}`)
  }
}

function proof(finding: Finding, bench: Bench): Proof {
  switch (finding.why) {
    case 'log-shrank':
    case 'head-replayed':
      return beyond(
        'both heads may be signed honestly, one after the other; that the older was shown later, nobody signs',
      )
    case 'split-view':
      return splitView(signed(finding.one, bench), signed(finding.other, bench))
    case 'history-rewritten':
      return rewritten(finding, bench)
    case 'cosignature-invalid':
      return cosignature(finding.head, finding.key, bench)
    case 'cosignature-replayed':
      return replayed(finding, bench)
    case 'receipt-forged':
      return forgedReceipt(finding, bench)
    case 'entry-duplicated':
      return duplicated(entryAt(finding.first, bench), entryAt(finding.index, bench))
    case 'clock-went-back':
      return clockWentBack(entryAt(finding.before, bench), entryAt(finding.index, bench))
    case 'statement-back-dated':
      return backDated(finding.lateBy, entryAt(finding.clock, bench), entryAt(finding.index, bench))
    case 'picture-differs':
      return falseDigest(finding, entryAt(finding.index, bench), bench.copyAt)
    case 'node-picture-differs':
      return falseClaim(finding, bench.key.name, bench.verify, bench.copyAt)
    case 'entry-inadmissible':
      return (
        (finding.code === 'co-chair-missing'
          ? notJointly(entryAt(0, bench), entryAt(finding.index, bench))
          : undefined) ?? inadmissible(finding.index, bench)
      )
    case 'signature-invalid':
      return inadmissible(finding.index, bench)
    default:
      return beyond('what a node hands out or keeps back, nobody signs: ask the same node again')
  }
}

function signed(head: string, { key, verify }: Bench): TreeHead | string {
  const checked = checkHead(utf8(head), key, verify)
  return checked.holds ? checked.head : `a head is not one that the log signed: ${checked.why}`
}

function splitView(one: TreeHead | string, other: TreeHead | string): Proof {
  if (typeof one === 'string') return unproven(one)
  if (typeof other === 'string') return unproven(other)
  if (one.size !== other.size || equalBytes(one.root, other.root))
    return unproven('the two heads do not contradict each other')
  return proven(`the log signed two heads of ${one.size} entries with different roots`)
}

function rewritten(finding: Extract<Finding, { why: 'history-rewritten' }>, bench: Bench): Proof {
  const kept = signed(finding.kept, bench)
  const shown = signed(finding.shown, bench)
  if (typeof kept === 'string') return unproven(kept)
  if (typeof shown === 'string') return unproven(shown)
  if (finding.path === undefined)
    return beyond('the proof from the earlier size is not beside it; fetch the entries')
  const root = fromBase64(finding.computedRoot)
  const path = finding.path.map(fromBase64)
  if (!isHash(root) || !path.every(isHash)) return unproven('a hash has not 32 bytes')
  if (equalBytes(root, kept.root)) return unproven('the earlier head is the beginning of the later one')
  return verifyConsistency({ size: kept.size, root }, shown, path)
    ? proven(
        `of its first ${kept.size} entries the log signed the root ${toBase64(kept.root)}, and later ${toBase64(root)}`,
      )
    : unproven('the proof does not lead to the later head')
}

function cosignature(head: string, keyText: string, bench: Bench): Proof {
  const tree = signed(head, bench)
  if (typeof tree === 'string') return unproven(tree)
  const says = cosignatureBy(parseNote(utf8(head)), parseVerifierKey(keyText), bench.verify)
  return says.is === 'invalid'
    ? beyond('the line in the cosigner’s name does not fit the head; who put it there, nobody signs')
    : unproven('the cosignature fits, or is not there')
}

function replayed(finding: Extract<Finding, { why: 'cosignature-replayed' }>, bench: Bench): Proof {
  const onNew = cosignature(finding.head, finding.key, bench)
  if (onNew.is === 'unproven') return onNew
  const key = parseVerifierKey(finding.key)
  const from = parseNote(utf8(finding.from))
  return cosignatureBy(from, key, bench.verify).is === 'given'
    ? beyond(
        `the line was made for the head of ${parseTreeHead(from.text).size} entries; who put it on the other, nobody signs`,
      )
    : unproven('the line does not fit the older head either')
}

/** Anyone can write a receipt that does not hold, so the file shows that it is none, and not who gave it. */
function forgedReceipt(finding: Extract<Finding, { why: 'receipt-forged' }>, bench: Bench): Proof {
  let why: string
  try {
    const receipt = parseReceipt(utf8(finding.receipt))
    const verdict = verifyReceipt(utf8(finding.entry), receipt, bench.key, bench.verify)
    if (verdict.holds) return unproven('the receipt holds; its head must be held against what the log shows')
    why = verdict.why
  } catch (error) {
    if (!isProblem(error)) throw error
    why = error.code
  }
  return beyond(`the receipt does not hold (${why}); who handed it out, nobody signs`)
}

/** That the entry stands there can be shown; what it lacks depends on all the entries before it. */
function inadmissible(index: number | undefined, bench: Bench): Proof {
  const found = bench.entries.find((entry) => entry.index === index)
  if (found?.receipt === undefined || found.receipt === null)
    return beyond('jig verify holds the whole log against its rules')
  const verdict = verifyReceipt(utf8(found.note), parseReceipt(utf8(found.receipt)), bench.key, bench.verify)
  return verdict.holds
    ? beyond('the entry stands in the log, as its receipt shows; jig verify holds it against all before it')
    : unproven(`the receipt of the entry does not hold: ${verdict.why}`)
}

/** An entry whose receipt proves its place, or why it does not. */
function entryAt(index: number, { key, verify, entries }: Bench): Placed {
  const found = entries.find((entry) => entry.index === index)
  if (found?.receipt === undefined || found.receipt === null)
    return `the receipt of entry ${index} is not beside it`
  const receipt = parseReceipt(utf8(found.receipt))
  if (receipt.index !== index) return `the receipt is that of entry ${receipt.index}, not ${index}`
  const verdict = verifyReceipt(utf8(found.note), receipt, key, verify)
  if (!verdict.holds) return `the receipt of entry ${index} does not hold: ${verdict.why}`
  const head = parseTreeHead(parseNote(receipt.head).text)
  return { index, note: found.note, statement: parseStatement(utf8(found.note)).statement, head }
}

function duplicated(first: Placed, again: Placed): Proof {
  if (typeof first === 'string') return unproven(first)
  if (typeof again === 'string') return unproven(again)
  return first.note === again.note && first.index !== again.index
    ? proven(`the same entry stands at ${first.index} and at ${again.index}`)
    : unproven('the two entries differ')
}

function clockWentBack(before: Placed, after: Placed): Proof {
  if (typeof before === 'string') return unproven(before)
  if (typeof after === 'string') return unproven(after)
  if (before.statement.kind !== 'clock-read' || after.statement.kind !== 'clock-read')
    return unproven('not both are clock readings')
  return before.index < after.index && after.statement.readAt < before.statement.readAt
    ? proven(
        `entry ${after.index} reads ${formatInstant(after.statement.readAt)}, before entry ${before.index}`,
      )
    : unproven('the clock went on')
}

function backDated(lateBy: number, clock: Placed, entry: Placed): Proof {
  if (typeof clock === 'string') return unproven(clock)
  if (typeof entry === 'string') return unproven(entry)
  if (clock.statement.kind !== 'clock-read' || clock.index >= entry.index)
    return unproven('no clock reading stands before it')
  return clock.statement.readAt - entry.statement.saidAt === lateBy && lateBy > 0
    ? proven(
        `it is dated ${formatInstant(entry.statement.saidAt)}, and came after ${formatInstant(clock.statement.readAt)}`,
      )
    : unproven('it is not later than that')
}
