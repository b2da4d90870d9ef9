/**
 * What answers to the demonstration's questions say, as ICU messages by code; the values come with each reason. Codes of
 * standings and of incidents that an answer repeats have their words in `standing.ts` and `incident.ts`.
 */
const en = {
  'end-reads-as-expiry':
    'By {clock, select, text {the text’s own clock} other {the clock of {clock}}}, the statement of {party} came at or after the end of the period: an expiry.',
  'end-reads-as-withdrawal':
    'By {clock, select, text {the text’s own clock} other {the clock of {clock}}}, {party} ended the period early, and the text lets it withdraw: a withdrawal.',
  'end-reads-as-breach':
    'By {clock, select, text {the text’s own clock} other {the clock of {clock}}}, {party} ended the period early without a power to do so that has effect: a breach, if nothing else excuses it.',
  'withdrawal-not-theirs':
    'No clock makes it a withdrawal: under {power} only {holders} may withdraw, and not {party}.',
  'no-end-declared': 'Nobody has declared {agreement} over.',
  'clause-opened': '{clause} became active, on the evidence admitted by the reading “{reading}”.',
  'clause-not-shown-to-open':
    'That {clause} became active is not shown, on the evidence admitted by the reading “{reading}”; what is open could still decide otherwise.',
  'clause-never-opened': '{clause} never became active, on the evidence admitted by the reading “{reading}”.',
  'exchange-waiting': 'The exchange {exchange} has not begun: what it waits for has not been shown.',
  'exchange-open': 'The exchange {exchange} can begin.',
  'exchange-deadlocked':
    'The exchange {exchange} is deadlocked: each waits for the other, and the text names no first mover.',
  'exchange-partly-done': 'Part of the exchange {exchange} is done.',
  'exchange-done': 'The exchange {exchange} is done.',
  'waits-in-a-circle': 'Who waits for whom: {cycle}.',
  'incident-reported': '{incident} was reported, and nobody authorised has examined it.',
  'incident-confirmed': '{incident} was confirmed by a finding.',
  'incident-not-confirmed': '{incident} was examined and not confirmed.',
  'incident-disputed':
    '{incident} is disputed: accounts contradict each other, and no finding for more than one side decides.',
  'incident-undetermined': '{incident} was examined, and the finding leaves it open.',
  'incident-withdrawn': 'Those who reported {incident} have taken it back.',
  'scope-within':
    'It falls within {agreement}{touches, plural, =0 {, and touches no clause of it} one {, and touches one clause of it} other {, and touches # clauses of it}}.',
  'scope-outside': 'It falls outside {agreement}: harm, and no breach of it.',
  'scope-uncertain': 'Whether it falls within {agreement} is not known.',
  'harm-recorded': 'Harm on record: between {least} and {most} killed, by the accounts together.',
  'harm-recorded-at-least': 'Harm on record: at least {least} killed, by the accounts together.',
  'notice-kept-apart':
    '{notices, plural, one {One notice} other {# notices}} about it on record, kept apart from what is alleged.',
  'no-notice': 'No notice about {incident} is on record.',
  acknowledged: '{party} is on record as having acknowledged it.',
  'acknowledgement-unknown':
    'Whether {party} acknowledged it is unknown: the record holds no acknowledgement.',
  'published-by-rule': '{rule}: {least}{range, select, yes { to {most}} other {}}, as published.',
  'published-by-rule-at-least': '{rule}: at least {least}, as published.',
  'running-total-by-rule':
    '{rule}: {least}{range, select, yes { to {most}} other {}} from {from} to {until}, as published.',
  'running-total-by-rule-at-least': '{rule}: at least {least} from {from} to {until}, as published.',
  'recounted-by-rule': '{rule}: {least} to {most}, recounted from this record by the same rule.',
  'recounted-by-rule-at-least': '{rule}: at least {least}, recounted from this record by the same rule.',
  'no-single-number':
    'There is no single number: the rules count different things, of different sides, over different days.',
  'notice-in-time':
    'Notice at {given} for {activity}: {hours} h {minutes} min ahead, and {lead} h are asked: in time.',
  'notice-too-late':
    'Notice at {given} for {activity}: {hours} h {minutes} min ahead, and {lead} h are asked: too late.',
} as const

export type QuestionWord = keyof typeof en
type Words = Readonly<Record<QuestionWord, string>>

const ar: Words = {
  'end-reads-as-expiry':
    'بحسب {clock, select, text {مدة النص نفسه} other {مدة {clock}}}، جاء إعلان {party} عند نهاية الفترة أو بعدها: انقضاء للمدة.',
  'end-reads-as-withdrawal':
    'بحسب {clock, select, text {مدة النص نفسه} other {مدة {clock}}}، أنهى {party} الفترة قبل أوانها والنص يجيز له الانسحاب: انسحاب.',
  'end-reads-as-breach':
    'بحسب {clock, select, text {مدة النص نفسه} other {مدة {clock}}}، أنهى {party} الفترة قبل أوانها من دون صلاحية نافذة لذلك: خرق، ما لم يوجد مسوّغ آخر.',
  'withdrawal-not-theirs':
    'لا يكون انسحاباً بأي مدة: فبموجب {power} لا يجوز الانسحاب إلا لكل من {holders}، وليس {party}.',
  'no-end-declared': 'لم يعلن أحد انتهاء {agreement}.',
  'clause-opened': 'صار البند {clause} سارياً، بحسب الأدلة التي تقبلها القراءة «{reading}».',
  'clause-not-shown-to-open':
    'لم يثبت أن البند {clause} صار سارياً، بحسب الأدلة التي تقبلها القراءة «{reading}»؛ وما زال مفتوحاً قد يغيّر ذلك.',
  'clause-never-opened': 'لم يصر البند {clause} سارياً قط، بحسب الأدلة التي تقبلها القراءة «{reading}».',
  'exchange-waiting': 'لم يبدأ التبادل {exchange}: لم يثبت ما ينتظره.',
  'exchange-open': 'يمكن أن يبدأ التبادل {exchange}.',
  'exchange-deadlocked': 'التبادل {exchange} متعثر: كل طرف ينتظر الآخر، والنص لا يسمّي من يبدأ.',
  'exchange-partly-done': 'أُنجز جزء من التبادل {exchange}.',
  'exchange-done': 'أُنجز التبادل {exchange}.',
  'waits-in-a-circle': 'من ينتظر من: {cycle}.',
  'incident-reported': 'أُبلغ عن {incident} ولم تفحصه جهة مخولة.',
  'incident-confirmed': 'أكّد استنتاجٌ وقوع {incident}.',
  'incident-not-confirmed': 'فُحص {incident} ولم يتأكد.',
  'incident-disputed': '{incident} محل خلاف: الروايات متناقضة، ولا استنتاج لأكثر من جانب يحسمها.',
  'incident-undetermined': 'فُحص {incident} وتركه الاستنتاج مفتوحاً.',
  'incident-withdrawn': 'تراجع من أبلغوا عن {incident} عن بلاغهم.',
  'scope-within':
    'يقع ضمن نطاق {agreement}{touches, plural, =0 { ولا يمس أياً من بنوده} one { ويمس بنداً واحداً منه} two { ويمس بندين منه} few { ويمس # بنود منه} many { ويمس # بنداً منه} other { ويمس # بند منه}}.',
  'scope-outside': 'يقع خارج نطاق {agreement}: ضرر لا خرق له.',
  'scope-uncertain': 'لا يُعرف هل يقع ضمن نطاق {agreement}.',
  'harm-recorded': 'الضرر المسجل: بين {least} و{most} من القتلى بحسب الروايات مجتمعة.',
  'harm-recorded-at-least': 'الضرر المسجل: {least} من القتلى على الأقل بحسب الروايات مجتمعة.',
  'notice-kept-apart':
    '{notices, plural, one {إخطار واحد مسجل} two {إخطاران مسجلان} few {# إخطارات مسجلة} many {# إخطاراً مسجلاً} other {# إخطار مسجل}} بشأنه، بمعزل عن الادعاءات.',
  'no-notice': 'لا إخطار مسجل بشأن {incident}.',
  acknowledged: 'السجل يثبت أن {party} أكّد الاستلام.',
  'acknowledgement-unknown': 'لا يُعرف هل أكّد {party} الاستلام: لا تأكيد في السجل.',
  'published-by-rule': '{rule}: {least}{range, select, yes { إلى {most}} other {}}، كما نُشر.',
  'published-by-rule-at-least': '{rule}: {least} على الأقل، كما نُشر.',
  'running-total-by-rule':
    '{rule}: {least}{range, select, yes { إلى {most}} other {}} من {from} حتى {until}، كما نُشر.',
  'running-total-by-rule-at-least': '{rule}: {least} على الأقل من {from} حتى {until}، كما نُشر.',
  'recounted-by-rule': '{rule}: من {least} إلى {most}، معاداً عدّه من هذا السجل بالقاعدة نفسها.',
  'recounted-by-rule-at-least': '{rule}: {least} على الأقل، معاداً عدّه من هذا السجل بالقاعدة نفسها.',
  'no-single-number': 'لا رقم واحداً: القواعد تعدّ أشياء مختلفة لأطراف مختلفة في أيام مختلفة.',
  'notice-in-time':
    'إخطار في {given} بنشاط في {activity}: قبله بـ {hours} س و{minutes} د، والمطلوب {lead} س: في الموعد.',
  'notice-too-late':
    'إخطار في {given} بنشاط في {activity}: قبله بـ {hours} س و{minutes} د، والمطلوب {lead} س: متأخر.',
}

const ru: Words = {
  'end-reads-as-expiry':
    'По {clock, select, text {сроку самого текста} other {сроку, которого держится {clock}}}, заявление {party} сделано в конце срока или после него: истечение.',
  'end-reads-as-withdrawal':
    'По {clock, select, text {сроку самого текста} other {сроку, которого держится {clock}}}, {party} прекращает действие досрочно, и текст даёт право выхода: выход.',
  'end-reads-as-breach':
    'По {clock, select, text {сроку самого текста} other {сроку, которого держится {clock}}}, {party} прекращает действие досрочно без имеющего силу права на это: нарушение, если нет иного оправдания.',
  'withdrawal-not-theirs':
    'Выходом это не является ни по какому сроку: по {power} выйти вправе только {holders}, но не {party}.',
  'no-end-declared': 'Никто не объявлял об окончании {agreement}.',
  'clause-opened':
    'Пункт {clause} вступил в действие по доказательствам, допускаемым прочтением «{reading}».',
  'clause-not-shown-to-open':
    'Не показано, что пункт {clause} вступил в действие, по доказательствам, допускаемым прочтением «{reading}»; открытые вопросы могут это изменить.',
  'clause-never-opened':
    'Пункт {clause} не вступал в действие по доказательствам, допускаемым прочтением «{reading}».',
  'exchange-waiting': 'Обмен {exchange} не начался: не показано то, чего он ждёт.',
  'exchange-open': 'Обмен {exchange} может начаться.',
  'exchange-deadlocked': 'Обмен {exchange} в тупике: каждый ждёт другого, а текст не называет, кто начинает.',
  'exchange-partly-done': 'Обмен {exchange} выполнен частично.',
  'exchange-done': 'Обмен {exchange} выполнен.',
  'waits-in-a-circle': 'Кто кого ждёт: {cycle}.',
  'incident-reported': 'О {incident} сообщено; уполномоченный орган его не проверял.',
  'incident-confirmed': '{incident}: подтверждено выводом.',
  'incident-not-confirmed': '{incident}: проверено и не подтверждено.',
  'incident-disputed':
    '{incident}: оспаривается; сообщения противоречат друг другу, и нет вывода более чем одной стороны.',
  'incident-undetermined': '{incident}: проверено, вывод оставляет вопрос открытым.',
  'incident-withdrawn': '{incident}: сообщившие отозвали свои сообщения.',
  'scope-within':
    'Подпадает под {agreement}{touches, plural, =0 {, но не затрагивает ни одного его пункта} one { и затрагивает # пункт} few { и затрагивает # пункта} many { и затрагивает # пунктов} other { и затрагивает # пункта}}.',
  'scope-outside': 'Не подпадает под {agreement}: это вред, но не его нарушение.',
  'scope-uncertain': 'Неизвестно, подпадает ли под {agreement}.',
  'harm-recorded': 'Вред по записям: от {least} до {most} погибших по всем сообщениям вместе.',
  'harm-recorded-at-least': 'Вред по записям: не менее {least} погибших по всем сообщениям вместе.',
  'notice-kept-apart':
    '{notices, plural, one {# уведомление} few {# уведомления} many {# уведомлений} other {# уведомления}} о нём в записях, отдельно от утверждений.',
  'no-notice': 'В записях нет уведомления о {incident}.',
  acknowledged: 'По записям, {party} подтверждает получение.',
  'acknowledgement-unknown': 'Неизвестно, подтверждено ли получение ({party}): в записях подтверждения нет.',
  'published-by-rule': '{rule}: {least}{range, select, yes {–{most}} other {}}, как опубликовано.',
  'published-by-rule-at-least': '{rule}: не менее {least}, как опубликовано.',
  'running-total-by-rule':
    '{rule}: {least}{range, select, yes {–{most}} other {}} с {from} по {until}, как опубликовано.',
  'running-total-by-rule-at-least': '{rule}: не менее {least} с {from} по {until}, как опубликовано.',
  'recounted-by-rule': '{rule}: от {least} до {most}, пересчитано по этому журналу по тому же правилу.',
  'recounted-by-rule-at-least': '{rule}: не менее {least}, пересчитано по этому журналу по тому же правилу.',
  'no-single-number': 'Одного числа нет: правила считают разное, за разными сторонами и за разные дни.',
  'notice-in-time':
    'Уведомление {given} о {activity}: за {hours} ч {minutes} мин при требуемых {lead} ч: вовремя.',
  'notice-too-late':
    'Уведомление {given} о {activity}: за {hours} ч {minutes} мин при требуемых {lead} ч: поздно.',
}

/** The words of the answers in the three languages of the screens. */
export const questionWords = { en, ar, ru } as const satisfies Record<string, Words>
