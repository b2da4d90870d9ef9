import type { Entry } from '../statement/entry.ts'
import type { ActorId, LogIndex } from '../statement/fields.ts'
import type { Instant } from '../time/instant.ts'
import type { Statement, StatementKind, StatementOf } from '../statement/kinds.ts'

type Body = Statement | StatementOf<'statement-corrected'>['instead']

/** One thing said, as it stands: as first said or as last corrected by its own authors. */
export type Told<K extends StatementKind = StatementKind> = {
  readonly entry: LogIndex
  readonly by: readonly ActorId[]
  /** The author's own clock when it was first said. */
  readonly saidAt: Instant
  readonly body: Extract<Body, { kind: K }>
}

/** A log cut off at a knowledge time. */
export type Log = {
  /** What stands of these kinds, in log order: without what was withdrawn, and as corrected. */
  of<K extends StatementKind>(...kinds: readonly K[]): readonly Told<K>[]
  /** The same as it was first said. Links and grants are undone by a statement of their own and never by withdrawal. */
  raw<K extends StatementKind>(...kinds: readonly K[]): readonly Told<K>[]
}

/** Reads the first `known` entries. A correction or withdrawal by anyone but the authors changes nothing. */
export function readLog(entries: readonly Entry[], known: number): Log {
  const said = entries.slice(0, known)
  const now = new Map<LogIndex, Body | undefined>(said.map(({ index, statement }) => [index, statement]))
  for (const { index, statement } of said) {
    if (statement.kind !== 'statement-corrected' && statement.kind !== 'statement-withdrawn') continue
    const target = statement.entry < index ? said[statement.entry]?.statement : undefined
    const same =
      target?.by.length === statement.by.length && target.by.every((one) => statement.by.includes(one))
    if (!same) continue
    if (statement.kind === 'statement-withdrawn') now.set(statement.entry, undefined)
    else if (statement.instead.kind === target.kind) now.set(statement.entry, statement.instead)
  }
  const pick = <K extends StatementKind>(kinds: readonly K[], body: (entry: Entry) => Body | undefined) =>
    said.flatMap((entry): Told<K>[] => {
      const stands = body(entry)
      return stands !== undefined && isOf(stands, kinds)
        ? [{ entry: entry.index, by: entry.statement.by, saidAt: entry.statement.saidAt, body: stands }]
        : []
    })
  return {
    of: (...kinds) => pick(kinds, ({ index }) => now.get(index)),
    raw: (...kinds) => pick(kinds, ({ statement }) => statement),
  }
}

function isOf<K extends StatementKind>(body: Body, kinds: readonly K[]): body is Extract<Body, { kind: K }> {
  return kinds.some((kind) => kind === body.kind)
}
