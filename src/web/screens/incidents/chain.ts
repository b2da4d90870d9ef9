import type { IncidentView } from '../../../core/api/incident.ts'

type Report = IncidentView['reports'][number]
type Finding = IncidentView['findings'][number]
type Reply = IncidentView['replies'][number]
type Notice = IncidentView['notices'][number]
type Correction = IncidentView['corrections'][number]

/** One link of the chain of evidence, in the order in which the log heard it. */
export type Link =
  | {
      readonly is: 'report'
      readonly entry: number
      readonly said: Report
      readonly corrections: readonly Correction[]
    }
  | {
      readonly is: 'finding'
      readonly entry: number
      readonly said: Finding
      readonly corrections: readonly Correction[]
    }
  | {
      readonly is: 'reply'
      readonly entry: number
      readonly said: Reply
      readonly corrections: readonly Correction[]
    }
  | {
      readonly is: 'notice'
      readonly entry: number
      readonly said: Notice
      readonly corrections: readonly Correction[]
    }
  | { readonly is: 'withdrawn'; readonly entry: number; readonly corrections: readonly Correction[] }

/** Everything said of an incident, in log order. Corrections stand with what they correct: nothing said is taken away. */
export function chainOf(incident: IncidentView): readonly Link[] {
  const corrections = (entry: number) => incident.corrections.filter(({ of }) => of === entry)
  const links: Link[] = [
    ...incident.reports.map((said) => ({
      is: 'report' as const,
      entry: said.entry,
      said,
      corrections: corrections(said.entry),
    })),
    ...incident.findings.map((said) => ({
      is: 'finding' as const,
      entry: said.entry,
      said,
      corrections: corrections(said.entry),
    })),
    ...incident.replies.map((said) => ({
      is: 'reply' as const,
      entry: said.entry,
      said,
      corrections: corrections(said.entry),
    })),
    ...incident.notices.map((said) => ({
      is: 'notice' as const,
      entry: said.entry,
      said,
      corrections: corrections(said.entry),
    })),
    ...incident.withdrawn.map((entry) => ({
      is: 'withdrawn' as const,
      entry,
      corrections: corrections(entry),
    })),
  ]
  return links.toSorted((a, b) => a.entry - b.entry)
}
