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
// By itself it does NOT read what statements mean: whether a clause is kept, how a tally comes about, what stands inside a
// field. Where jig-core.mjs lies beside it, it lets that compute the picture again, by jig’s own rules, and says so.
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
  'log-opened': ['operator', 'title operator key demonstration coChairs?'],
  'role-granted': ['operator', 'actor name role actsFor?'],
  'key-registered': ['operator', 'actor key demonstration'],
  'key-revoked': ['operator', 'actor key because since?'],
  'policy-stated': ['guarantor operator', 'policy'],
  'clock-read': ['operator', 'readAt'],
  'picture-digested': ['operator', 'through format digest'],
  'agreement-adopted': ['guarantor operator', 'agreement package'],
  'agreement-amended': ['guarantor operator', 'agreement package from'],
  'party-acceded': ['party guarantor', 'agreement party when'],
  'incident-reported': [ALL, 'act when where means alleged? sides? against? harm? touches?'],
  'reports-linked': [`operator ${SPEAKERS}`, 'incident title? reports proposedBy'],
  'reports-parted': [`operator ${SPEAKERS}`, 'incident reports because'],
  'finding-made': ['monitor guarantor', 'incident outcome touches attribution when? act? harm? dissent?'],
  'reply-made': [ALL, 'to stance'],
  'act-declared': ['party guarantor', 'agreement clause party when where? answers?'],
  'act-confirmed': [`party ${VERIFIERS}`, 'agreement clause party when declared? answers?'],
  'act-refuted': [`party ${VERIFIERS}`, 'agreement clause party when declared? answers?'],
  'act-unresolved': [VERIFIERS, 'agreement clause party when declared? answers?'],
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
/** What in a log with co-chairs all of them must sign (statement.md, “What several must sign”). */
const JOINT = ['policy-stated', 'agreement-adopted', 'agreement-amended']
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
/** What is wrong with the log: `why` as proofs.md names it, a sentence, and what a third person needs to see it too. */
class Finding extends Error {
  constructor(why, says, evidence) {
    super(says)
    this.why = why
    this.evidence = evidence
  }
}
/** A refusal as a finding; what is no refusal is a fault of this program, and ends it. */
function asFinding(why, error, evidence) {
  if (!(error instanceof Refusal)) return error
  return new Finding(why, error.message, { ...evidence, code: error.code, because: error.message })
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
/** The head, where the signature by `key` holds. */
function readHead(bytes, key) {
  const head = parseHead(bytes, key)
  const line = lineOf(head.note, key)
  const signer = { signer: key.name, keyId: key.id, head: head.note.whole }
  if (line === undefined) throw new Finding('head-unsigned', `the key ${key.id} has not signed it`, signer)
  if (key.type === 1 && fits(key.publicKey, Buffer.from(head.note.text), line.signature)) return head
  throw new Finding('signature-invalid', 'its signature does not fit', signer)
}

function parseHead(bytes, key) {
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
    return { origin, size, root, note }
  } catch (error) {
    throw asFinding('head-malformed', error)
  }
}

/** Whether a cosigner stands behind a head: its signature is over a first line, its time, and the head’s text. */
function isCosigned({ note }, key) {
  const line = lineOf(note, key)
  if (line === undefined || key.type !== 4 || line.signature.length !== 72) return false
  const message = `cosignature/v1\ntime ${line.signature.readBigUInt64BE(0)}\n${note.text}`
  return fits(key.publicKey, Buffer.from(message), line.signature.subarray(8))
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
const TEXTS = 'policy log actor operator key role actsFor package readAt source party owner'.split(' ')

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
    const { coChairs = [] } = said
    const named = Array.isArray(coChairs) && coChairs.every((id) => typeof id === 'string')
    wellFormed(named && new Set(coChairs).size === coChairs.length, '“coChairs” does not name each once')
    Object.assign(book, { coChairs, operator: said.operator, sides: new Set() })
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
  mustSignTogether(book, said)
  if (kind === 'statement-corrected' || kind === 'statement-withdrawn') {
    const { entry: changed } = said
    wellFormed(Number.isSafeInteger(changed), '“entry” is no index')
    const its = book.authors[changed]
    need(its !== undefined, 'reference-missing', `it changes entry ${changed}, which is not before it`)
    const same = its.toSorted().join(' ') === by.toSorted().join(' ')
    need(same, 'not-the-author', `it changes entry ${changed}, which ${its.join(', ')} made`)
  }
  for (const { key } of signers) key.uses = (key.uses ?? 0) + 1
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
    // Anybody may take its own key out of use; co-chairs sign beside those who hold the role.
    const beside = JOINT.includes(kind) || (kind === 'key-registered' && by.includes(book.operator))
    const may =
      holds.roles.some((role) => roles.includes(role)) ||
      (kind === 'key-revoked' && actor === id) ||
      (beside && book.coChairs.includes(id))
    need(may, 'role-wrong', `${id} may not say ${kind}; that takes the role ${roles.join(' or ')}`)
    const actsForIt = holds.roles.includes('guarantor') || holds.parties.includes(party)
    need(party === undefined || actsForIt, 'not-for-party', `${id} does not act for ${party}`)
  }
  const ownSource = kind !== 'source-closed' || by.includes(source)
  need(ownSource, 'not-for-source', `only ${source} may close its own source`)
}

function mustSignTogether(book, { kind, by, actor }) {
  const missing = (ids) => ids.filter((id) => !by.includes(id))
  const take = (fine) => need(fine, 'co-chair-missing', `${kind} takes a signature that is not there`)
  const others = book.coChairs.filter((id) => id !== actor)
  const further = kind === 'key-registered' && actorIn(book, actor).keys.size > 0
  if (further && book.coChairs.includes(actor)) take(by.includes(actor) || missing(others).length === 0)
  if (!JOINT.includes(kind)) return
  if (book.coChairs.length > 0) take(missing(book.coChairs).length === 0)
  else if (kind === 'policy-stated') {
    const speaksFor = (id, side) =>
      actorIn(book, id).roles.includes('guarantor') && actorIn(book, id).parties.includes(side)
    for (const side of book.sides) take(by.some((id) => speaksFor(id, side)))
    take(book.sides.size > 0 || by.includes(book.operator))
  }
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
    if (said.actsFor !== undefined && said.role === 'guarantor') book.sides.add(said.actsFor)
  }
  if (said.kind === 'key-revoked') {
    const key = actorIn(book, said.actor).keys.get(keyOf(said.actor, said.key).id)
    const inUse = key !== undefined && key.revoked === undefined
    need(inUse, 'reference-missing', `${said.actor} has no such key in use`)
    key.revoked = index
  }
  if (said.kind === 'policy-stated') book.policy = { ...readPolicy(said.policy), entry: index }
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

/** A policy (policy.md): its cosigners, and whether those of these names are enough. */
function readPolicy(text) {
  const [cosigners, groups] = [new Map(), []]
  let quorum
  for (const line of text.split('\n')) {
    const [word, name, first, ...members] = line.split(/[ \t]+/).filter((part) => part !== '')
    if (word === 'witness') cosigners.set(name, readKey(first ?? ''))
    if (word === 'group') groups.push({ name, first, members })
    if (word === 'quorum') quorum = name
  }
  need(quorum !== undefined, 'policy-malformed', 'it does not say how many cosigners are enough')
  const enough = (given) => {
    const met = new Set(given)
    for (const { name, first, members } of groups) {
      const asked = first === 'all' ? members.length : first === 'any' ? 1 : decimal(first ?? '')
      if (members.filter((member) => met.has(member)).length >= asked) met.add(name)
    }
    return quorum === 'none' || met.has(quorum)
  }
  return { cosigners, enough }
}

// ── 9. Tiles and bundles (entry.md; C2SP tlog-tiles) ──────────────────────────────────────────────────────────────────
/** Such as `tile/0/x001/x234/067.p/8`. */
function tilePath(level, index, width) {
  const groups = [String(index % 1000).padStart(3, '0')]
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`)
  return `tile/${level}/${groups.join('/')}${width === 256 ? '' : `.p/${width}`}`
}

async function fetched(read, path, named = path) {
  try {
    return await read(path)
  } catch (error) {
    const says = `${named} is not handed out, though it belongs to the log that was signed`
    throw new Finding('withheld', says, { path, because: error.message })
  }
}

/** A tile. A partial one may have been deleted once the full one was there (tlog-tiles, “Partial Tiles”). */
async function tileAt(read, level, index, width) {
  try {
    return await fetched(read, tilePath(level, index, width))
  } catch (withheld) {
    return read(tilePath(level, index, 256)).catch(() => Promise.reject(withheld))
  }
}

/** The first `width` entries of a bundle, each after its length in two bytes. */
async function entriesAt(read, index, width) {
  const bytes = await tileAt(read, 'entries', index, width)
  const path = tilePath('entries', index, width)
  const well = (fine, says) => {
    if (!fine) throw new Finding('tile-differs', `${path} ${says}`, { path })
  }
  const entries = []
  for (let at = 0; at < bytes.length && entries.length < width;) {
    const end = at + 2 <= bytes.length ? at + 2 + bytes.readUInt16BE(at) : Infinity
    well(end <= bytes.length, 'breaks off inside an entry')
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  well(entries.length === width, `has ${entries.length} entries, not ${width}`)
  return entries
}

/** Holds every hash tile against the leaves: a row of hashes, cut into tiles; the roots of full tiles are the next row. */
async function compareTiles(read, leaves, step) {
  for (let level = 0, row = leaves; row.length > 0; level++) {
    const above = []
    for (let index = 0; index * 256 < row.length; index++) {
      const hashes = row.slice(index * 256, index * 256 + 256)
      if (hashes.length === 256) above.push(rootOf(hashes))
      await step(async () => {
        const path = tilePath(level, index, hashes.length)
        if ((await tileAt(read, level, index, hashes.length)).equals(Buffer.concat(hashes))) return
        throw new Finding('tile-differs', `${path} holds other hashes than the entries have`, { path })
      })
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
  const found = ({ why, evidence, message }, before = '') =>
    void findings.push({ why, ...evidence, says: before + message })
  /** Does one part of the check. What it finds wrong is written down, and the other parts are done all the same. */
  const step = async (part, before) => {
    try {
      return await part()
    } catch (error) {
      if (!(error instanceof Finding)) throw error
      return found(error, before)
    }
  }
  const signed = await read('checkpoint')
  const head = await step(() => readHead(signed, key), 'The tree head: ')
  if (head === undefined) return { findings, entries: 0 }
  const shown = { shown: head.note.whole }
  for (const { name } of cosigners.filter((cosigner) => !isCosigned(head, cosigner)))
    found(new Finding('cosigners-missing', `${name} does not stand behind the head`, shown))

  const entries = []
  const leaves = []
  const book = newBook()
  const bundle = (index) => {
    const asked = entriesAt(read, index, Math.min(256, head.size - index * 256))
    asked.catch(() => {})
    return asked
  }
  let next = bundle(0)
  for (let index = 0; index * 256 < head.size && findings.length < MOST_FINDINGS; index++) {
    const some = await step(() => next)
    if (some === undefined) break
    // The next bundle is fetched while this one is checked.
    if (head.size > index * 256 + 256) next = bundle(index + 1)
    some.forEach(takeEntry)
    onProgress(leaves.length, head.size)
  }
  if (leaves.length === head.size) {
    compareRoot(rootOf(leaves))
    await compareTiles(read, leaves, step)
  }
  for (const { bytes, from } of kept) await step(() => compareHead(readHead(bytes, key)), `${from}: `)
  for (const receipt of receipts) await checkReceipt(receipt)
  for (const [digest, index] of book.blobs) await step(() => checkBlob(digest, index))
  // What the entries mean is asked only where they are in order.
  const pictures = findings.length > 0 ? undefined : await picturesOf(entries, read)
  for (const { why, ...evidence } of pictures?.findings ?? []) {
    const says = `Entry ${evidence.index}: the published picture does not follow from the entries before it`
    found(new Finding(why, says, evidence))
  }
  return { ...book, findings: findings.slice(0, MOST_FINDINGS), head, entries: leaves.length, pictures }

  function takeEntry(entry) {
    const index = entries.push(entry) - 1
    const leaf = leafHash(entry)
    leaves.push(leaf)
    try {
      for (const { name, id } of judge(book, index, entry, leaf)) {
        const says = `Entry ${index}: the signature in the name of ${name} does not fit`
        found(new Finding('signature-invalid', says, { signer: name, keyId: id, index }))
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      found(asFinding('entry-inadmissible', error, { index }), `Entry ${index} should not stand: `)
    }
  }

  function compareRoot(root) {
    if (root.equals(head.root)) return
    const [signedRoot, computedRoot] = [head.root, root].map((bytes) => bytes.toString('base64'))
    const says = 'The entries do not make the signed root: something was changed, dropped, added or moved'
    found(new Finding('root-differs', says, { ...shown, size: head.size, signedRoot, computedRoot }))
    // First: where this is wrong, everything found in the entries weighs less.
    findings.unshift(findings.pop())
  }

  /** RFC 6962 §2.1.2 without a proof: all leaves are here, so the older root is computed again. */
  function compareHead(old) {
    const convict = (why, says) => {
      throw new Finding(why, `${old.size} entries${says}`, { kept: old.note.whole, ...shown })
    }
    if (old.size > head.size) convict('log-shrank', `; the log now shows ${head.size}`)
    if (old.size === head.size && !old.root.equals(head.root))
      convict('split-view', ', as many as are shown now, but others: two logs were shown')
    if (old.size <= leaves.length && !rootOf(leaves, 0, old.size).equals(old.root))
      convict('history-rewritten', '; among them something was changed since')
  }

  async function checkReceipt({ bytes, from, entry }) {
    const receipt = await step(() => readReceipt(bytes), `${from}: `)
    if (receipt === undefined) return
    const { index, path, note } = receipt
    const old = await step(() => readHead(note, key), `${from}, its head: `)
    if (old === undefined) return
    // It is one more head that the log once signed: it must be the beginning of this log like any other.
    await step(() => compareHead(old), `${from}, its head: `)
    const leaf = entry === undefined ? leaves[index] : leafHash(entry)
    // An entry that this copy does not reach cannot be compared; that the copy is too short is found above.
    if (leaf === undefined && index < old.size) return
    if (index < old.size && rootFrom(leaf, index, old.size, path)?.equals(old.root)) return
    const says = `${from} does not prove ${entry ? 'this statement' : 'what the log shows'} at entry ${index}`
    found(new Finding('entry-differs', says, { index, head: old.note.whole }))
  }

  async function checkBlob(digest, index) {
    const path = `blob/${digest}`
    const bytes = await fetched(read, path, `The text that entry ${index} adopts (${path})`)
    if (sha256(bytes).toString('hex') === digest) return
    throw new Finding('tile-differs', `${path} is another text than entry ${index} adopts`, { path })
  }
}

/** receipt.md; C2SP tlog-proof as of December 2025. */
function readReceipt(bytes) {
  const well = (fine, because) => need(fine, 'proof-malformed', because)
  try {
    const [proof, ...rest] = textOf(bytes, 'proof-malformed').split('\n\n')
    const [first, indexLine = '', ...hashes] = proof.split('\n')
    well(first === 'c2sp.org/tlog-proof@v1' && rest.length > 0, 'it is no receipt as jig gives them')
    const index = indexLine.startsWith('index ') ? decimal(indexLine.slice(6)) : NaN
    const path = hashes.map((line) => base64(line, 'proof-malformed'))
    const fine = !Number.isNaN(index) && path.length <= 64 && path.every(({ length }) => length === 32)
    well(fine, 'its index or its hashes cannot be read')
    return { index, path, note: Buffer.from(rest.join('\n\n')) }
  } catch (error) {
    throw asFinding('proof-malformed', error)
  }
}

/** What jig-core.mjs makes of the entries; undefined where it does not lie beside this program. It is jig’s own code. */
async function picturesOf(entries, read) {
  const core = join(dirname(fileURLToPath(import.meta.url)), 'jig-core.mjs')
  if (!existsSync(core)) return undefined
  return (await import(pathToFileURL(core).href)).comparePictures(entries, read)
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
const TEXT = { type: 'string' }
const MANY = { type: 'string', multiple: true, default: [] }
const OPTIONS = {
  key: TEXT,
  kept: TEXT,
  receipt: MANY,
  entry: TEXT,
  cosigner: MANY,
  json: { type: 'boolean' },
}

/** Reads a path below a folder or an address. */
const source = (address) => async (path) => {
  if (!/^https?:/.test(address)) return readFile(join(address, path))
  const url = `${address.replace(/\/$/, '')}/${path}`
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) })
  if (!response.ok) throw new Error(`the server answers ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}

/** The keeper’s own word for its key: the file beside the checkpoint, or a running jig’s answer. */
const claimedKey = async (read) => JSON.parse(await read('log.json').catch(() => read('api/log'))).logKey

/** Where the head of the last visit lies: beside this program. */
const keptBeside = (key) =>
  join(dirname(fileURLToPath(import.meta.url)), `${key.name.replaceAll(/[^A-Za-z0-9.-]/g, '_')}.kept`)

function sayProgress(done, of) {
  const tenth = (entries) => Math.floor((entries * 10) / of)
  if (tenth(done) > tenth(done - 256)) process.stderr.write(`${done} of ${of} entries checked\n`)
}

async function main(args) {
  let called
  try {
    called = parseArgs({ args, options: OPTIONS, allowPositionals: true })
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
    const compared = values.kept === undefined && !existsSync(keptFile) ? [] : [keptFile]
    const entry = values.entry && readFileSync(values.entry)
    const withBytes = (from) => ({ from, bytes: readFileSync(from), entry })
    const given = { kept: compared.map(withBytes), receipts: values.receipt.map(withBytes) }
    const cosigners = values.cosigner.map(readKey)
    const result = await check({ read, key, cosigners, ...given, onProgress: sayProgress })
    const told = { key, claimed: values.key === undefined, compared: compared.length }
    process.stdout.write(values.json ? asJson(result, told) : inWords(result, told))
    if (result.findings.length > 0) return 1
    if (values.kept === undefined) writeFileSync(keptFile, result.head.note.whole)
    return 0
  } catch (error) {
    process.stderr.write(`The log cannot be checked: ${error.message}\n`)
    return 4
  }
}

/** As `jig verify --json` has it; the signatures of the heads are counted too. */
function asJson({ findings, head, entries, signatures = 0, pictures }, { compared }) {
  const told = {
    intact: findings.length === 0,
    findings,
    head: head && { origin: head.origin, size: head.size, root: head.root.toString('base64') },
    entries,
    signatures: signatures + 1 + compared,
    pictures: pictures && { ...pictures, findings: undefined },
  }
  return `${JSON.stringify(told)}\n`
}

function inWords({ findings, head, entries, pictures, ...book }, { key, claimed, compared }) {
  const lines = findings.map(({ why, says }, i) => `${i + 1}. ${says}. [${why}]`)
  if (lines.length > 0)
    lines.unshift(`NOT IN ORDER: ${lines.length} finding(s); --json gives their evidence.`)
  else {
    lines.push(`IN ORDER: ${entries} entries, complete and unchanged.`)
    lines.push(`${book.signatures} signatures of ${new Set(book.authors.flat()).size} authors fit.`)
    lines.push(...revokedLine(book.actors), ...trustLine(head, book.policy))
    lines.push(
      compared > 0 ? 'The log continues the head that you kept.' : 'Nothing was kept to compare with.',
    )
    lines.push(meaningLine(pictures))
  }
  const inEights = (hex) => hex.replaceAll(/(.{8})(?=.)/g, '$1 ')
  const word = claimed ? ' by the keeper’s own word: compare it with what others were told' : ''
  lines.push('', `Log      ${key.name}`, `Key      ${key.id}${word}`)
  if (head !== undefined)
    lines.push(`Size     ${head.size}`, `Root     ${inEights(head.root.toString('hex'))}`)
  if (pictures !== undefined) lines.push(`Picture  ${inEights(pictures.digest)}`)
  if (book.clock !== undefined) lines.push(`Clock    last read at ${new Date(book.clock).toISOString()}`)
  if (book.demonstration)
    lines.push('It says of itself that it is a demonstration: its keys are public and prove nothing.')
  lines.push(
    '',
    'Not shown: that what was said is true; that everybody was heard; what it means for the agreement.',
  )
  return `${lines.join('\n')}\n`
}

/** A withheld cosignature is no fault of the log: it is said, and finds nothing. */
function trustLine(head, policy) {
  if (policy === undefined) return []
  const names = [...policy.cosigners.keys()]
  const given = names.filter((name) => isCosigned(head, policy.cosigners.get(name)))
  const absent = names.filter((name) => !given.includes(name)).join(', ') || 'nobody'
  const trusted = policy.enough(given) ? 'trusted' : 'NOT YET trusted'
  return [`By the policy of entry ${policy.entry} the head is ${trusted}; absent: ${absent}.`]
}

/** What a key signed before its revocation became known stands; who reads it should know. */
function revokedLine(actors) {
  const revoked = [...actors.values()].flatMap(({ keys }) => [...keys.values()]).filter((key) => key.revoked)
  const count = revoked.reduce((sum, { uses }) => sum + (uses ?? 0), 0)
  return count === 0 ? [] : [`${count} of them were made with a key that was revoked later; they stand.`]
}

function meaningLine(pictures) {
  if (pictures === undefined) return 'Meaning not checked: jig-core.mjs does not lie beside this program.'
  const { same, notCompared } = pictures
  const own = 'Meaning computed with jig’s own rules'
  if (same + notCompared === 0) return `${own}; the log publishes no digest of its picture to compare.`
  const other = notCompared > 0 ? `, and ${notCompared} in another form were not compared` : ''
  return `${own}: ${same} published digest(s) of the picture follow from the entries${other}.`
}

const started = process.argv[1] === undefined ? '' : pathToFileURL(realpathSync(process.argv[1])).href
if (import.meta.url === started) process.exitCode = await main(process.argv.slice(2))
