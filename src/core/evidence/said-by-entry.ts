import { TILE_WIDTH } from '../log/tiles.ts'
import type { Entry } from '../statement/entry.ts'
import type { LogIndex } from '../statement/fields.ts'
import type { Statement } from '../statement/kinds.ts'
import type { Said, Version } from './said.ts'
import { countBelow } from './search.ts'

/**
 * Statements that are kept outside memory since an earlier run: the log's first `size` entries. Bundle `i` holds those
 * from `256 · i` on, in log order, the last one as many as there are.
 */
export type PutAwayStatements = {
  readonly size: number
  /** @throws Problem where the bundle is not what was put away */
  readonly bundle: (index: number) => readonly Statement[]
}

/** Which entries revised which: all that must be put away of a {@link SaidByEntry} beside the statements themselves. */
export type Revisions = ReadonlyMap<LogIndex, readonly LogIndex[]>

const NO_VERSIONS: readonly Version[] = []

/**
 * Everything said, by entry. Statements alone are kept; what else is known of one is put beside it when somebody asks, since
 * of a million few are ever asked for. What was put away before a restart is fetched, a bundle at a time, in the same way.
 */
export class SaidByEntry {
  readonly #bundles: Statement[][] = []
  readonly #revisions = new Map<LogIndex, LogIndex[]>()
  #away: PutAwayStatements | undefined

  get revisions(): Revisions {
    return this.#revisions
  }

  /** What was said first. */
  statementAt(index: LogIndex): Statement | undefined {
    const number = Math.floor(index / TILE_WIDTH)
    return (this.#bundles[number] ?? this.#fetched(number))?.[index % TILE_WIDTH]
  }

  get(index: LogIndex): Said | undefined {
    const statement = this.statementAt(index)
    if (statement === undefined) return undefined
    const revisions = this.#revisions.get(index)
    if (revisions === undefined) return { index, by: statement.by, statement, versions: NO_VERSIONS }
    const versionsOf = (): readonly Version[] => revisions.map((entry) => this.#version(entry))
    return {
      index,
      by: statement.by,
      statement,
      get versions() {
        return versionsOf()
      },
    }
  }

  /** The last version of what was said at `index` that was known when the log had `known` entries; of many, found by halves. */
  lastVersion(index: LogIndex, known: number): Version | undefined {
    const revisions = this.#revisions.get(index)
    const last = revisions?.[countBelow(revisions, known) - 1]
    return last === undefined ? undefined : this.#version(last)
  }

  /** Takes in the next entry; entries come in log order. */
  add({ index, statement }: Entry): void {
    const number = Math.floor(index / TILE_WIDTH)
    let bundle = this.#bundles[number] ?? this.#fetched(number)
    if (bundle === undefined) this.#bundles[number] = bundle = []
    bundle[index % TILE_WIDTH] = statement
  }

  /** Notes that `by`, a correction or a withdrawal, makes one more version of what was said at `index`. */
  revise(index: LogIndex, by: LogIndex): void {
    const revisions = this.#revisions.get(index)
    if (revisions === undefined) this.#revisions.set(index, [by])
    else revisions.push(by)
  }

  /** Begins with what was put away, where nothing was said yet. */
  takeUp(statements: PutAwayStatements, revisions: Revisions): void {
    this.#bundles.length = Math.ceil(statements.size / TILE_WIDTH)
    this.#away = statements
    for (const [index, entries] of revisions) this.#revisions.set(index, [...entries])
  }

  #fetched(number: number): Statement[] | undefined {
    if (this.#away === undefined || number * TILE_WIDTH >= this.#away.size) return undefined
    const bundle = [...this.#away.bundle(number)]
    this.#bundles[number] = bundle
    return bundle
  }

  /** Its words are fetched when they are asked for: a correction stands far from what it corrects. */
  #version(entry: LogIndex): Version {
    const revision = (): Statement | undefined => this.statementAt(entry)
    return {
      entry,
      get body() {
        const statement = revision()
        return statement?.kind === 'statement-corrected' ? statement.instead : undefined
      },
    }
  }
}
