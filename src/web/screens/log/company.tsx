import { verdictsView, type NodesView } from '../../../core/api/nodes.ts'
import { useSpeech } from '../../app/language.tsx'
import { useResource, type Resource } from '../../data/use-resource.ts'
import { Shown } from '../../parts/states.tsx'
import { Cosigners } from './cosigners.tsx'
import { FollowingFacts } from './following.tsx'
import { PictureClaim } from './picture-claim.tsx'
import { Verdicts } from './verdicts.tsx'

/** What this node says of the others: who stands behind the root, and what it has found. The reader's own check is above. */
export function Company({ nodes }: { readonly nodes: Resource<NodesView> }) {
  const { say } = useSpeech()
  const verdicts = useResource(verdictsView, '/api/verdicts')
  return (
    <>
      <section aria-labelledby="nodes-title">
        <h2 id="nodes-title">{say('nodes.title')}</h2>
        <p className="small muted">{say('nodes.ownWord')}</p>
        <Shown of={nodes}>
          {(view) => (
            <>
              <Cosigners nodes={view} />
              <FollowingFacts nodes={view} />
              {view.picture !== null && <PictureClaim of={view.picture} />}
            </>
          )}
        </Shown>
      </section>
      <section aria-labelledby="verdicts-title">
        <h2 id="verdicts-title">{say('verdicts.title')}</h2>
        <Shown of={verdicts}>{(view) => <Verdicts of={view.verdicts} />}</Shown>
      </section>
    </>
  )
}
