import type { Misbehaviour, Why } from '../../../src/core/log/verdict.ts'
import { MOST_FINDINGS } from '../../../src/core/log/log-check.ts'
import { trustShown } from '../../../src/core/statement/trust-shown.ts'
import { el } from './elements.ts'
import type { Checked } from './state.ts'
import type { Speech } from './words.ts'

const ROOT: readonly Why[] = ['root-differs', 'head-malformed', 'head-unsigned']
const KEPT: readonly Why[] = ['log-shrank', 'history-rewritten', 'split-view']
/** Refusals that come from the rules of the log as a whole, not from one statement. */
const RULES: ReadonlySet<string> = new Set([
  'duplicate-statement',
  'not-the-author',
  'reference-missing',
  'clock-went-back',
])

const isFile = (one: Misbehaviour): boolean => one.why === 'withheld' || one.why === 'tile-differs'
const isBlob = (one: Misbehaviour): boolean =>
  (one.why === 'withheld' || one.why === 'tile-differs') && one.path.startsWith('blob/')
const isRule = (one: Misbehaviour): boolean => one.why === 'entry-inadmissible' && RULES.has(one.code)
const isOfHead = (one: Misbehaviour): boolean =>
  ROOT.includes(one.why) || (one.why === 'signature-invalid' && one.index === undefined)
const isOfSigners = (one: Misbehaviour): boolean =>
  (one.why === 'signature-invalid' && one.index !== undefined) ||
  (one.why === 'entry-inadmissible' && !isRule(one))

const isOfPicture = (one: Misbehaviour): boolean => one.why === 'picture-differs'

/** How a step ended. A check that broke off says nothing about what it did not come to. */
type End = 'fine' | 'wrong' | 'open'
const MARKS: Readonly<Record<End, string>> = { fine: '✓', wrong: '✕', open: '–' }
const LOOKS: Readonly<Record<End, string>> = { fine: 'met', wrong: 'overdue', open: 'dormant' }

/** What was checked, step by step, and how each ended. */
export function showSteps({ report, compared, by, took }: Checked, { say, own }: Speech): HTMLElement {
  const { findings, entries, signatures, authors, head, pictures } = report
  const whole = head !== undefined && entries === head.size && findings.length < MOST_FINDINGS
  const ENDS = { fine: say('check.fine'), wrong: say('check.wrong'), open: own('notReached') }
  const endOf = (wrong: (one: Misbehaviour) => boolean): End => {
    if (findings.some(wrong)) return 'wrong'
    return whole ? 'fine' : 'open'
  }
  const step = (title: string, end: End, detail?: string, said = ` · ${ENDS[end]}`): HTMLElement =>
    el(
      'li',
      { class: LOOKS[end] },
      el('span', { class: 'step-mark', 'aria-hidden': 'true' }, MARKS[end]),
      el(
        'div',
        {},
        el('strong', {}, title, said),
        detail === undefined ? undefined : el('p', { class: 'muted' }, detail),
      ),
    )
  const trustSteps = (): readonly HTMLElement[] => {
    const { policy, marked, doubtful } = trustShown(report)
    const absent = policy === undefined || policy.absent.length === 0 ? '' : policy.absent.join(', ')
    return [
      ...(policy === undefined
        ? []
        : [
            step(
              `${say(policy.trusted ? 'check.trusted' : 'check.notTrusted')} #${policy.entry}`,
              policy.trusted ? 'fine' : 'open',
              absent === '' ? undefined : `${say('check.absent')} ${absent}`,
              '',
            ),
          ]),
      ...(marked === 0
        ? []
        : [
            step(
              say('check.marked', { n: marked }),
              'open',
              doubtful.length === 0
                ? undefined
                : `${say('check.doubtful')} ${doubtful.map((index) => `#${index}`).join(' ')}`,
              '',
            ),
          ]),
    ]
  }
  const signed = say(by === 'webcrypto' ? 'check.signaturesBrowser' : 'check.signaturesOwn', {
    n: signatures,
    signers: authors,
  })
  return el(
    'ul',
    { class: 'plain check-steps' },
    step(
      say('check.hashed'),
      endOf((one) => isFile(one) && !isBlob(one)),
      say('check.goodEntries', { n: entries }),
    ),
    step(say('check.root'), endOf(isOfHead)),
    compared
      ? step(
          say('check.extends'),
          endOf((one) => KEPT.includes(one.why)),
        )
      : step(say('check.firstVisit'), 'open', undefined, ''),
    step(say('check.signatures'), endOf(isOfSigners), `${signed} · ${(took / 1000).toFixed(1)} s`),
    step(own('rules'), endOf(isRule), own('rulesDetail')),
    step(own('files'), endOf(isBlob), own('filesDetail')),
    step(
      say('check.pictures'),
      pictures === undefined ? 'open' : endOf(isOfPicture),
      pictures?.findings.length === 0
        ? say('check.picturesDetail', { n: pictures.same, open: pictures.notCompared })
        : undefined,
    ),
    ...trustSteps(),
  )
}
