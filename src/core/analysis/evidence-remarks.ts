import type { Clause } from '../agreement/agreement.ts'
import { remark, listed, type Remark, type RemarkKind, type RemarkValues } from './remark.ts'
import { canBeMet, metBy, needed } from './said.ts'

/** Who has to show what: remarks on the evidence, the silence and the exceptions of one clause. */
export function evidenceRemarks(clause: Clause): readonly Remark[] {
  const { id, at, duty, bearers, evidence, ifSilent, sources, exceptions, notice } = clause
  const found: Remark[] = []
  const say = (kind: RemarkKind, values: RemarkValues = {}): void =>
    void found.push(remark(kind, { clauses: [id], at, values: { clause: id, ...values } }))

  if (bearers.length === 0) say('nobody-bound')
  if (!canBeMet(evidence)) say('evidence-impossible')
  const binds = duty !== 'intend' && duty !== 'permit'
  if (binds && canBeMet(evidence)) {
    const judges = bearers.filter((party) => metBy(evidence, new Set([party])))
    if (judges.length > 0) say('verifier-is-bearer', { parties: listed(judges) })
    const without = needed(evidence)
    const vetoes = bearers.filter((party) => without.has(party) && !judges.includes(party))
    if (vetoes.length > 0) say('bearer-holds-veto', { parties: listed(vetoes) })
  }
  if (ifSilent !== 'unknown' && sources.length === 0) say('silence-unsourced')
  if (binds && ifSilent === 'compliant' && duty === 'achieve') say('silence-performs')
  if (binds && ifSilent === 'breach' && duty !== 'achieve') say('silence-accuses')
  // Whoever wants the exception has to have given notice: that is the burden.
  if (exceptions.length > 0 && notice === undefined)
    say('exception-without-burden', { exceptions: exceptions.join('; ') })
  return found
}
