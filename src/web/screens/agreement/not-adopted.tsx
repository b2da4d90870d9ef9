import { Link } from 'wouter'
import type { AgreementView } from '../../../core/api/agreement.ts'
import { formatInstant } from '../../../core/time/instant.ts'
import { useSpeech } from '../../app/language.tsx'
import { useHere, useParams } from '../../app/url-state.ts'
import { Refused } from '../../data/fetch-view.ts'
import { EntryRef, Name } from '../../parts/refs.tsx'
import { Time } from '../../parts/time.tsx'

/** Whether a board is refused because the agreement was not in the record by then: it is now, since its text is shown. */
export function isNotAdopted(failure: Error | undefined): boolean {
  return failure instanceof Refused && failure.problem.code === 'agreement-unknown'
}

/** The page of an agreement as known before it was adopted: nothing is wrong, and there is nothing to show yet. */
export function NotAdopted({ agreement }: { readonly agreement: AgreementView }) {
  const { say } = useSpeech()
  const here = useHere()
  const [params] = useParams()
  const { entry, saidAt } = agreement.firstAdopted
  // The log's clock may not have been read by then: without a time of its own the question would have none.
  const at = params.get('at') ?? formatInstant(saidAt)
  return (
    <div className="page narrow">
      <h1 className="serif">
        <Name of={agreement.title} />
      </h1>
      <p className="opening">
        {say('agreement.notAdopted')} {say('agreement.adoptedIn')} <EntryRef index={entry} /> (
        <Time of={saidAt} form="short" />
        ). <Link href={here({ known: String(entry + 1), at })}>{say('agreement.showAdoption')}</Link>
      </p>
    </div>
  )
}
