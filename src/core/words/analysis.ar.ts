import type { AnalysisWords } from './analysis.ts'

/** {@link analysisWords} in Arabic. */
export const analysisWordsAr: AnalysisWords = {
  'severity.error': 'أخطاء',
  'severity.warning': 'تنبيهات',
  'severity.note': 'ملاحظات',

  'remark.deadlock':
    'كلٌّ ينتظر الآخر: {cycle}. {why, select, early {في التبادل {exchange} يبدأ كلٌّ منها حين يُنجز الآخر، ولا يُحسب ما أُنجز قبل بدايته، فلا يمكن إنجاز أيٍّ منها أبدًا.} other {التبادل {exchange} يطلب الخطوات في وقت واحد ولا يقول من يبدأ، فلا يُلزَم أحد بأن يبدأ أبدًا.}}',
  'remark.behind-deadlock': 'ما دام التبادل {exchange} متوقفًا لا تبدأ بنود أخرى ({count}): {clauses}.',
  'remark.waiting-circle': 'هذه البنود ينتظر بعضها بعضًا ولا يمكن أن تبدأ أبدًا: {cycle}.',
  'remark.unreachable': 'لا شيء يمكن أن يحقق «{awaited}». البنود التي تنتظره ({count}): {clauses}.',
  'remark.deadlines-inconsistent':
    'لا يمكن الوفاء بهذه المهل معًا: {clauses}. مهلة {clause} أبكر بمقدار {length} مما يمكن.',
  'remark.window-empty': 'تنتهي مدة {clause} قبل أن تبدأ. ويترتب ذلك على: {clauses}.',
  'remark.form-too-slow':
    'يجب الإبلاغ عن استعمال {power} قبل سريانه بمدة {within}. وإذا أُبلغ عنه بعد تحقق سببه تأخر عن آخر وقت يسمح به النص بما لا يقل عن {length}.',
  'remark.deadline-hangs-on-others':
    'لا يستطيع {party} أن يثق بالوفاء بمهلة {clause} مهما أراد: قد يتحرك غيره متأخرًا أو متباعدًا حتى ينقضي وقته. ويتوقف ذلك على: {others}.',
  'remark.critical-path': 'أطول ما يستغرقه الأمر إذا استُنفدت كل المهل: {path}، {lasts} من البداية.',
  'remark.duties-contradict':
    'لا يجوز لـ {party} بموجب {one} أن يفعل ما يطلبه أو يجيزه {other}: {acts}. تُقارَن الأوقات والأماكن على أوسع ما يمكن.',
  'remark.duties-exclude':
    '{clash, select, surely {على} other {قد يكون على}} {parties} الوفاء بكل من {one} و{other} في وقت واحد ومكان واحد، والنص يقول إنهما لا يجتمعان.',
  'remark.distances-differ':
    'على {party} مسافات مختلفة في آن واحد ({distances} م، {side}، من {line}): {clauses}.',
  'remark.stall-by-consent':
    'يستطيع {of, plural, one {{parties} وحده} other {أيٌّ من {parties}}} أن يوقف بنودًا ({count}) بألا يقول كلمته في {site} دون أن يخرق شيئًا: {clauses}{more, plural, =0 {} other { و# غيرها}}.',
  'remark.opt-in':
    'لا يلتزم {site} إلا منذ قبوله. وحتى ذلك لا تبدأ بنود ({count}): {clauses}{more, plural, =0 {} other { و# غيرها}}.',
  'remark.stall-by-power':
    'يستطيع {of, plural, one {{parties} وحده} other {أيٌّ من {parties}}} أن يمنع استعمال {site} دون أن يخرق شيئًا. وما يضيع: {clauses}{more, plural, =0 {} other { و# غيرها}}.',
  'remark.stall-by-permission':
    'يجوز {of, plural, one {لـ {parties}} other {لأيٍّ من {parties}}} ألا يفعل {site}، وعندئذ لا تمضي بنود ({count}): {clauses}{more, plural, =0 {} other { و# غيرها}}.',
  'remark.stall-by-delay':
    'لا مهلة لـ {site}: يستطيع {of, plural, one {{parties} وحده} other {أيٌّ من {parties}}} تأجيله بلا نهاية دون أن يخرق شيئًا. وعندئذ لا تمضي بنود ({count}): {clauses}{more, plural, =0 {} other { و# غيرها}}.',
  'remark.stall-by-verification':
    'يستطيع {of, plural, one {{parties} وحده} other {أيٌّ من {parties}}} أن يمسك كلمته في {site}، وعندئذ لا تثبت بنود ولا تُجاوَز ({count}): {clauses}{more, plural, =0 {} other { و# غيرها}}.',
  'remark.stall-without-consequence':
    'لا يرتب النص شيئًا إذا ترك {of, plural, one {{parties}} other {أيٌّ من {parties}}} ما عليه بموجب {site}، وعندئذ لا تمضي بنود أخرى: {clauses}{cut, select, yes { وغيرها} other {}}.',
  'remark.stall-by-all-means':
    'يستطيع {parties} أن يوقف بنودًا ({count}) بترك عدة أمور معًا: {clauses}{more, plural, =0 {} other { و# غيرها}}.',
  'remark.stall-by-breach':
    'يستطيع {of, plural, one {{parties} وحده} other {أيٌّ من {parties}}} أن يوقف بنودًا ({count}) بخرق {as, select, exchange {ما عليه من التبادل {site} (وكلما كان أبكر كان أثره أوسع)} other {{site}}}، ولا يدفع إلا ما يقول النص إنه يترتب على ذلك الخرق: {clauses}{more, plural, =0 {} other { و# غيرها}}.',
  'remark.stall-by-two':
    'يستطيع اثنان معًا أن يمنعا بدء بنود ({count}) أو إنجازها أو إثباتها ولا يستطيع ذلك أيٌّ منهما وحده ({sets}): {clauses}{more, plural, =0 {} other { و# غيرها}}.{sites, select, none {} other { وهذا معلّق على {sites}.}}',
  'remark.stall-by-three':
    'يستطيع ثلاثة معًا أن يمنعوا بدء بنود ({count}) أو إنجازها أو إثباتها ولا يستطيع ذلك أي اثنين منهم ({sets}): {clauses}{more, plural, =0 {} other { و# غيرها}}.{sites, select, none {} other { وهذا معلّق على {sites}.}}',
  'remark.coalitions-bounded':
    'لعدد {count} كلمة أو خيار في هذا النص: نُظر في ما يوقفه اثنان منهم معًا، لا في ما يوقفه ثلاثة.',
  'remark.quorum-captured':
    'يحتاج {power} إلى {quorum} من {holders}، وللجانب {side} وحده هذا العدد ({parties}).',
  'remark.one-side-decides':
    '{subject}: تحسمه كلمة الجانب {side} وحده ({parties})، والملزَم به أو المسؤول عنه {bound}.',
  'remark.single-verifier':
    'إذا صمت {speaker} فلا تثبت بنود ولا تُجاوَز ({count}): {clauses}{more, plural, =0 {} other { و# غيرها}}.',
  'remark.single-decider':
    'يتوقف {term} على كلمة {speaker} وحده. {count, plural, =0 {لا بند يسمّيه: عليه تقوم بداية النص أو حالة فيه.} other {عدد البنود التي تستعمله: {count}.}}',
  'remark.escalation-spiral':
    '{count, plural, one {خرق {clauses} يرفع {clauses} نفسه: فمن خرقه قد يتحرر منه، ويتحرر الآخرون معه.} other {خرق أيٍّ من هذه البنود يرفع الذي يليه، فيرفعها كلها: {clauses}. ويمكن لحادثة واحدة أن تنقضها جميعًا.}}',
  'remark.no-deadline': 'لا مهلة لـ {clause}، فلا يتأخر أبدًا ولا يمكن خرقه.',
  'remark.always-lifted': 'ما يرفع {clause} صحيح منذ لحظته الأولى، فلا يُلزم أحدًا أبدًا.',
  'remark.against-nobody': 'لا يحمي {clause} أحدًا يمكن للملتزم أن يؤذيه.',
  'remark.nothing-matches': 'لا يسمّي {clause} أفعالًا، فلا يُقابَل به أي بلاغ.',
  'remark.open-ended': 'التزامات لا نهاية لها ({count})، يمكن خرقها ولا يمكن استيفاؤها: {clauses}.',
  'remark.evidence-impossible': 'لا يمكن لكلمة أحد أن تثبت {clause}.',
  'remark.term-unused': '{term} معرَّف ولا يُستعمل في أي موضع.',
  'remark.no-consequence': 'لا يترتب في النص شيء على خرق هذه البنود ({count}): {clauses}.',
  'remark.nobody-bound': '{clause} لا يُلزم أحدًا.',
  'remark.verifier-is-bearer': 'ما يطلبه {clause} تثبته كلمة من هو عليه ({parties}).',
  'remark.bearer-holds-veto': 'ما يطلبه {clause} لا يثبت من دون كلمة من هو عليه ({parties}).',
  'remark.open-measure': 'لا اختبار لـ {term}: وحدهم {speakers} يستطيعون القول إن كان متحققًا.',
  'remark.state-undecidable': 'ليس لـ {term} اختبار ولا من يقرره.',
  'remark.state-unsourced': 'لا يُسمَع أحد في {term}.',
  'remark.silence-unsourced': 'الصمت يحسم {clause}، ولا يقول النص صمتُ مَن.',
  'remark.silence-performs': 'بموجب {clause} يُعدّ الصمت أداءً للواجب.',
  'remark.silence-accuses': 'بموجب {clause} يُعدّ الصمت خرقًا لما يجب الحفاظ عليه أو الامتناع عنه.',
  'remark.exception-without-burden':
    'لا يقول النص من يُثبت انطباق استثناء {clause} ({exceptions}). فإذا ادُّعي ولم يُدحض بقي قائمًا.',
  'remark.lines-differ':
    'تُقاس مسافات {parties} لصنف واحد من خطوط مختلفة: {lines}، في {clauses}. وقد يكون ذلك مقصودًا.',
  'remark.power-unlimited': 'يجوز لـ {parties} استعمال {power} بلا أي شرط.',
  'remark.political-force': '{clause} نيّة: تُعرَض ولا يمكن خرقها.',
  'remark.modal-mix': 'في نص {clause} «{word}»، وقد دُوِّن التزامًا.',
  'remark.passive-words': 'لا يقول نص {clause} من يفعل («{words}»)؛ والتدوين يسمّي {parties}.',
  'remark.list-open': 'يترك نص {clause} قائمة مفتوحة («{words}»).',
  'remark.simultaneity-unmeasured':
    'يطلب نص {clause} أمورًا في وقت واحد («{words}»)، ولا تبادل يقول كم يجوز أن تتباعد ومن يبدأ.',
  'remark.power-moves-nothing':
    '{may, select, extend {{power} يمدّد ما لا نهاية له} other {{power} يعيد ما لا يجوز لأحد تعليقه}}، فلا يغيّر شيئًا.',
  'remark.holder-owes-step': 'يُعهد إلى {party} بحفظ ما يُسلَّم في {exchange}، وعليه هو نفسه إحدى الخطوات.',
  'remark.power-any-form':
    '{count, plural, one {تسري هذه الصلاحية} two {تسري هاتان الصلاحيتان} few {تسري هذه الصلاحيات (#)} many {تسري هذه الصلاحيات (#)} other {تسري هذه الصلاحيات (#)}} بأي شكل، بلا إبلاغ مسبق وبلا تعليل: {clauses}.',
  'remark.power-by-any-one': 'يجوز لكلٍّ من {parties} أن يستعمل {power} وحده مهما أراد الآخرون.',
  'remark.stands-the-same':
    'بنود ({count}) حالها في النهاية واحدة سواء فُعل كل شيء أو لا شيء أو سكت واحد فقط: {clauses}.',
  'remark.idle-unbreached':
    'يجوز لـ {parties} ألا يفعل شيئًا مما عليه، ولا يُعدّ شيء في النهاية مخروقًا ولا متأخرًا: {clauses}.',
  'remark.nobody-missed': 'سواء تكلم {players} أم سكت، تبقى حال كل البنود في النهاية واحدة.',
  'remark.threshold-without-window': 'العتبة {over} في {clause} تُحسب على غير مدة.',
  'remark.instantaneous': '{clause} لا يترك أي وقت بين لحظة وأخرى.',
  'remark.ceiling-without-place': 'يضع {clause} سقفًا ولا يقول أين يُحسب.',
  'remark.place-unsaid': 'لا يسمّي {clause} منطقة، فيسري في كل مكان.',
  'remark.distance-without-class': 'يسمّي {clause} مسافة ولا يسمّي ما يلتزم بها.',
  'remark.moment-unsettable':
    'لا أحد يحدد {term}. {count, plural, =0 {لا بند يسمّيه: عليه تقوم بداية النص أو حالة فيه.} other {عدد البنود التي تنتظره: {count}.}}',
  'remark.moment-by-outsiders': 'يحدد {term} {speakers}، وليس لأي طرف نصيب في ذلك.',
  'remark.area-not-agreed':
    'المنطقة {term} غير متفق عليها: لا مكان داخلها أو خارجها على وجه اليقين. البنود: {clauses}.',
  'remark.line-not-agreed': 'الخط {term} غير متفق عليه: المسافات منه تُعرَض بلا حجية. البنود: {clauses}.',
  'remark.class-open': 'قائمة {term} تبقى مفتوحة ({members}).',
  'remark.vague-words': 'في {clause} كلمات بلا مقياس: {words}.',
  'remark.rests-elsewhere':
    'يتوقف {site} على انتهاكات {named} في اتفاق آخر، {other}. وذلك النص غير مقروء هنا: من يملك تعديله أو إنهاءه يستطيع تغيير ما يؤول إليه {site}.',
  'remark.choices-counted': 'فرض النص {choices} من الخيارات، منها {disputed} محل خلاف.',

  'fix.name-first-mover': 'قل من يبدأ، أو اكتب «if nobody moves:» مع تاريخ تستحق فيه كل خطوة مهما فعل الآخر.',
  'fix.let-third-party-hold': 'ليمسك طرف ثالث إحدى الخطوتين أو يؤكدها قبل الأخرى.',
  'fix.begin-otherwise': 'ليبدأ بشيء يمكن أن يقع، أو أعطه طريقًا ثانيًا بـ «or».',
  'fix.let-early-count':
    'ليبدأ أحد الأطراف من دون «when:»، أو ليُحسب ما أُنجز مبكرًا: احذف «early: does not count» من أحدها.',
  'fix.end-it': 'أعطِ {site} نهاية: «until: …».',
  'fix.make-exchange': 'اجعلها أطراف تبادل يقول من يبدأ.',
  'fix.later-deadline': 'أخّر المهلة، أو قصّر ما يجب أن يسبقها.',
  'fix.later-end': 'ليَنتهِ بعد ذلك أو يبدأ قبله.',
  'fix.test-against-practice': 'اسأل من عليهم التنفيذ إن كانت التواريخ ممكنة.',
  'fix.let-one-give-way':
    'ليتراجع {gives}: اكتب فيه «unless:» مع ما يبدأ به {stands}. بذلك يُرفع {gives} نهائيًا؛ فإن أُريد أن يسري من جديد بعد ذلك فاكتبه مرة ثانية بندًا يبدأ {over, select, once {«when: done {stands}»} other {بعد انتهاء {stands}}}.',
  'fix.part-times-or-places': 'أعطِ {one} و{other} منطقتين لا تلتقيان، أو ليَنتهِ أحدهما قبل أن يبدأ الآخر.',
  'fix.one-distance': 'أبقِ مسافة واحدة، أو سمِّ أصنافًا مختلفة.',
  'fix.one-number': 'ليسمح {other} بما لا يزيد على ما يسمح به {one}.',
  'fix.add-deadline': 'اكتب «within: 48h»، أو «by:» مع آخر لحظة.',
  'fix.consent-by-silence': 'لتُعدّ الموافقة ممنوحة إذا لم يُقل شيء حتى تاريخ.',
  'fix.another-verifier': 'لتُقبل أيضًا كلمة من لم يُذكر هنا: اكتبوا «or verified by» ومن هو.',
  'fix.add-word': 'في {site}: أشرِك واحدًا آخر في القول: «{change}». عندها يحتاج الإيقاف إلى واحد إضافي.',
  'fix.ask-for-fewer': 'في {site}: اطلب أقل بواحد: «{change}». عندها يحتاج الإيقاف إلى واحد إضافي.',
  'fix.word-of-another': 'في {site}: أشرِك في القول غير هؤلاء أيضًا.',
  'fix.let-silence-decide':
    'أو ليحسم السكوت في {site}: «{silence}» و«{heard}». عندها أيضًا يحتاج الإيقاف إلى واحد إضافي.',
  'fix.another-word-on-term':
    'ما ينتظر هذه الكلمة هو {site}: لتكفِ هناك كلمة غيره أيضًا، بكلمة ”or“ تحت ”set by“ أو ”decided by“. والحالة التي تقوم على اختبار وعلى السكوت يجوز أن يكون معهما ”decided by“.',
  'fix.another-decider': 'سمِّ طريقًا ثانيًا للتقرير بـ «or».',
  'fix.default-instead-of-consent': 'قل ما الذي يسري إذا لم يتفق أحد: تاريخ، أو نهاية تتحرك من تلقائها.',
  'fix.make-duty': 'اجعله التزامًا له مهلة.',
  'fix.say-consequence': 'قل ما يترتب على الخرق: ما يبدأ، وما يجوز تعليقه، ومن يُبلَّغ.',
  'fix.finding-first': 'لينتظر الردّ استنتاجًا متحققًا منه، وقبله طلب إيضاح.',
  'fix.bound-response': 'أعطِ الردّ نهاية (“for no longer than: 7d”)، أو أحِل الأمر إلى هيئة تقرر.',
  'fix.suspend-instead':
    'ما لا نهاية له هو ”unless“ في {lifted}: فهو يرفع الالتزام نهائيًا. احذفه هناك، وليكن حقٌّ في تعليق {lifted} لمدة (”for no longer than: 7d“).',
  'fix.drop-unless': 'احذف «unless» أو ليبدأ لاحقًا.',
  'fix.name-others': 'سمِّ المحميين.',
  'fix.name-acts': 'اكتب «acts:» بالأفعال التي تُقابَل بها البلاغات.',
  'fix.say-end': 'اكتب «until:»، أو قل إن النهاية مفتوحة عن قصد.',
  'fix.say-open-end': 'اكتب «until:»، أو قل في خيار البند لماذا هو “no until”، بهاتين الكلمتين.',
  'fix.name-verifier': 'اكتب «shown by: verified by role monitor».',
  'fix.somebody-else-verifies': 'ليتحقق من ليس الالتزام عليه.',
  'fix.write-test': 'اكتب اختبارًا يستطيع أيٌّ تطبيقه، مثل «no breach of …».',
  'fix.name-sources': 'اكتب «heard from:» بمن عليهم أن يتكلموا.',
  'fix.silence-unknown': 'اكتب «if silent: unknown».',
  'fix.say-burden': 'قل من يُثبته ولمن ومتى: إشعار مسبق أو بيان لاحق.',
  'fix.one-line': 'قِس كليهما من خط واحد، أو قل في خيار أحد هذه البنود، بهذه الأسماء، إن {lines} مقصودة.',
  'fix.limit-power': 'اكتب «when:»: بعد ماذا، وكم مرة، يجوز استعماله.',
  'fix.say-form': 'اكتب «form: told 24h before and with reasons» أو أحدهما.',
  'fix.say-must': 'إن قُصد التزام فاكتب «must»، وإلا فاتركه نيّة.',
  'fix.add-window': 'قل في أي مدة: «in 7d».',
  'fix.say-how-long': 'أعطِ مدة يمكن الوفاء بها، مثل 6h.',
  'fix.name-area': 'اكتب «area:».',
  'fix.name-class': 'سمِّ الصنف: «heavy 3500 m north of …».',
  'fix.party-sets': 'ليحدده الأطراف: «set by: jointly …»، أو ثبّته.',
  'fix.agree-map': 'اتفقوا على خريطة قبل التوقيع، بنقاط تحقق منها الطرفان على الأرض.',
  'fix.close-list': 'اكتب القائمة كاملة.',
  'fix.measure-words': 'ضع مكانها وقتًا أو عددًا أو اختبارًا.',
  'fix.settle-choice': 'احسم المختلف فيه، أو أبقِه مفتوحًا عن قصد مع مسؤول وتاريخ.',
  'fix.name-bearer': 'اكتب «who:».',
  'fix.use-or-drop': 'استعمله أو احذفه.',
  'fix.run-from-beginning': 'لتُحسب مهلته منذ بدايته: «within: 48h» بدل «by:»، أو أعطِ ما ينتظره مهلة.',
  'fix.other-side-too': 'لتكن لمن هو خارج ذلك الجانب كلمة أيضًا: «and verified by role monitor».',
  'fix.say-quorum':
    'اكتب «jointly …» إن كان على الجميع أن يريدوه، أو «any 2 of …» إن كفى اثنان، أو سمِّ من يقرر وحده.',
  'fix.name-actor': 'صُغ الكلام بحيث يكون الفاعل من عليه أن يفعل.',
  'fix.let-something-follow': 'ليبدأ به شيء أو ينتهِ أو يُرفع.',
  'fix.accept-by': 'حدّد متى عليه أن يقبل، وما الذي يسري على الآخرين إن لم يقبل.',
  'fix.raise-quorum': 'اشترط أكثر مما لدى جانب واحد، أو اكتب “jointly …”.',
  'fix.rehearse-it': 'جرّبه بـ “jig rehearse”، أو افحص أجزاء النص كلًّا على حدة.',
  'fix.give-it-a-part': 'قل ما الذي يتوقف على كلمته، أو احذفه.',
  'fix.read-together': 'اقرأ النصين معًا، وقل هنا ما المستحق إن عُدّل الآخر أو انتهى.',
}
