import type { FixCode, RemarkKind } from '../analysis/remark.ts'
import { analysisWordsAr } from './analysis.ar.ts'
import { analysisWordsRu } from './analysis.ru.ts'

/**
 * The words for remarks on an agreement that is not signed yet: ICU MessageFormat, keyed by `remark.KIND`, `fix.CODE`
 * and `severity.CODE`. They speak of the text and of what it would allow, and never of anybody’s conduct.
 */
export type AnalysisWordKey =
  | `remark.${RemarkKind}`
  | `fix.${FixCode}`
  | `severity.${'error' | 'warning' | 'note'}`
/** Every language has every key, or it does not compile. */
export type AnalysisWords = { readonly [K in AnalysisWordKey]: string }

const en: AnalysisWords = {
  'severity.error': 'errors',
  'severity.warning': 'warnings',
  'severity.note': 'notes',

  'remark.deadlock':
    'Each waits for the other: {cycle}. {why, select, early {In exchange {exchange} each begins when the other is done, and what is done before it begins does not count, so none can ever be done.} other {Exchange {exchange} asks for the steps at the same time and does not say who moves first, so nobody ever has to.}}',
  'remark.behind-deadlock':
    'While exchange {exchange} is stuck, {count, plural, one {one more clause} other {# more clauses}} cannot begin: {clauses}.',
  'remark.waiting-circle': 'These wait for each other and can never begin: {cycle}.',
  'remark.unreachable':
    'Nothing can ever make “{awaited}” true. {count, plural, one {One clause waits} other {# clauses wait}} for it: {clauses}.',
  'remark.deadlines-inconsistent':
    'These times cannot all be kept: {clauses}. The deadline of {clause} comes {length} too early for what has to come before it.',
  'remark.window-empty':
    'The window of {clause} is over before it begins. Clauses that say so together: {clauses}.',
  'remark.form-too-slow':
    '{power} has to be told {within} before it takes effect. Told once its ground is met, it comes at least {length} after the last moment that the text allows.',
  'remark.deadline-hangs-on-others':
    '{party} cannot be sure to keep the deadline of {clause}, however willing it is: others may act so late, or so far apart, that its own time is over. It hangs on {others}.',
  'remark.critical-path':
    'What takes longest, if every deadline is used in full: {path}, {lasts} from the start.',
  'remark.duties-contradict':
    '{party} may not do under {one} what {other} asks or allows: {acts}. Times and places are compared as wide as they may be.',
  'remark.duties-exclude':
    '{of, plural, one {{parties}} other {Each of {parties}}} {clash, select, surely {owes} other {may owe}} {one} and {other} at one time and place, and the text says that the two cannot go together.',
  'remark.distances-differ': '{party} is held to {distances} metres {side} of {line} at once: {clauses}.',
  'remark.stall-by-consent':
    '{of, plural, one {{parties} alone} other {Any one of {parties}}} can stop {count, plural, one {one clause} other {# clauses}} by not giving its word on {site}, and breaks nothing: {clauses}{more, plural, =0 {} other { and # more}}.',
  'remark.opt-in':
    '{site} is bound only once it accepts. Until then {count, plural, one {one clause does} other {# clauses do}} not begin: {clauses}{more, plural, =0 {} other { and # more}}.',
  'remark.stall-by-power':
    '{of, plural, one {{parties} alone} other {Any one of {parties}}} can keep {site} from being used, and breaks nothing. What is lost: {clauses}{more, plural, =0 {} other { and # more}}.',
  'remark.stall-by-permission':
    '{of, plural, one {{parties} alone} other {Any one of {parties}}} may leave {site} undone, and then {count, plural, one {one clause} other {# clauses}} cannot go on: {clauses}{more, plural, =0 {} other { and # more}}.',
  'remark.stall-by-delay':
    '{site} has no deadline: {of, plural, one {{parties}} other {any one of {parties}}} can put it off for ever and break nothing. {count, plural, one {One clause} other {# clauses}} cannot go on then: {clauses}{more, plural, =0 {} other { and # more}}.',
  'remark.stall-by-verification':
    '{of, plural, one {{parties} alone} other {Any one of {parties}}} can withhold its word under {site}, and then {count, plural, one {one clause} other {# clauses}} can be neither shown nor passed: {clauses}{more, plural, =0 {} other { and # more}}.',
  'remark.stall-without-consequence':
    'Nothing in the text follows if {of, plural, one {{parties}} other {any one of {parties}}} leaves undone what it owes under {site}, and others cannot go on then: {clauses}{cut, select, yes { and more} other {}}.',
  'remark.stall-by-all-means':
    '{parties} can stop {count, plural, one {one clause} other {# clauses}} by leaving several things undone together: {clauses}{more, plural, =0 {} other { and # more}}.',
  'remark.stall-by-breach':
    '{of, plural, one {{parties} alone} other {Any one of {parties}}} can stop {count, plural, one {one clause} other {# clauses}} by breaking {as, select, exchange {its leg of {site}, the earlier the more,} other {{site},}} and pays for it only what the text says follows from that breach: {clauses}{more, plural, =0 {} other { and # more}}.',
  'remark.stall-by-two':
    '{of, plural, one {These two together} other {Any of these pairs}} can keep {count, plural, one {one clause} other {# clauses}} from beginning, being done or being shown, and neither of the two can alone ({sets}): {clauses}{more, plural, =0 {} other { and # more}}.{sites, select, none {} other { It hangs on {sites}.}}',
  'remark.stall-by-three':
    '{of, plural, one {These three together} other {Any of these sets of three}} can keep {count, plural, one {one clause} other {# clauses}} from beginning, being done or being shown, and no two of them can ({sets}): {clauses}{more, plural, =0 {} other { and # more}}.{sites, select, none {} other { It hangs on {sites}.}}',
  'remark.coalitions-bounded':
    '{count} have a word or a choice in this text: what two of them can stop together was looked at, and not what three can.',
  'remark.quorum-captured':
    '{power} takes {quorum} of {holders}, and side {side} has as many by itself ({parties}).',
  'remark.one-side-decides':
    'What {subject} asks or says is settled by the word of side {side} alone ({parties}), which {bound} has to abide by or answers for.',
  'remark.single-verifier':
    'If {speaker} falls silent, {count, plural, one {one clause} other {# clauses}} can be neither shown nor passed: {clauses}{more, plural, =0 {} other { and # more}}.',
  'remark.single-decider':
    '{term} hangs on the word of {speaker} alone. {count, plural, =0 {No clause names it: the start of the text, or a state, rests on it.} other {Clauses that use it: {count}.}}',
  'remark.escalation-spiral':
    '{count, plural, one {A breach of {clauses} lifts {clauses} itself: whoever breaks it may be free of it, and so may the others.} other {A breach of any of these lifts the next, and so all of them: {clauses}. One incident can undo them all.}}',
  'remark.no-deadline': '{clause} has no deadline, so it is never overdue and can never be breached.',
  'remark.always-lifted': 'What lifts {clause} is true from its first instant, so it never binds anybody.',
  'remark.against-nobody': '{clause} protects nobody whom its bearer could harm.',
  'remark.nothing-matches': '{clause} names no acts, so no report is ever matched to it.',
  'remark.open-ended':
    '{count, plural, one {One duty has} other {# duties have}} no end, and can be breached but never fulfilled: {clauses}.',
  'remark.evidence-impossible': 'Nobody’s word can show {clause}.',
  'remark.term-unused': '{term} is defined and used nowhere.',
  'remark.no-consequence':
    'Nothing in the text follows from a breach of {count, plural, one {this clause} other {these # clauses}}: {clauses}.',
  'remark.nobody-bound': '{clause} binds nobody.',
  'remark.verifier-is-bearer': 'What {clause} asks is shown by the word of the one who owes it ({parties}).',
  'remark.bearer-holds-veto':
    'What {clause} asks cannot be shown without the word of the one who owes it ({parties}).',
  'remark.open-measure': '{term} has no test: only {speakers} can say whether it holds.',
  'remark.state-undecidable': '{term} has neither a test nor anybody who decides it.',
  'remark.state-unsourced': 'Nobody is heard on {term}.',
  'remark.silence-unsourced': 'Silence decides on {clause}, and the text does not say whose silence.',
  'remark.silence-performs': 'Under {clause}, silence counts as having done what is owed.',
  'remark.silence-accuses': 'Under {clause}, silence counts as a breach of what is to be kept or not done.',
  'remark.exception-without-burden':
    'The text does not say who shows that the exception of {clause} applies ({exceptions}). Claimed and not refuted, it stands.',
  'remark.lines-differ':
    '{parties} are measured from different lines for one class: {lines}, in {clauses}. That may be meant.',
  'remark.power-unlimited': '{power} may be used by {parties} on no condition.',
  'remark.political-force': '{clause} is an intention: it is shown, and can never be breached.',
  'remark.modal-mix': 'The words of {clause} say “{word}”, and it is encoded as a duty.',
  'remark.passive-words': 'The words of {clause} do not say who acts (“{words}”); the block names {parties}.',
  'remark.list-open': 'The words of {clause} leave a list open (“{words}”).',
  'remark.simultaneity-unmeasured':
    'The words of {clause} ask for things at the same time (“{words}”), and no exchange says how far apart they may be and who moves first.',
  'remark.power-any-form':
    '{count, plural, one {This power takes} other {These # powers take}} effect in any form, without notice and without reasons: {clauses}.',
  'remark.power-by-any-one': 'Each of {parties} may use {power} alone, whatever the others want.',
  'remark.power-moves-nothing':
    '{may, select, extend {{power} makes longer what has no end} other {{power} brings back what nobody may suspend}}, so it changes nothing.',
  'remark.holder-owes-step':
    '{party} is to hold what is handed over in {exchange}, and owes one of its steps.',
  'remark.stands-the-same':
    '{count, plural, one {One clause stands} other {# clauses stand}} the same at the end whether everybody does everything, nothing, or only one keeps still: {clauses}.',
  'remark.idle-unbreached':
    '{parties} can do nothing at all of what {of, plural, one {it owes} other {each owes}}, and at the end nothing counts as breached or overdue: {clauses}.',
  'remark.nobody-missed':
    '{of, plural, one {{players} is heard, and nothing rests on it: whether it speaks or keeps silent, every clause stands} other {{players} are heard, and nothing rests on any of them: whether one speaks or keeps silent, every clause stands}} the same at the end.',
  'remark.threshold-without-window': 'A threshold of {over} in {clause} is counted over no length of time.',
  'remark.instantaneous': '{clause} leaves no time at all between one instant and the next.',
  'remark.ceiling-without-place': '{clause} sets a ceiling and does not say where it is counted.',
  'remark.place-unsaid': '{clause} names no area, so it holds everywhere.',
  'remark.distance-without-class': '{clause} names a distance and not what has to keep it.',
  'remark.moment-unsettable':
    '{term} is set by nobody. {count, plural, =0 {No clause names it: the start of the text, or a state, rests on it.} other {Clauses that wait for it: {count}.}}',
  'remark.moment-by-outsiders': '{term} is set by {speakers}, and no party has a part in it.',
  'remark.area-not-agreed':
    'The area {term} is not agreed: no place is inside or outside it for certain. Clauses that use it: {clauses}.',
  'remark.line-not-agreed':
    'The line {term} is not agreed: distances from it are shown without authority. Clauses that use it: {clauses}.',
  'remark.class-open': 'The list of {term} stays open ({members}).',
  'remark.vague-words': '{clause} has words without a measure: {words}.',
  'remark.rests-elsewhere':
    '{site} rests on breaches of {named} in another agreement, {other}. That text is not read here: who may change or end it can change what {site} comes to.',
  'remark.choices-counted':
    '{choices, plural, one {One choice was} other {# choices were}} forced by the text, {disputed} of them disputed.',

  'fix.name-first-mover':
    'Say who moves first, or write “if nobody moves:” with a date on which each step is due whatever the other does.',
  'fix.let-third-party-hold': 'Let a third party hold or confirm one step before the other.',
  'fix.begin-otherwise':
    'Let it begin on something that can happen, or give it a second way to begin with “or”.',
  'fix.let-early-count':
    'Let one leg begin without “when:”, or let what is done early count: leave “early: does not count” out of one of them.',
  'fix.end-it': 'Give {site} an end: “until: …”.',
  'fix.make-exchange': 'Make them the legs of an exchange that says who moves first.',
  'fix.later-deadline': 'Move the deadline, or shorten what has to come before it.',
  'fix.later-end': 'Let it end later or begin earlier.',
  'fix.test-against-practice': 'Ask those who have to do it whether the dates can be met.',
  'fix.let-one-give-way':
    'Let {gives} give way: write in it “unless:” with what {stands} begins on. That lifts {gives} for good; if it is to hold again afterwards, write it a second time, as a clause that begins {over, select, once {“when: done {stands}”} other {once {stands} is over}}.',
  'fix.part-times-or-places':
    'Give {one} and {other} areas that do not meet, or let one end before the other begins.',
  'fix.one-distance': 'Keep one distance, or name different classes.',
  'fix.one-number': 'Let {other} allow no more than {one} does.',
  'fix.add-deadline': 'Write “within: 48h”, or “by:” and the last moment.',
  'fix.consent-by-silence': 'Let consent be taken as given if nothing is said by a date.',
  'fix.another-verifier':
    'Let the word of somebody else, who is not named here, count as well: write “or verified by” and who it is.',
  'fix.add-word': 'In {site}, let one more have a say: “{change}”. To stop it then takes one more.',
  'fix.ask-for-fewer': 'In {site}, ask for one less: “{change}”. To stop it then takes one more.',
  'fix.word-of-another': 'In {site}, let somebody else than these have a say as well.',
  'fix.let-silence-decide':
    'Or let silence decide in {site}: “{silence}” and “{heard}”. To stop it then takes one more, too.',
  'fix.another-word-on-term':
    'What waits for that word is {site}: there, let somebody else’s word do as well, with “or” under “set by” or “decided by”. A state that rests on a test and on silence can have “decided by” beside them.',
  'fix.another-decider': 'Name a second way to decide, with “or”.',
  'fix.default-instead-of-consent':
    'Say what holds if nobody agrees: a date, or an end that moves by itself.',
  'fix.make-duty': 'Make it a duty with a deadline.',
  'fix.say-consequence': 'Say what follows from a breach: what begins, what may be suspended, who is told.',
  'fix.finding-first': 'Let the answer wait for a verified finding, and for clarification before it.',
  'fix.bound-response':
    'Give the answer an end (“for no longer than: 7d”), or send the matter to a body that decides.',
  'fix.suspend-instead':
    'What does not end is “unless” in {lifted}: it lifts for good. Leave it out there, and let a power suspend {lifted} for a time (“for no longer than: 7d”).',
  'fix.drop-unless': 'Take the “unless” away, or let it begin later.',
  'fix.name-others': 'Name those who are protected.',
  'fix.name-acts': 'Write “acts:” with those by which reports are matched.',
  'fix.say-end': 'Write “until:”, or say that the end is left open on purpose.',
  'fix.say-open-end':
    'Write “until:”, or say in a choice of the clause why it has “no until”, with these words.',
  'fix.name-verifier': 'Write “shown by: verified by role monitor”.',
  'fix.somebody-else-verifies': 'Let somebody verify who does not owe it.',
  'fix.write-test': 'Write a test that anybody can apply, such as “no breach of …”.',
  'fix.name-sources': 'Write “heard from:” with those who are to speak.',
  'fix.silence-unknown': 'Write “if silent: unknown”.',
  'fix.say-burden': 'Say who shows it, to whom and by when: notice beforehand, or an account afterwards.',
  'fix.one-line':
    'Measure both from one line, or say in a choice of one of these clauses that {lines} are meant, with these names.',
  'fix.limit-power': 'Write “when:”: after what, and how often, it may be used.',
  'fix.say-form': 'Write “form: told 24h before and with reasons”, or one of the two.',
  'fix.say-must': 'If a duty is meant, write “must”; if not, leave it as an intention.',
  'fix.add-window': 'Say in what length of time: “in 7d”.',
  'fix.say-how-long': 'Give a length of time that can be met, such as 6h.',
  'fix.name-area': 'Write “area:”.',
  'fix.name-class': 'Name the class: “heavy 3500 m north of …”.',
  'fix.party-sets': 'Let the parties set it: “set by: jointly …”, or fix it.',
  'fix.agree-map': 'Agree a map before signing, with points that both have checked on the ground.',
  'fix.close-list': 'Write out the whole list.',
  'fix.measure-words': 'Put a time, a number or a test in their place.',
  'fix.settle-choice': 'Settle the disputed ones, or keep them open on purpose with an owner and a date.',
  'fix.name-bearer': 'Write “who:”.',
  'fix.use-or-drop': 'Use it or take it away.',
  'fix.run-from-beginning':
    'Let its time run from when it begins: “within: 48h” in place of “by:”, or give what it waits for a deadline.',
  'fix.other-side-too': 'Let somebody outside that side have a word too: “and verified by role monitor”.',
  'fix.say-quorum':
    'Write “jointly …” if all have to want it, “any 2 of …” if two are enough, or name the one who decides.',
  'fix.name-actor': 'Write the words so that whoever has to act is their subject.',
  'fix.let-something-follow': 'Let something begin, end or be lifted by it.',
  'fix.accept-by': 'Say by when it has to accept, and what holds for the others if it does not.',
  'fix.raise-quorum': 'Ask for more of them than one side has, or write “jointly …”.',
  'fix.rehearse-it': 'Play it through with “jig rehearse”, or check the parts of the text apart.',
  'fix.give-it-a-part': 'Say what rests on its word, or leave it out.',
  'fix.read-together':
    'Read both texts together, and say here what is owed if the other one is changed or ends.',
}

export const analysisWords: { readonly [L in 'en' | 'ar' | 'ru']: AnalysisWords } = {
  en,
  ar: analysisWordsAr,
  ru: analysisWordsRu,
}
