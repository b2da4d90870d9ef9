import { toHex } from '../../../src/core/bytes/hex.ts'
import type { Misbehaviour, Why } from '../../../src/core/log/verdict.ts'
import { formatKeyId } from '../../../src/core/log/verifier-key.ts'
import { el, saveText } from './elements.ts'
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
    steps(checked, speech),
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

/** What each step answers for: a finding of these kinds makes it fail. */
const FILES: readonly Why[] = ['withheld', 'tile-differs']
const ROOT: readonly Why[] = ['root-differs', 'head-malformed', 'head-unsigned']
const KEPT: readonly Why[] = ['log-shrank', 'history-rewritten', 'split-view']
/** Refusals that come from the rules of the log as a whole, not from one statement. */
const RULES: ReadonlySet<string> = new Set([
  'duplicate-statement',
  'not-the-author',
  'reference-missing',
  'clock-went-back',
])

function steps({ report, compared, by, took }: Checked, { say, own }: Speech): HTMLElement {
  const { findings, entries, signatures, authors } = report
  const isRule = (one: Misbehaviour): boolean => one.why === 'entry-inadmissible' && RULES.has(one.code)
  const isBlob = (one: Misbehaviour): boolean =>
    (one.why === 'withheld' || one.why === 'tile-differs') && one.path.startsWith('blob/')
  const step = (
    title: string,
    detail: string | undefined,
    wrong: (one: Misbehaviour) => boolean,
  ): HTMLElement => {
    const fine = !findings.some(wrong)
    return el(
      'li',
      { class: fine ? 'met' : 'overdue' },
      el('span', { class: 'step-mark', 'aria-hidden': 'true' }, fine ? '✓' : '✕'),
      el(
        'div',
        {},
        el('strong', {}, title, ' · ', say(fine ? 'check.fine' : 'check.wrong')),
        detail === undefined ? undefined : el('p', { class: 'muted' }, detail),
      ),
    )
  }
  const signed = { n: signatures, signers: authors }
  return el(
    'ul',
    { class: 'plain check-steps' },
    step(
      say('check.hashed'),
      say('check.goodEntries', { n: entries }),
      (one) => FILES.includes(one.why) && !isBlob(one),
    ),
    step(say('check.root'), undefined, (one) => ROOT.includes(one.why)),
    compared
      ? step(say('check.extends'), undefined, (one) => KEPT.includes(one.why))
      : step(say('check.firstVisit'), undefined, () => false),
    step(
      say('check.signatures'),
      `${say(by === 'webcrypto' ? 'check.signaturesBrowser' : 'check.signaturesOwn', signed)} · ${(took / 1000).toFixed(1)} s`,
      (one) => one.why === 'signature-invalid' || (one.why === 'entry-inadmissible' && !isRule(one)),
    ),
    step(own('rules'), own('rulesDetail'), isRule),
    step(own('files'), own('filesDetail'), isBlob),
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
