import type { AnalysisWords } from './analysis.ts'

/** {@link analysisWords} in Russian. */
export const analysisWordsRu: AnalysisWords = {
  'severity.error': 'ошибки',
  'severity.warning': 'предупреждения',
  'severity.note': 'замечания',

  'remark.deadlock':
    'Каждый ждёт другого: {cycle}. {why, select, early {В обмене {exchange} каждый шаг начинается, когда сделан другой, а сделанное до начала не засчитывается, поэтому ни один никогда не может быть сделан.} other {Обмен {exchange} требует одновременных шагов и не говорит, кто начинает первым, поэтому никто никогда не обязан начать.}}',
  'remark.behind-deadlock':
    'Пока обмен {exchange} стоит, не вступают в действие и другие пункты ({count}): {clauses}.',
  'remark.waiting-circle': 'Эти пункты ждут друг друга и никогда не начнут действовать: {cycle}.',
  'remark.unreachable': 'Условие «{awaited}» никогда не выполнится. Его ждут пункты ({count}): {clauses}.',
  'remark.deadlines-inconsistent':
    'Все эти сроки вместе соблюсти нельзя: {clauses}. Срок пункта {clause} наступает на {length} раньше, чем возможно.',
  'remark.window-empty':
    'Период действия пункта {clause} кончается раньше, чем начинается. Это следует из: {clauses}.',
  'remark.form-too-slow':
    'О применении {power} нужно сообщить заранее, до начала действия: {within}. Если сообщить, когда основание уже есть, оно опоздает к последнему сроку, который допускает текст, по меньшей мере на {length}.',
  'remark.deadline-hangs-on-others':
    '{party} не может быть уверен, что соблюдёт срок {clause}, даже если очень хочет: другие могут действовать так поздно или так порознь, что его время выйдет. Это зависит от: {others}.',
  'remark.critical-path': 'Дольше всего, если каждый срок используется полностью: {path}, {lasts} от начала.',
  'remark.duties-contradict':
    '{party} по пункту {one} не вправе делать то, чего требует или что разрешает {other}: {acts}. Время и место сравниваются в самых широких возможных пределах.',
  'remark.duties-exclude':
    '{parties}: обязательства {one} и {other} {clash, select, surely {приходятся} other {могут прийтись}} на одно время и место, а по тексту они несовместимы.',
  'remark.distances-differ':
    'Для {party} указаны сразу разные расстояния ({distances} м, {side}, от {line}): {clauses}.',
  'remark.stall-by-consent':
    '{of, plural, one {{parties}} few {Любой из {parties}} many {Любой из {parties}} other {Любой из {parties}}} может остановить пункты ({count}), не дав своего слова о {site} и ничего не нарушив: {clauses}{more, plural, =0 {} other { и ещё #}}.',
  'remark.opt-in':
    '{site} связан лишь с того времени, как примет условия. До того не действуют пункты ({count}): {clauses}{more, plural, =0 {} other { и ещё #}}.',
  'remark.stall-by-power':
    '{of, plural, one {{parties}} few {Любой из {parties}} many {Любой из {parties}} other {Любой из {parties}}} может не дать применить {site}, ничего не нарушив. Что теряется: {clauses}{more, plural, =0 {} other { и ещё #}}.',
  'remark.stall-by-permission':
    '{of, plural, one {{parties}} few {Любой из {parties}} many {Любой из {parties}} other {Любой из {parties}}} вправе не исполнять {site}, и тогда пункты ({count}) не могут действовать: {clauses}{more, plural, =0 {} other { и ещё #}}.',
  'remark.stall-by-delay':
    'У {site} нет срока: {of, plural, one {{parties}} few {любой из {parties}} many {любой из {parties}} other {любой из {parties}}} может откладывать его без конца, ничего не нарушая. Тогда не могут действовать пункты ({count}): {clauses}{more, plural, =0 {} other { и ещё #}}.',
  'remark.stall-by-verification':
    '{of, plural, one {{parties}} few {Любой из {parties}} many {Любой из {parties}} other {Любой из {parties}}} может не дать своего слова по {site}, и тогда пункты ({count}) нельзя ни подтвердить, ни пройти: {clauses}{more, plural, =0 {} other { и ещё #}}.',
  'remark.stall-without-consequence':
    'Если {of, plural, one {{parties}} few {любой из {parties}} many {любой из {parties}} other {любой из {parties}}} не исполнит должного по {site}, из текста ничего не следует, а другие пункты не могут действовать: {clauses}{cut, select, yes { и ещё другие} other {}}.',
  'remark.stall-by-all-means':
    '{parties} может остановить пункты ({count}), не сделав нескольких вещей сразу: {clauses}{more, plural, =0 {} other { и ещё #}}.',
  'remark.stall-by-breach':
    '{of, plural, one {{parties}} few {Любой из {parties}} many {Любой из {parties}} other {Любой из {parties}}} может остановить пункты ({count}), нарушив {as, select, exchange {свой шаг обмена {site} (чем раньше шаг, тем больше пунктов)} other {{site}}}, и платит за это лишь тем, что по тексту следует из этого нарушения: {clauses}{more, plural, =0 {} other { и ещё #}}.',
  'remark.stall-by-two':
    'Двое вместе могут не дать пунктам ({count}) начаться, исполниться или быть подтверждёнными, хотя ни один из них не может этого в одиночку ({sets}): {clauses}{more, plural, =0 {} other { и ещё #}}.{sites, select, none {} other { Всё зависит от {sites}.}}',
  'remark.stall-by-three':
    'Трое вместе могут не дать пунктам ({count}) начаться, исполниться или быть подтверждёнными, хотя никакие двое из них не могут ({sets}): {clauses}{more, plural, =0 {} other { и ещё #}}.{sites, select, none {} other { Всё зависит от {sites}.}}',
  'remark.coalitions-bounded':
    'Слово или выбор в этом тексте имеют {count}: проверено, что могут остановить вместе двое из них, но не трое.',
  'remark.quorum-captured':
    '{power} требует {quorum} из {holders}, а у стороны {side} столько есть и без других ({parties}).',
  'remark.one-side-decides':
    '{subject}: решает слово одной лишь стороны {side} ({parties}), а связан этим или отвечает за это {bound}.',
  'remark.single-verifier':
    'Если {speaker} замолчит, пункты ({count}) нельзя ни подтвердить, ни пройти: {clauses}{more, plural, =0 {} other { и ещё #}}.',
  'remark.single-decider':
    '{term} зависит от слова одного лишь {speaker}. {count, plural, =0 {Ни один пункт не называет его: на нём держится начало текста или состояние.} other {Пунктов, где это используется: {count}.}}',
  'remark.escalation-spiral':
    '{count, plural, one {Нарушение {clauses} снимает сам {clauses}: нарушивший может освободиться от него, а с ним и остальные.} other {Нарушение любого из этих пунктов снимает следующий, а значит, и все: {clauses}. Один инцидент может отменить их все.}}',
  'remark.no-deadline': 'У {clause} нет срока, поэтому он никогда не просрочен и не может быть нарушен.',
  'remark.always-lifted':
    'То, что снимает {clause}, верно с первого мгновения, поэтому пункт никого не связывает.',
  'remark.against-nobody': '{clause} не защищает никого, кому обязанный мог бы навредить.',
  'remark.nothing-matches':
    '{clause} не называет действий, поэтому ни одно сообщение с ним не сопоставляется.',
  'remark.open-ended': 'У обязанностей ({count}) нет конца, их можно нарушить, но не исполнить: {clauses}.',
  'remark.evidence-impossible': 'Ничьё слово не может подтвердить {clause}.',
  'remark.term-unused': '{term}: определено и нигде не используется.',
  'remark.no-consequence': 'Из нарушения этих пунктов ({count}) в тексте ничего не следует: {clauses}.',
  'remark.nobody-bound': '{clause} никого не обязывает.',
  'remark.verifier-is-bearer': '{clause}: исполнение подтверждает слово того, кто обязан ({parties}).',
  'remark.bearer-holds-veto': '{clause}: без слова того, кто обязан ({parties}), ничего нельзя подтвердить.',
  'remark.open-measure': 'У {term} нет проверки: сказать, так ли это, могут только {speakers}.',
  'remark.state-undecidable': 'У {term} нет ни проверки, ни того, кто решает.',
  'remark.state-unsourced': 'По {term} никого не заслушивают.',
  'remark.silence-unsourced': 'По {clause} решает молчание, но не сказано чьё.',
  'remark.silence-performs': 'По {clause} молчание считается исполнением.',
  'remark.silence-accuses': 'По {clause} молчание считается нарушением того, что надлежит соблюдать.',
  'remark.exception-without-burden':
    'Не сказано, кто доказывает исключение по {clause} ({exceptions}). Заявленное и не опровергнутое, оно действует.',
  'remark.lines-differ':
    'Для одного класса {parties} отсчитывают от разных линий: {lines}, в {clauses}. Возможно, так и задумано.',
  'remark.power-unlimited': '{power}: {parties} могут воспользоваться этим без всяких условий.',
  'remark.political-force': '{clause} есть намерение: оно показывается и не может быть нарушено.',
  'remark.modal-mix': 'В словах {clause} стоит «{word}», а записано это как обязанность.',
  'remark.passive-words':
    'В словах {clause} не сказано, кто действует («{words}»); в записи названы {parties}.',
  'remark.list-open': 'Слова {clause} оставляют список открытым («{words}»).',
  'remark.simultaneity-unmeasured':
    'Слова {clause} требуют одновременности («{words}»), но ни один обмен не говорит, насколько шаги могут расходиться и кто начинает.',
  'remark.power-moves-nothing':
    '{may, select, extend {{power} продлевает то, что не имеет конца} other {{power} возобновляет то, что никто не вправе приостановить}}, поэтому это ничего не меняет.',
  'remark.holder-owes-step':
    '{party} хранит то, что передают в {exchange}, и само обязано сделать один из шагов.',
  'remark.power-any-form':
    '{count, plural, one {Это полномочие действует} other {Эти полномочия (#) действуют}} в любой форме, без предупреждения и без доводов: {clauses}.',
  'remark.power-by-any-one':
    '{power}: каждый из {parties} может воспользоваться этим один, чего бы ни хотели другие.',
  'remark.stands-the-same':
    'Положение пунктов ({count}) в конце одно и то же, сделают ли всё, ничего или промолчит лишь один: {clauses}.',
  'remark.idle-unbreached':
    '{parties}: можно не делать ничего из того, что должно, и в конце ничто не считается нарушенным или просроченным: {clauses}.',
  'remark.nobody-missed': '{players}: говорят они или молчат, все пункты в конце стоят одинаково.',
  'remark.threshold-without-window': 'Порог {over} в {clause} считается ни за какое время.',
  'remark.instantaneous': '{clause} не оставляет никакого времени между двумя мгновениями.',
  'remark.ceiling-without-place': '{clause} ставит предел и не говорит, где считать.',
  'remark.place-unsaid': '{clause} не называет района и потому действует везде.',
  'remark.distance-without-class': '{clause} называет расстояние и не говорит, для чего оно.',
  'remark.moment-unsettable':
    '{term} никто не назначает. {count, plural, =0 {Ни один пункт не называет его: на нём держится начало текста или состояние.} other {Пунктов, которые его ждут: {count}.}}',
  'remark.moment-by-outsiders': '{term} назначает {speakers}, и ни одна сторона в этом не участвует.',
  'remark.area-not-agreed':
    'Район {term} не согласован: ни об одном месте нельзя точно сказать, внутри оно или нет. Пункты: {clauses}.',
  'remark.line-not-agreed':
    'Линия {term} не согласована: расстояния от неё показываются без всякой силы. Пункты: {clauses}.',
  'remark.class-open': 'Список {term} остаётся открытым ({members}).',
  'remark.vague-words': 'В {clause} есть слова без меры: {words}.',
  'remark.rests-elsewhere':
    '{site} зависит от нарушений {named} в другом соглашении, {other}. Его текст здесь не прочитан: кто вправе изменить или прекратить его, может изменить и смысл {site}.',
  'remark.choices-counted': 'Текст вынудил сделать выбор столько раз: {choices}, из них спорных: {disputed}.',

  'fix.name-first-mover':
    'Скажите, кто начинает, или напишите «if nobody moves:» с датой, когда каждый шаг обязателен, что бы ни делал другой.',
  'fix.let-third-party-hold': 'Пусть третья сторона удержит или подтвердит один шаг раньше другого.',
  'fix.begin-otherwise':
    'Пусть пункт начинается с того, что может произойти, или дайте ему второй путь через «or».',
  'fix.let-early-count':
    'Пусть одна часть начинается без «when:» или пусть сделанное раньше засчитывается: уберите «early: does not count» из одной из них.',
  'fix.end-it': 'Дайте {site} конец: «until: …».',
  'fix.make-exchange': 'Сделайте их частями обмена, в котором сказано, кто начинает.',
  'fix.later-deadline': 'Перенесите срок или сократите то, что должно быть раньше.',
  'fix.later-end': 'Пусть кончается позже или начинается раньше.',
  'fix.test-against-practice': 'Спросите тех, кому это исполнять, выполнимы ли даты.',
  'fix.let-one-give-way':
    'Пусть {gives} уступает: напишите в нём «unless:» с тем, с чего начинается {stands}. Тогда {gives} отпадает навсегда; если потом он должен действовать снова, напишите его ещё раз, как пункт, который начинается{over, select, once { с «when: done {stands}»} other {, когда {stands} кончится}}.',
  'fix.part-times-or-places':
    'Дайте {one} и {other} районы, которые не пересекаются, или пусть одно кончается раньше, чем начинается другое.',
  'fix.one-distance': 'Оставьте одно расстояние или назовите разные классы.',
  'fix.one-number': 'Пусть {other} разрешает не больше, чем {one}.',
  'fix.add-deadline': 'Напишите «within: 48h» или «by:» и последний момент.',
  'fix.consent-by-silence': 'Пусть согласие считается данным, если к сроку ничего не сказано.',
  'fix.another-verifier':
    'Пусть считается и слово того, кто здесь не назван: напишите «or verified by» и кто это.',
  'fix.add-word':
    'В {site} дайте слово ещё одному: «{change}». Чтобы остановить это, тогда нужен ещё один участник.',
  'fix.ask-for-fewer':
    'В {site} требуйте на одного меньше: «{change}». Чтобы остановить это, тогда нужен ещё один участник.',
  'fix.word-of-another': 'В {site} дайте слово и кому-нибудь, кроме них.',
  'fix.let-silence-decide':
    'Или пусть в {site} решает молчание: «{silence}» и «{heard}». И тогда, чтобы остановить это, нужен ещё один участник.',
  'fix.another-word-on-term':
    'Этого слова ждёт {site}: пусть там будет достаточно и слова другого — через «or» под «set by» или «decided by». У состояния с проверкой и молчанием рядом с ними может стоять «decided by».',
  'fix.another-decider': 'Назовите второй путь решения через «or».',
  'fix.default-instead-of-consent':
    'Скажите, что действует, если согласия нет: дата или конец, который сдвигается сам.',
  'fix.make-duty': 'Сделайте это обязанностью со сроком.',
  'fix.say-consequence':
    'Скажите, что следует из нарушения: что начинается, что можно приостановить, кого извещают.',
  'fix.finding-first': 'Пусть ответ ждёт проверенного вывода, а до него запроса о разъяснении.',
  'fix.bound-response':
    'Дайте ответу конец («for no longer than: 7d») или передайте вопрос органу, который решает.',
  'fix.suspend-instead':
    'Не кончается «unless» в {lifted}: оно освобождает навсегда. Уберите его там, и пусть {lifted} на время приостанавливает право («for no longer than: 7d»).',
  'fix.drop-unless': 'Уберите «unless» или пусть оно начинается позже.',
  'fix.name-others': 'Назовите тех, кто под защитой.',
  'fix.name-acts': 'Напишите «acts:» с действиями, по которым сопоставляют сообщения.',
  'fix.say-end': 'Напишите «until:» или скажите, что конец открыт намеренно.',
  'fix.say-open-end':
    'Напишите «until:» или скажите в выборе этого пункта, почему там “no until”, этими словами.',
  'fix.name-verifier': 'Напишите «shown by: verified by role monitor».',
  'fix.somebody-else-verifies': 'Пусть проверяет тот, кто сам этого не должен.',
  'fix.write-test': 'Напишите проверку, которую может применить каждый, например «no breach of …».',
  'fix.name-sources': 'Напишите «heard from:» с теми, кто должен говорить.',
  'fix.silence-unknown': 'Напишите «if silent: unknown».',
  'fix.say-burden': 'Скажите, кто, кому и к какому сроку это показывает: извещение заранее или отчёт после.',
  'fix.one-line':
    'Отсчитывайте от одной линии или скажите в выборе одного из этих пунктов, с этими названиями, что имелись в виду {lines}.',
  'fix.limit-power': 'Напишите «when:»: после чего и как часто этим можно пользоваться.',
  'fix.say-form': 'Напишите «form: told 24h before and with reasons» или одно из двух.',
  'fix.say-must': 'Если имелась в виду обязанность, напишите «must»; если нет, оставьте намерением.',
  'fix.add-window': 'Скажите, за какое время: «in 7d».',
  'fix.say-how-long': 'Дайте выполнимую длительность, например 6h.',
  'fix.name-area': 'Напишите «area:».',
  'fix.name-class': 'Назовите класс: «heavy 3500 m north of …».',
  'fix.party-sets': 'Пусть назначают стороны: «set by: jointly …», или закрепите дату.',
  'fix.agree-map': 'До подписания согласуйте карту с точками, которые обе стороны проверили на месте.',
  'fix.close-list': 'Выпишите список целиком.',
  'fix.measure-words': 'Поставьте вместо них время, число или проверку.',
  'fix.settle-choice': 'Решите спорное или оставьте его открытым намеренно, с ответственным и датой.',
  'fix.name-bearer': 'Напишите «who:».',
  'fix.use-or-drop': 'Используйте или уберите.',
  'fix.run-from-beginning':
    'Пусть срок отсчитывается от начала: «within: 48h» вместо «by:», или дайте срок тому, чего он ждёт.',
  'fix.other-side-too': 'Пусть скажет своё слово и кто-то не с этой стороны: «and verified by role monitor».',
  'fix.say-quorum':
    'Напишите «jointly …», если хотеть должны все, «any 2 of …», если достаточно двоих, или назовите того, кто решает.',
  'fix.name-actor': 'Напишите так, чтобы подлежащим был тот, кто действует.',
  'fix.let-something-follow': 'Пусть от этого что-то начинается, кончается или снимается.',
  'fix.accept-by':
    'Укажите, к какому сроку она должна принять текст и что действует для остальных, если не примет.',
  'fix.raise-quorum': 'Требуйте больше, чем есть у одной стороны, или напишите “jointly …”.',
  'fix.rehearse-it': 'Проиграйте его с “jig rehearse” или проверьте части текста по отдельности.',
  'fix.give-it-a-part': 'Скажите, что зависит от его слова, или уберите его.',
  'fix.read-together':
    'Прочтите оба текста вместе и скажите здесь, что причитается, если другой изменён или прекращён.',
}
