import { toHex } from '../../../src/core/bytes/hex.ts'
import type { Misbehaviour } from '../../../src/core/log/verdict.ts'
import { formatKeyId } from '../../../src/core/log/verifier-key.ts'
import { el, saveText } from './elements.ts'
import { showSteps } from './show-steps.ts'
import type { Checked } from './state.ts'
import type { Speech } from './words.ts'

/** The result of a check: the verdict, what was found with its evidence, what was checked, and figures to compare. */
export function showResult(checked: Checked, speech: Speech): HTMLElement {
  const { report, logKey, note } = checked
  const { say, own } = speech
  const { findings, head, entries } = report
  return el(
    'div',
    { class: 'result' },
    findings.length === 0
      ? el(
          'section',
          { class: 'panel good', role: 'status' },
          el('h1', {}, say('check.good')),
          el('p', {}, say('check.goodEntries', { n: entries })),
        )
      : el(
          'section',
          { class: 'panel bad', role: 'alert' },
          el('h1', {}, say('check.bad')),
          el('p', {}, say('check.badFindings', { n: findings.length })),
        ),
    showFindings(findings, speech),
    report.demonstration ? el('p', { class: 'muted demonstration' }, own('demonstration')) : undefined,
    showSteps(checked, speech),
    el('h2', {}, say('check.origin')),
    el(
      'dl',
      {},
      ...row(say('check.origin'), logKey.name),
      ...row(
        say('check.key'),
        formatKeyId(logKey.keyId),
        own(checked.keyIsClaimed ? 'keyClaimed' : 'keyGiven'),
      ),
      ...(head === undefined
        ? []
        : [...row(say('check.size'), String(head.size)), ...row(own('root'), grouped(toHex(head.root)))]),
      ...(report.pictures === undefined ? [] : row(own('picture'), grouped(report.pictures.digest))),
    ),
    el('p', { class: 'muted small' }, own('compare')),
    head === undefined
      ? undefined
      : el(
          'button',
          { class: 'button', type: 'button', onclick: () => saveText('tree-head.txt', note) },
          say('check.saveRoot'),
        ),
    el('p', { class: 'muted small' }, findings.length === 0 ? own('keptNote') : undefined),
  )
}

/** Everything that is wrong, each with what a third person needs to see it too. */
export function showFindings(findings: readonly Misbehaviour[], { say }: Speech): HTMLElement | undefined {
  if (findings.length === 0) return undefined
  return el(
    'ul',
    { class: 'plain findings' },
    ...findings.map((finding) =>
      el(
        'li',
        { class: 'card', 'data-why': finding.why },
        el('strong', {}, say(`wrong.${finding.why}`)),
        'index' in finding && finding.index !== undefined ? ` · #${finding.index}` : undefined,
        finding.why === 'withheld' || finding.why === 'tile-differs' ? ` · ${finding.path}` : undefined,
        'because' in finding ? el('p', { lang: 'en', dir: 'ltr' }, finding.because) : undefined,
        el(
          'details',
          {},
          el('summary', {}, say('wrong.evidence')),
          el('pre', { dir: 'ltr' }, JSON.stringify(finding, null, 2)),
        ),
      ),
    ),
  )
}

function row(term: string, value: string, aside?: string): readonly HTMLElement[] {
  return [
    el('dt', {}, term),
    el('dd', {}, el('code', { dir: 'ltr' }, value), aside === undefined ? undefined : ` (${aside})`),
  ]
}

/** Eight digits at a time, to be read aloud. */
function grouped(hex: string): string {
  return hex.replaceAll(/(.{8})(?=.)/g, '$1 ')
}
