import type { Remark, Severity } from '../../core/analysis/remark.ts'
import type { Speech } from '../words.ts'

const SEVERITIES = ['error', 'warning', 'note'] as const satisfies readonly Severity[]

export function remarkText({ kind, values }: Remark, speech: Speech): string {
  return speech.word('remark', kind, values)
}

export function fixTexts({ fix, values }: Remark, speech: Speech): readonly string[] {
  return fix.map((code) => speech.word('fix', code, values))
}

/** Remarks for people: by severity, then by place, each with what would repair it. */
export function remarkLines(file: string, remarks: readonly Remark[], speech: Speech): readonly string[] {
  return SEVERITIES.flatMap((severity) => {
    const of = remarks.filter((one) => one.severity === severity)
    if (of.length === 0) return []
    return [
      '',
      `${speech.word('severity', severity)} (${of.length})`,
      ...of.flatMap((one) => [
        `${file}:${one.at.line}:${one.at.column}: ${remarkText(one, speech)} [${one.kind}]`,
        ...fixTexts(one, speech).map((text) => `  → ${text}`),
      ]),
    ]
  })
}

export function countBySeverity(remarks: readonly Remark[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, note: 0 }
  for (const { severity } of remarks) counts[severity] += 1
  return counts
}
