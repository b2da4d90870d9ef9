import { fromUtf8 } from '../../core/bytes/utf8.ts'
import { isProblem, problems } from '../../core/problem.ts'
import { statementSchema, type Statement } from '../../core/statement/kinds.ts'

/**
 * Reads an entry that the strict reader has accepted before: the same statement, three times as fast. Only for bytes
 * that are then held against a root that this log signed; anything else goes through `parseStatement`.
 * @throws Problem `statement-malformed` where it is not such an entry after all
 */
export function rereadStatement(entry: Uint8Array): Statement {
  try {
    const whole = fromUtf8(entry)
    const read = statementSchema.safeParse(JSON.parse(whole.slice(0, whole.lastIndexOf('\n\n'))))
    if (read.success) return read.data
  } catch (error) {
    if (!(error instanceof SyntaxError) && !isProblem(error)) throw error
  }
  throw problems.statementMalformed({ because: 'it is no statement that this log could have taken' })
}
