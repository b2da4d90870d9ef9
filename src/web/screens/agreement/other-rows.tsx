import type { AgreementView, BoardView } from '../../../core/api/agreement.ts'
import { useSpeech } from '../../app/language.tsx'
import { Code, Name, Party } from '../../parts/refs.tsx'
import { Reasons } from '../../parts/reasons.tsx'
import { StatusPill } from '../../parts/status.tsx'
import { Choices } from './choices.tsx'
import { Wording } from './wording.tsx'

/** A power: who may change what, alone or only together. */
export function PowerRow({ power }: { readonly power: AgreementView['powers'][number] }) {
  const { say } = useSpeech()
  return (
    <div className="row clause power" id={`clause-${power.id}`}>
      <div className="text">
        <div className="clause-number">
          <Code>{power.id}</Code>
        </div>
        <div>
          <Wording of={power.wording} />
          <Choices of={power.choices} />
        </div>
      </div>
      <div className="note">
        <div className="bearer">
          <p>
            {say(power.jointly ? 'power.jointly' : 'power.each')}{' '}
            {power.holders.map((id, i) => (
              <span key={id}>
                {i > 0 && say('list.comma')}
                <Party id={id} />
              </span>
            ))}
          </p>
        </div>
      </div>
    </div>
  )
}

/** A term: what a word of the text means, and whether the state that it names holds. */
export function TermRow({
  term,
  board,
}: {
  readonly term: AgreementView['terms'][number]
  readonly board: BoardView | undefined
}) {
  const { say } = useSpeech()
  const state = board?.states.find(({ state: id }) => id === term.id)
  return (
    <div className="row term" id={`term-${term.id}`}>
      <div className="text">
        <div>
          <p>
            <dfn>
              <Name of={term.name} />
            </dfn>{' '}
            <span className="small muted">{say('term.term')}</span>
          </p>
          <p lang="en" dir="auto">
            {term.means}
          </p>
          <Choices of={term.choices} />
        </div>
      </div>
      <div className="note">
        {state !== undefined && (
          <div className="bearer">
            <p className="bearer-head">
              <StatusPill look={holdsLook(state.holds)}>
                {say(`state.holds.${holdsWord(state.holds)}`)}
              </StatusPill>
            </p>
            <Reasons of={state.why} />
          </div>
        )}
      </div>
    </div>
  )
}

type Bounds = BoardView['states'][number]['holds']

function holdsWord({ lo, hi }: Bounds): 'yes' | 'no' | 'open' {
  if (lo === 1) return 'yes'
  return hi === 0 ? 'no' : 'open'
}

function holdsLook(holds: Bounds) {
  const word = holdsWord(holds)
  if (word === 'yes') return { tone: 'met', shape: 'tick' } as const
  if (word === 'no') return { tone: 'dormant', shape: 'slashed' } as const
  return { tone: 'disputed', shape: 'diamond' } as const
}
