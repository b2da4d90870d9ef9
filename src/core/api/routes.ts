import { z } from 'zod'
import type { ProblemCode } from '../problem.ts'
import { certificateView } from './certificate.ts'
import { agreementsView, agreementView, boardView } from './agreement.ts'
import { incidentsView, incidentView } from './incident.ts'
import { actorsView, changesView, entriesView, entryView, logView } from './log.ts'
import {
  agreementPath,
  asKnown,
  boardQuery,
  certificateOfTextQuery,
  certificateQuery,
  clausePath,
  entriesQuery,
  exchangePath,
  historyQuery,
  incidentPath,
  incidentsQuery,
  indexPath,
  sha256Path,
  sideBySideQuery,
  statePath,
  talliesQuery,
  textQuery,
  tilePathParam,
} from './params.ts'
import { nodesView, verdictsView } from './nodes.ts'
import { historyView, questionsView } from './question.ts'
import { sideBySideView, talliesView } from './tally.ts'
import { blobAccepted, publishedEvent } from './posted.ts'

const nothing = z.strictObject({})

/** What comes back: a picture by a schema, or bytes as they are. */
type Answer =
  | { readonly is: 'view'; readonly schema: z.ZodType }
  | { readonly is: 'bytes'; readonly mediaType: string; readonly says: string }
  | { readonly is: 'events'; readonly schema: z.ZodType }

export type Route = {
  readonly method: 'get' | 'post'
  /** With `{name}` for a part of the path; `{path}` at the end takes all that is left. */
  readonly path: string
  readonly summary: string
  readonly params: z.ZodType
  readonly query: z.ZodType
  /** The media type that a POST takes, and how many bytes at most. */
  readonly takes?: { readonly mediaType: string; readonly limit: number; readonly says: string }
  readonly status: 200 | 201
  readonly answer: Answer
  /** The answer does not follow from the tree head alone, so its entity tag is made of the answer itself. */
  readonly changesByItself?: true
  /** The refusals that a caller should expect. */
  readonly refuses: readonly ProblemCode[]
}

const view = <T extends z.ZodType>(schema: T) => ({ is: 'view', schema }) as const
const bytes = (mediaType: string, says: string) => ({ is: 'bytes', mediaType, says }) as const
const NOTE = 'text/plain'
const AS_OF = ['parameter-malformed', 'entry-missing'] as const satisfies readonly ProblemCode[]

function get<P extends z.ZodType, Q extends z.ZodType, A extends Answer>(
  path: string,
  summary: string,
  params: P,
  query: Q,
  answer: A,
  refuses: readonly ProblemCode[],
) {
  return { method: 'get', path, summary, params, query, status: 200, answer, refuses } as const
}

/** A statement has at most this many bytes: what an entry of a tile can hold (C2SP tlog-tiles). */
export const MOST_STATEMENT_BYTES = 65_535
/** A blob has at most this many bytes: an agreement's text, its areas. */
export const MOST_BLOB_BYTES = 4 * 1024 * 1024

/** A head with a hundred cosignature lines and a proof of 63 hashes is shorter. */
export const MOST_COSIGN_BYTES = 65_536

/** Every address of a node. The server serves exactly these and `/openapi.json` describes exactly these. */
export const routes = {
  checkpoint: get(
    '/checkpoint',
    'The signed tree head (C2SP tlog-checkpoint)',
    nothing,
    nothing,
    bytes(NOTE, 'A signed note'),
    [],
  ),
  tile: get(
    '/tile/{path}',
    'A tile of the tree or a bundle of entries (C2SP tlog-tiles)',
    tilePathParam,
    nothing,
    bytes('application/octet-stream', 'Hashes, or entries each after its length'),
    ['tile-path-malformed', 'tile-missing'],
  ),
  blob: get(
    '/blob/{sha256}',
    'What a statement names by its digest',
    sha256Path,
    nothing,
    bytes('application/octet-stream', 'The bytes'),
    ['hex-malformed', 'not-found'],
  ),
  submit: {
    method: 'post',
    path: '/api/statements',
    summary:
      'Hands in a statement; answers with its receipt once it is in the log. A node that follows another and cannot reach it answers 202 with the place at which it holds the statement',
    params: nothing,
    query: nothing,
    takes: {
      mediaType: NOTE,
      limit: MOST_STATEMENT_BYTES,
      says: 'A signed note: one line of JSON and its signatures',
    },
    status: 201,
    answer: bytes(NOTE, 'The receipt: index, inclusion proof, signed tree head'),
    refuses: [
      'media-type-unsupported',
      'body-too-large',
      'entry-too-large',
      'note-malformed',
      'json-malformed',
      'statement-malformed',
      'statement-of-another-log',
      'signers-differ',
      'signer-unknown',
      'signature-invalid',
      'key-revoked',
      'role-wrong',
      'co-chair-missing',
      'policy-malformed',
      'not-the-author',
      'not-for-party',
      'not-for-source',
      'duplicate-statement',
      'event-in-future',
      'place-out-of-range',
      'agreement-unknown',
      'clause-unknown',
      'reference-missing',
      'blob-missing',
      'too-many-requests',
      'ledger-busy',
    ],
  },
  putBlob: {
    method: 'post',
    path: '/api/blobs',
    summary: 'Hands in what a statement will name by its digest',
    params: nothing,
    query: nothing,
    takes: { mediaType: 'application/octet-stream', limit: MOST_BLOB_BYTES, says: 'The bytes' },
    status: 201,
    answer: view(blobAccepted),
    refuses: ['media-type-unsupported', 'body-too-large', 'too-many-requests'],
  },
  addCheckpoint: {
    method: 'post',
    path: '/add-checkpoint',
    summary: 'Asks for a cosignature on a tree head (C2SP tlog-witness); 409 names the size cosigned last',
    params: nothing,
    query: nothing,
    takes: {
      mediaType: '*/*',
      limit: MOST_COSIGN_BYTES,
      says: '“old SIZE”, a consistency proof, an empty line, the signed tree head',
    },
    status: 200,
    answer: bytes(NOTE, 'Signature lines'),
    refuses: [
      'body-too-large',
      'proof-malformed',
      'note-malformed',
      'tree-head-malformed',
      'signature-invalid',
      'not-found',
      'head-inconsistent',
      'log-not-fetched',
      'too-many-requests',
    ],
  },
  offerCosignature: {
    method: 'post',
    path: '/api/cosignatures',
    summary: 'A cosigner that cannot be asked hands in a tree head with its line on it',
    params: nothing,
    query: nothing,
    takes: { mediaType: NOTE, limit: MOST_COSIGN_BYTES, says: 'A signed tree head with a cosignature line' },
    status: 200,
    answer: bytes(NOTE, 'The newest tree head with the cosignatures gathered so far'),
    refuses: [
      'media-type-unsupported',
      'body-too-large',
      'note-malformed',
      'tree-head-malformed',
      'signature-invalid',
      'signer-unknown',
      'not-found',
      'too-many-requests',
    ],
  },
  nodes: {
    ...get(
      '/api/nodes',
      'Who has cosigned what, how far behind each is, and how this node stands to the others',
      nothing,
      nothing,
      view(nodesView),
      [],
    ),
    changesByItself: true,
  },
  verdicts: {
    ...get(
      '/api/verdicts',
      'What this node has found against another, with the evidence',
      nothing,
      nothing,
      view(verdictsView),
      [],
    ),
    changesByItself: true,
  },
  log: get('/api/log', 'The log as a whole', nothing, nothing, view(logView), []),
  actors: get(
    '/api/actors',
    'Who may sign, in which roles, with which keys',
    nothing,
    asKnown,
    view(actorsView),
    AS_OF,
  ),
  entries: get('/api/entries', 'Entries in log order', nothing, entriesQuery, view(entriesView), [
    'parameter-malformed',
  ]),
  entry: get('/api/entries/{index}', 'One entry', indexPath, nothing, view(entryView), [
    'log-index-malformed',
    'entry-missing',
  ]),
  changes: get(
    '/api/entries/{index}/changes',
    'What an entry changed: clauses and incidents just before it was known and just after',
    indexPath,
    nothing,
    view(changesView),
    ['log-index-malformed', 'entry-missing'],
  ),
  receipt: get(
    '/api/entries/{index}/receipt',
    'The receipt of an entry: it can be checked without any network',
    indexPath,
    nothing,
    bytes(NOTE, 'Index, inclusion proof, signed tree head'),
    ['log-index-malformed', 'entry-missing'],
  ),
  agreements: get(
    '/api/agreements',
    'The agreements of this log',
    nothing,
    asKnown,
    view(agreementsView),
    AS_OF,
  ),
  agreement: get(
    '/api/agreements/{id}',
    'One agreement as a document',
    agreementPath,
    textQuery,
    view(agreementView),
    [...AS_OF, 'agreement-unknown'],
  ),
  standings: get(
    '/api/agreements/{id}/standings',
    'Where every clause stands, at one time, as known at one point, under one reading',
    agreementPath,
    boardQuery,
    view(boardView),
    [...AS_OF, 'agreement-unknown', 'reading-unknown'],
  ),
  history: get(
    '/api/agreements/{id}/clauses/{clause}/history',
    'How the standing of a clause changed, and what changed it',
    clausePath,
    historyQuery,
    view(historyView),
    [...AS_OF, 'agreement-unknown', 'clause-unknown', 'clause-left-out', 'party-unknown', 'reading-unknown'],
  ),
  certificate: get(
    '/api/agreements/{id}/clauses/{clause}/certificate',
    'Why a clause stands as it stands for one bearer, made of entries: it can be checked against the log without us',
    clausePath,
    certificateQuery,
    view(certificateView),
    [...AS_OF, 'agreement-unknown', 'clause-unknown', 'clause-left-out', 'party-unknown', 'reading-unknown'],
  ),
  exchangeCertificate: get(
    '/api/agreements/{id}/exchanges/{exchange}/certificate',
    'Why an exchange stands as it stands, in the same form',
    exchangePath,
    certificateOfTextQuery,
    view(certificateView),
    [...AS_OF, 'agreement-unknown', 'clause-unknown', 'clause-left-out', 'reading-unknown'],
  ),
  stateCertificate: get(
    '/api/agreements/{id}/states/{state}/certificate',
    'Whether a state holds, and why, in the same form',
    statePath,
    certificateOfTextQuery,
    view(certificateView),
    [...AS_OF, 'agreement-unknown', 'not-found', 'clause-left-out', 'reading-unknown'],
  ),
  incidents: get(
    '/api/incidents',
    'Incidents, earliest first',
    nothing,
    incidentsQuery,
    view(incidentsView),
    AS_OF,
  ),
  incident: get(
    '/api/incidents/{id}',
    'One incident, with all that is said of it',
    incidentPath,
    asKnown,
    view(incidentView),
    [...AS_OF, 'not-found'],
  ),
  sideBySide: get(
    '/api/tallies/side-by-side',
    'Days as rows, counting rules as columns; nothing is added up',
    nothing,
    sideBySideQuery,
    view(sideBySideView),
    AS_OF,
  ),
  tallies: get('/api/tallies', 'Counts, each with its rule', nothing, talliesQuery, view(talliesView), [
    ...AS_OF,
    'not-found',
  ]),
  questions: get(
    '/api/questions',
    'The questions of the demonstration, answered',
    nothing,
    asKnown,
    view(questionsView),
    AS_OF,
  ),
  live: get(
    '/api/live',
    'Server-sent events: the log has grown',
    nothing,
    nothing,
    { is: 'events', schema: publishedEvent } as const,
    ['too-many-requests'],
  ),
  health: get('/healthz', 'Whether this node answers', nothing, nothing, bytes(NOTE, 'The word ok'), []),
  openapi: get(
    '/openapi.json',
    'This description',
    nothing,
    nothing,
    bytes('application/json', 'OpenAPI 3.1'),
    [],
  ),
} as const satisfies Record<string, Route>

export type Routes = typeof routes
export type RouteId = keyof Routes
export type ParamsOf<K extends RouteId> = z.output<Routes[K]['params']>
export type QueryOf<K extends RouteId> = z.output<Routes[K]['query']>
/** The routes that answer with a picture by a schema. */
export type ViewRouteId = { [K in RouteId]: Routes[K]['answer'] extends { is: 'view' } ? K : never }[RouteId]
export type SchemaOf<K extends ViewRouteId> = Extract<Routes[K]['answer'], { is: 'view' }>['schema']
