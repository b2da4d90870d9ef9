import type { AgreementView, WorkedBoardView } from '../../../core/api/agreement.ts'
import { useSpeech } from '../../app/language.tsx'
import { FoldedBlock } from '../../parts/block.tsx'
import { Code, EntryRefs, Party } from '../../parts/refs.tsx'
import { Reasons } from '../../parts/reasons.tsx'
import { ShapeMark } from '../../parts/shapes.tsx'
import { Time } from '../../parts/time.tsx'
import { lengthInWords } from '../../words/length.ts'
import { Choices } from './choices.tsx'
import { ClauseLinks } from './clause-links.tsx'
import { Counts } from './counts.tsx'
import { Wording } from './wording.tsx'

type Power = AgreementView['powers'][number]
type Standing = WorkedBoardView['workings']['powers'][number]

/** A power: who may change what, under which limits, whether it may be used now, and every use on record. */
export function PowerRow({
  power,
  board,
}: {
  readonly power: Power
  readonly board: WorkedBoardView | undefined
}) {
  const { say } = useSpeech()
  const standing = board?.workings.powers.find((one) => one.power === power.id)
  return (
    <div className="row clause power" id={`clause-${power.id}`}>
      <div className="text">
        <div className="clause-number">
          <Code>{power.id}</Code>
        </div>
        <div>
          <Wording of={power.wording} />
          <div className="small form-words">
            <p>
              {say(`power.may.${power.may}`)}{' '}
              {power.over.length === 0 ? say('power.whole') : <ClauseLinks of={power.over} />}.{' '}
              {say(`power.effect.${power.effect}`)}
            </p>
            <Limits of={power} last={standing?.last} />
          </div>
          {board !== undefined && <Counts of={power.id} board={board} />}
          <FoldedBlock>{power.block}</FoldedBlock>
          <Choices of={power.choices} />
        </div>
      </div>
      <div className="note">
        <div className="bearer">
          <p>
            {say(howMany(power), { quorum: power.quorum })} <Parties of={power.holders} />
          </p>
          {standing !== undefined && board !== undefined && (
            <>
              <Ready of={standing} at={board.at} />
              <Uses of={standing.uses} />
            </>
          )}
        </div>
      </div>
    </div>
  )
}

function howMany({ quorum, holders }: Power) {
  if (quorum === 1) return 'power.each'
  return quorum === holders.length ? 'power.jointly' : 'power.quorum'
}

function Parties({ of }: { readonly of: readonly string[] }) {
  const { say } = useSpeech()
  return of.map((id, i) => (
    <span key={id}>
      {i > 0 && say('list.comma')}
      <Party id={id} />
    </span>
  ))
}

/** How often, how long, until when and in which form it may be used, and what becomes of a use whose ground falls. */
function Limits({ of, last }: { readonly of: Power; readonly last: Standing['last'] }) {
  const { say } = useSpeech()
  const { may, times, length, form, ifOverturned } = of
  const longest = may === 'extend' ? 'power.lengthOfExtension' : 'power.length'
  return (
    <>
      {times !== undefined && <p>{say('power.times', { n: times })}</p>}
      {length !== undefined && <p>{say(longest, { length: lengthInWords(say, length) })}</p>}
      {last !== undefined && (
        <p>
          {say('power.last')} <Time of={last} form="short" />.
        </p>
      )}
      {form?.told !== undefined && <p>{say('power.told', { length: lengthInWords(say, form.told) })}</p>}
      {form?.reasons === true && <p>{say('power.reasons')}</p>}
      {typeof ifOverturned === 'string' && <p>{say(`power.overturned.${ifOverturned}`)}</p>}
      {typeof ifOverturned === 'object' && (
        <p>
          {say('power.overturned.owed')} <ClauseLinks of={[ifOverturned.owed]} />
        </p>
      )}
    </>
  )
}

/** Whether its own condition is met at the time shown; a power without one needs no words for it. */
function Ready({ of: { ground, waits }, at }: { readonly of: Standing; readonly at: number }) {
  const { say } = useSpeech()
  if (ground === undefined) return null
  if (ground.certain !== undefined && ground.certain <= at)
    return (
      <p>
        {say('power.met')} <Time of={ground.certain} form="short" />
      </p>
    )
  const open = ground.possible !== undefined && ground.possible <= at
  return (
    <>
      <p>{say(open ? 'power.metOpen' : 'power.notMet')}</p>
      <Reasons of={waits} />
    </>
  )
}

function Uses({ of }: { readonly of: Standing['uses'] }) {
  const { say } = useSpeech()
  if (of.length === 0) return <p className="muted">{say('power.unused')}</p>
  const effective = of.filter(({ hasEffect }) => hasEffect).length
  return (
    <>
      <p>
        {say('power.uses', { n: of.length })}
        {say('list.comma')}
        {say('power.effective', { n: effective })}
      </p>
      <ol className="plain uses">
        {of.map(({ from, until, by, entries, hasEffect, why }) => (
          <li key={`${from} ${entries.join(' ')}`}>
            <p>
              <strong>
                <ShapeMark of={hasEffect ? 'tick' : 'slashed'} />{' '}
                {say(hasEffect ? 'power.hasEffect' : 'power.noEffect')}
              </strong>{' '}
              <Parties of={by} /> <EntryRefs of={entries} most={3} />
            </p>
            <p>
              {say('power.from')} <Time of={from} form="short" />
              {until !== undefined && (
                <>
                  {' '}
                  {say('power.until')} <Time of={until} form="short" />
                </>
              )}
            </p>
            <Reasons of={why} />
          </li>
        ))}
      </ol>
    </>
  )
}
