import { rehearsalWordsAr } from './rehearsal.ar.ts'
import { rehearsalWordsRu } from './rehearsal.ru.ts'

/**
 * The words of a rehearsal: ICU MessageFormat, keyed by group and code. `who` is a list of names and `count` how many they
 * are; `subject` is a clause, power, exchange or term of the text; `clauses` a list of clauses.
 */
const en = {
  'rehearsal.title':
    '{id}: {stories, plural, =0 {no story in which it fails} one {one story in which it fails} other {# stories in which it fails}}, from {plays, plural, one {# play} other {# plays}} over {depth} (seed {seed})',
  'rehearsal.draft': '{id} is a draft: none of its clauses is ever active, so there is nothing to rehearse.',
  'rehearsal.either': 'one of {who} is enough',
  'rehearsal.likewise': 'In the same way: {clauses}',
  'rehearsal.change': 'What to change: {subject}. {fix}',
  'rehearsal.lost': 'What is lost: {clauses}',
  'rehearsal.to-come':
    'The plays end {depth} after the start. What comes later for {clauses} was not played, and nothing is told of it: --depth plays on.',
  'failing.deadlock': 'Deadlock',
  'failing.lapse': 'A lapse by silence',
  'failing.breach-without-fault': 'A breach without fault',
  'failing.unsettled': 'Never settled',
  'failing.stall': 'A stall that breaches nothing',
  'failing.delay-pays': 'A delay that pays',
  'failing.never-begins': 'Never begins',
  'failing.never-done': 'Cannot be done',
  'failing.power-out-of-reach': 'A power out of reach',
  'happening.performs': '{who} {count, plural, one {does} other {do}} what {subject} asks.',
  'happening.performs-each':
    '{who} {count, plural, one {does} other {do}} what {subject} asks, then and each time that it is owed again.',
  'happening.confirms': '{who} {count, plural, one {confirms} other {confirm}} {subject}.',
  'happening.confirms-each':
    '{who} {count, plural, one {confirms} other {confirm}} {subject}, then and each time.',
  'happening.refutes': '{who} {count, plural, one {finds} other {find}} that {subject} was not kept.',
  'happening.refutes-each':
    '{who} {count, plural, one {finds} other {find}} that {subject} was not kept, then and each time.',
  'happening.accedes': '{who} {count, plural, one {accepts} other {accept}} the terms.',
  'happening.sets': '{who} {count, plural, one {sets} other {set}} {subject}.',
  'happening.finds-state': '{who} {count, plural, one {finds} other {find}} that “{subject}” holds.',
  'happening.exercises': '{who} {count, plural, one {uses} other {use}} {subject}.',
  'happening.closes': '{who} {count, plural, one {has} other {have}} nothing more to report.',
  'happening.breaks': '{who} {count, plural, one {does} other {do}} what {subject} forbids.',
  'happening.waits':
    '{who} {count, plural, one {waits} other {wait}} to see the other move before doing what {subject} asks.',
  'happening.omits-perform': '{who} {count, plural, one {does} other {do}} not do what {subject} asks.',
  'happening.omits-verify': '{who} {count, plural, one {says} other {say}} neither yes nor no on {subject}.',
  'happening.omits-accede': '{who} {count, plural, one {does} other {do}} not accept the terms.',
  'happening.omits-determine': '{who} {count, plural, one {does} other {do}} not decide {subject}.',
  'happening.omits-exercise': '{who} {count, plural, one {does} other {do}} nothing about {subject}.',
  'happening.omits-close':
    '{who} {count, plural, one {does} other {do}} not say that there is nothing more to report.',
  'happening.end-deadlock':
    'Each still waits for the other, and {subject} does not say who begins. Nobody breached anything.',
  'happening.end-deadlock-late':
    'Each waited for the other, and {subject} does not say who begins: {who} let the date go by.',
  'happening.end-lapse': 'The extension under {subject} has lapsed: nobody breached anything.',
  'happening.end-breach-without-fault': '{subject} is in breach for a party that did all that it could.',
  'happening.end-unsettled': 'Nobody has been able to say with effect whether {subject} was kept.',
  'happening.end-stall': 'Everything that waits for {subject} still waits: nobody breached anything.',
  'happening.end-stall-open':
    '{subject} is not set as the text asks, so what ends on it goes on: nobody breached anything.',
  'happening.end-delay-pays':
    '{who} breached nothing, and is spared duties that would have followed on {subject}.',
  'happening.end-never-begins':
    '{subject} has not begun, although everybody did all that the text lets them do.',
  'happening.end-never-done': '{subject} is in force, and nothing has fulfilled it.',
  'happening.end-power-out-of-reach': 'The condition of {subject} has come true in no play.',
  'fix.deadlock': 'Say what happens if nobody moves, or give each leg a date of its own.',
  'fix.deadlock-late': 'Say what happens if nobody moves, or in which order the steps are taken.',
  'fix.lapse': 'Let silence mean consent, or let one holder alone extend.',
  'fix.breach-without-fault': 'Count the deadline from what the duty waits for.',
  'fix.due-before-agreed':
    'Let it begin or fall due once the text is agreed: the text binds from a date before that.',
  'fix.due-before-start': 'Count the deadline from the beginning of the text, which may be set late.',
  'fix.known-too-late':
    'Give it longer than those who confirm what it waits for may take, or let it begin at a moment that they set.',
  'fix.unsettled':
    'Name a second one who may verify, or say what silence means once the sources have closed.',
  'fix.one-speaks': 'Name another one who may verify as well.',
  'fix.nobody-speaks':
    'More names help only if one of them speaks. Say what follows if none does: a date on which what waits for it begins all the same, or that the bearer’s own word is enough.',
  'fix.silence-means-nothing': 'Say what silence means once the sources have closed, and who is heard.',
  'fix.unclosed':
    'Hear the silence from somebody who is sure to speak, or let what waits for it begin without that word.',
  'fix.stall': 'Give it a deadline, or let somebody else do it instead.',
  'fix.undecided': 'Say by when it is decided, and what holds if it is not.',
  'fix.open-end': 'Let it end on a date, or let fewer of them set the moment on which it ends.',
  'fix.delay-pays': 'Give it a deadline, so that keeping still is a breach.',
  'fix.never-begins': 'Let its condition rest on something that somebody can do.',
  'fix.never-done': 'Let what it asks be something that its bearer can do and show.',
  'fix.power-out-of-reach': 'Let its condition rest on something that can come about.',
  'vacuity.title': 'What each run changes, beside everything done at once',
  'vacuity.stands': '{status}: {clauses}',
  'vacuity.same': 'nothing',
  'vacuity.all-done': 'all done',
  'vacuity.nothing-said': 'nothing said',
  'vacuity.silent-and-closed': 'silent, closed',
  'vacuity.promises-broken': 'promises broken',
  'vacuity.does-nothing': '{who} does nothing',
  'vacuity.unmoved': 'The same in every run: {clauses}',
  'vacuity.unbroken':
    'The same in every run; no run breaks them, since nothing in the text rests on a breach: {clauses}',
} as const

export type RehearsalWordKey = keyof typeof en
/** Every language has every key: a missing one does not compile. */
export type RehearsalWords = Readonly<Record<RehearsalWordKey, string>>

export const rehearsalWords: {
  readonly en: RehearsalWords
  readonly ar: RehearsalWords
  readonly ru: RehearsalWords
} = { en, ar: rehearsalWordsAr, ru: rehearsalWordsRu }
