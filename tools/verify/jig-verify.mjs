#!/usr/bin/env node
// jig-verify: checks a jig log and needs nothing of jig. This one file, Node 20 or newer, no package, no build.
//
//   node jig-verify.mjs FOLDER|URL [--key KEY] [--kept HEAD] [--receipt FILE [--entry FILE]]
//
// It was written by hand from the documents, not from jig's code, so that two programs have to be wrong in the same way
// before a false log passes both. Read it from top to bottom; where it says (statement.md), (entry.md), (proofs.md),
// (receipt.md), (tree-head.md), the pages of docs/formats/ are meant. The RFCs are 6962 (hash tree), 8032 (Ed25519),
// 8785 (one form of JSON); C2SP is https://c2sp.org.
//
// It does NOT read what statements mean: whether a clause is kept, how a tally comes about, whether a place or a count is
// well written inside. Nor can it know whether what somebody said is true. It knows who said what, in which order, and
// whether any of it was changed.
import { createHash, createPublicKey, verify as opensslVerify } from 'node:crypto'
import { readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { availableParallelism } from 'node:os'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

// ── 1. Who may say what, and with which fields (statement.md; “?” marks a field that may be left out) ────────────────
const ALL = 'operator party guarantor monitor humanitarian hotline open-source'
const SPEAKERS = 'party guarantor monitor humanitarian hotline open-source'
const VERIFIERS = 'monitor guarantor humanitarian'
const ENVELOPE = 'jig kind log by saidAt words? translations? cites?'
export const KINDS = {
  'log-opened': ['operator', 'title operator key demonstration'],
  'role-granted': ['operator', 'actor name role actsFor?'],
  'key-registered': ['operator', 'actor key demonstration'],
  'key-revoked': ['operator', 'actor key because'],
  'clock-read': ['operator', 'readAt'],
  'picture-digested': ['operator', 'through digest'],
  'agreement-adopted': ['guarantor operator', 'agreement package'],
  'agreement-amended': ['guarantor operator', 'agreement package from'],
  'party-acceded': ['party guarantor', 'agreement party when'],
  'incident-reported': [ALL, 'act when where means alleged? sides? against? harm? touches?'],
  'reports-linked': [`operator ${SPEAKERS}`, 'incident title? reports proposedBy'],
  'reports-parted': [`operator ${SPEAKERS}`, 'incident reports because'],
  'finding-made': ['monitor guarantor', 'incident outcome touches attribution when? act? harm? dissent?'],
  'reply-made': [ALL, 'to stance'],
  'act-declared': ['party guarantor', 'agreement clause party when where?'],
  'act-confirmed': [`party ${VERIFIERS}`, 'agreement clause party when declared?'],
  'act-refuted': [`party ${VERIFIERS}`, 'agreement clause party when declared?'],
  'act-unresolved': [VERIFIERS, 'agreement clause party when declared?'],
  'notice-given': ['party guarantor monitor humanitarian hotline', 'about to window? where? incident?'],
  'notice-acknowledged': ['party guarantor', 'notice party readBack?'],
  'term-determined': [`party ${VERIFIERS}`, 'agreement term value'],
  'power-exercised': ['party guarantor', 'agreement power act from until?'],
  'clock-declared': ['party guarantor', 'agreement owner starts ends?'],
  'end-declared': ['party guarantor', 'agreement party when'],
  'source-closed': [ALL, 'source through agreement? clause?'],
  'access-restricted': ['monitor guarantor humanitarian hotline open-source', 'monitor restrictedBy? how when where?'],
  'statement-corrected': [ALL, 'entry because instead'],
  'statement-withdrawn': [ALL, 'entry because'],
  'counting-rule-stated': [ALL, 'rule'],
  'tally-published': [ALL, 'rule window cumulative count parts?'],
  'document-cited': [ALL, 'about published?'],
}
// Kinds said in the name of a party, and the field that names it: only its own actors, or a guarantor, may say them.
const FOR_PARTY = { 'clock-declared': 'owner', 'end-declared': 'party', 'party-acceded': 'party', 'act-declared': 'party', 'notice-acknowledged': 'party' } // prettier-ignore

/** What is refused by name; `code` is the name that jig gives it too (docs/problems.md). */
class Refusal extends Error {
  constructor(code, because) {
    super(because)
    this.code = code
  }
}
const need = (fine, code, because) => {
  if (!fine) throw new Refusal(code, because)
}

// ── 2. Bytes ──────────────────────────────────────────────────────────────────────────────────────────────────────────
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
// RFC 6962 §2.1: leaves and nodes are hashed under different first bytes, so that neither can pose as the other.
const leafHash = (entry) => sha256(Buffer.of(0), entry)
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right)
// Without ignoreBOM two different byte strings would read as one text.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const text64 = (bytes) => bytes.toString('base64')

function textOf(bytes, code) {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new Refusal(code, 'its bytes are not UTF-8')
  }
}

/** RFC 4648 §4, strictly: what would be written back differently is refused. */
function base64(text, code, because) {
  const bytes = Buffer.from(text, 'base64')
  need(text64(bytes) === text, code, because)
  return bytes
}

/** A whole number without sign or leading zeros, small enough to be exact; NaN for anything else. */
const decimal = (text) => (/^(0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : NaN)

// ── 3. Ed25519, by the one strict rule of statement.md, “When a signature counts” ─────────────────────────────────────
const P = 2n ** 255n - 19n
const L = 2n ** 252n + 27742317777372353535851937790883648493n
const number = (littleEndian) => BigInt(`0x${Buffer.from(littleEndian).reverse().toString('hex')}`)
const power = (base, exponent) => {
  let result = 1n
  for (let b = base % P, e = exponent; e > 0n; e >>= 1n, b = (b * b) % P) if (e & 1n) result = (result * b) % P
  return result
}
// The y of the eight points whose order divides 8 (RFC 8032 §5.1; both signs of x).
const SMALL = new Set([0n, 1n, P - 1n, ...['26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'].map((hex) => number(Buffer.from(hex, 'hex')))]) // prettier-ignore

function isSoundPoint(bytes) {
  const y = number(bytes) & (2n ** 255n - 1n)
  return y < P && !SMALL.has(y)
}

/** The 32 bytes are a point of the curve: x² = (y² − 1) / (d·y² + 1) has a root (RFC 8032 §5.1.3; Euler's criterion). */
function isPublicKey(bytes) {
  if (bytes.length !== 32 || !isSoundPoint(bytes)) return false
  const yy = (number(bytes) & (2n ** 255n - 1n)) ** 2n % P
  const d = (((P - 121665n) % P) * power(121666n, P - 2n)) % P
  return power((yy - 1n + P) * power(d * yy + 1n, P - 2n), (P - 1n) / 2n) === 1n
}

const imported = new Map()
function fits({ publicKey, message, signature }) {
  if (signature.length !== 64 || !isSoundPoint(signature.subarray(0, 32)) || number(signature.subarray(32)) >= L) return false
  const x = Buffer.from(publicKey).toString('base64url')
  if (!imported.has(x)) imported.set(x, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }))
  // OpenSSL checks the equation without the cofactor, as the rule asks; what stands above is what it leaves out.
  return isSoundPoint(publicKey) && opensslVerify(null, message, imported.get(x), signature)
}

/** `name+keyid+base64(type ‖ public key)` (statement.md, “Keys and names”). Type 1 signs notes, type 4 cosigns heads. */
export function readKey(written) {
  const [, name, id, material] = /^([^+]*)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]*)$/.exec(written) ?? []
  need(material !== undefined && isName(name), 'key-malformed', 'a key is written name+keyid+base64')
  const bytes = base64(material, 'key-malformed', 'the last part of the key is not base64')
  need(bytes[0] === 1 || bytes[0] === 4, 'key-malformed', 'the key is of an unknown type')
  need(isPublicKey(bytes.subarray(1)), 'key-malformed', 'its 32 bytes are no acceptable Ed25519 public key')
  need(sha256(name, '\n', bytes).toString('hex', 0, 4) === id, 'key-malformed', `${id} is not the id of this key`)
  return { name, id, type: bytes[0], publicKey: bytes.subarray(1) }
}

// ── 4. Signed notes (statement.md, “The note”; C2SP signed-note) ──────────────────────────────────────────────────────
const isName = (name) => name !== '' && !/[\p{White_Space}\p{Surrogate}+]/u.test(name)

function readNote(bytes) {
  const whole = textOf(bytes, 'note-malformed')
  const control = [...whole].some((character) => character < ' ' && character !== '\n')
  need(!control, 'note-malformed', 'it holds a control character')
  // The last empty line parts text and signatures: a text may hold empty lines, signature lines cannot.
  const cut = whole.lastIndexOf('\n\n')
  need(cut >= 0 && whole.endsWith('\n') && cut + 2 < whole.length, 'note-malformed', 'it has no signature lines')
  const lines = whole.slice(cut + 2, -1).split('\n').map((line) => {
    const [, name, written] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? []
    need(written !== undefined && isName(name), 'note-malformed', 'a signature line is “— name base64”')
    const sealed = base64(written, 'note-malformed', 'a signature is standard base64')
    need(sealed.length >= 5, 'note-malformed', 'a signature line is too short')
    return { name, id: sealed.toString('hex', 0, 4), signature: sealed.subarray(4) }
  })
  need(lines.length <= 100, 'note-malformed', 'it has more than 100 signature lines')
  return { text: whole.slice(0, cut + 1), lines, whole }
}

// ── 5. Tree heads and their cosignatures (tree-head.md; C2SP tlog-checkpoint, tlog-cosignature) ───────────────────────
/** @returns the head, or a finding about it */
function readHead(bytes, key) {
  try {
    const note = readNote(bytes)
    const [origin, sizeText, rootText, end, ...more] = note.text.split('\n')
    need(end === '' && more.length === 0 && origin !== '', 'tree-head-malformed', 'it has not exactly three lines')
    const size = decimal(sizeText)
    need(!Number.isNaN(size), 'tree-head-malformed', 'its size is no whole number')
    const root = base64(rootText, 'tree-head-malformed', 'its root is not base64')
    need(root.length === 32, 'tree-head-malformed', 'its root has not 32 bytes')
    need(size > 0 || root.equals(sha256('')), 'tree-head-malformed', 'a log without entries has another root')
    need(origin === key.name, 'tree-head-malformed', `it is a head of ${origin}, not of ${key.name}`)
    const line = note.lines.find(({ name, id }) => name === key.name && id === key.id)
    if (line === undefined) return { why: 'head-unsigned', signer: key.name, head: note.whole, says: `the key ${key.id} of ${key.name} has not signed it` } // prettier-ignore
    if (key.type !== 1 || !fits({ publicKey: key.publicKey, message: Buffer.from(note.text), signature: line.signature }))
      return { why: 'signature-invalid', signer: key.name, keyId: key.id, says: 'the log’s signature on it does not fit' }
    return { origin, size, root, note }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { why: 'head-malformed', code: error.code, because: error.message, says: error.message }
  }
}

/** Whether this cosigner stands behind the head: a signature over “cosignature/v1”, its time and the head's text. */
function isCosigned({ note }, key) {
  const line = note.lines.find(({ name, id }) => name === key.name && id === key.id)
  if (line === undefined || key.type !== 4 || line.signature.length !== 72) return false
  const message = Buffer.from(`cosignature/v1\ntime ${line.signature.readBigUInt64BE(0)}\n${note.text}`)
  return fits({ publicKey: key.publicKey, message, signature: line.signature.subarray(8) })
}

// ── 6. The tree (RFC 6962 §2.1) and receipts (receipt.md; C2SP tlog-proof as of December 2025) ────────────────────────
function split(n) {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** The Merkle tree hash of leaves[from … to), word for word as RFC 6962 defines it. */
function rootOf(leaves, from, to) {
  if (to === from) return sha256('')
  if (to - from === 1) return leaves[from]
  const middle = from + split(to - from)
  return nodeHash(rootOf(leaves, from, middle), rootOf(leaves, middle, to))
}

/** The root that an audit path leads to; undefined where it has not exactly the length that index and size ask for. */
function rootFromPath(leaf, index, size, path) {
  if (size === 1) return path.length === 0 ? leaf : undefined
  const k = split(size)
  const sibling = path.at(-1)
  const inner = index < k ? rootFromPath(leaf, index, k, path.slice(0, -1)) : rootFromPath(leaf, index - k, size - k, path.slice(0, -1)) // prettier-ignore
  if (sibling === undefined || inner === undefined) return undefined
  return index < k ? nodeHash(inner, sibling) : nodeHash(sibling, inner)
}

function readReceipt(bytes) {
  const [proof, ...rest] = textOf(bytes, 'proof-malformed').split('\n\n')
  const [first, indexLine = '', ...hashes] = proof.split('\n')
  need(first === 'c2sp.org/tlog-proof@v1' && rest.length > 0, 'proof-malformed', 'it is not a receipt as jig gives them')
  const index = indexLine.startsWith('index ') ? decimal(indexLine.slice(6)) : NaN
  need(!Number.isNaN(index), 'proof-malformed', 'its second line does not give an index')
  need(hashes.length <= 64, 'proof-malformed', 'it has more than 64 hashes')
  const path = hashes.map((line) => base64(line, 'proof-malformed', 'a hash is not base64'))
  need(path.every(({ length }) => length === 32), 'proof-malformed', 'a hash has not 32 bytes') // prettier-ignore
  return { index, path, head: Buffer.from(rest.join('\n\n')) }
}

// ── 7. Statements (statement.md, “The JSON” and “Envelope”) ───────────────────────────────────────────────────────────
/** The one way to write a JSON value (RFC 8785 for integers and text): sorted keys, no spaces, the fewest escapes. */
function canonical(value, depth = 0) {
  if (typeof value === 'string') {
    need(value.isWellFormed() && value.normalize('NFC') === value, 'json-malformed', 'a text is not in Unicode NFC')
    return JSON.stringify(value)
  }
  if (typeof value === 'number') need(Number.isSafeInteger(value), 'json-malformed', 'a number is no whole number')
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  need(depth < 32, 'json-malformed', 'it is nested deeper than 32')
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(',')}]`
  need(!Object.hasOwn(value, '__proto__'), 'json-malformed', '“__proto__” is never a field')
  return `{${Object.keys(value).sort().map((key) => `${canonical(key)}:${canonical(value[key], depth + 1)}`).join(',')}}` // prettier-ignore
}

/** Milliseconds since 1970 of an instant such as 2016-09-12T16:00:00Z; NaN for anything else, such as a 30 February. */
function instant(text) {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{3})?)?Z$/.test(text)) return NaN
  const time = Date.parse(text)
  return time >= 0 && new Date(time).toISOString().startsWith(text.slice(0, 16)) ? time : NaN
}

function readStatement({ text, lines }) {
  need(text.indexOf('\n') === text.length - 1, 'statement-malformed', 'its text is not exactly one line')
  let said
  try {
    said = JSON.parse(text)
  } catch {
    throw new Refusal('json-malformed', 'its text is no JSON')
  }
  // Written back and compared: so no key stands twice, no number has two forms, and no two readers can differ.
  need(`${canonical(said)}\n` === text, 'statement-malformed', 'its JSON is not in the one form that is signed')
  need(said !== null && Object.hasOwn(KINDS, said.kind), 'statement-malformed', 'it is of an unknown kind')
  const fields = `${ENVELOPE} ${KINDS[said.kind][1]}`.split(' ')
  const odd = Object.keys(said).find((key) => !fields.includes(key) && !fields.includes(`${key}?`))
  need(odd === undefined, 'statement-malformed', `a ${said.kind} has no field “${odd}”`)
  const lacks = fields.find((key) => !key.endsWith('?') && !Object.hasOwn(said, key))
  need(lacks === undefined, 'statement-malformed', `the field “${lacks}” is missing`)
  need(said.jig === 1, 'statement-malformed', 'it is not of version 1')
  need(!Number.isNaN(instant(said.saidAt)), 'statement-malformed', '“saidAt” is no instant in UTC')
  const authors = Array.isArray(said.by) && said.by.length >= 1 && said.by.length <= 8 && new Set(said.by).size === said.by.length // prettier-ignore
  need(authors, 'statement-malformed', '“by” does not name 1 to 8 authors, each once')
  need(said.by.join() === lines.map(({ name }) => name).join(), 'signers-differ', 'those who signed are not those in “by”')
  need(lines.every(({ signature }) => signature.length === 64), 'statement-malformed', 'a signature has not 64 bytes') // prettier-ignore
  return said
}

// ── 8. The log's own rules, entry after entry: who was known by then, and what may stand where ────────────────────────
function openBook() {
  return { name: undefined, demonstration: false, actors: new Map(), authors: [], seen: new Map(), clock: -1, blobs: new Map() }
}
const actorIn = (book, id) => book.actors.get(id) ?? { roles: [], parties: [], keys: new Map() }

/** Judges entry `index` by all before it, notes what it changes, and gives the signatures that are still to be checked. */
function judge(book, index, entry, leaf) {
  const note = readNote(entry)
  const said = readStatement(note)
  const opens = said.kind === 'log-opened'
  need(opens || book.name !== undefined, 'log-not-opened', 'the log has not been opened before it')
  need(opens || said.log === book.name, 'statement-of-another-log', `it was signed for the log ${said.log}, not for ${book.name}`)
  need(!opens || (index === 0 && book.name === undefined), 'statement-malformed', 'a log is opened once, by its first entry')
  need(!opens || said.by.join() === said.operator, 'signers-differ', 'a log is opened by its operator')
  const same = book.seen.get(leaf.toString('latin1'))
  need(same === undefined, 'duplicate-statement', `the same bytes stand already as entry ${same}`)

  // The opening brings its own key; everybody else's was registered before, and not revoked before (“Keys and names”).
  const founder = opens ? ownKey(said.key, said.operator) : undefined
  const jobs = note.lines.map(({ name, id, signature }) => {
    const key = founder?.id === id ? { ...founder } : actorIn(book, name).keys.get(id)
    need(key !== undefined, 'signer-unknown', `no key ${id} of ${name} is registered before it`)
    need(key.revokedAt === undefined, 'key-revoked', `the key ${id} of ${name} was revoked by entry ${key.revokedAt}`)
    return { signer: name, keyId: id, publicKey: key.publicKey, message: Buffer.from(note.text), signature }
  })
  if (!opens) mayTheySay(book, said)
  if (said.kind === 'statement-corrected' || said.kind === 'statement-withdrawn') {
    const authors = book.authors[said.entry]
    need(authors !== undefined, 'reference-missing', `it changes entry ${said.entry}, which is not before it`)
    const all = [...authors].sort().join() === [...said.by].sort().join()
    need(all, 'not-the-author', `it changes entry ${said.entry}, whose authors are ${authors.join(', ')}, not ${said.by.join(', ')}`)
  }
  register(book, index, said, founder)
  return { said, jobs }
}

function mayTheySay(book, said) {
  const roles = KINDS[said.kind][0].split(' ')
  for (const id of said.by) {
    // Anybody may take its own key out of use.
    const allowed = actorIn(book, id).roles.some((role) => roles.includes(role)) || (said.kind === 'key-revoked' && said.actor === id) // prettier-ignore
    need(allowed, 'role-wrong', `${id} may not make a statement of the kind ${said.kind}; that takes the role ${roles.join(' or ')}`)
  }
  const party = said[FOR_PARTY[said.kind]]
  for (const id of party === undefined ? [] : said.by) {
    const { roles: held, parties } = actorIn(book, id)
    need(held.includes('guarantor') || parties.includes(party), 'not-for-party', `${id} does not act for ${party}`)
  }
  need(said.kind !== 'source-closed' || said.by.includes(said.source), 'not-for-source', `only ${said.source} may close its own source`)
}

function ownKey(written, actor) {
  const key = readKey(String(written))
  need(key.type === 1 && key.name === actor, 'key-malformed', `it is not a signing key under the name ${actor}`)
  return key
}

function register(book, index, said, founder) {
  const actor = actorIn(book, said.kind === 'log-opened' ? said.operator : said.actor)
  if (said.kind === 'log-opened') {
    book.name = said.log
    book.demonstration = said.demonstration === true
    actor.roles.push('operator')
    actor.keys.set(founder.id, founder)
    book.actors.set(said.operator, actor)
  } else if (said.kind === 'role-granted') {
    actor.roles.push(said.role)
    if (said.actsFor !== undefined) actor.parties.push(said.actsFor)
    book.actors.set(said.actor, actor)
  } else if (said.kind === 'key-registered') {
    const key = ownKey(said.key, said.actor)
    need(!actor.keys.has(key.id), 'statement-malformed', `${said.actor} has this key already`)
    actor.keys.set(key.id, key)
    book.actors.set(said.actor, actor)
  } else if (said.kind === 'key-revoked') {
    const key = actor.keys.get(ownKey(said.key, said.actor).id)
    need(key !== undefined && key.revokedAt === undefined, 'reference-missing', `${said.actor} has no such key in use`)
    key.revokedAt = index
  } else if (said.kind === 'clock-read') {
    const time = instant(said.readAt)
    need(!Number.isNaN(time), 'statement-malformed', '“readAt” is no instant in UTC')
    need(time >= book.clock, 'clock-went-back', `the log’s clock reads ${said.readAt}, earlier than it read before`)
    book.clock = time
  } else if (said.kind === 'agreement-adopted' || said.kind === 'agreement-amended') {
    need(/^[0-9a-f]{64}$/.test(said.package), 'statement-malformed', '“package” is no SHA-256')
    if (!book.blobs.has(said.package)) book.blobs.set(said.package, index)
  }
}

// ── 9. Tiles and bundles (entry.md; C2SP tlog-tiles) ──────────────────────────────────────────────────────────────────
/** `tile/0/x001/x234/067.p/8` */
function tilePath(level, index, width) {
  let groups = String(index % 1000).padStart(3, '0')
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) groups = `x${String(rest % 1000).padStart(3, '0')}/${groups}` // prettier-ignore
  return `tile/${level}/${groups}${width === 256 ? '' : `.p/${width}`}`
}

/** A tile's bytes, or a finding. A partial tile may have been deleted once the full one was there (tlog-tiles). */
async function readTile(read, level, index, width, cut) {
  const path = tilePath(level, index, width)
  try {
    return { path, bytes: await read(path) }
  } catch (error) {
    const full = width === 256 ? undefined : await read(tilePath(level, index, 256)).catch(() => undefined)
    if (full !== undefined) return { path, bytes: cut(full) }
    return { why: 'withheld', path, because: error.message, says: `${path} is not handed out, though the signed head says that it exists` } // prettier-ignore
  }
}

/** The first `count` entries of a bundle: each after its length in two bytes, big-endian. undefined where it breaks off. */
function entriesIn(bytes, count) {
  const entries = []
  for (let at = 0; at < bytes.length && entries.length < count; ) {
    const end = at + 2 + (at + 2 > bytes.length ? Infinity : bytes.readUInt16BE(at))
    if (end > bytes.length) return undefined
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  return entries
}
const withLengths = (entries) => Buffer.concat(entries.flatMap((entry) => [Buffer.of(entry.length >> 8, entry.length & 255), entry]))

/** Holds every hash tile against the leaves: a row of hashes, cut in tiles; the roots of its full tiles are the next row. */
async function compareTiles(read, size, leaves, found) {
  for (let level = 0, row = leaves, of = size; of > 0; level++, of = Math.floor(of / 256)) {
    const above = []
    for (let index = 0; index * 256 < row.length; index++) {
      const hashes = row.slice(index * 256, index * 256 + 256)
      if (hashes.length === 256) above.push(rootOf(hashes, 0, 256))
      const tile = await readTile(read, level, index, hashes.length, (full) => full.subarray(0, hashes.length * 32))
      if (tile.why !== undefined) found(tile)
      else if (!tile.bytes.equals(Buffer.concat(hashes))) found({ why: 'tile-differs', path: tile.path, says: `${tile.path} holds other hashes than the entries have` }) // prettier-ignore
    }
    row = above
  }
}

// ── 10. The whole check ───────────────────────────────────────────────────────────────────────────────────────────────
const MOST_FINDINGS = 100

/**
 * @param read gives the bytes below the log's address; rejects where they are not handed out
 * @param kept heads that the reader has from before, each { bytes, from }
 * @param receipts each { bytes, entry } with `entry` the statement's own bytes, if the reader has them
 */
export async function check({ read, key, kept = [], receipts = [], cosigners = [], needed = cosigners.length, workers = 0, onProgress = () => {} }) { // prettier-ignore
  const findings = []
  const found = (finding) => findings.push(finding)
  const head = readHead(await read('checkpoint'), key)
  const result = { findings, head: undefined, entries: 0, signatures: 1, authors: 0, clock: undefined, demonstration: false }
  if (head.why !== undefined) return { ...result, findings: [{ ...head, says: `The tree head: ${head.says}.` }] }
  const given = cosigners.filter((cosigner) => isCosigned(head, cosigner)).map(({ name }) => name)
  if (given.length < needed) found({ why: 'cosigners-missing', head: head.note.whole, needed, given, says: `${given.length} of the ${needed} cosigners that you ask for stand behind the head` }) // prettier-ignore

  const older = [...kept]
  for (const { bytes, entry, from } of receipts) checkReceipt(bytes, entry, from)
  const leaves = []
  const book = openBook()
  const pool = signaturePool(workers)
  const waiting = []
  const bundle = (index) => readTile(read, 'entries', index, Math.min(256, head.size - index * 256), (full) => withLengths(entriesIn(full, head.size % 256) ?? [])) // prettier-ignore
  let next = bundle(0)
  for (let index = 0; index * 256 < head.size && findings.length < MOST_FINDINGS; index++) {
    const served = await next
    if ((index + 1) * 256 < head.size) next = bundle(index + 1)
    const width = Math.min(256, head.size - index * 256)
    const entries = served.why === undefined ? entriesIn(served.bytes, Infinity) : undefined
    if (entries?.length !== width) {
      const because = entries === undefined ? 'it breaks off inside an entry' : `it has ${entries.length} entries, not ${width}`
      found(served.why === undefined ? { why: 'tile-differs', path: served.path, because, says: `${served.path}: ${because}` } : served) // prettier-ignore
      break
    }
    waiting.push(checkSignatures(entries.flatMap(oneEntry)))
    // No more than a few bundles are under way in the workers at once.
    await waiting.at(-4 * Math.max(1, workers))
    onProgress(leaves.length, head.size)
  }
  await Promise.all(waiting)
  await pool.close()

  const whole = leaves.length === head.size
  const root = rootOf(leaves, 0, leaves.length)
  if (whole && !root.equals(head.root)) found({ why: 'root-differs', head: head.note.whole, size: head.size, signedRoot: text64(head.root), computedRoot: text64(root), says: 'The entries do not make the root that the log signed: at least one was changed, dropped, added or moved' }) // prettier-ignore
  for (const one of older) compareHeads(one)
  for (const one of receipts) if (one.late !== undefined) found(one.late())
  if (whole) await compareTiles(read, head.size, leaves, found)
  for (const [digest, index] of book.blobs) await checkBlob(digest, index)
  // First what concerns the whole, then entry by entry.
  findings.sort((a, b) => (a.index ?? -1) - (b.index ?? -1))
  const authors = new Set(book.authors.flat()).size
  const clock = book.clock < 0 ? undefined : new Date(book.clock).toISOString()
  return { ...result, findings: findings.slice(0, MOST_FINDINGS), head, entries: leaves.length, authors, clock, demonstration: book.demonstration } // prettier-ignore

  function oneEntry(entry) {
    const index = leaves.length
    const leaf = leafHash(entry)
    leaves.push(leaf)
    try {
      const { said, jobs } = judge(book, index, entry, leaf)
      book.authors[index] = said.by
      book.seen.set(leaf.toString('latin1'), index)
      return jobs.map((job) => ({ ...job, index }))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { code, message: because } = error
      found({ why: 'entry-inadmissible', index, code, because, says: `Entry ${index} should not stand here: ${because}` })
      return []
    }
  }

  async function checkSignatures(jobs) {
    result.signatures += jobs.length
    const answers = await pool.check(jobs)
    for (const [i, { signer, keyId, index }] of jobs.entries())
      if (!answers[i]) found({ why: 'signature-invalid', signer, keyId, index, says: `Entry ${index}: the signature in the name of ${signer} does not fit` }) // prettier-ignore
  }

  /** RFC 6962 §2.1.2 without proofs: all leaves are here, so the older root is simply computed again. */
  function compareHeads({ bytes, from }) {
    const old = readHead(bytes, key)
    result.signatures += 1
    if (old.why !== undefined) return found({ ...old, says: `${from}: ${old.says}. If the log’s key has changed since, ask why` })
    const heads = { kept: old.note.whole, shown: head.note.whole, keptSize: old.size }
    if (old.size > head.size) return found({ why: 'log-shrank', ...heads, shownSize: head.size, says: `${from} has ${old.size} entries, the log now shows ${head.size}` }) // prettier-ignore
    if (old.size === head.size && !old.root.equals(head.root)) return found({ why: 'split-view', one: heads.kept, other: heads.shown, size: old.size, says: `${from} has the same size as the head shown now and another root: two logs were shown` }) // prettier-ignore
    if (old.size > leaves.length) return undefined
    const then = rootOf(leaves, 0, old.size)
    if (!then.equals(old.root)) return found({ why: 'history-rewritten', ...heads, computedRoot: text64(then), says: `${from} is not the beginning of this log: among the first ${old.size} entries something was changed` }) // prettier-ignore
    return undefined
  }

  function checkReceipt(bytes, entry, from) {
    try {
      const receipt = readReceipt(bytes)
      const its = readHead(receipt.head, key)
      need(its.why !== undefined || receipt.index < its.size, 'proof-malformed', `its head has only ${its.size} entries`)
      // Its head is one more head that the log once signed, and must be the beginning of this log like any other.
      older.push({ bytes: receipt.head, from: `${from}: its head` })
      const holds = (leaf) => rootFromPath(leaf, receipt.index, its.size, receipt.path)?.equals(its.root) === true
      const differs = (leaf) => ({ why: 'entry-differs', index: receipt.index, leaf: text64(leaf), head: its.note.whole, says: `${from} does not prove ${entry === undefined ? 'what stands now' : 'that this statement stands'} at entry ${receipt.index}` }) // prettier-ignore
      if (its.why !== undefined) return
      if (entry !== undefined && !holds(leafHash(entry))) found(differs(leafHash(entry)))
      const one = receipts.find((given) => given.bytes === bytes)
      const stands = () => leaves[receipt.index]
      if (entry === undefined) one.late = () => (stands() === undefined || holds(stands()) ? undefined : differs(stands()))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      found({ why: error.code, because: error.message, says: `${from}: ${error.message}` })
    }
  }

  async function checkBlob(digest, index) {
    const path = `blob/${digest}`
    try {
      const its = sha256(await read(path)).toString('hex')
      if (its !== digest) found({ why: 'tile-differs', path, because: `its digest is ${its}`, says: `${path}, which entry ${index} adopts, is another text: its digest is ${its}` }) // prettier-ignore
    } catch (error) {
      found({ why: 'withheld', path, because: error.message, says: `${path}, the text that entry ${index} adopts, is not handed out` })
    }
  }
}
