import type { ReasonView } from '../../parts/reasons.tsx'
import { standingText } from '../../words/standing-text.ts'

/** One line of an answer, and why what it says of an agreement's scope is so. */
export type AnswerLine = { readonly says: ReasonView; readonly because: readonly ReasonView[] }

/**
 * An answer about an incident says of each agreement whether it lies within its scope, and after that why. A reason of
 * scope alone (“No clause covers such an act”) names no agreement: it is read with the line that it explains.
 */
export function answerLines(summary: readonly ReasonView[]): readonly AnswerLine[] {
  const lines: { says: ReasonView; because: ReasonView[] }[] = []
  for (const says of summary) {
    const last = lines.at(-1)
    const explains = standingText('en', 'scope', says.code) !== undefined
    if (last !== undefined && explains && last.says.values['agreement'] === says.values['agreement'])
      last.because.push(says)
    else lines.push({ says, because: [] })
  }
  return lines
}
