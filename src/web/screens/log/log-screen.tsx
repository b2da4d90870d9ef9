import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { LogView } from '../../../core/api/log.ts'
import { nodesView } from '../../../core/api/nodes.ts'
import { Go } from '../../app/go.tsx'
import { useSpeech } from '../../app/language.tsx'
import { useLog } from '../../data/log-context.tsx'
import { useResource } from '../../data/use-resource.ts'
import { Code } from '../../parts/refs.tsx'
import { ShapeMark } from '../../parts/shapes.tsx'
import { Loading } from '../../parts/states.tsx'
import type { CheckRequest, CheckResult } from './check-protocol.ts'
import { Company } from './company.tsx'
import { FindEntry } from './find-entry.tsx'
import { FoundNotice } from './found-notice.tsx'
import { inEights } from './in-eights.ts'
import { keepHead, keptHead, type KeptHead } from './kept-head.ts'
import { Misbehaviours } from './misbehaviours.tsx'
import { ReceiptCheck } from './receipt-check.tsx'
import { saveLog, saveText } from './save-file.ts'
import { useCheck } from './use-check.ts'
import { TrustLines } from './trust-lines.tsx'
import './log.css'

/** The log, checked on the reader's own computer: nothing of the server's word is taken but its key. */
export default function LogScreen() {
  const { log } = useLog()
  return (
    <main id="main" className="page narrow log-page">
      {log === undefined ? <Loading /> : <Checked key={log.origin} log={log} />}
    </main>
  )
}

function Checked({ log }: { readonly log: LogView }) {
  const { say, count, language } = useSpeech()
  const [kept, setKept] = useState(() => keptHead(log.origin))
  const [request, setRequest] = useState<CheckRequest>({ logKey: log.logKey, kept: kept?.note })
  const [keeps, setKeeps] = useState<boolean | undefined>(undefined)
  const keyChanged = kept !== undefined && kept.key !== log.logKey
  const nodes = useResource(nodesView, '/api/nodes')
  const check = useCheck(request, ({ head, findings }) => {
    if (head === undefined || findings.length > 0 || keyChanged) return
    setKeeps(keepHead(log.origin, { note: head.note, key: log.logKey, keptAt: new Date().toISOString() }))
  })
  const result = check.is === 'done' ? check.result : undefined
  const again = () => {
    const now = keptHead(log.origin)
    setKept(now)
    setRequest({ logKey: log.logKey, kept: now?.note })
  }

  return (
    <>
      <p className="muted">{say('check.intro')}</p>
      {check.is === 'running' && (
        <section className="panel running" aria-live="polite">
          <h1>{say('check.running')}</h1>
          <progress
            max={check.progress?.of ?? 1}
            value={check.progress?.entries ?? 0}
            aria-label={say('check.running')}
          />
          <p>
            {check.progress === undefined
              ? say('check.fetching')
              : say('check.progress', {
                  entries: check.progress.entries,
                  of: check.progress.of,
                  signatures: check.progress.signatures,
                })}
          </p>
        </section>
      )}
      {check.is === 'failed' && (
        <section className="panel bad" role="alert">
          <h1>{say('check.failed')}</h1>
          <p lang="en" dir="ltr">
            {check.because}
          </p>
        </section>
      )}
      {result !== undefined && (
        <>
          {result.findings.length === 0 && !keyChanged ? (
            <section className="panel good" role="status">
              <h1>{say('check.good')}</h1>
              <p>{say('check.goodEntries', { n: result.entries })}</p>
            </section>
          ) : (
            <section className="panel bad" role="alert">
              <h1>{say('check.bad')}</h1>
              <p>
                {keyChanged
                  ? say('check.keyChanged')
                  : say('check.badFindings', { n: result.findings.length })}
              </p>
            </section>
          )}
          <FoundNotice findings={nodes.value?.verdicts ?? 0} />
          <Misbehaviours of={result.findings} />
          <Steps result={result} kept={kept} language={language} />
          {keeps === true && <p className="small muted">{say('check.keptNow')}</p>}
          {keeps === false && <p className="small">{say('check.notKept')}</p>}
        </>
      )}
      <div className="log-actions no-print">
        <Button
          className="button primary"
          isDisabled={result?.head === undefined}
          onPress={() => saveText(`${log.log}-head.txt`, result?.head?.note ?? '')}
        >
          {say('check.saveRoot')}
        </Button>
        <Button className="button" onPress={again}>
          {say('check.again')}
        </Button>
        <Button
          className="button"
          isDisabled={result?.head === undefined}
          onPress={() => void saveLog(log.log, result?.head?.size ?? 0)}
        >
          {say('check.download')}
        </Button>
      </div>
      <Company nodes={nodes} />
      <FindEntry size={log.size} />
      <ReceiptCheck logKey={log.logKey} />
      <section>
        <h2>{say('check.notShown')}</h2>
        <ul>
          <li>{say('check.notTrue')}</li>
          <li>{say('check.notComplete')}</li>
          <li>{say('check.notKey')}</li>
        </ul>
        <dl className="small">
          <dt>{say('check.origin')}</dt>
          <dd>
            <Code>{log.origin}</Code>
          </dd>
          <dt>{say('check.key')}</dt>
          <dd>
            <Code>{log.logKey}</Code>
          </dd>
          <dt>{say('check.size')}</dt>
          <dd>
            {count(log.size)} · <Go to={`/log/${Math.max(0, log.size - 1)}`}>{say('check.lastEntry')}</Go>
          </dd>
        </dl>
        <p className="small muted">
          {say('check.commandLine')} <Code>{`jig verify ${location.origin}`}</Code>
        </p>
      </section>
    </>
  )
}

function Steps({
  result,
  kept,
  language,
}: {
  readonly result: CheckResult
  readonly kept: KeptHead | undefined
  readonly language: string
}) {
  const { say } = useSpeech()
  const wrong = new Set(result.findings.map(({ why }) => why))
  const steps = [
    {
      key: 'hashed',
      fine: !wrong.has('withheld') && !wrong.has('tile-differs'),
      detail: say('check.hashedDetail', { n: result.entries, mb: Math.round(result.bytes / 10_000) / 100 }),
    },
    {
      key: 'root',
      fine: !wrong.has('root-differs') && !wrong.has('head-malformed') && !wrong.has('head-unsigned'),
      detail: undefined,
    },
    {
      key: kept === undefined ? 'firstVisit' : 'extends',
      fine: !wrong.has('log-shrank') && !wrong.has('history-rewritten') && !wrong.has('split-view'),
      detail:
        kept === undefined
          ? say('check.firstVisitDetail')
          : say('check.extendsDetail', {
              n: String(result.keptSize ?? 0),
              date: new Date(kept.keptAt).toLocaleDateString(
                language === 'en' ? 'en-GB' : `${language}-u-nu-latn`,
                { dateStyle: 'medium' },
              ),
            }),
    },
    {
      key: 'signatures',
      fine: !wrong.has('signature-invalid') && !wrong.has('entry-inadmissible'),
      detail: say(result.by === 'webcrypto' ? 'check.signaturesBrowser' : 'check.signaturesOwn', {
        n: result.signatures,
        signers: result.signers,
      }),
    },
    ...(result.pictures === undefined
      ? []
      : [
          {
            key: 'pictures',
            fine: !wrong.has('picture-differs'),
            detail: wrong.has('picture-differs')
              ? undefined
              : say('check.picturesDetail', {
                  n: result.pictures.same,
                  open: result.pictures.notCompared,
                }),
          } as const,
        ]),
  ] as const
  return (
    <>
      <ul className="plain check-steps">
        {steps.map(({ key, fine, detail }) => (
          <li key={key} className={fine ? 'met' : 'overdue'}>
            <ShapeMark of={fine ? 'tick' : 'octagon'} />
            <div>
              <strong>
                {say(`check.${key}`)}{' '}
                <span className="hidden-but-read">{say(fine ? 'check.fine' : 'check.wrong')}</span>
              </strong>
              {key === 'root' && result.head !== undefined && <Code>{inEights(result.head.root)}</Code>}
              {key === 'pictures' && result.pictures !== undefined && (
                <Code>{inEights(result.pictures.digest)}</Code>
              )}
              {detail !== undefined && <p className="muted">{detail}</p>}
            </div>
            {key === 'signatures' && (
              <span className="mono muted" dir="ltr">
                {(result.took / 1000).toFixed(1)} s
              </span>
            )}
          </li>
        ))}
      </ul>
      <TrustLines of={result.trust} />
    </>
  )
}
