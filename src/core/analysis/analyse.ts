import type { Agreement } from '../agreement/agreement.ts'
import { graphOf } from './build-graph.ts'
import { contradictionRemarks } from './contradictions.ts'
import { complianceRemarks } from './compliance.ts'
import { criticalPathRemarks } from './dates.ts'
import { deadlineRemarks } from './deadlines.ts'
import { dutyRemarks } from './duty-remarks.ts'
import { escalationRemarks } from './escalation.ts'
import { evidenceRemarks } from './evidence-remarks.ts'
import { formRemarks } from './form-remarks.ts'
import type { Graph } from './graph.ts'
import { byText, inOrder, type Remark } from './remark.ts'
import { stallRemarks } from './stall.ts'
import { sideRemarks } from './sides.ts'
import { lineRemarks, termRemarks } from './term-remarks.ts'
import { textRemarks } from './text-remarks.ts'
import { wordRemarks } from './word-remarks.ts'
import { waitingRemarks } from './waiting.ts'

/** What waits for what, in both readings of an exchange: each is built once and asked often. */
export type Graphs = { readonly asWritten: Graph; readonly onceMoving: Graph }

export function graphsOf(agreement: Agreement): Graphs {
  const ordered = byId(agreement)
  return {
    asWritten: graphOf(ordered, { exchangesWait: true }),
    onceMoving: graphOf(ordered, { exchangesWait: false }),
  }
}

/** Each analysis alone, by name: for the benchmark, and for whoever wants one of them. */
export const ANALYSES = {
  waiting: (agreement, { asWritten, onceMoving }) => waitingRemarks(agreement, asWritten, onceMoving),
  'critical path': (agreement, { onceMoving }) => criticalPathRemarks(agreement, onceMoving),
  deadlines: deadlineRemarks,
  forms: formRemarks,
  compliance: complianceRemarks,
  contradictions: contradictionRemarks,
  stalls: (agreement, { onceMoving }) => stallRemarks(agreement, onceMoving),
  sides: sideRemarks,
  escalation: escalationRemarks,
  ambiguity: (agreement) => [
    ...[...agreement.clauses.values()].flatMap((clause) => [
      ...dutyRemarks(agreement, clause),
      ...evidenceRemarks(clause),
    ]),
    ...termRemarks(agreement),
    ...lineRemarks(agreement),
    ...textRemarks(agreement),
    ...wordRemarks(agreement),
  ],
} as const satisfies Readonly<Record<string, (agreement: Agreement, graphs: Graphs) => readonly Remark[]>>

/**
 * Everything worth saying about a text before anybody signs it, in the order of the text. Pure and total: it reads no
 * conduct and no log, never throws, and says the same whatever the order of the clauses.
 */
export function analyse(agreement: Agreement, graphs = graphsOf(agreement)): readonly Remark[] {
  const ordered = byId(agreement)
  return inOrder(Object.values(ANALYSES).flatMap((analysis) => analysis(ordered, graphs)))
}

/** The agreement with its blocks in the order of their ids: which cycle is found first must not hang on the layout. */
function byId(agreement: Agreement): Agreement {
  const sorted = <K extends string, V>(map: ReadonlyMap<K, V>): ReadonlyMap<K, V> =>
    new Map([...map].toSorted(([a], [b]) => byText(a, b)))
  return {
    ...agreement,
    terms: sorted(agreement.terms),
    parties: sorted(agreement.parties),
    clauses: sorted(agreement.clauses),
    exchanges: sorted(agreement.exchanges),
    powers: sorted(agreement.powers),
  }
}
