#!/usr/bin/env node
// jig-verify checks a jig log and needs nothing of jig: this one file, Node 20 or newer, no package, no build.
//
//   node jig-verify.mjs FOLDER|URL [--key KEY] [--kept HEAD] [--receipt FILE [--entry FILE]]
//
// It was written by hand from docs/formats/ and not from jig's code, so that two programs would have to be wrong in the
// same way before a false log passes both. Where it says (statement.md), (entry.md), (tree-head.md), (receipt.md) or
// (proofs.md), those pages are meant. RFC 6962 is the hash tree, 8032 Ed25519, 8785 the one form of JSON; https://c2sp.org
// has the rest.
//
// It does NOT read what statements mean: whether a clause is kept, how a tally comes about, what stands inside a field.
// Nor does it know whether what somebody said is true. It knows who said what in which order, and that nothing changed.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

// ── 1. Who may say what, with which fields (statement.md). “?” marks a field that may be left out ────────────────────
const ALL = 'operator party guarantor monitor humanitarian hotline open-source'
const SPEAKERS = 'party guarantor monitor humanitarian hotline open-source'
const VERIFIERS = 'monitor guarantor humanitarian'
export const ENVELOPE = 'jig kind log by saidAt words? translations? cites?'
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
  'access-restricted': [
    'monitor guarantor humanitarian hotline open-source',
    'monitor restrictedBy? how when where?',
  ],
  'statement-corrected': [ALL, 'entry because instead'],
  'statement-withdrawn': [ALL, 'entry because'],
  'counting-rule-stated': [ALL, 'rule'],
  'tally-published': [ALL, 'rule window cumulative count parts?'],
  'document-cited': [ALL, 'about published?'],
}
/** Kinds said in the name of a party, with the field that names it: its own actors or a guarantor may say them. */
const PARTY_IN = new Map([
  ['clock-declared', 'owner'],
  ...['end-declared', 'party-acceded', 'act-declared', 'notice-acknowledged'].map((kind) => [kind, 'party']),
])

/** Something refused. `code` is the name that jig, too, gives it (docs/problems.md). */
class Refusal extends Error {
  constructor(code, because) {
    super(because)
    this.code = code
  }
}
function need(fine, code, because) {
  if (!fine) throw new Refusal(code, because)
}
const wellFormed = (fine, because) => need(fine, 'statement-malformed', because)

// ── 2. Bytes ──────────────────────────────────────────────────────────────────────────────────────────────────────────
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
// RFC 6962 §2.1: leaves and nodes are hashed behind different first bytes, so that neither can pose as the other.
const leafHash = (entry) => sha256(Buffer.of(0), entry)
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right)
// Without ignoreBOM two different byte strings would read as one text.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function textOf(bytes, code) {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new Refusal(code, 'its bytes are not UTF-8')
  }
}

/** RFC 4648 §4, strictly: what would be written back differently is refused. */
function base64(text, code) {
  const bytes = Buffer.from(text, 'base64')
  need(bytes.toString('base64') === text, code, `“${text}” is not standard base64`)
  return bytes
}

/** A whole number without sign or leading zeros; NaN for anything else. */
const decimal = (text) => (/^(0|[1-9]\d{0,15})$/.test(text) && Number(text) < 2 ** 53 ? Number(text) : NaN)

// ── 3. Ed25519, by the one strict rule of statement.md, “When a signature counts” ─────────────────────────────────────
const P = 2n ** 255n - 19n
const L = 2n ** 252n + 27742317777372353535851937790883648493n
const littleEndian = (bytes) => BigInt(`0x${Buffer.from(bytes.toReversed()).toString('hex')}`)
const yOf = (point) => littleEndian(point) & (2n ** 255n - 1n)
// The y of the points whose order divides 8: whoever “owns” one could sign anything with it.
const SMALL_ORDER = [
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
].map((hex) => yOf(Buffer.from(hex, 'hex')))
const isSoundPoint = (point) => yOf(point) < P && ![0n, 1n, P - 1n, ...SMALL_ORDER].includes(yOf(point))

function power(base, exponent) {
  let result = 1n
  for (let b = base % P, e = exponent; e > 0n; e >>= 1n, b = (b * b) % P)
    if (e & 1n) result = (result * b) % P
  return result
}

/** The bytes are a point of the curve: (y² − 1) / (d·y² + 1) is a square (RFC 8032 §5.1.3, by Euler’s criterion). */
function isPublicKey(bytes) {
  if (bytes.length !== 32 || !isSoundPoint(bytes)) return false
  const yy = yOf(bytes) ** 2n % P
  const d = (P - 121665n) * power(121666n, P - 2n)
  return power((yy - 1n + P) * power(d * yy + 1n, P - 2n), (P - 1n) / 2n) === 1n
}

const imported = new Map()
/** `publicKey` has passed isPublicKey. OpenSSL checks the equation without the cofactor; here stands what it leaves out. */
function fits(publicKey, message, signature) {
  if (signature.length !== 64 || !isSoundPoint(signature.subarray(0, 32))) return false
  if (littleEndian(signature.subarray(32)) >= L) return false
  const x = publicKey.toString('base64url')
  if (!imported.has(x))
    imported.set(x, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }))
  return verify(null, message, imported.get(x), signature)
}

/** `name+keyid+base64(type ‖ public key)` (statement.md, “Keys and names”). Type 1 signs notes, type 4 cosigns heads. */
export function readKey(written) {
  const [, name, id, material] = /^([^+]*)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]*)$/.exec(written) ?? []
  need(material !== undefined && isName(name), 'key-malformed', 'a key is written name+keyid+base64')
  const bytes = base64(material, 'key-malformed')
  need(bytes[0] === 1 || bytes[0] === 4, 'key-malformed', 'the key is of an unknown type')
  need(isPublicKey(bytes.subarray(1)), 'key-malformed', 'its 32 bytes are no acceptable Ed25519 public key')
  const its = sha256(name, '\n', bytes).toString('hex', 0, 4)
  need(its === id, 'key-malformed', `the id of this key is ${its}, not ${id}`)
  return { name, id, type: bytes[0], publicKey: bytes.subarray(1) }
}

// ── 4. Signed notes (statement.md, “The note”; C2SP signed-note) ──────────────────────────────────────────────────────
const isName = (name) => name !== '' && !/[\p{White_Space}\p{Surrogate}+]/u.test(name)

function readNote(bytes) {
  const whole = textOf(bytes, 'note-malformed')
  // eslint-disable-next-line no-control-regex -- C2SP signed-note: a note holds no control character but the newline
  need(!/[\u0000-\u0009\u000b-\u001f]/.test(whole), 'note-malformed', 'it holds a control character')
  // The last empty line parts text and signatures: a text may hold empty lines, signature lines cannot.
  const cut = whole.lastIndexOf('\n\n')
  const isSigned = cut >= 0 && cut + 2 < whole.length && whole.endsWith('\n')
  need(isSigned, 'note-malformed', 'it has no signature lines')
  const lines = whole.slice(cut + 2, -1).split('\n')
  need(lines.length <= 100, 'note-malformed', 'it has more than 100 signature lines')
  return { whole, text: whole.slice(0, cut + 1), lines: lines.map(readLine) }
}

function readLine(line) {
  const [, name, written] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? []
  need(written !== undefined && isName(name), 'note-malformed', 'a signature line is “— name base64”')
  const bytes = base64(written, 'note-malformed')
  need(bytes.length >= 5, 'note-malformed', 'a signature line is too short')
  return { name, id: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) }
}

const lineOf = (note, key) => note.lines.find(({ name, id }) => name === key.name && id === key.id)

// ── 5. Tree heads and cosignatures (tree-head.md; C2SP tlog-checkpoint, tlog-cosignature) ─────────────────────────────
/** The head whose signature by `key` holds, or a finding (with `why`) about it. */
function readHead(bytes, key) {
  const well = (fine, because) => need(fine, 'tree-head-malformed', because)
  try {
    const note = readNote(bytes)
    const [origin, sizeText, rootText, end, more] = note.text.split('\n')
    well(end === '' && more === undefined && origin !== '', 'it has not exactly three lines')
    const size = decimal(sizeText)
    const root = base64(rootText, 'tree-head-malformed')
    well(!Number.isNaN(size) && root.length === 32, 'its size or its root cannot be read')
    well(size > 0 || root.equals(sha256('')), 'a log without entries has another root')
    well(origin === key.name, `it is a head of ${origin}, not of ${key.name}`)
    const line = lineOf(note, key)
    const signer = { signer: key.name, keyId: key.id, head: note.whole }
    if (line === undefined) return finding('head-unsigned', `the key ${key.id} has not signed it`, signer)
    const signed = key.type === 1 && fits(key.publicKey, Buffer.from(note.text), line.signature)
    return signed
      ? { origin, size, root, note }
      : finding('signature-invalid', 'its signature does not fit', signer)
  } catch (error) {
    return refused('head-malformed', error, '')
  }
}

/** Whether a cosigner stands behind a head: its signature is over a first line, its time, and the head’s text. */
function isCosigned({ note }, key) {
  const line = lineOf(note, key)
  if (line === undefined || key.type !== 4 || line.signature.length !== 72) return false
  const message = `cosignature/v1\ntime ${line.signature.readBigUInt64BE(0)}\n${note.text}`
  return fits(key.publicKey, Buffer.from(message), line.signature.subarray(8))
}

/** What is wrong: `why` as in proofs.md, a sentence, and evidence for a third person. */
const finding = (why, says, evidence) => ({ why, ...evidence, says })

/** A refusal as a finding; what is no refusal is a fault of this program, and ends it. */
function refused(why, error, before, evidence) {
  if (!(error instanceof Refusal)) throw error
  return finding(why, before + error.message, { ...evidence, code: error.code, because: error.message })
}

// ── 6. The tree (RFC 6962 §2.1) ───────────────────────────────────────────────────────────────────────────────────────
/** The largest power of two below `n`. */
function split(n) {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** The Merkle tree hash of leaves[from … to), word for word as the RFC defines it. */
function rootOf(leaves, from = 0, to = leaves.length) {
  if (to === from) return sha256('')
  if (to - from === 1) return leaves[from]
  const middle = from + split(to - from)
  return nodeHash(rootOf(leaves, from, middle), rootOf(leaves, middle, to))
}

/** The root that an audit path leads to; undefined where it has not exactly the length that index and size ask for. */
function rootFrom(leaf, index, size, path) {
  if (size === 1) return path.length === 0 ? leaf : undefined
  const k = split(size)
  const [below, sibling] = [path.slice(0, -1), path.at(-1)]
  const inner = index < k ? rootFrom(leaf, index, k, below) : rootFrom(leaf, index - k, size - k, below)
  if (inner === undefined || sibling === undefined) return undefined
  return index < k ? nodeHash(inner, sibling) : nodeHash(sibling, inner)
}

// ── 7. Statements (statement.md, “The JSON” and “Envelope”) ───────────────────────────────────────────────────────────
/** The one way to write a JSON value: sorted keys, no spaces, the fewest escapes, whole numbers, text in NFC. */
function canonical(value, depth = 0) {
  const well = (fine, because) => need(fine, 'json-malformed', because)
  if (typeof value === 'string')
    well(value.isWellFormed() && value.normalize('NFC') === value, 'text is not in NFC')
  if (typeof value === 'number') well(Number.isSafeInteger(value), 'a number is no whole number')
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  well(depth < 32, 'it is nested deeper than 32')
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join(',')}]`
  well(!Object.hasOwn(value, '__proto__'), '“__proto__” is never a field')
  const fields = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1))
  return `{${fields.map((key) => `${canonical(key)}:${canonical(value[key], depth + 1)}`).join(',')}}`
}

/** Milliseconds since 1970 of an instant like 2016-09-12T16:00:00Z; NaN for anything else, such as a 30 February. */
function instant(text) {
  const time =
    typeof text === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{3})?)?Z$/.test(text)
      ? Date.parse(text)
      : NaN
  return time >= 0 && new Date(time).toISOString().startsWith(text.slice(0, 16)) ? time : NaN
}

/** Fields that are looked into below: what is no text there must not come further. */
const TEXTS = 'log actor operator key role actsFor package readAt source party owner'.split(' ')

function readStatement({ text, lines }) {
  wellFormed(text.indexOf('\n') === text.length - 1, 'its text is not exactly one line')
  let said
  try {
    said = JSON.parse(text)
  } catch {
    throw new Refusal('json-malformed', 'its text is no JSON')
  }
  // Written back and compared: so no key stands twice, no value has two forms, and no two readers can read it apart.
  wellFormed(`${canonical(said)}\n` === text, 'its JSON is not in the one form that is signed')
  wellFormed(typeof said?.kind === 'string' && Object.hasOwn(KINDS, said.kind), 'it is of an unknown kind')
  const fields = `${ENVELOPE} ${KINDS[said.kind][1]}`.split(' ')
  const odd = Object.keys(said).find((field) => !fields.includes(field) && !fields.includes(`${field}?`))
  wellFormed(odd === undefined, `a statement of the kind ${said.kind} has no field “${odd}”`)
  const lacks = fields.find((field) => !field.endsWith('?') && !Object.hasOwn(said, field))
  wellFormed(lacks === undefined, `the field “${lacks}” is missing`)
  const strange = TEXTS.find((field) => Object.hasOwn(said, field) && typeof said[field] !== 'string')
  wellFormed(strange === undefined, `the field “${strange}” is no text`)
  wellFormed(said.jig === 1 && !Number.isNaN(instant(said.saidAt)), 'its version or its time is not read')
  const { by } = said
  const named = Array.isArray(by) && by.length <= 8 && by.every((author) => typeof author === 'string')
  wellFormed(named && by.length > 0 && new Set(by).size === by.length, '“by” does not name 1 to 8 authors')
  const signed = lines.map(({ name }) => name).join(' ')
  need(by.join(' ') === signed, 'signers-differ', `it names ${by.join(' ')}, and ${signed} signed it`)
  const short = lines.find(({ signature }) => signature.length !== 64)
  wellFormed(short === undefined, 'a signature has not 64 bytes')
  return said
}

// ── 8. The log’s own rules, entry after entry: who was known by then, and what may stand where ────────────────────────
const newBook = () => ({ actors: new Map(), authors: [], seen: new Map(), blobs: new Map(), signatures: 0 })

function actorIn(book, id) {
  if (!book.actors.has(id)) book.actors.set(id, { roles: [], parties: [], keys: new Map() })
  return book.actors.get(id)
}

/** Holds one entry against all before it, and writes down what it changes. Gives the signers whose signatures do not fit. */
function judge(book, index, entry, leaf) {
  const note = readNote(entry)
  const said = readStatement(note)
  const { kind, by } = said
  if (kind === 'log-opened') {
    wellFormed(index === 0, 'a log is opened once, by its first entry')
    need(by.join(' ') === said.operator, 'signers-differ', 'a log is opened by its operator alone')
    addKey(book, said.key, said.operator)
    actorIn(book, said.operator).roles.push('operator')
    book.log = said.log
    book.demonstration = said.demonstration
  }
  need(book.log !== undefined, 'log-not-opened', 'no entry before it opens the log')
  need(said.log === book.log, 'statement-of-another-log', `it was signed for the log ${said.log}`)
  const before = book.seen.get(leaf.toString('latin1'))
  need(before === undefined, 'duplicate-statement', `the same bytes stand already as entry ${before}`)
  const signers = note.lines.map(({ name, id, signature }) => {
    const key = actorIn(book, name).keys.get(id)
    need(key !== undefined, 'signer-unknown', `no key ${id} of ${name} is registered before it`)
    need(key.revoked === undefined, 'key-revoked', `entry ${key.revoked} revoked the key ${id} of ${name}`)
    return { name, id, key, signature }
  })
  mayTheySayIt(book, said)
  if (kind === 'statement-corrected' || kind === 'statement-withdrawn') {
    const { entry: changed } = said
    wellFormed(Number.isSafeInteger(changed), '“entry” is no index')
    const its = book.authors[changed]
    need(its !== undefined, 'reference-missing', `it changes entry ${changed}, which is not before it`)
    const same = its.toSorted().join(' ') === by.toSorted().join(' ')
    need(same, 'not-the-author', `it changes entry ${changed}, which ${its.join(', ')} made`)
  }
  register(book, index, said)
  book.authors[index] = by
  book.seen.set(leaf.toString('latin1'), index)
  book.signatures += by.length
  const message = Buffer.from(note.text)
  return signers.filter(({ key, signature }) => !fits(key.publicKey, message, signature))
}

function mayTheySayIt(book, { kind, by, actor, source, ...said }) {
  const roles = KINDS[kind][0].split(' ')
  const party = said[PARTY_IN.get(kind)]
  for (const id of by) {
    const holds = actorIn(book, id)
    // Anybody may take its own key out of use.
    const may = holds.roles.some((role) => roles.includes(role)) || (kind === 'key-revoked' && actor === id)
    need(may, 'role-wrong', `${id} may not say ${kind}; that takes the role ${roles.join(' or ')}`)
    const actsForIt = holds.roles.includes('guarantor') || holds.parties.includes(party)
    need(party === undefined || actsForIt, 'not-for-party', `${id} does not act for ${party}`)
  }
  const ownSource = kind !== 'source-closed' || by.includes(source)
  need(ownSource, 'not-for-source', `only ${source} may close its own source`)
}

function keyOf(actor, written) {
  const key = readKey(String(written))
  need(key.type === 1 && key.name === actor, 'key-malformed', `it is no signing key under the name ${actor}`)
  return key
}

function addKey(book, written, actor) {
  const key = keyOf(actor, written)
  const { keys } = actorIn(book, actor)
  wellFormed(!keys.has(key.id), `${actor} has this key already`)
  keys.set(key.id, key)
}

function register(book, index, said) {
  if (said.kind === 'key-registered') addKey(book, said.key, said.actor)
  if (said.kind === 'role-granted') {
    actorIn(book, said.actor).roles.push(said.role)
    if (said.actsFor !== undefined) actorIn(book, said.actor).parties.push(said.actsFor)
  }
  if (said.kind === 'key-revoked') {
    const key = actorIn(book, said.actor).keys.get(keyOf(said.actor, said.key).id)
    const inUse = key !== undefined && key.revoked === undefined
    need(inUse, 'reference-missing', `${said.actor} has no such key in use`)
    key.revoked = index
  }
  if (said.kind === 'clock-read') {
    const time = instant(said.readAt)
    wellFormed(!Number.isNaN(time), '“readAt” is no instant in UTC')
    need(!(time < book.clock), 'clock-went-back', `the log’s clock reads ${said.readAt}, earlier than before`)
    book.clock = time
  }
  if (said.kind === 'agreement-adopted' || said.kind === 'agreement-amended') {
    wellFormed(/^[0-9a-f]{64}$/.test(said.package), '“package” is no SHA-256')
    if (!book.blobs.has(said.package)) book.blobs.set(said.package, index)
  }
}

// ── 9. Tiles and bundles (entry.md; C2SP tlog-tiles) ──────────────────────────────────────────────────────────────────
/** Such as `tile/0/x001/x234/067.p/8`. */
function tilePath(level, index, width) {
  const groups = [String(index % 1000).padStart(3, '0')]
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`)
  return `tile/${level}/${groups.join('/')}${width === 256 ? '' : `.p/${width}`}`
}

/** Bytes, or the finding that they are withheld. Never rejects. */
async function fetched(read, path, named = path) {
  try {
    return { bytes: await read(path) }
  } catch (error) {
    const says = `${named} is not handed out, though it belongs to the log that was signed`
    return finding('withheld', says, { path, because: error.message })
  }
}

/** A tile. A partial one may have been deleted once the full one was there (tlog-tiles, “Partial Tiles”). */
async function tileAt(read, level, index, width) {
  const tile = await fetched(read, tilePath(level, index, width))
  if (tile.why === undefined || width === 256) return tile
  const full = await fetched(read, tilePath(level, index, 256))
  return full.why === undefined ? full : tile
}

/** The first `width` entries of a bundle, each after its length in two bytes, or a finding. */
async function entriesAt(read, index, width) {
  const tile = await tileAt(read, 'entries', index, width)
  if (tile.why !== undefined) return tile
  const { bytes } = tile
  const path = tilePath('entries', index, width)
  const entries = []
  for (let at = 0; at < bytes.length && entries.length < width;) {
    const end = at + 2 <= bytes.length ? at + 2 + bytes.readUInt16BE(at) : Infinity
    if (end > bytes.length) return finding('tile-differs', `${path} breaks off inside an entry`, { path })
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  if (entries.length === width) return { entries }
  return finding('tile-differs', `${path} has ${entries.length} entries, not ${width}`, { path })
}

/** Holds every hash tile against the leaves: a row of hashes, cut into tiles; the roots of full tiles are the next row. */
async function compareTiles(read, leaves, found) {
  for (let level = 0, row = leaves; row.length > 0; level++) {
    const above = []
    for (let index = 0; index * 256 < row.length; index++) {
      const hashes = row.slice(index * 256, index * 256 + 256)
      if (hashes.length === 256) above.push(rootOf(hashes))
      const tile = await tileAt(read, level, index, hashes.length)
      const path = tilePath(level, index, hashes.length)
      if (tile.why !== undefined) found(tile)
      else if (!tile.bytes.equals(Buffer.concat(hashes)))
        found(finding('tile-differs', `${path} holds other hashes than the entries have`, { path }))
    }
    row = above
  }
}

// ── 10. The whole check (proofs.md, “Checking a whole log”) ───────────────────────────────────────────────────────────
const MOST_FINDINGS = 100

/**
 * @param read gives the bytes of a path below the log’s address; rejects where they are not handed out
 * @param kept signed heads that the reader has from before, each { bytes, from }
 * @param receipts each { bytes, from, entry }; `entry` is the statement’s own bytes, where the reader has them
 * @param cosigners keys of those who should stand behind the head
 */
export async function check({ read, key, kept, receipts, cosigners, onProgress }) {
  const findings = []
  const found = (one) => void findings.push(one)
  const head = readHead(await read('checkpoint'), key)
  if (head.why !== undefined)
    return { findings: [{ ...head, says: `The tree head: ${head.says}` }], entries: 0 }
  const shown = { shown: head.note.whole }
  for (const absent of cosigners.filter((cosigner) => !isCosigned(head, cosigner)))
    found(finding('cosigners-missing', `${absent.name} does not stand behind the head`, shown))

  const leaves = []
  const book = newBook()
  const bundle = (index) => entriesAt(read, index, Math.min(256, head.size - index * 256))
  let next = bundle(0)
  for (let index = 0; index * 256 < head.size && findings.length < MOST_FINDINGS; index++) {
    const served = await next
    if (served.why !== undefined) {
      found(served)
      break
    }
    // The next bundle is fetched while this one is checked.
    if (head.size > index * 256 + 256) next = bundle(index + 1)
    served.entries.forEach(takeEntry)
    onProgress(leaves.length, head.size)
  }
  if (leaves.length === head.size) {
    compareRoot(rootOf(leaves))
    await compareTiles(read, leaves, found)
  }
  for (const { bytes, from } of kept) compareHead(bytes, from)
  for (const receipt of receipts) checkReceipt(receipt)
  for (const [digest, index] of book.blobs) await checkBlob(digest, index)
  return { ...book, findings: findings.slice(0, MOST_FINDINGS), head, entries: leaves.length }

  function takeEntry(entry) {
    const index = leaves.length
    const leaf = leafHash(entry)
    leaves.push(leaf)
    try {
      for (const { name, id } of judge(book, index, entry, leaf)) {
        const says = `Entry ${index}: the signature in the name of ${name} does not fit`
        found(finding('signature-invalid', says, { signer: name, keyId: id, index }))
      }
    } catch (error) {
      found(refused('entry-inadmissible', error, `Entry ${index} should not stand: `, { index }))
    }
  }

  function compareRoot(root) {
    if (root.equals(head.root)) return
    const roots = {
      size: head.size,
      signedRoot: head.root.toString('base64'),
      computedRoot: root.toString('base64'),
    }
    const says = 'The entries do not make the signed root: something was changed, dropped, added or moved'
    // First: where this is wrong, everything found in the entries weighs less.
    findings.unshift(finding('root-differs', says, { ...shown, ...roots }))
  }

  /** RFC 6962 §2.1.2 without a proof: all leaves are here, so the older root is computed again. */
  function compareHead(bytes, from) {
    const old = readHead(bytes, key)
    if (old.why !== undefined) return found({ ...old, says: `${from}: ${old.says}` })
    const convict = (why, says) =>
      found(finding(why, `${from}: ${old.size} entries${says}`, { kept: old.note.whole, ...shown }))
    if (old.size > head.size) return convict('log-shrank', `; the log now shows ${head.size}`)
    const apart = old.size === head.size && !old.root.equals(head.root)
    if (apart) return convict('split-view', ', as many as are shown now, but others: two logs were shown')
    if (old.size > leaves.length || rootOf(leaves, 0, old.size).equals(old.root)) return undefined
    return convict('history-rewritten', '; among them something was changed since')
  }

  /** receipt.md; C2SP tlog-proof as of December 2025. */
  function checkReceipt({ bytes, from, entry }) {
    const well = (fine, because) => need(fine, 'proof-malformed', because)
    try {
      const [proof, ...rest] = textOf(bytes, 'proof-malformed').split('\n\n')
      const [first, indexLine = '', ...hashes] = proof.split('\n')
      well(first === 'c2sp.org/tlog-proof@v1' && rest.length > 0, 'it is no receipt as jig gives them')
      const index = indexLine.startsWith('index ') ? decimal(indexLine.slice(6)) : NaN
      const path = hashes.map((line) => base64(line, 'proof-malformed'))
      const read32 = path.length <= 64 && path.every(({ length }) => length === 32)
      well(!Number.isNaN(index) && read32, 'its index or its hashes cannot be read')
      // Its head is one more head that the log once signed: it must be the beginning of this log like any other.
      const signed = Buffer.from(rest.join('\n\n'))
      compareHead(signed, `${from}, its head`)
      const its = readHead(signed, key)
      if (its.why !== undefined) return
      well(index < its.size, `its head has only ${its.size} entries`)
      const leaf = entry === undefined ? leaves[index] : leafHash(entry)
      if (leaf === undefined || rootFrom(leaf, index, its.size, path)?.equals(its.root)) return
      const says = `${from} does not prove ${entry ? 'this statement' : 'what the log shows'} at entry ${index}`
      found(finding('entry-differs', says, { index, head: its.note.whole }))
    } catch (error) {
      found(refused('proof-malformed', error, `${from}: `))
    }
  }

  async function checkBlob(digest, index) {
    const path = `blob/${digest}`
    const blob = await fetched(read, path, `The text that entry ${index} adopts (${path})`)
    if (blob.why !== undefined) return found(blob)
    if (sha256(blob.bytes).toString('hex') === digest) return undefined
    return found(finding('tile-differs', `${path} is another text than entry ${index} adopts`, { path }))
  }
}

// ── 11. The command ───────────────────────────────────────────────────────────────────────────────────────────────────
const USAGE = `node jig-verify.mjs FOLDER|URL [options]
  --key KEY        the log’s key, had from somebody else than the log’s keeper
  --kept HEAD      a tree head from an earlier visit. Without it the head beside this program is compared, and replaced
                   by the new one if all is in order
  --receipt FILE   a receipt, and with --entry FILE the statement that it is for
  --cosigner KEY   somebody who should stand behind the head; may be repeated
  --json           findings for a machine
Exit codes: 0 in order; 1 not in order; 2 called wrongly; 4 the log cannot be read.`

/** Reads a path below a folder or an address. */
const source = (address) => async (path) => {
  if (!/^https?:/.test(address)) return readFile(join(address, path))
  const response = await fetch(`${address.replace(/\/$/, '')}/${path}`, {
    signal: AbortSignal.timeout(60_000),
  })
  if (!response.ok) throw new Error(`the server answers ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}

/** The keeper’s own word for its key: the file beside the checkpoint, or a running jig’s answer. */
const claimedKey = async (read) => JSON.parse(await read('log.json').catch(() => read('api/log'))).logKey

/** Where the head of the last visit lies: beside this program. */
const keptBeside = (key) =>
  join(dirname(fileURLToPath(import.meta.url)), `${key.name.replaceAll(/[^A-Za-z0-9.-]/g, '_')}.kept`)

function sayProgress(done, of) {
  const before = Math.max(0, done - 256)
  const step = Math.floor((done * 20) / of)
  if (step > Math.floor((before * 20) / of)) process.stderr.write(`${step * 5} % of ${of} entries checked\n`)
}

async function main(args) {
  const text = { type: 'string' }
  const many = { type: 'string', multiple: true, default: [] }
  const options = {
    key: text,
    kept: text,
    receipt: many,
    entry: text,
    cosigner: many,
    json: { type: 'boolean' },
  }
  let called
  try {
    called = parseArgs({ args, options, allowPositionals: true })
    need(called.positionals.length === 1, 'usage', 'name one folder or one address')
  } catch (error) {
    process.stderr.write(`${error.message}\n${USAGE}\n`)
    return 2
  }
  const { values, positionals } = called
  try {
    const read = source(positionals[0])
    const key = readKey(values.key ?? (await claimedKey(read)))
    const keptFile = values.kept ?? keptBeside(key)
    const kept = values.kept === undefined && !existsSync(keptFile) ? [] : [keptFile]
    const withBytes = (from) => ({
      from,
      bytes: readFileSync(from),
      entry: values.entry && readFileSync(values.entry),
    })
    const given = { kept: kept.map(withBytes), receipts: values.receipt.map(withBytes) }
    const cosigners = values.cosigner.map(readKey)
    const result = await check({ read, key, cosigners, ...given, onProgress: sayProgress })
    const fine = result.findings.length === 0
    const told = { claimed: values.key === undefined, compared: kept.length }
    process.stdout.write(values.json ? asJson(result, told) : inWords(result, key, told))
    if (fine && values.kept === undefined) writeFileSync(keptFile, result.head.note.whole)
    return fine ? 0 : 1
  } catch (error) {
    process.stderr.write(`The log cannot be checked: ${error.message}\n`)
    return 4
  }
}

/** As `jig verify --json` has it; the signatures of the heads are counted too. */
function asJson({ findings, head, entries, signatures = 0 }, { compared }) {
  const shown = head && { origin: head.origin, size: head.size, root: head.root.toString('base64') }
  const intact = findings.length === 0
  return `${JSON.stringify({ intact, findings, head: shown, entries, signatures: signatures + 1 + compared })}\n`
}

function inWords(
  { findings, head, entries, authors, signatures, clock, demonstration },
  key,
  { claimed, compared },
) {
  const hex = head?.root.toString('hex').replaceAll(/(.{8})(?=.)/g, '$1 ')
  const wrong = findings.map(({ why, says }, i) => `${i + 1}. ${says}. [${why}]`)
  const verdict =
    findings.length > 0
      ? [`NOT IN ORDER: ${findings.length} finding(s); --json gives their evidence.`, ...wrong]
      : [
          `IN ORDER: ${entries} entries, complete and unchanged.`,
          `${signatures} signatures of ${new Set(authors.flat()).size} authors fit.`,
          compared > 0 ? 'The log continues the head that you kept.' : 'Nothing was kept to compare with.',
        ]
  const figures = [
    `Log      ${key.name}`,
    `Key      ${key.id}${claimed ? ' by the keeper’s own word: compare it with what others were told' : ''}`,
    ...(head === undefined ? [] : [`Size     ${head.size}`, `Root     ${hex}`]),
    ...(clock === undefined ? [] : [`Clock    last read at ${new Date(clock).toISOString()}`]),
    ...(demonstration
      ? ['It says of itself that it is a demonstration: its keys are public and prove nothing.']
      : []),
  ]
  const limits =
    'Not shown: that what was said is true; that everybody was heard; what it means for the agreement.'
  return [...verdict, '', ...figures, '', limits, ''].join('\n')
}

const started = process.argv[1] === undefined ? '' : pathToFileURL(realpathSync(process.argv[1])).href
if (import.meta.url === started) process.exitCode = await main(process.argv.slice(2))
