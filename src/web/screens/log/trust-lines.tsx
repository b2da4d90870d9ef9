import type { TrustShown } from '../../../core/statement/trust-shown.ts'
import { useSpeech } from '../../app/language.tsx'
import { EntryRef, EntryRefs } from '../../parts/refs.tsx'

/** Who stands behind the checked head by the policy in the log itself, and which signatures are marked. */
export function TrustLines({ of }: { readonly of: TrustShown }) {
  const { say } = useSpeech()
  const { policy, marked, doubtful } = of
  return (
    <>
      {policy !== undefined && (
        <p className="small">
          {say(policy.trusted ? 'check.trusted' : 'check.notTrusted')} <EntryRef index={policy.entry} />
          {policy.absent.length > 0 && (
            <>
              {' · '}
              {say('check.absent')} <bdi>{policy.absent.join(', ')}</bdi>
            </>
          )}
        </p>
      )}
      {marked > 0 && <p className="small">{say('check.marked', { n: marked })}</p>}
      {doubtful.length > 0 && (
        <p className="small">
          {say('check.doubtful')} <EntryRefs of={doubtful} />
        </p>
      )}
    </>
  )
}
