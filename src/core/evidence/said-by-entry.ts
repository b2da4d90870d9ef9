import { TILE_WIDTH } from '../log/tiles.ts'
import type { Entry } from '../statement/entry.ts'
import type { LogIndex } from '../statement/fields.ts'
import type { Statement } from '../statement/kinds.ts'
import type { Said, Version } from './said.ts'

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

  get(index: LogIndex): Said | undefined {
    const number = Math.floor(index / TILE_WIDTH)
    const statement = (this.#bundles[number] ?? this.#fetched(number))?.[index % TILE_WIDTH]
    if (statement === undefined) return undefined
    const versions = this.#revisions.get(index)?.map((entry) => this.#version(entry)) ?? NO_VERSIONS
    return { index, by: statement.by, statement, versions }
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
    const statementAt = (): Statement | undefined => this.get(entry)?.statement
    return {
      entry,
      get body() {
        const statement = statementAt()
        return statement?.kind === 'statement-corrected' ? statement.instead : undefined
      },
    }
  }
}
