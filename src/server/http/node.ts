import type { Picture } from '../../core/picture/picture.ts'
import type { Question } from '../../core/picture/question.ts'
import type { ServedLedger } from '../ledger/served-ledger.ts'
import type { Company } from '../follow/company.ts'

/** A running jig: its log, and the picture that is folded from it. */
export type Node = {
  readonly ledger: ServedLedger
  readonly picture: Picture
  /** What a demonstration is asked; empty for any other log. */
  readonly questions: readonly Question[]
  /** How it stands among other nodes; without it, it stands alone. */
  readonly company?: Company
}
