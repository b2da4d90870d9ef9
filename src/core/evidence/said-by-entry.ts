import { isLogIndex } from '../log/log-index.ts'
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

/**
 * Everything said, by entry. What was put away before a restart is fetched, a bundle at a time, when somebody asks for
 * it: a start need not read a million statements to answer about the newest ten.
 */
export class SaidByEntry {
  readonly #bundles: Said[][] = []
  readonly #revisions = new Map<LogIndex, LogIndex[]>()
  #away: PutAwayStatements | undefined

  get revisions(): Revisions {
    return this.#revisions
  }

  get(index: LogIndex): Said | undefined {
    const bundle = Math.floor(index / TILE_WIDTH)
    return (this.#bundles[bundle] ?? this.#fetched(bundle))?.[index % TILE_WIDTH]
  }

  /** Takes in the next entry; entries come in log order. */
  add({ index, statement }: Entry): void {
    const number = Math.floor(index / TILE_WIDTH)
    let bundle = this.#bundles[number] ?? this.#fetched(number)
    if (bundle === undefined) this.#bundles[number] = bundle = []
    bundle[index % TILE_WIDTH] = { index, by: statement.by, statement, versions: [] }
  }

  /** Gives an entry one more version. */
  revise(said: Said, version: Version): void {
    const bundle = this.#bundles[Math.floor(said.index / TILE_WIDTH)]
    if (bundle === undefined) return
    bundle[said.index % TILE_WIDTH] = { ...said, versions: [...said.versions, version] }
    const revisions = this.#revisions.get(said.index)
    if (revisions === undefined) this.#revisions.set(said.index, [version.entry])
    else revisions.push(version.entry)
  }

  /** Begins with what was put away, where nothing was said yet. */
  takeUp(statements: PutAwayStatements, revisions: Revisions): void {
    this.#bundles.length = Math.ceil(statements.size / TILE_WIDTH)
    this.#away = statements
    for (const [index, entries] of revisions) this.#revisions.set(index, [...entries])
  }

  #fetched(number: number): Said[] | undefined {
    if (this.#away === undefined || number * TILE_WIDTH >= this.#away.size) return undefined
    const bundle: Said[] = []
    for (const [i, statement] of this.#away.bundle(number).entries()) {
      const index = number * TILE_WIDTH + i
      if (!isLogIndex(index)) throw new RangeError('a log has fewer than 2^53 entries')
      const versions = (this.#revisions.get(index) ?? []).map((entry) => this.#version(entry))
      bundle.push({ index, by: statement.by, statement, versions })
    }
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
