import type { NodesView } from '../../../core/api/nodes.ts'
import { useSpeech } from '../../app/language.tsx'
import { Code } from '../../parts/refs.tsx'
import { StatusPill } from '../../parts/status.tsx'
import type { Look } from '../../parts/status-looks.ts'
import { Time } from '../../parts/time.tsx'
import { isKey } from '../../words/say.ts'

type Following = NonNullable<NodesView['follows']>

const STATE_LOOKS = {
  starting: { tone: 'dormant', shape: 'ring' },
  'up-to-date': { tone: 'met', shape: 'tick' },
  'line-down': { tone: 'due', shape: 'clock' },
  waiting: { tone: 'due', shape: 'half' },
  found: { tone: 'breached', shape: 'octagon' },
} as const satisfies Readonly<Record<Following['state'], Look>>

/** A finding is named in the reader's language; what a line or a path says is as the node wrote it. */
function Because({ state, children }: { readonly state: Following['state']; readonly children: string }) {
  const { say } = useSpeech()
  const key = `wrong.${children}`
  if (state === 'found' && isKey(key)) return <p className="small">{say(key)}</p>
  return (
    <p className="small" lang="en" dir="ltr">
      {children}
    </p>
  )
}

/** How this node stands to the one that it follows, and what it holds for authors meanwhile. */
export function FollowingFacts({ nodes }: { readonly nodes: NodesView }) {
  const { say } = useSpeech()
  const { follows, outbox } = nodes
  return (
    <>
      {follows !== null && (
        <div className="following">
          <p>
            {say('nodes.follows')} <Code>{follows.url}</Code>{' '}
            <StatusPill look={STATE_LOOKS[follows.state]}>{say(`nodes.state.${follows.state}`)}</StatusPill>
          </p>
          {follows.because !== null && <Because state={follows.state}>{follows.because}</Because>}
          <p className="small muted">
            {follows.lookedAt !== null && (
              <>
                {say('nodes.lookedAt')} <Time of={follows.lookedAt} form="short" />
              </>
            )}
            {follows.answeredAt !== null && (
              <>
                {' · '}
                {say('nodes.answeredAt')} <Time of={follows.answeredAt} form="short" />
              </>
            )}
          </p>
        </div>
      )}
      {outbox !== null && outbox.waiting + outbox.refused > 0 && (
        <p>{say('nodes.outbox', { waiting: outbox.waiting, refused: outbox.refused })}</p>
      )}
    </>
  )
}
