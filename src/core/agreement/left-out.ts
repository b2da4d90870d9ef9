import { problems, type Problem } from '../problem.ts'
import type { Agreement } from './agreement.ts'

type Document = Pick<Agreement, 'id' | 'document'>

/** Whether the text has a block of this id that is no part of the agreement as it runs: it has a fault, or rests on one. */
export function isLeftOut(text: Pick<Agreement, 'document'>, id: string): boolean {
  return text.document.some((part) => part.is === 'left-out' && part.id === id)
}

/** Problem `clause-unknown` or, where the text has such a block and it has a fault, `clause-left-out`. */
export function noSuchClause({ id: agreement, document }: Document, clause: string): Problem {
  for (const part of document) {
    if (part.is === 'left-out' && part.id === clause)
      return problems.clauseLeftOut({ clause, agreement, line: part.at.line })
  }
  return problems.clauseUnknown({ clause, agreement })
}
