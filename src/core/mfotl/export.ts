import type { Agreement } from '../agreement/agreement.ts'
import { formulaText, signatureText } from './formula.ts'
import { adoptedText } from './adopted-text.ts'
import { traceOf, type Tracing } from './trace.ts'
import { translate } from './translate.ts'

/** What MonPoly is given for one clause of one bearer: the texts of its three files, and how it is called. */
export type MfotlExport = {
  readonly clause: string
  readonly party: string
  /** The signature file. */
  readonly signature: string
  /** The formula that is true where the duty is breached. */
  readonly formula: string
  /** The formula that is true from where the duty is in force on. */
  readonly active: string
  /** The trace, where a record was given. */
  readonly trace: string | undefined
  /** Things alleged, disputed or uncertain in time, and so not in the trace: without them too it is true where it is. */
  readonly leftOut: number
  readonly command: string
}

/**
 * A clause for MonPoly, with the three traps of point-based monitoring closed: equal times are one time point, ticks stand
 * where jig's timers would fire, and no last time point is added (`-nonewlastts`), nor are lines left out that only let
 * time pass (`-nofilteremptytp`, `-nofilterrel`). A record is asked about its own copy of the text.
 * @throws Problem `formula-missing`, `trace-missing`, `clause-unknown`
 */
export function mfotlOf(text: Agreement, clause: string, party: string, record?: Tracing): MfotlExport {
  const adopted = record === undefined ? text : adoptedText(text, clause, record)
  const translation = translate(adopted, clause, party)
  const trace = record === undefined ? undefined : traceOf(adopted, translation, record)
  const name = `${clause}.${party}`
  const flags = '-nonewlastts -nofilteremptytp -nofilterrel'
  return {
    clause,
    party,
    signature: signatureText(translation.breach, translation.active),
    formula: formulaText(translation.breach),
    active: formulaText(translation.active),
    trace: trace?.text,
    leftOut: trace?.leftOut ?? 0,
    command: `monpoly -sig ${name}.sig -formula ${name}.mfotl -log ${name}.log ${flags}`,
  }
}
