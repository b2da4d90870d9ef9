import type { Agreement } from '../../core/agreement/agreement.ts'
import type { Entry } from '../../core/statement/entry.ts'
import type { ActorId, AgreementId, PartyId, RuleId, TermId } from '../../core/statement/fields.ts'
import type { StatementKind } from '../../core/statement/kinds.ts'
import { emptyRegistry, withRegistration, type Registry } from '../../core/statement/registry.ts'
import type { Instant } from '../../core/time/instant.ts'

/** What a statement may refer to in an agreement. Names of every text that was ever in force stay known. */
export type Names = {
  readonly clauses: ReadonlySet<string>
  readonly terms: ReadonlySet<TermId>
  readonly parties: ReadonlySet<PartyId>
}

/** What admission must remember of an entry: what kind it was and whose. */
export type Heard = { readonly kind: StatementKind; readonly by: readonly ActorId[] }

/** Where a {@link Book} stood, to go back to when what was written into it since did not reach the store. */
export type Mark = {
  readonly size: number
  readonly registry: Registry
  readonly agreements: ReadonlyMap<AgreementId, Names>
  readonly rules: ReadonlySet<RuleId>
  readonly clockRead: Instant | undefined
}

/**
 * All that admission needs to know of the log so far: who may sign, what there is to refer to, what the log's clock
 * last read. It runs ahead of the store by the batch that is being written.
 */
export class Book {
  #heard: Heard[] = []
  #at: Mark = {
    size: 0,
    registry: emptyRegistry,
    agreements: new Map(),
    rules: new Set(),
    clockRead: undefined,
  }

  /** Entries so far: the index that the next one gets. */
  get size(): number {
    return this.#at.size
  }

  get registry(): Registry {
    return this.#at.registry
  }

  /** The newest `clock-read`. */
  get clockRead(): Instant | undefined {
    return this.#at.clockRead
  }

  heard(index: number): Heard | undefined {
    return this.#heard[index]
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
    this.#heard.push({ kind: statement.kind, by: statement.by })
    this.#at = {
      size: this.#at.size + 1,
      registry,
      agreements: agreement === undefined ? this.#at.agreements : withNames(this.#at.agreements, agreement),
      rules:
        statement.kind === 'counting-rule-stated'
          ? new Set([...this.#at.rules, statement.rule.id])
          : this.#at.rules,
      clockRead: statement.kind === 'clock-read' ? statement.readAt : this.#at.clockRead,
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
}

function withNames(
  known: ReadonlyMap<AgreementId, Names>,
  agreement: Agreement,
): ReadonlyMap<AgreementId, Names> {
  const before = known.get(agreement.id)
  return new Map(known).set(agreement.id, {
    clauses: new Set([
      ...(before?.clauses ?? []),
      ...agreement.clauses.keys(),
      ...agreement.exchanges.keys(),
      ...agreement.powers.keys(),
    ]),
    terms: new Set([...(before?.terms ?? []), ...agreement.terms.keys()]),
    parties: new Set([...(before?.parties ?? []), ...agreement.parties.keys()]),
  })
}
