import { fromBase64, toBase64 } from '../bytes/base64.ts'
import { equalBytes } from '../bytes/bytes.ts'
import type { Signer, VerifySignature } from '../bytes/ed25519.ts'
import { isHash, type Hash } from '../bytes/sha256.ts'
import { problems } from '../problem.ts'
import { decimal } from './log-index.ts'
import { emptyRoot } from './merkle.ts'
import { formatNote, isSignedBy, parseNote, signatureBy, signNote } from './signed-note.ts'
import type { VerifierKey } from './verifier-key.ts'

/** The state of a log that its key signs (C2SP tlog-checkpoint): so many entries, with this root. */
export type TreeHead = {
  /** The log's name in the world, and the name of its key: `jig.example/syria-2016`. */
  readonly origin: string
  /** Entries in the tree. */
  readonly size: number
  /** RFC 6962 Merkle tree hash of those entries. */
  readonly root: Hash
}

/** The note text of a head: three lines (C2SP tlog-checkpoint, “Note text”). */
export function formatTreeHead(head: TreeHead): string {
  return `${head.origin}\n${head.size}\n${toBase64(head.root)}\n`
}

/**
 * Reads the text of a head. Extension lines, which C2SP allows and does not recommend, are refused: no reader of jig
 * would know what is being signed there.
 * @throws Problem `tree-head-malformed`
 */
export function parseTreeHead(noteText: string): TreeHead {
  const lines = noteText.split('\n')
  if (lines.length !== 4 || lines[3] !== '') throw refused('it has not exactly three lines', undefined)
  const [origin = '', sizeText = '', rootText = ''] = lines
  if (origin === '') throw refused('it names no log', 1)
  const size = decimal(sizeText)
  if (Number.isNaN(size)) throw refused('its size is not a whole number without leading zeros', 2)
  const root = decodedRoot(rootText)
  if (size === 0 && !equalBytes(root, emptyRoot)) throw refused('a tree without entries has another root', 3)
  return { origin, size, root }
}

function decodedRoot(text: string): Hash {
  try {
    const root = fromBase64(text)
    if (isHash(root)) return root
  } catch {
    // The refusal below says it: wrong base64 and wrong length have the same cure.
  }
  throw refused('its root is not 32 bytes in base64', 3)
}

/** The signed head, as `/checkpoint` serves it. The signer bears the log's origin as its name. */
export function signTreeHead(head: TreeHead, signer: Signer): Uint8Array {
  if (signer.name !== head.origin) {
    throw problems.treeHeadMalformed({ because: `${signer.name} signs for another log than ${head.origin}` })
  }
  return formatNote(signNote(formatTreeHead(head), [signer]))
}

/**
 * Reads a signed head and checks the log's own signature. Cosignatures are read with `cosignatureBy`.
 * @throws Problem `note-malformed`, `tree-head-malformed`, `signature-invalid`
 */
export function openTreeHead(bytes: Uint8Array, key: VerifierKey, verify: VerifySignature): TreeHead {
  const note = parseNote(bytes)
  const head = parseTreeHead(note.text)
  if (head.origin !== key.name) throw refused(`it is a head of ${head.origin}, not of ${key.name}`, 1)
  if (signatureBy(note, key) === undefined)
    throw refused(`the key of ${key.name} has not signed it`, undefined)
  if (!isSignedBy(note, key, verify)) throw problems.signatureInvalid({ signer: key.name })
  return head
}

function refused(because: string, line: number | undefined) {
  const where = line === undefined ? undefined : { line }
  return problems.treeHeadMalformed({
    because,
    where,
    fix: 'three lines: the log’s origin, its size, its root in base64',
  })
}
