import type { Agreement } from '../../core/agreement/agreement.ts'
import { isPartyId, isTermId } from '../../core/agreement/ids.ts'
import type { Entry } from '../../core/statement/entry.ts'
import type { ActorId, AgreementId, LogIndex, PartyId, RuleId, TermId } from '../../core/statement/fields.ts'
import type { StatementKind } from '../../core/statement/kinds.ts'
import { emptyRegistry, withRegistration, type Registry } from '../../core/statement/registry.ts'
import type { Instant } from '../../core/time/instant.ts'

/** What a statement may refer to in an agreement. Names of every text that was ever in force stay known. */
export type Names = {
  readonly clauses: ReadonlySet<string>
  readonly terms: ReadonlySet<TermId>
  readonly parties: ReadonlySet<PartyId>
  /** Its texts so far, in the order of the log; `from` is `undefined` for one that is in force from the start. */
  readonly texts: readonly { readonly entry: LogIndex; readonly from: Instant | undefined }[]
}

/** What admission must remember of an entry: what kind it was and whose. */
export type Heard = { readonly kind: StatementKind; readonly by: readonly ActorId[] }

/** The log's clock at its last reading, and the entry that says so. */
export type ClockReading = { readonly index: LogIndex; readonly readAt: Instant }

/** Where a {@link Book} stood, to go back to when what was written into it since did not reach the store. */
export type Mark = {
  readonly size: number
  readonly registry: Registry
  readonly agreements: ReadonlyMap<AgreementId, Names>
  readonly rules: ReadonlySet<RuleId>
  readonly clock: ClockReading | undefined
}

/**
 * All that admission needs to know of the log so far: who may sign, what there is to refer to, what the log's clock
 * last read. It runs ahead of the store by the batch that is being written.
 */
export class Book {
  /** For each entry which of the sorts it is: a log has millions of entries, and few kinds and authors. */
  #heard: number[] = []
  #sorts: Heard[] = []
  #sortOf = new Map<string, number>()
  #at: Mark = {
    size: 0,
    registry: emptyRegistry,
    agreements: new Map(),
    rules: new Set(),
    clock: undefined,
  }

  /** Entries so far: the index that the next one gets. */
  get size(): number {
    return this.#at.size
  }

  get registry(): Registry {
    return this.#at.registry
  }

  /** The newest `clock-read`. */
  get clock(): ClockReading | undefined {
    return this.#at.clock
  }

  heard(index: number): Heard | undefined {
    const number = this.#heard[index]
    return number === undefined ? undefined : this.#sorts[number]
  }

  agreement(id: AgreementId): Names | undefined {
    return this.#at.agreements.get(id)
  }

  hasRule(id: RuleId): boolean {
    return this.#at.rules.has(id)
  }

  /**
   * Takes in the next entry. `agreement` is the text that it adopts or amends, where it does.
   * @throws Problem as `withRegistration` does; nothing is changed then
   */
  add({ index, statement }: Entry, agreement: Agreement | undefined): void {
    const registry = withRegistration(this.#at.registry, index, statement)
    this.#heard.push(this.#sort(statement.kind, statement.by))
    this.#at = {
      size: this.#at.size + 1,
      registry,
      agreements:
        agreement === undefined
          ? this.#at.agreements
          : withNames(this.#at.agreements, agreement, {
              entry: index,
              from: statement.kind === 'agreement-amended' ? statement.from : undefined,
            }),
      rules:
        statement.kind === 'counting-rule-stated'
          ? new Set([...this.#at.rules, statement.rule.id])
          : this.#at.rules,
      clock: statement.kind === 'clock-read' ? { index, readAt: statement.readAt } : this.#at.clock,
    }
  }

  mark(): Mark {
    return this.#at
  }

  /** Forgets what came after `mark`. */
  goBack(mark: Mark): void {
    this.#heard.length = mark.size
    this.#at = mark
  }

  /** All of it as plain data, to be put away. */
  state(): BookState {
    return { at: this.#at, heard: this.#heard, sorts: this.#sorts, sortOf: this.#sortOf }
  }

  /** Makes an empty book the one that was put away. */
  takeUp({ at, heard, sorts, sortOf }: BookState): void {
    this.#at = at
    this.#heard = heard
    this.#sorts = sorts
    this.#sortOf = sortOf
  }

  #sort(kind: StatementKind, by: readonly ActorId[]): number {
    const key = `${kind} ${by.join(' ')}`
    const known = this.#sortOf.get(key)
    if (known !== undefined) return known
    this.#sortOf.set(key, this.#sorts.length)
    return this.#sorts.push({ kind, by }) - 1
  }
}

/** What a {@link Book} holds. */
export type BookState = {
  readonly at: Mark
  readonly heard: number[]
  readonly sorts: Heard[]
  readonly sortOf: Map<string, number>
}

function withNames(
  known: ReadonlyMap<AgreementId, Names>,
  agreement: Agreement,
  text: Names['texts'][number],
): ReadonlyMap<AgreementId, Names> {
  const before = known.get(agreement.id)
  // A block that is left out is still in the text, and people may speak of it.
  const leftOut = agreement.document.flatMap((part) => (part.is === 'left-out' ? [part.id] : []))
  return new Map(known).set(agreement.id, {
    clauses: new Set([
      ...(before?.clauses ?? []),
      ...agreement.clauses.keys(),
      ...agreement.exchanges.keys(),
      ...agreement.powers.keys(),
      ...leftOut,
    ]),
    terms: new Set([...(before?.terms ?? []), ...agreement.terms.keys(), ...leftOut.filter(isTermId)]),
    parties: new Set([...(before?.parties ?? []), ...agreement.parties.keys(), ...leftOut.filter(isPartyId)]),
    texts: [...(before?.texts ?? []), text],
  })
}
