import type { Entry } from '../statement/entry.ts'
import type { ActorId, IncidentId, LogIndex } from '../statement/fields.ts'
import type { Statement, StatementKind, StatementOf } from '../statement/kinds.ts'
import type { Instant } from '../time/instant.ts'

type Body = Statement | StatementOf<'statement-corrected'>['instead']

/** One thing said. */
export type Told<K extends StatementKind = StatementKind> = {
  readonly entry: LogIndex
  readonly by: readonly ActorId[]
  /** The author's own clock when it was first said. */
  readonly saidAt: Instant
  readonly body: Extract<Body, { kind: K }>
}

/** A log cut off at a knowledge time. */
export type Log = {
  readonly size: number
  /** What stands of these kinds, in log order: without what was withdrawn, and as corrected. */
  of<K extends StatementKind>(...kinds: readonly K[]): readonly Told<K>[]
  /** The same as first said. Links, grants and texts are undone by a statement of their own and never by withdrawal. */
  raw<K extends StatementKind>(...kinds: readonly K[]): readonly Told<K>[]
  /** An entry as it stands, and as first said. */
  at(entry: LogIndex | undefined): { readonly now: Body | undefined; readonly first: Body | undefined }
  /** The log cut off sooner. */
  upTo(known: number): Log
  /** Works something out once for this log; `name` has to tell apart all that is asked. */
  once<T>(name: string, make: () => T): T
}

/** Reads the first `known` entries. A correction or withdrawal by anyone but the authors changes nothing. */
export function readLog(entries: readonly Entry[], known: number): Log {
  const first = entries.slice(0, known).map(({ index, statement }): Told => {
    return { entry: index, by: statement.by, saidAt: statement.saidAt, body: statement }
  })
  const now: (Told | undefined)[] = [...first]
  for (const { entry, by, body } of first) {
    if (body.kind !== 'statement-corrected' && body.kind !== 'statement-withdrawn') continue
    const target = body.entry < entry ? first[body.entry] : undefined
    if (target === undefined || !isByAll(target.by, by)) continue
    if (body.kind === 'statement-withdrawn') now[body.entry] = undefined
    else if (body.instead.kind === target.body.kind) now[body.entry] = { ...target, body: body.instead }
  }
  const kept = new Map<string, unknown>()
  const once = <T>(name: string, make: () => T): T => {
    if (!kept.has(name)) kept.set(name, make())
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the name tells apart all that is kept
    return kept.get(name) as T
  }
  return {
    size: first.length,
    once,
    of: (...kinds) => once(`as it stands: ${kinds.join()}`, () => picked(now, kinds)),
    raw: (...kinds) => once(`as first said: ${kinds.join()}`, () => picked(first, kinds)),
    at: (entry) =>
      entry === undefined
        ? { now: undefined, first: undefined }
        : { now: now[entry]?.body, first: first[entry]?.body },
    upTo: (size) => once(`up to ${size}`, () => readLog(entries, Math.min(size, known))),
  }
}

function isByAll(authors: readonly ActorId[], by: readonly ActorId[]): boolean {
  return authors.length === by.length && authors.every((one) => by.includes(one))
}

type Wording<K extends StatementKind> = Pick<Told, 'entry' | 'saidAt'> & {
  readonly body: Told<K>['body'] | undefined
}

/**
 * What was said first with an entry of one of these kinds, and what its authors have said instead since, in log order;
 * without a body where they withdrew it.
 */
export function wordingsOf<K extends StatementKind>(
  log: Log,
  entry: LogIndex,
  ...kinds: readonly K[]
): readonly Wording<K>[] {
  const first = log.raw(...kinds).find((one) => one.entry === entry)
  if (first === undefined) return []
  const isSame = (body: Body): body is Told<K>['body'] => body.kind === first.body.kind
  const revisions = log
    .raw('statement-corrected', 'statement-withdrawn')
    .filter((one) => one.body.entry === entry && one.entry > entry && isByAll(first.by, one.by))
    .flatMap(({ body, ...told }): readonly Wording<K>[] => {
      if (body.kind === 'statement-withdrawn') return [{ ...told, body: undefined }]
      return isSame(body.instead) ? [{ ...told, body: body.instead }] : []
    })
  return [first, ...revisions]
}

/** The entry with which its authors withdrew what they said; the first, where they did so twice. */
export function withdrawalOf(log: Log, { entry, by }: Pick<Told, 'entry' | 'by'>): LogIndex | undefined {
  const withdrawals = log.raw('statement-withdrawn').filter(({ body }) => body.entry === entry)
  return withdrawals.find((one) => one.entry > entry && isByAll(by, one.by))?.entry
}

function picked<K extends StatementKind>(
  all: readonly (Told | undefined)[],
  kinds: readonly K[],
): readonly Told<K>[] {
  const isOne = (body: Body): body is Extract<Body, { kind: K }> => kinds.some((kind) => kind === body.kind)
  return all.flatMap((told) => (told !== undefined && isOne(told.body) ? [{ ...told, body: told.body }] : []))
}

/** The incident that a report was linked to last and not parted from. */
export function incidentOf(log: Log, report: LogIndex): IncidentId | undefined {
  const links = log.once('links', () => {
    const now = new Map<LogIndex, readonly IncidentId[]>()
    for (const { body } of log.raw('reports-linked', 'reports-parted')) {
      for (const one of body.reports) {
        const others = (now.get(one) ?? []).filter((incident) => incident !== body.incident)
        now.set(one, body.kind === 'reports-linked' ? [...others, body.incident] : others)
      }
    }
    return now
  })
  return links.get(report)?.at(-1)
}

/** Between which times an entry came on the record: the log's last reading of its clock before it, and the first after it. */
export function recorded(log: Log, entry: number): { readonly certain: number; readonly possible: number } {
  const clock = log.raw('clock-read')
  return {
    certain: clock.find((reading) => reading.entry > entry)?.body.readAt ?? Infinity,
    possible: clock.findLast((reading) => reading.entry < entry)?.body.readAt ?? 0,
  }
}

/** Entries in log order, each once. */
export function inOrder(entries: readonly LogIndex[]): readonly LogIndex[] {
  return [...new Set(entries)].toSorted((a, b) => a - b)
}

/** What has the same key, together, in the order of the first of each. */
export function grouped<T>(all: readonly T[], key: (one: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(key(one))
    if (group === undefined) groups.set(key(one), [one])
    else group.push(one)
  }
  return [...groups.values()]
}
