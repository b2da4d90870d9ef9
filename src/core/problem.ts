/**
 * Every refusal of jig, made in one place: a stable code, a sentence for the person refused, and typed detail.
 * `docs/problems.md` explains each code; a test keeps the two equal.
 */

/** Where in the given text the fault lies. Lines and columns count from 1; `path` is a field path such as `when.earliest`. */
export type Where = {
  readonly file?: string
  readonly line?: number
  readonly column?: number
  readonly path?: string
}

/** A refusal with a name. Thrown at the edges' parsers and by the ledger; never used for a log's misbehaviour. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly where: Where | undefined
  /** What would be right, as a sentence. */
  readonly fix: string | undefined
  /** The values that the sentence was made of. */
  readonly detail: Readonly<Record<string, unknown>>

  constructor(code: ProblemCode, message: string, detail: Readonly<Record<string, unknown>> & Common) {
    super(message)
    this.code = code
    this.detail = detail
    this.where = detail.where
    this.fix = detail.fix
  }
}

export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem
}

/** What every refusal may carry beside its own detail. */
type Common = { readonly where?: Where | undefined; readonly fix?: string | undefined }

function define<Code extends string, Detail extends object>(
  code: Code,
  sentence: (detail: Detail) => string,
) {
  const make = (detail: Detail & Common): Problem =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ProblemCode is made of what this function is given
    new Problem(code as unknown as ProblemCode, sentence(detail), { ...detail })
  return Object.assign(make, { code })
}

/** The catalogue. One section for each part of the house; a code, once published, keeps its meaning. */
export const problems = {
  // bytes and time
  base64Malformed: define(
    'base64-malformed',
    (d: { given: string }) => `“${d.given}” is not standard base64`,
  ),
  hexMalformed: define(
    'hex-malformed',
    (d: { given: string }) => `“${d.given}” is not lower-case hexadecimal`,
  ),
  utf8Malformed: define(
    'utf8-malformed',
    (d: { because: string }) => `this is not text in UTF-8: ${d.because}`,
  ),
  instantMalformed: define(
    'instant-malformed',
    (d: { given: string }) => `“${d.given}” is not an instant; write it like 2016-09-12T16:00:00Z`,
  ),
  durationMalformed: define(
    'duration-malformed',
    (d: { given: string }) => `“${d.given}” is not a duration; write it like 48h, 30min or 7d`,
  ),
  durationAmbiguous: define(
    'duration-ambiguous',
    (d: { given: string }) =>
      `“${d.given}” can be read in two ways: by the clock, with 24 hours to each day, or to the end of a day of the calendar`,
  ),
  localTimeSkipped: define(
    'local-time-skipped',
    (d: { given: string; zone: string }) =>
      `${d.given} never came in ${d.zone}: the clocks were put forward over it`,
  ),
  localTimeRepeated: define(
    'local-time-repeated',
    (d: { given: string; zone: string }) =>
      `${d.given} came twice in ${d.zone}, because the clocks were put back over it`,
  ),

  // json
  jsonMalformed: define(
    'json-malformed',
    (d: { because: string }) => `this is not the JSON that jig takes: ${d.because}`,
  ),

  // log: notes, tiles, heads, proofs
  noteMalformed: define(
    'note-malformed',
    (d: { because: string }) => `this is not a signed note: ${d.because}`,
  ),
  keyMalformed: define('key-malformed', (d: { because: string }) => `this is not a key: ${d.because}`),
  signatureInvalid: define(
    'signature-invalid',
    (d: { signer: string }) => `the signature in the name of ${d.signer} does not fit the text`,
  ),
  treeHeadMalformed: define(
    'tree-head-malformed',
    (d: { because: string }) => `this is not a tree head: ${d.because}`,
  ),
  proofMalformed: define(
    'proof-malformed',
    (d: { because: string }) => `this proof does not hold: ${d.because}`,
  ),
  policyMalformed: define(
    'policy-malformed',
    (d: { because: string }) => `this policy cannot be read: ${d.because}`,
  ),
  headInconsistent: define(
    'head-inconsistent',
    (d: { older: number; newer: number }) =>
      `the proof does not show that the log of ${d.newer} entries begins with the ${d.older} known here`,
  ),
  tilePathMalformed: define(
    'tile-path-malformed',
    (d: { given: string }) => `“${d.given}” is not the path of a tile`,
  ),
  tileMalformed: define('tile-malformed', (d: { because: string }) => `this is not a tile: ${d.because}`),
  tileMissing: define('tile-missing', (d: { path: string }) => `the tile ${d.path} is not in this log`),
  logIndexMalformed: define(
    'log-index-malformed',
    (d: { given: string }) =>
      `“${d.given}” is not a place in the log; write a whole number from 0, without leading zeros`,
  ),
  entryMissing: define(
    'entry-missing',
    (d: { index: number; size: number }) => `there is no entry ${d.index}: the log has ${d.size} entries`,
  ),
  entryTooLarge: define(
    'entry-too-large',
    (d: { bytes: number; limit: number }) =>
      `this statement has ${d.bytes} bytes; at most ${d.limit} fit in an entry`,
  ),

  // statements
  statementMalformed: define(
    'statement-malformed',
    (d: { because: string }) => `this statement cannot be read: ${d.because}`,
  ),
  statementOfAnotherLog: define(
    'statement-of-another-log',
    (d: { given: string; expected: string }) =>
      `this statement was signed for the log “${d.given}”; this log is “${d.expected}”`,
  ),
  signersDiffer: define(
    'signers-differ',
    (d: { named: readonly string[]; signed: readonly string[] }) =>
      `the statement names ${d.named.join(', ')} as its authors, but ${d.signed.join(', ') || 'nobody'} signed it`,
  ),

  // agreement language
  agreementMalformed: define('agreement-malformed', (d: { because: string }) => d.because),
  agreementKeyUnknown: define(
    'agreement-key-unknown',
    (d: { block: string; key: string }) => `a block “jig ${d.block}” has no key “${d.key}”`,
  ),
  agreementKeyMissing: define(
    'agreement-key-missing',
    (d: { block: string; key: string }) => `this block “jig ${d.block}” does not say “${d.key}”`,
  ),
  identifierRepeated: define(
    'identifier-repeated',
    (d: { id: string; first: number }) => `“${d.id}” is already the name of the block on line ${d.first}`,
  ),
  andOrMixed: define(
    'and-or-mixed',
    (d: { given: string }) => `“${d.given}” mixes “and” with “or”, so it can be read in two ways`,
  ),
  zonesMixed: define(
    'zones-mixed',
    (d: { given: string; zone: string }) =>
      `this time is written in ${d.given}, but the agreement's calendar is that of ${d.zone}`,
  ),
  partyUnknown: define('party-unknown', (d: { party: string; near: string | undefined }) =>
    d.near === undefined
      ? `no party “${d.party}” is named in this agreement`
      : `no party “${d.party}” is named in this agreement; did you mean “${d.near}”?`,
  ),
  formulaMissing: define(
    'formula-missing',
    (d: { clause: string; because: string }) =>
      `${d.clause} has no formula in metric first-order temporal logic: ${d.because}`,
  ),
  traceMissing: define(
    'trace-missing',
    (d: { clause: string; because: string }) =>
      `the record of ${d.clause} cannot be written as a trace: ${d.because}`,
  ),
  bearerMissing: define(
    'bearer-missing',
    (d: { clause: string }) => `the clause ${d.clause} does not say who must, must not or may`,
  ),
  dutyMissing: define(
    'duty-missing',
    (d: { clause: string }) => `the clause ${d.clause} does not say what must, must not or may be done`,
  ),
  deadlineMissing: define(
    'deadline-missing',
    (d: { clause: string }) => `the clause ${d.clause} asks for something to be achieved, but not by when`,
  ),
  standardMissing: define(
    'standard-missing',
    (d: { block: string }) => `${d.block} does not say whose word counts as showing it`,
  ),
  silenceMissing: define(
    'silence-missing',
    (d: { block: string }) => `${d.block} does not say what follows when nobody has said anything`,
  ),
  sourcesMissing: define(
    'sources-missing',
    (d: { block: string }) => `${d.block} lets silence speak, but does not say whose silence`,
  ),
  holderMissing: define(
    'holder-missing',
    (d: { power: string }) => `the power ${d.power} does not say who holds it`,
  ),
  distanceIncomplete: define(
    'distance-incomplete',
    (d: { given: string }) => `the distance “${d.given}” does not say from which line and on which side`,
  ),
  wordingMissing: define(
    'wording-missing',
    (d: { block: string }) => `${d.block} stands without the words that it encodes`,
  ),
  termUnknown: define('term-unknown', (d: { term: string; near: string | undefined }) =>
    d.near === undefined
      ? `“${d.term}” is not defined in this agreement`
      : `“${d.term}” is not defined in this agreement; did you mean “${d.near}”?`,
  ),
  clauseUnknown: define(
    'clause-unknown',
    (d: { clause: string; agreement: string }) => `the agreement ${d.agreement} has no clause ${d.clause}`,
  ),
  clauseLeftOut: define(
    'clause-left-out',
    (d: { clause: string; agreement: string; line: number }) =>
      `${d.clause} stands on line ${d.line} of ${d.agreement} and is left out, because it has a fault or rests on a block that has one; “jig check” names the fault`,
  ),
  agreementUnknown: define(
    'agreement-unknown',
    (d: { agreement: string }) => `no agreement ${d.agreement} is known in this log`,
  ),
  agreementCyclic: define(
    'agreement-cyclic',
    (d: { cycle: readonly string[] }) =>
      `these clauses wait for each other, so none can ever begin: ${d.cycle.join(' → ')}`,
  ),
  definitionCircular: define(
    'definition-circular',
    (d: { cycle: readonly string[] }) =>
      `these are defined by each other, so nobody can tell what either means: ${d.cycle.join(' → ')}`,
  ),
  blockLeftOut: define(
    'block-left-out',
    (d: { block: string; on: string; line: number }) =>
      `“${d.block}” is left out, because it rests on “${d.on}” (line ${d.line}), which is left out`,
  ),
  bindingMissing: define(
    'binding-missing',
    (d: { block: string }) =>
      `“${d.block}” is not bound to the words before it, and other blocks of this text are bound to theirs`,
  ),
  bindingBroken: define('binding-broken', (d: { block: string; changed: 'words' | 'block' | 'both' }) =>
    d.changed === 'words'
      ? `the words before “${d.block}” have changed since it was bound to them`
      : d.changed === 'block'
        ? `the block “${d.block}” has changed since it was bound to the words before it`
        : `the words before “${d.block}” and the block have both changed since they were bound`,
  ),
  amendmentsOverlap: define(
    'amendments-overlap',
    (d: { agreement: string; entry: number; from: string | undefined }) =>
      d.from === undefined
        ? `entry ${d.entry} already adopts ${d.agreement}, and both texts would be in force from the start`
        : `entry ${d.entry} already amends ${d.agreement} from ${d.from}, and this text would take its place`,
  ),
  certificateMalformed: define(
    'certificate-malformed',
    (d: { because: string }) => `this is not a certificate: ${d.because}`,
  ),
  certificateNotWeighed: define(
    'certificate-not-weighed',
    (d: { because: string }) => `the checker cannot say whether the certificate is true: ${d.because}`,
  ),
  readingUnknown: define(
    'reading-unknown',
    (d: { reading: string; known: readonly string[] }) =>
      `there is no reading “${d.reading}”; there are ${d.known.join(', ')}`,
  ),

  // admission
  logNotOpened: define('log-not-opened', (d: { log: string }) => `the log ${d.log} has not been opened yet`),
  signerUnknown: define(
    'signer-unknown',
    (d: { signer: string }) => `no key of ${d.signer} is registered in this log`,
  ),
  keyRevoked: define(
    'key-revoked',
    (d: { signer: string }) => `the key that ${d.signer} signed with has been revoked`,
  ),
  roleWrong: define(
    'role-wrong',
    (d: { actor: string; kind: string; needs: readonly string[] }) =>
      `${d.actor} may not make a statement of the kind ${d.kind}; that takes the role ${d.needs.join(' or ')}`,
  ),
  coChairMissing: define(
    'co-chair-missing',
    (d: { kind: string; missing: readonly string[] }) =>
      `a statement of the kind ${d.kind} takes the signatures of several; that of ${d.missing.join(' or ')} is missing`,
  ),
  notTheAuthor: define(
    'not-the-author',
    (d: { actor: string; entry: number; authors: readonly string[] }) =>
      `${d.actor} may not take back or correct entry ${d.entry}; only its own authors together may: ${d.authors.join(', ')}`,
  ),
  notForParty: define(
    'not-for-party',
    (d: { actor: string; party: string }) => `${d.actor} does not act for ${d.party} in this log`,
  ),
  notForSource: define(
    'not-for-source',
    (d: { actor: string; source: string }) =>
      `${d.actor} may not say that ${d.source} has nothing more to say; only ${d.source} may`,
  ),
  duplicateStatement: define(
    'duplicate-statement',
    (d: { index: number }) => `this very statement is already in the log, as entry ${d.index}`,
  ),
  eventInFuture: define(
    'event-in-future',
    (d: { given: string; now: string }) =>
      `${d.given} has not come yet (it is ${d.now}): what has not happened cannot be reported`,
  ),
  placeOutOfRange: define(
    'place-out-of-range',
    (d: { given: string }) =>
      `${d.given} is not on the map: latitude runs from −90° to 90°, longitude from −180° to 180°`,
  ),
  referenceMissing: define(
    'reference-missing',
    (d: { what: string; given: string }) =>
      `this statement speaks of ${d.what} ${d.given}, which is not in the log`,
  ),
  logNotFetched: define(
    'log-not-fetched',
    (d: { from: string }) => `this node has not yet fetched and checked what it needs from ${d.from}`,
  ),
  blobMissing: define(
    'blob-missing',
    (d: { sha256: string }) => `the text ${d.sha256} that this statement names has not been handed in`,
  ),
  blobMismatch: define(
    'blob-mismatch',
    (d: { sha256: string; given: string }) => `this content has the digest ${d.given}, not ${d.sha256}`,
  ),
  tooManyRequests: define(
    'too-many-requests',
    (d: { seconds: number }) => `too much at once; try again in ${d.seconds} s`,
  ),
  ledgerBusy: define(
    'ledger-busy',
    (d: { waiting: number }) => `${d.waiting} statements are already waiting; try again in a moment`,
  ),

  // store
  headMoved: define(
    'head-moved',
    (d: { size: number }) => `the log now has ${d.size} entries; fetch the head and try again`,
  ),
  storeInUse: define(
    'store-in-use',
    (d: { folder: string; pid: number | undefined }) =>
      `the folder ${d.folder} is in use by another jig${d.pid === undefined ? '' : ` (process ${d.pid})`}; stop that one, or choose another folder with --data`,
  ),
  storeUnwritable: define(
    'store-unwritable',
    (d: { folder: string }) => `jig may not write to the folder ${d.folder}`,
  ),
  storeUnreachable: define(
    'store-unreachable',
    (d: { url: string; because: string }) => `the database at ${d.url} does not answer: ${d.because}`,
  ),
  storeFull: define(
    'store-full',
    (d: { because: string }) => `there is no room left where the log is kept: ${d.because}`,
  ),
  storeDamaged: define(
    'store-damaged',
    (d: { because: string }) => `the stored log does not fit its own signed head: ${d.because}`,
  ),
  storeForeign: define(
    'store-foreign',
    (d: { found: string; expected: string }) => `this store holds the log “${d.found}”, not “${d.expected}”`,
  ),

  // http and command line
  notFound: define('not-found', (d: { what: string }) => `there is no ${d.what} here`),
  parameterMalformed: define(
    'parameter-malformed',
    (d: { name: string; because: string }) => `the parameter ${d.name} cannot be read: ${d.because}`,
  ),
  bodyTooLarge: define(
    'body-too-large',
    (d: { limit: number }) => `at most ${d.limit} bytes can be taken here`,
  ),
  mediaTypeUnsupported: define(
    'media-type-unsupported',
    (d: { given: string; expected: string }) =>
      `this takes ${d.expected}, not ${d.given || 'an unnamed media type'}`,
  ),
  methodNotAllowed: define(
    'method-not-allowed',
    (d: { method: string; allowed: readonly string[] }) =>
      `${d.method} is not done here; this address takes ${d.allowed.join(', ')}`,
  ),
  serverUnreachable: define(
    'server-unreachable',
    (d: { url: string; because: string }) => `no jig answers at ${d.url}: ${d.because}`,
  ),
  internalFault: define(
    'internal-fault',
    () => 'jig met a fault of its own and could not answer; nothing was written halfway',
  ),
  portInUse: define(
    'port-in-use',
    (d: { port: number }) => `port ${d.port} is in use; choose another with --port`,
  ),
  fileUnreadable: define(
    'file-unreadable',
    (d: { file: string; because: string }) => `${d.file} cannot be read: ${d.because}`,
  ),
  passphraseMissing: define(
    'passphrase-missing',
    (d: { file: string }) => `${d.file} is not written: an empty passphrase would seal nothing`,
  ),
  passphraseWrong: define(
    'passphrase-wrong',
    (d: { file: string }) => `the passphrase does not open ${d.file}`,
  ),
}

export type ProblemCode = (typeof problems)[keyof typeof problems]['code']
