import { standingWordsAr } from './standing.ar.ts'
import { standingWordsRu } from './standing.ru.ts'

/**
 * The words for standings: ICU MessageFormat, keyed by group and code. An allegation is an alleged breach; a violation is
 * a finding under a named evidence standard. The values `at`, `due`, `from`, `until`, `ends`, `through` and `possible` are
 * instants, `for` and `within` lengths of time, both in milliseconds: whoever shows them writes them as people read them.
 */
const en = {
  'status.pending': 'Not yet begun',
  'status.active': 'In force',
  'status.due-soon': 'Due soon',
  'status.overdue': 'Overdue',
  'status.fulfilled': 'Fulfilled',
  'status.breached': 'Breached',
  'status.contested': 'Contested',
  'status.waived': 'Waived',
  'status.suspended': 'Suspended',
  'status.expired': 'Expired, not decided',
  'exchange.waiting': 'Waiting for what comes before it',
  'exchange.open': 'Open',
  'exchange.deadlocked': 'Deadlocked',
  'exchange.partly-done': 'Partly done',
  'exchange.done': 'Done',
  'end.expiry': 'Expiry',
  'end.withdrawal': 'Withdrawal',
  'end.breach': 'Ended early without a power that has effect',
  'duty.achieve': 'Must be done',
  'duty.maintain': 'Must be kept',
  'duty.refrain': 'Must not be done',
  'duty.permit': 'May be done',
  'duty.intend': 'Intended, no force',
  'bounds.yes': 'Yes',
  'bounds.no': 'No',
  'bounds.open': 'Open',
  'breaches.found':
    '{count, plural, =0 {No violation found} one {# violation found} other {# violations found}}',
  'breaches.alleged':
    '{count, plural, =0 {No alleged breach} one {# alleged breach} other {# alleged breaches}}',
  'scope.draft-never-in-force': 'The text is a draft that never came into force',
  'scope.before-it-began': 'It happened before the agreement began',
  'scope.after-it-ended': 'It happened after the agreement ended',
  'scope.time-uncertain': 'The time is not known closely enough',
  'scope.outside-the-area': 'It happened outside the area',
  'scope.place-uncertain': 'The place is not known closely enough',
  'scope.against-excluded-group': 'It was directed against a group outside the agreement',
  'scope.by-excluded-group': 'It was done by a group outside the agreement',
  'scope.actor-not-a-party': 'Whoever did it is not a party',
  'scope.actor-left-out':
    'The text has a block for whoever did it, and the block is left out because it has a fault',
  'scope.actor-unknown': 'Nobody is named as having done it',
  'scope.act-not-covered': 'No clause covers such an act',
  'move.perform': 'do what {subject} asks',
  'move.verify': 'confirm or refute {subject}',
  'move.accede': 'accept the terms',
  'move.determine': 'decide {subject}',
  'move.exercise': 'use the power {subject}',
  'move.told': 'told at least {within} before it takes effect',
  'move.reasons': 'with reasons',
  'move.close': 'say that there is nothing more to report on {subject}',
  'move.reply': 'reply to what is alleged under {subject}',
  'move.still-takes': 'it still takes {count, plural, one {one of those named} other {# of those named}}',
  'reason.draft': 'The text is a draft that never came into force.',
  'reason.not-begun': 'The agreement has not begun.',
  'reason.active-since': 'In force since {at}.',
  'reason.activation-open': 'Whether it has begun is open: nothing on the record settles it.',
  'reason.alleged':
    '{count, plural, one {# alleged breach, not examined} other {# alleged breaches, not examined}}.',
  'reason.disputed':
    '{count, plural, one {# alleged breach is disputed} other {# alleged breaches are disputed}}.',
  'reason.inconclusive':
    '{count, plural, one {# alleged breach was examined and left open} other {# alleged breaches were examined and left open}}.',
  'reason.time-uncertain':
    '{count, plural, one {# breach may lie outside the time of the duty} other {# breaches may lie outside the time of the duty}}: the time is not known closely enough.',
  'reason.notice-open':
    '{count, plural, one {# alleged breach hangs} other {# alleged breaches hang}} on whether notice was given in time.',
  'reason.excepted-by-notice':
    '{count, plural, one {# act was} other {# acts were}} announced in time, as the exception asks.',
  'reason.state-test-fails':
    'By its test it would not hold: {count, plural, one {# violation was found} other {# violations were found}}.',
  'reason.state-test-holds': 'By its test it would hold: nothing is reported, and the sources have closed.',
  'reason.gate-test-fails':
    'It waits for “{state}”, and those who decide have said that it holds; by its test it would not.',
  'reason.gate-test-holds':
    'It waits for “{state}”, and those who decide have said that it fails; by its test it would hold.',
  'reason.extension-shortens': 'An extension under {power} that ends sooner has no effect.',
  'reason.legs-apart': 'The steps lie further apart than the text allows.',
  'reason.legs-perhaps-apart':
    'Whether the steps lie further apart than the text allows is open: the times are not known closely enough.',
  'reason.leg-left-behind':
    'A step was done and another was not within the time that the text allows between them.',
  'reason.text-replaced':
    'The text of entry {entry} is out of force: the text of entry {by} takes its place from the start.',
  'reason.amendment-displaced':
    'The amendment of entry {entry}, from {from}, is out of force: the text of entry {by} takes effect no later and takes its place.',
  'reason.amendment-taken-back':
    'The amendment of entry {by}, from {from}, brings {clauses} back to what they said before the amendment of entry {entry}.',
  'reason.missed-under-earlier-text':
    'The deadline of the earlier text, {due}, was missed: the amendment does not undo it.',
  'reason.breach-found':
    '{count, plural, one {# violation was found} other {# violations were found}} under the evidence standard that this reading asks for.',
  'reason.breach-by-silence':
    'Nothing was shown, and the sources have closed: the text makes silence a breach.',
  'reason.silence-compliant':
    'Nothing was reported, and the sources have closed: the text takes silence as compliance.',
  'reason.silence-unknown': 'Nothing decides it, and the text draws nothing from silence.',
  'reason.sources-not-closed': 'Nothing decides it, and the sources have not closed.',
  'reason.sources-closed-through': 'Nothing decides it; the sources have closed only through {through}.',
  'reason.nothing-reported': 'Nothing is reported against it.',
  'reason.nothing-reported-and-closed':
    'Nothing is reported against it, and the sources have closed through {through}.',
  'reason.kept': 'Kept to the end on {at}.',
  'reason.window-over': 'The period ended on {at}.',
  'reason.never-in-force': 'It ended before it began: it was never in force.',
  'reason.begun-past-deadline':
    'Its deadline, {due}, had passed when it began: if not done by {at}, it is missed from then on.',
  'reason.due': 'Due by {due}.',
  'reason.deadline-amended':
    'When the amendment took effect its deadline had passed. It counts from then on: by {due}.',
  'reason.due-after-end': 'It would have been due by {due}: by then nothing was owed any more.',
  'reason.deadline-put-off':
    'The deadline fell into a time in which the duty was set aside; it was put off to {due}.',
  'reason.no-deadline': 'The text names no deadline.',
  'reason.deadline-passed': 'The deadline passed on {due}.',
  'reason.done': 'Done by {at}.',
  'reason.done-late': 'Done by {at}, after the deadline: the breach stays on record.',
  'reason.done-time-uncertain': 'Done, but whether in time is open: the time is not known closely enough.',
  'reason.not-done-in-time': 'Not done by {due}.',
  'reason.refuted': 'Those who verify looked and found it not done by {due}.',
  'reason.performance-alleged': 'Said to be done; nobody whom the standard asks for has confirmed it.',
  'reason.performance-confirmed-by-some':
    'Said to be done; not enough of those whom the standard asks for have confirmed it.',
  'reason.performance-disputed': 'Said to be done and denied.',
  'reason.performance-inconclusive': 'Said to be done; those who verify could not tell.',
  'reason.performance-unreported': 'Nothing decides whether it was done.',
  'reason.defeated': 'Set aside since {at} by the condition that the text names.',
  'reason.permits': 'The text permits this; it cannot be breached.',
  'reason.intends': 'The text states an intention; it cannot be breached.',
  'reason.unattributed':
    '{count, plural, one {# report of such an act names nobody} other {# reports of such acts name nobody}} as having done it.',
  'reason.extended': 'Extended under {power} from {from}.',
  'reason.extended-without-end': 'Extended under {power} without an end from {from}.',
  'reason.extended-too-late': 'An extension under {power} came after the period had ended and has no effect.',
  'reason.withdrawn': '{party} withdrew under {power} from {from}.',
  'reason.waived': 'Waived under {power} from {from}.',
  'reason.suspended': 'Suspended under {power} from {from}.',
  'reason.power-wrong-body': 'The power {power} was used by somebody who does not hold it: no effect.',
  'reason.power-short-of-quorum':
    'The power {power} takes {needs} of its holders together, and was used by {have}: no effect.',
  'reason.power-condition-not-met': 'The condition of the power {power} was not met: no effect.',
  'reason.power-does-not-reach': 'The power {power} does not reach so far: no effect.',
  'reason.power-without-reasons':
    'The text wants reasons from each of those who use the power {power} together, and too few gave any: no effect.',
  'reason.power-not-told-in-time':
    'By the log’s clock, it is not shown that the use of the power {power} was told {within} before it was to take effect: no effect.',
  'reason.power-too-late':
    'The power {power} was used after the time until which the text allows it: no effect.',
  'reason.power-too-long': 'The power {power} was used for longer than the text allows: no effect.',
  'reason.power-used-up': 'The power {power} had been used as often as the text allows: no effect.',
  'reason.power-ground-overturned':
    'The ground on which the power {power} was used has been overturned, and its use falls with it: no effect.',
  'reason.power-stands-overturned':
    'The ground on which the power {power} was used has been overturned since. Its use stands, as the text has it.',
  'reason.power-taken-back':
    'The use of the power {power} from {from} was taken back before it had effect: no effect.',
  'reason.power-ended-taken-back':
    'The use of the power {power} from {from} was taken back: from {until} on it has no effect.',
  'reason.power-stands-taken-back':
    'The use of the power {power} from {from} was taken back too late to change anything: it stands.',
  'reason.power-unread-taken-back':
    'The use of the power {power} from {from} was taken back. Until the log has read its clock since, it stands.',
  'reason.waits-for-killed': 'Waits for more than {over} people killed in violations of {clause}.',
  'reason.waits-for-civilians-killed':
    'Waits for more than {over} civilians killed in violations of {clause}.',
  'reason.waits-for-injured': 'Waits for more than {over} people injured in violations of {clause}.',
  'reason.waits-for-overturning':
    'Waits for the ground on which the power {power} was used to be overturned.',
  'reason.leg-out-of-turn':
    '{clause} was done{when, select, before { before} other { no later than}} {before}, whose turn it was.',
  'reason.leg-perhaps-out-of-turn':
    'Whether {clause} was done out of turn with {before} is open: the times are not known closely enough.',
  'reason.legs-held':
    'What was handed over is held by {who} until the others have done so too, at most until {until}.',
  'reason.legs-released': 'All have handed over: {who} releases what it held.',
  'reason.legs-returned': 'The time for which {who} holds what was handed over has passed: it goes back.',
  'reason.legs-perhaps-returned':
    'Whether all handed over to {who} in time is open: the times are not known closely enough.',
  'reason.state-window-not-full':
    'It cannot hold before {possible}: until then not all of the time that is counted has passed.',
  'reason.state-count-over':
    'It does not hold: {count, plural, one {# violation was found} other {# violations were found}} in the time that is counted, more than the text allows.',
  'reason.state-count-within':
    'It holds: {count, plural, =0 {nothing is reported} one {at most # breach is reported} other {at most # breaches are reported}} in the time that is counted, no more than the text allows, and the sources have closed.',
  'reason.no-occurrence': 'Nothing has called for it so far.',
  'reason.breached-before-dropped':
    'An amendment dropped {clause} for {party} from {from} on. Breaches of it before that: {found} found, {alleged} alleged. The amendment undoes none of them.',
  'reason.elsewhere-circular':
    'It speaks of breaches of {agreement}, and that leads back to this agreement ({circle}). The text that came later and closes the circle is not followed.',
  'reason.elsewhere-not-in-force':
    'It speaks of breaches of {agreement}, of which no text is in force as far as is known.',
  'reason.elsewhere-missing':
    'It speaks of breaches of {clauses} in {agreement}, and no text of that agreement has had such a clause.',
  'reason.occurrences-breached': '{count, plural, one {Missed # time} other {Missed # times}}.',
  'reason.occurrences-contested':
    '{count, plural, one {# time it is contested} other {# times it is contested}} whether it was done.',
  'reason.occurrences-overdue':
    '{count, plural, one {Overdue # time} other {Overdue # times}}: nothing decides whether it was done.',
  'reason.occurrences-expired':
    '{count, plural, one {# time ended} other {# times ended}} without a decision.',
  'reason.occurrences-due-soon': '{count, plural, one {Due soon} other {Due soon # times}}.',
  'reason.occurrences-active':
    '{count, plural, one {Owed now, and not late} other {Owed # times now, and not late}}.',
  'reason.occurrences-fulfilled': '{count, plural, one {Done # time as owed} other {Done # times as owed}}.',
  'reason.occurrences-waived': '{count, plural, one {Waived # time} other {Waived # times}}.',
  'reason.occurrences-suspended': '{count, plural, one {Set aside # time} other {Set aside # times}}.',
  'reason.performance-time-uncertain':
    'Said to be done, but whether in the time in which it counts is open: the time is not known closely enough.',
  'reason.waits-for-moment': 'Waits for {term} to be set.',
  'reason.waits-for-time': 'Begins on {at}.',
  'reason.waits-for-clause': 'Waits for {clause} to be done.',
  'reason.waits-for-proof': 'Waits for {clause}: said to be done, not verified.',
  'reason.waits-for-breach': 'Waits for a violation of {clause} to be found.',
  'reason.waits-for-state': 'Waits for “{state}” to hold without a break.',
  'reason.waits-for-power':
    'Waits for the power {power} to be used{needs, plural, =1 {} other { by {needs} of its holders together; so far {have, plural, =0 {none has begun} one {# has} other {# have}}}}.',
  'reason.waits-for-accession': 'Waits for {party} to accept the terms.',
  'reason.waits-for-count': 'Waits for more than {over} violations of {clause}.',
  'reason.waits-for-condition': 'Waits for a condition of the text.',
  'reason.state-broken': 'It does not hold: a breach is on record, or those who decide have said so.',
  'reason.state-determined': 'Those who decide have said that it holds.',
  'reason.state-doubted': 'Open: breaches are alleged.',
  'reason.state-quiet': 'It holds: nothing is reported, and the sources have closed.',
  'reason.state-unknown': 'Open: nothing decides it.',
  'reason.end-after-clock': 'The statement of {at} came at or after the end of this period.',
  'reason.end-time-uncertain':
    'The statement may have come on either side of the end of this period; it is read as the milder.',
  'reason.end-by-withdrawal':
    'The statement of {at} came before the end of this period, by one who may withdraw under {power}.',
  'reason.end-after-withdrawal':
    'The statement of {at} came from one who had withdrawn under {power}, and this period ended with that.',
  'reason.end-under-earlier-text':
    'Read by the text that was in force at that time: an amendment took its place only on {from}.',
  'reason.end-withdrawal-uncertain':
    'The statement came before the end of this period, by one who holds {power}. From one end of the time that it names the power would have effect, from the other not; it is read as the milder.',
  'reason.end-before-clock':
    'The statement of {at} came before the end of this period, by one who has no power to end it.',
  'reason.end-without-effect':
    'The statement of {at} came before the end of this period. {party} holds a power to withdraw; read as a use of it, the statement has no effect.',
} as const

export type StandingWordKey = keyof typeof en
/** Every language has every key: a missing one does not compile. */
export type StandingWords = Readonly<Record<StandingWordKey, string>>

export const standingWords: {
  readonly en: StandingWords
  readonly ar: StandingWords
  readonly ru: StandingWords
} = {
  en,
  ar: standingWordsAr,
  ru: standingWordsRu,
}
