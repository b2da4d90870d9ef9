import type { Agreement } from '../agreement/agreement.ts'
import { leadsIn } from './leads.ts'
import { remark, type Remark } from './remark.ts'
import { networkOf } from './time-constraints.ts'

/**
 * Powers whose form takes longer than the text leaves between the moment at which their ground can be met and the last at
 * which they may take effect. They can be told before there is a ground; whoever waits for it comes too late.
 */
export function formRemarks(agreement: Agreement): readonly Remark[] {
  const told = [...agreement.powers.values()].filter(({ form }) => form?.told !== undefined)
  if (told.length === 0) return []
  const network = networkOf(agreement)
  const leads = leadsIn(network)
  if (leads === undefined) return []
  const node = (name: string): number => network.variables.get(name) ?? 0
  return told.flatMap(({ id, at, form }) => {
    const within = form?.told ?? 0
    const most = 0 - (leads.after(node(`exercised ${id}`))[node(`ground ${id}`)] ?? 0)
    if (most >= within) return []
    const values = { power: id, within, length: within - most }
    return [remark('form-too-slow', { clauses: [id], at, values })]
  })
}
