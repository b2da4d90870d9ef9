import type { Vacuity, VacuityRun } from '../../core/rehearsal/vacuity.ts'
import type { Speech } from '../words.ts'

/**
 * The differences between the boards of the vacuity runs: what stands otherwise than where everything is done at once.
 * Runs that differ in the same way are told together.
 */
export function vacuityLines({ runs, rows, unmoved, unbroken }: Vacuity, speech: Speech): readonly string[] {
  const told = new Map<string, string[]>()
  for (const [at, run] of runs.entries()) {
    if (at === 0) continue
    const changed = new Map<string, Set<string>>()
    for (const { clause, statuses } of rows) {
      const status = statuses[at]
      if (status === undefined || status === statuses[0]) continue
      changed.set(status, (changed.get(status) ?? new Set()).add(clause))
    }
    const lines = [...changed].map(([status, clauses]) => {
      const stands = { status: speech.word('status', status), clauses: [...clauses].join(', ') }
      return `  ${speech.word('vacuity', 'stands', stands)}`
    })
    const difference = lines.length === 0 ? `  ${speech.word('vacuity', 'same')}` : lines.join('\n')
    told.set(difference, [...(told.get(difference) ?? []), runText(run, speech)])
  }
  const same = unmoved.filter((id) => !unbroken.includes(id))
  const telling = (word: 'unmoved' | 'unbroken', clauses: readonly string[]): readonly string[] =>
    clauses.length === 0 ? [] : ['', speech.word('vacuity', word, { clauses: clauses.join(', ') })]
  return [
    '',
    speech.word('vacuity', 'title'),
    ...[...told].flatMap(([difference, names]) => ['', names.join('; '), ...difference.split('\n')]),
    ...telling('unmoved', same),
    ...telling('unbroken', unbroken),
  ]
}

function runText(run: VacuityRun, speech: Speech): string {
  return speech.word('vacuity', run.is, run.is === 'does-nothing' ? { who: run.who } : {})
}
