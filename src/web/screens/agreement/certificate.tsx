import { useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { certificateView } from '../../../core/api/certificate.ts'
import { canonicalJson } from '../../../core/statement/write.ts'
import { useSpeech } from '../../app/language.tsx'
import { fetchPlain, fetchView } from '../../data/fetch-view.ts'
import { useLog } from '../../data/log-context.tsx'
import { ShapeMark } from '../../parts/shapes.tsx'
import { ProblemPanel } from '../../parts/states.tsx'
import { keptHead } from '../log/kept-head.ts'
import { Misbehaviours } from '../log/misbehaviours.tsx'
import { saveText } from '../log/save-file.ts'
import {
  certificateFile,
  certificatePath,
  isCertificateOf,
  type Certified,
  type ShownOn,
} from './certificate-of.ts'
import type { CertificateNews, CertificateRequest } from './certificate-protocol.ts'

type CertificateProps = {
  readonly agreement: string
  readonly board: ShownOn
  readonly of: Certified
}

/** What became of a check; `other` where the server's certificate is of another standing than the one that is shown. */
type Outcome = CertificateNews | { readonly is: 'starting' | 'other' }

/** The certificate of one standing: to be saved and checked elsewhere, or checked here, without the server's engine. */
export function Certificate({ agreement, board, of }: CertificateProps) {
  const { say } = useSpeech()
  const { log } = useLog()
  const [outcome, setOutcome] = useState<Outcome | undefined>(undefined)
  const [failure, setFailure] = useState<Error | undefined>(undefined)
  const stop = useRef(new AbortController())
  useEffect(() => {
    const left = new AbortController()
    stop.current = left
    return () => left.abort()
  }, [])

  const path = certificatePath(agreement, board, of)
  /** What a press began; what fails is shown, unless the reader has left meanwhile. */
  const begin = (work: (signal: AbortSignal) => Promise<void>) => {
    const { signal } = stop.current
    setFailure(undefined)
    work(signal).catch((error: unknown) => {
      if (signal.aborted) return
      setOutcome(undefined)
      setFailure(error instanceof Error ? error : new Error(String(error)))
    })
  }
  const save = async (signal: AbortSignal) => {
    const response = await fetchPlain(path, signal)
    saveText(certificateFile(of), `${canonicalJson(await response.json())}\n`)
  }
  const check = async (signal: AbortSignal) => {
    if (log === undefined) return
    setOutcome({ is: 'starting' })
    const certificate = await fetchView(certificateView, path, signal)
    if (!isCertificateOf(certificate, agreement, board, of)) return setOutcome({ is: 'other' })
    checkBeside({ certificate, logKey: log.logKey, kept: keptHead(log.origin)?.note }, signal, setOutcome)
  }
  const running = outcome?.is === 'starting' || outcome?.is === 'progress'
  return (
    <div className="certificate no-print">
      <p className="small muted">{say('certificate.what')}</p>
      <div className="certificate-actions">
        <Button
          className="button small-button"
          isDisabled={running || log === undefined}
          onPress={() => begin(check)}
        >
          {say('certificate.check')}
        </Button>
        <Button className="button small-button" onPress={() => begin(save)}>
          {say('certificate.save')}
        </Button>
      </div>
      {failure !== undefined && <ProblemPanel failure={failure} />}
      <div role="status">{outcome !== undefined && <Found of={outcome} />}</div>
    </div>
  )
}

/** The same, folded up beside what else is said. */
export function FoldedCertificate(props: CertificateProps) {
  const { say } = useSpeech()
  return (
    <details className="small no-print folded-block">
      <summary>{say('certificate.title')}</summary>
      <Certificate {...props} />
    </details>
  )
}

function Found({ of }: { readonly of: Outcome }) {
  const { say } = useSpeech()
  switch (of.is) {
    case 'starting':
      return <p className="muted">{say('check.fetching')}</p>
    case 'progress':
      return <p className="muted">{say('certificate.checking', { entries: of.entries, of: of.of })}</p>
    case 'other':
      return <Wrong text={say('certificate.other')} />
    case 'log-not-in-order':
      return (
        <>
          <Wrong text={say('certificate.logNotInOrder')} />
          <Misbehaviours of={of.findings} />
        </>
      )
    case 'failed':
      return <Wrong text={say('check.failed')} because={of.because} />
    case 'checked':
      if (of.checked.is === 'refused')
        return <Wrong text={say('certificate.refused')} because={of.checked.because} />
      if (of.checked.is === 'cannot')
        return (
          <p>
            {say('certificate.cannot')} <Because>{of.checked.because}</Because>
          </p>
        )
      return (
        <p className="certificate-good met">
          <ShapeMark of="tick" /> {say('certificate.holds', { n: of.entries })}
        </p>
      )
  }
}

function Wrong({ text, because }: { readonly text: string; readonly because?: string }) {
  return (
    <p className="certificate-bad overdue">
      <ShapeMark of="octagon" /> {text} {because !== undefined && <Because>{because}</Because>}
    </p>
  )
}

/** The checker's own words are English whatever the reader's language is. */
function Because({ children }: { readonly children: string }) {
  return (
    <bdi className="mono small" lang="en" dir="ltr">
      {children}
    </bdi>
  )
}

/** Checks in a worker, so that the page does not freeze; the worker ends with its answer or when the reader leaves. */
function checkBeside(
  request: CertificateRequest,
  signal: AbortSignal,
  onNews: (news: CertificateNews) => void,
): void {
  const worker = new Worker(new URL('./certificate-worker.ts', import.meta.url), { type: 'module' })
  signal.addEventListener('abort', () => worker.terminate())
  worker.addEventListener('message', ({ data }: MessageEvent<CertificateNews>) => {
    onNews(data)
    if (data.is !== 'progress') worker.terminate()
  })
  worker.addEventListener('error', ({ message }) => {
    onNews({ is: 'failed', because: message })
    worker.terminate()
  })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  worker.postMessage(request)
}
