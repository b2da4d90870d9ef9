import type { CosignerView, NodesView } from '../../../core/api/nodes.ts'
import { useSpeech } from '../../app/language.tsx'
import { Code, EntryRef } from '../../parts/refs.tsx'
import { ScrollX } from '../../parts/scroll-x.tsx'
import { Empty } from '../../parts/states.tsx'
import { StatusPill } from '../../parts/status.tsx'
import type { Look } from '../../parts/status-looks.ts'
import { Time } from '../../parts/time.tsx'

const SAYS_LOOKS = {
  given: { tone: 'met', shape: 'tick' },
  absent: { tone: 'dormant', shape: 'ring' },
  invalid: { tone: 'breached', shape: 'octagon' },
} as const satisfies Readonly<Record<CosignerView['says'], Look>>

/** Who has cosigned the newest root, who has not, and how far each has come. An absent one is shown as absent. */
export function Cosigners({ nodes }: { readonly nodes: NodesView }) {
  const { say, count } = useSpeech()
  if (nodes.cosigners.length === 0) return <Empty title={say('nodes.none')}>{say('nodes.noneHelp')}</Empty>
  return (
    <>
      <p className="quorum">
        <StatusPill look={nodes.trusted ? { tone: 'met', shape: 'tick' } : { tone: 'due', shape: 'clock' }}>
          {say(nodes.trusted ? 'nodes.enough' : 'nodes.notEnough')}
        </StatusPill>{' '}
        {say('nodes.quorum')} <Code>{nodes.quorum}</Code>{' '}
        {nodes.policyEntry === null ? (
          <span className="muted">{say('nodes.policyFile')}</span>
        ) : (
          <>
            {say('nodes.policyStated')} <EntryRef index={nodes.policyEntry} />
          </>
        )}
      </p>
      <ScrollX label={say('nodes.table')}>
        <table className="cosigners">
          <caption>
            {say('nodes.table')} · {say('asOf.knownLine', { n: count(nodes.size) })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{say('nodes.who')}</th>
              <th scope="col">{say('nodes.says')}</th>
              <th scope="col">{say('nodes.newest')}</th>
              <th scope="col">{say('nodes.behind')}</th>
            </tr>
          </thead>
          <tbody>
            {nodes.cosigners.map((cosigner) => (
              <Row key={cosigner.key} of={cosigner} />
            ))}
          </tbody>
        </table>
      </ScrollX>
      <p className="small muted">{say('nodes.absentHelp')}</p>
    </>
  )
}

function Row({ of }: { readonly of: CosignerView }) {
  const { say } = useSpeech()
  return (
    <tr>
      <th scope="row">
        <bdi>{of.name}</bdi> {of.isThisNode && <span className="small muted">({say('nodes.thisNode')})</span>}
        {of.url !== null && (
          <div className="small muted">
            <Code>{of.url}</Code>
          </div>
        )}
      </th>
      <td>
        <StatusPill look={SAYS_LOOKS[of.says]}>{say(`nodes.says.${of.says}`)}</StatusPill>
        {of.absentSince !== null && (
          <p className="small">
            {say('nodes.absentSince')} <Time of={of.absentSince} form="short" />
          </p>
        )}
        {of.trouble !== null && (
          <p className="small" lang="en" dir="auto">
            {of.trouble}
          </p>
        )}
      </td>
      <td>
        {of.newest === null ? (
          <span className="muted">{say('nodes.unknown')}</span>
        ) : (
          <>
            {of.newest.size > 0 && (
              <>
                {say('nodes.upTo')} <EntryRef index={of.newest.size - 1} />{' '}
              </>
            )}
            <Time of={of.newest.at} form="short" />
          </>
        )}
      </td>
      <td>
        {of.behind === null ? (
          <span className="muted">{say('nodes.unknown')}</span>
        ) : (
          say('nodes.behindBy', { n: of.behind })
        )}
      </td>
    </tr>
  )
}
