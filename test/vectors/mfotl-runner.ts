import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { readAgreement } from '../../src/core/agreement/read-agreement.ts'
import { mfotlOf } from '../../src/core/mfotl/export.ts'
import { readFormula } from '../../src/core/mfotl/monitor.test-support.ts'
import { refusal, runner } from './outcome.ts'

const ROOT = new URL('../../', import.meta.url)

/** A clause of an agreement in this repository, or of the text that the case carries. */
export const mfotl = runner(
  {
    file: z.string().optional(),
    text: z.string().optional(),
    clause: z.string(),
    party: z.string(),
    signature: z.string().optional(),
    formula: z.string().optional(),
    active: z.string().optional(),
    code: z.string().optional(),
  },
  ({ file, text, clause, party, signature, formula, active, code }) => {
    const source = text ?? readFileSync(new URL(file ?? '', ROOT), 'utf8')
    const { agreement, problems } = readAgreement(source, file ?? 'vector.md')
    if (agreement === undefined) throw new Error(problems.map(({ message }) => message).join('\n'))
    if (code !== undefined) return { got: refusal(() => mfotlOf(agreement, clause, party)).code, want: code }
    const made = mfotlOf(agreement, clause, party)
    // Whoever reads the text again must find a formula in it.
    for (const one of [made.formula, made.active]) readFormula(one)
    return {
      got: { signature: made.signature, formula: made.formula, active: made.active },
      want: { signature, formula, active },
    }
  },
)
