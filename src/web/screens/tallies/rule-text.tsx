import { useSpeech } from '../../app/language.tsx'
import { Actor, EntryRef } from '../../parts/refs.tsx'
import { useLog } from '../../data/log-context.tsx'
import { useCoreWords } from '../../words/core-words.ts'
import type { Column } from './tally-rows.ts'

/** A counting rule read out in full. */
export function RuleText({ stated }: { readonly stated: Column['stated'] }) {
  const { say, nameOf } = useSpeech()
  const { partyName } = useLog()
  const words = useCoreWords()
  const { rule } = stated
  const party = (id: string): string => {
    const name = partyName(id)
    return name === undefined ? id : nameOf(name)
  }
  const comma = say('list.comma')
  return (
    <ul className="rule-text">
      <li>
        <Actor id={rule.owner} /> <EntryRef index={stated.entry} />
      </li>
      <li>{words.incident(`rule.counts.${rule.counts}`)}</li>
      <li>
        {rule.conductOf === null
          ? words.incident('rule.conduct.everybody')
          : words.incident('rule.conduct.of', { parties: rule.conductOf.map(party).join(comma) })}
      </li>
      <li>
        {rule.acts === null
          ? words.incident('rule.acts.all')
          : words.incident('rule.acts.only', { acts: rule.acts.map(words.act).join(comma) })}
      </li>
      <li>{words.incident(rule.excludedGroups ? 'rule.excluded-groups.yes' : 'rule.excluded-groups.no')}</li>
      <li>{words.incident(rule.arrests ? 'rule.arrests.yes' : 'rule.arrests.no')}</li>
      <li>{words.incident(rule.outsideScope ? 'rule.outside-scope.yes' : 'rule.outside-scope.no')}</li>
      <li>{words.incident('rule.day', { time: rule.dayStarts, zone: rule.zone })}</li>
      <li>{words.incident(`rule.evidence.${rule.evidence}`)}</li>
      {rule.note !== undefined && (
        <li lang="en" dir="auto">
          {rule.note}
        </li>
      )}
    </ul>
  )
}
