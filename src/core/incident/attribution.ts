import type { ActorId, LogIndex, PartyId } from '../statement/fields.ts'
import type { Accounts } from './accounts.ts'
import type { Asking, FindingBody } from './asking.ts'
import { partiesOf, sideOf, voicesOf, type Voice } from './voices.ts'

export type Confidence = FindingBody['attribution'][number]['confidence']
/** From the weakest; a report's own word is `asserted`. */
export const CONFIDENCES: readonly Confidence[] = [
  'asserted',
  'possible',
  'likely',
  'highly-likely',
  'established',
]

/** One who may have done it, with everybody who says so. Several candidates stand side by side; none is chosen. */
export type Candidate = {
  readonly party: PartyId
  readonly saidBy: readonly {
    readonly entry: LogIndex
    readonly by: readonly ActorId[]
    readonly voices: readonly Voice[]
    readonly from: 'report' | 'finding'
    readonly confidence: Confidence
  }[]
  readonly strongest: Confidence
  /** Entries in which the candidate itself, through somebody who acts for it, says that it did it. */
  readonly accepted: readonly LogIndex[]
  /** Replies by which the candidate's side denies or explains an account that names it. */
  readonly answered: readonly { readonly entry: LogIndex; readonly stance: 'denies' | 'explains' }[]
}

/** The candidates, in order of party id, so that no order of naming suggests a ranking. */
export function candidatesOf(accounts: Accounts, asking: Asking): readonly Candidate[] {
  const named = new Map<PartyId, Candidate['saidBy'][number][]>()
  const name = (party: PartyId, saying: Candidate['saidBy'][number]): void => {
    const list = named.get(party)
    if (list === undefined) named.set(party, [saying])
    else list.push(saying)
  }
  for (const { entry, by, voices, body } of accounts.reports) {
    if (body.alleged !== undefined) {
      name(body.alleged, { entry, by, voices, from: 'report', confidence: 'asserted' })
    }
  }
  for (const { entry, by, voices, body } of accounts.findings) {
    for (const { to, confidence } of body.attribution) {
      name(to, { entry, by, voices, from: 'finding', confidence })
    }
  }
  return [...named]
    .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([party, saidBy]) => candidate(party, saidBy, accounts, asking))
}

function candidate(
  party: PartyId,
  saidBy: Candidate['saidBy'],
  { replies }: Accounts,
  asking: Asking,
): Candidate {
  const side = sideOf(party, asking)
  const entries = new Set(saidBy.map(({ entry }) => entry))
  const own = saidBy.filter(({ by }) => partiesOf(by, asking).includes(party)).map(({ entry }) => entry)
  const accepted = replies
    .filter(({ to, by, stance }) => {
      return stance === 'accepts' && entries.has(to) && partiesOf(by, asking).includes(party)
    })
    .map(({ entry }) => entry)
  const answered: Candidate['answered'][number][] = []
  for (const { entry, to, by, stance } of replies) {
    if (stance !== 'denies' && stance !== 'explains') continue
    if (entries.has(to) && voicesOf(by, asking).includes(side)) answered.push({ entry, stance })
  }
  return { party, saidBy, strongest: strongestOf(saidBy), accepted: [...own, ...accepted], answered }
}

function strongestOf(saidBy: Candidate['saidBy']): Confidence {
  let rank = 0
  for (const { confidence } of saidBy) rank = Math.max(rank, CONFIDENCES.indexOf(confidence))
  return CONFIDENCES[rank] ?? 'asserted'
}
