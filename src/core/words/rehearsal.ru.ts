import type { RehearsalWords } from './rehearsal.ts'

/** See `rehearsal.ts`. */
export const rehearsalWordsRu: RehearsalWords = {
  'rehearsal.title':
    '{id}: {stories, plural, =0 {нет истории, в которой текст подводит} one {# история, в которой текст подводит} few {# истории, в которых текст подводит} many {# историй, в которых текст подводит} other {# истории, в которых текст подводит}}; {plays, plural, one {# прогон} few {# прогона} many {# прогонов} other {# прогона}} на {depth} (начальное число {seed})',
  'rehearsal.draft': '{id} — проект: ни один его пункт не вступает в силу, и репетировать нечего.',
  'rehearsal.either': 'достаточно одного из: {who}',
  'rehearsal.likewise': 'Точно так же: {clauses}',
  'rehearsal.change': 'Что изменить: {subject}. {fix}',
  'rehearsal.lost': 'Что теряется: {clauses}',
  'rehearsal.to-come':
    'Прогоны кончаются через {depth} после начала. Что наступает позже для {clauses}, не разыграно, и об этом ничего не сказано: --depth играет дальше.',
  'failing.deadlock': 'Тупик',
  'failing.lapse': 'Срок истекает из-за молчания',
  'failing.breach-without-fault': 'Нарушение без вины',
  'failing.unsettled': 'Не решается никогда',
  'failing.stall': 'Задержка, которая ничего не нарушает',
  'failing.delay-pays': 'Выгодное промедление',
  'failing.never-begins': 'Никогда не начинается',
  'failing.never-done': 'Невыполнимо',
  'failing.power-out-of-reach': 'Недостижимое полномочие',
  'happening.performs': '{who}: выполнено то, чего требует {subject}.',
  'happening.performs-each': '{who}: выполнено то, чего требует {subject}, тогда и каждый следующий раз.',
  'happening.confirms': '{who}: подтверждение по {subject}.',
  'happening.confirms-each': '{who}: подтверждение по {subject}, тогда и каждый раз.',
  'happening.refutes': '{who}: вывод, что {subject} не соблюдён.',
  'happening.refutes-each': '{who}: вывод, что {subject} не соблюдён, тогда и каждый раз.',
  'happening.accedes': '{who}: условия приняты.',
  'happening.sets': '{who}: назначено «{subject}».',
  'happening.finds-state': '{who}: установлено, что «{subject}» имеет место.',
  'happening.exercises': '{who}: использовано полномочие {subject}.',
  'happening.closes': '{who}: больше сообщить нечего.',
  'happening.breaks': '{who}: сделано то, что запрещает {subject}.',
  'happening.waits': '{who}: ожидание, пока первым сделает шаг другой, прежде чем выполнить {subject}.',
  'happening.omits-perform': '{who}: не делается то, чего требует {subject}.',
  'happening.omits-verify': '{who}: ни да, ни нет по {subject}.',
  'happening.omits-accede': '{who}: условия не приняты.',
  'happening.omits-determine': '{who}: решения о «{subject}» нет.',
  'happening.omits-exercise': '{who}: по {subject} не делается ничего.',
  'happening.omits-close': '{who}: не сказано, что больше сообщить нечего.',
  'happening.end-deadlock':
    'Каждый всё ещё ждёт другого, а {subject} не говорит, кто начинает. Никто ничего не нарушил.',
  'happening.end-deadlock-late':
    'Каждый ждал другого, а {subject} не говорит, кто начинает. Срок пропущен: {who}.',
  'happening.end-lapse': 'Продления по {subject} нет, срок истёк: никто ничего не нарушил.',
  'happening.end-breach-without-fault': '{subject}: нарушение за стороной, сделавшей всё, что могла.',
  'happening.end-unsettled': 'Никто так и не смог установить, соблюдён ли {subject}.',
  'happening.end-stall': 'Всё, что ждёт {subject}, по-прежнему ждёт: никто ничего не нарушил.',
  'happening.end-stall-open':
    '«{subject}» не назначено так, как велит текст, и то, что на нём кончается, продолжается: никто ничего не нарушил.',
  'happening.end-delay-pays':
    '{who}: ничего не нарушено, а обязанности, которые последовали бы за {subject}, не возникли.',
  'happening.end-never-begins':
    '{subject} не начал действовать, хотя все сделали всё, что текст им позволяет.',
  'happening.end-never-done': '{subject} действует, и ничто его не исполнило.',
  'happening.end-power-out-of-reach': 'Условие {subject} не наступило ни в одном прогоне.',
  'fix.deadlock': 'Скажите, что будет, если никто не начнёт, или назначьте каждому шагу свой срок.',
  'fix.deadlock-late': 'Скажите, что будет, если никто не начнёт, или в каком порядке делаются шаги.',
  'fix.lapse': 'Пусть молчание означает согласие или пусть продлевает один из держателей полномочия.',
  'fix.breach-without-fault': 'Отсчитывайте срок от того, чего ждёт обязанность.',
  'fix.due-before-agreed':
    'Пусть обязанность начинается или срок наступает, когда текст уже согласован: он обязывает с более ранней даты.',
  'fix.due-before-start': 'Отсчитывайте срок от начала действия текста: его могут назначить поздно.',
  'fix.known-too-late':
    'Дайте срок больше того, что может понадобиться подтверждающим, или пусть обязанность начинается в момент, который назначат они.',
  'fix.unsettled':
    'Назовите второго, кто вправе подтверждать, или скажите, что значит молчание, когда источники закрылись.',
  'fix.one-speaks': 'Назовите ещё кого-то, кто вправе подтверждать.',
  'fix.nobody-speaks':
    'Новые имена помогают, только если кто-то из них скажет слово. Скажите, что следует, если молчат все: дата, с которой то, что этого ждёт, начинается всё равно, или что достаточно слова самого обязанного.',
  'fix.silence-means-nothing': 'Скажите, что значит молчание, когда источники закрылись, и кого слушают.',
  'fix.unclosed':
    'Слушайте того, кто наверняка скажет своё слово, или пусть то, что этого ждёт, начинается и без него.',
  'fix.stall': 'Назначьте срок или позвольте сделать это кому-то другому.',
  'fix.undecided': 'Скажите, к какому сроку это решается и что действует, если решения нет.',
  'fix.open-end': 'Пусть кончается в назначенный день, или пусть момент окончания назначают не все из них.',
  'fix.delay-pays': 'Назначьте срок, чтобы бездействие было нарушением.',
  'fix.never-begins': 'Пусть условие опирается на то, что кто-то может сделать.',
  'fix.never-done': 'Пусть требуется то, что обязанный может сделать и показать.',
  'fix.power-out-of-reach': 'Пусть условие опирается на то, что может наступить.',
  'vacuity.title': 'Что меняет каждый прогон по сравнению с тем, где сразу сделано всё',
  'vacuity.stands': '{status}: {clauses}',
  'vacuity.same': 'ничего',
  'vacuity.all-done': 'всё сделано',
  'vacuity.nothing-said': 'ничего не сказано',
  'vacuity.silent-and-closed': 'молчание, закрыто',
  'vacuity.promises-broken': 'обещания нарушены',
  'vacuity.does-nothing': '{who}: бездействие',
  'vacuity.unmoved': 'Одинаково в каждом прогоне: {clauses}',
  'vacuity.unbroken':
    'Одинаково в каждом прогоне; ни в одном они не нарушаются, ведь в тексте ничего не зависит от их нарушения: {clauses}',
}
