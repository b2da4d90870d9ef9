import type { StandingWords } from './standing.ts'

/** {@link standingWords} in Arabic. */
export const standingWordsAr: StandingWords = {
  'status.pending': 'لم يبدأ بعد',
  'status.active': 'سارٍ',
  'status.due-soon': 'يحين أجله قريبًا',
  'status.overdue': 'فات أجله',
  'status.fulfilled': 'مُنفَّذ',
  'status.breached': 'مُخَلّ به',
  'status.contested': 'محلّ خلاف',
  'status.waived': 'متنازَل عنه',
  'status.suspended': 'معلَّق',
  'status.expired': 'انقضى دون حسم',
  'exchange.waiting': 'ينتظر ما يسبقه',
  'exchange.open': 'مفتوح',
  'exchange.deadlocked': 'في طريق مسدود',
  'exchange.partly-done': 'نُفِّذ جزئيًا',
  'exchange.done': 'نُفِّذ',
  'end.expiry': 'انقضاء المدة',
  'end.withdrawal': 'انسحاب',
  'end.breach': 'إنهاء مبكر دون صلاحية نافذة',
  'duty.achieve': 'يجب إنجازه',
  'duty.maintain': 'يجب الحفاظ عليه',
  'duty.refrain': 'يجب الامتناع عنه',
  'duty.permit': 'يجوز فعله',
  'duty.intend': 'نية معلنة غير ملزمة',
  'bounds.yes': 'نعم',
  'bounds.no': 'لا',
  'bounds.open': 'غير محسوم',
  'breaches.found':
    '{count, plural, =0 {لم يثبت أي انتهاك} one {ثبت انتهاك واحد} two {ثبت انتهاكان} few {ثبتت # انتهاكات} many {ثبت # انتهاكًا} other {ثبت # انتهاك}}',
  'breaches.alleged':
    '{count, plural, =0 {لا إخلال مزعومًا} one {إخلال مزعوم واحد} two {إخلالان مزعومان} few {# حالات إخلال مزعومة} many {# حالة إخلال مزعومة} other {# حالة إخلال مزعومة}}',
  'scope.draft-never-in-force': 'النص مشروع لم يدخل حيز النفاذ قط',
  'scope.before-it-began': 'وقع قبل بدء الاتفاق',
  'scope.after-it-ended': 'وقع بعد انتهاء الاتفاق',
  'scope.time-uncertain': 'الوقت غير معروف بدقة كافية',
  'scope.outside-the-area': 'وقع خارج المنطقة',
  'scope.place-uncertain': 'المكان غير معروف بدقة كافية',
  'scope.against-excluded-group': 'وُجِّه ضد جماعة خارج الاتفاق',
  'scope.by-excluded-group': 'ارتكبته جماعة خارج الاتفاق',
  'scope.actor-not-a-party': 'الفاعل ليس طرفًا',
  'scope.actor-left-out': 'في النص كتلة عن الفاعل، لكنها متروكة لخطأ فيها',
  'scope.actor-unknown': 'لم يُسمَّ أحد فاعلًا',
  'scope.act-not-covered': 'لا يشمل أي بند هذا الفعل',
  'move.perform': 'تنفيذ ما يطلبه {subject}',
  'move.verify': 'تأكيد {subject} أو نفيه',
  'move.accede': 'قبول الشروط',
  'move.determine': 'البتّ في {subject}',
  'move.exercise': 'ممارسة الصلاحية {subject}',
  'move.told': 'بإبلاغ قبل السريان بمدة لا تقل عن: {within}',
  'move.reasons': 'مع التعليل',
  'move.close': 'الإفادة بأنه لا مزيد لديه بشأن {subject}',
  'move.reply': 'الرد على المزاعم بموجب {subject}',
  'move.still-takes':
    'ما زال يلزم {count, plural, one {واحد} two {اثنان} few {#} many {#} other {#}} من المذكورين',
  'reason.draft': 'النص مشروع لم يدخل حيز النفاذ قط.',
  'reason.not-begun': 'لم يبدأ الاتفاق.',
  'reason.active-since': 'سارٍ منذ {at}.',
  'reason.activation-open': 'لم يُحسم هل بدأ: ليس في السجل ما يحسم ذلك.',
  'reason.alleged':
    '{count, plural, one {إخلال مزعوم واحد لم يُفحص} two {إخلالان مزعومان لم يُفحصا} few {# حالات إخلال مزعومة لم تُفحص} many {# حالة إخلال مزعومة لم تُفحص} other {# حالة إخلال مزعومة لم تُفحص}}.',
  'reason.disputed':
    '{count, plural, one {إخلال مزعوم واحد متنازع فيه} two {إخلالان مزعومان متنازع فيهما} few {# حالات إخلال مزعومة متنازع فيها} many {# حالة إخلال مزعومة متنازع فيها} other {# حالة إخلال مزعومة متنازع فيها}}.',
  'reason.inconclusive':
    '{count, plural, one {إخلال مزعوم واحد فُحص ولم يُحسم} two {إخلالان مزعومان فُحصا ولم يُحسما} few {# حالات إخلال مزعومة فُحصت ولم تُحسم} many {# حالة إخلال مزعومة فُحصت ولم تُحسم} other {# حالة إخلال مزعومة فُحصت ولم تُحسم}}.',
  'reason.time-uncertain':
    '{count, plural, one {إخلال واحد قد يقع} two {إخلالان قد يقعان} few {# حالات إخلال قد تقع} many {# حالة إخلال قد تقع} other {# حالة إخلال قد تقع}} خارج مدة الالتزام: الوقت غير معروف بدقة كافية.',
  'reason.notice-open':
    '{count, plural, one {خرق مزعوم واحد يتوقف} two {خرقان مزعومان يتوقفان} few {# خروق مزعومة تتوقف} other {# خرقًا مزعومًا يتوقف}} على ما إذا كان الإشعار قد قُدّم في موعده.',
  'reason.excepted-by-notice':
    '{count, plural, one {أُعلن عن فعل واحد} two {أُعلن عن فعلين} few {أُعلن عن # أفعال} other {أُعلن عن # فعلًا}} في الموعد كما يشترط الاستثناء.',
  'reason.state-test-fails':
    'وفق معياره لا يكون قائمًا: {count, plural, one {ثبت انتهاك واحد} two {ثبت انتهاكان} few {ثبتت # انتهاكات} other {ثبت # انتهاكًا}}.',
  'reason.state-test-holds': 'وفق معياره يكون قائمًا: لم يُبلَّغ عن شيء، وقد أغلقت المصادر.',
  'reason.gate-test-fails': 'شرطه «{state}»: قال أصحاب القرار إنه متحقق، وبحسب اختباره لا يكون متحققًا.',
  'reason.gate-test-holds': 'شرطه «{state}»: قال أصحاب القرار إنه غير متحقق، وبحسب اختباره يكون متحققًا.',
  'reason.extension-shortens': 'التمديد بموجب {power} الذي ينتهي قبل الموعد لا أثر له.',
  'reason.legs-apart': 'الفاصل بين الخطوات أطول مما يسمح به النص.',
  'reason.legs-perhaps-apart':
    'ما زال مفتوحًا ما إذا كان الفاصل بين الخطوات أطول مما يسمح به النص: الأوقات غير معروفة بدقة كافية.',
  'reason.leg-left-behind': 'أُنجزت خطوة ولم تُنجز أخرى في المدة التي يسمح بها النص بينهما.',
  'reason.text-replaced': 'نص المدخلة {entry} غير نافذ: يحلّ محله نص المدخلة {by} من البداية.',
  'reason.amendment-displaced':
    'تعديل المدخلة {entry}، اعتبارًا من {from}، غير نافذ: نص المدخلة {by} يسري في موعد لا يتجاوزه ويحلّ محله.',
  'reason.amendment-taken-back':
    'تعديل المدخلة {by}، اعتبارًا من {from}، يعيد {clauses} إلى ما كانت عليه قبل تعديل المدخلة {entry}.',
  'reason.missed-under-earlier-text': 'فات الموعد المحدد في النص السابق، {due}، والتعديل لا يلغي ذلك.',
  'reason.breach-found':
    '{count, plural, one {ثبت انتهاك واحد} two {ثبت انتهاكان} few {ثبتت # انتهاكات} many {ثبت # انتهاكًا} other {ثبت # انتهاك}} وفق معيار الإثبات الذي تطلبه هذه القراءة.',
  'reason.breach-by-silence': 'لم يثبت شيء وأغلقت المصادر: النص يعدّ السكوت إخلالًا.',
  'reason.silence-compliant': 'لم يُبلَّغ عن شيء وأغلقت المصادر: النص يعدّ السكوت التزامًا.',
  'reason.silence-unknown': 'لا شيء يحسمه، والنص لا يستخلص من السكوت شيئًا.',
  'reason.sources-not-closed': 'لا شيء يحسمه، ولم تغلق المصادر.',
  'reason.sources-closed-through': 'لا شيء يحسمه؛ لم تغلق المصادر إلا حتى {through}.',
  'reason.nothing-reported': 'لا بلاغ ضده.',
  'reason.nothing-reported-and-closed': 'لا بلاغ ضده، وقد أغلقت المصادر حتى {through}.',
  'reason.kept': 'حُفظ حتى نهايته في {at}.',
  'reason.window-over': 'انتهت المدة في {at}.',
  'reason.never-in-force': 'انتهى قبل أن يبدأ، فلم يسرِ قط.',
  'reason.begun-past-deadline':
    'كان أجله {due} قد انقضى حين بدأ: ما لم يُنجز بحلول {at} يُعدّ فائتًا منذ ذلك الحين.',
  'reason.due': 'أجله {due}.',
  'reason.deadline-amended': 'كان الأجل المعدَّل قد انقضى حين سرى التعديل، فيُحتسب منذ ذلك الحين: حتى {due}.',
  'reason.due-after-end': 'كان أجله {due}، ولم يكن شيء واجبًا عندئذ.',
  'reason.deadline-put-off': 'حلّ الأجل أثناء تعليق الالتزام، فأُرجئ إلى {due}.',
  'reason.no-deadline': 'لا يحدد النص أجلًا.',
  'reason.deadline-passed': 'انقضى الأجل في {due}.',
  'reason.done': 'أُنجز بحلول {at}.',
  'reason.done-late': 'أُنجز بحلول {at} بعد الأجل: يبقى الإخلال مسجلًا.',
  'reason.done-time-uncertain': 'أُنجز، ولم يُحسم هل كان في الأجل: الوقت غير معروف بدقة كافية.',
  'reason.not-done-in-time': 'لم يُنجز بحلول {due}.',
  'reason.refuted': 'نظر المكلفون بالتحقق فوجدوا أنه لم يُنجز بحلول {due}.',
  'reason.performance-alleged': 'قيل إنه أُنجز، ولم يؤكده أحد ممن يطلبهم المعيار.',
  'reason.performance-confirmed-by-some': 'قيل إنه أُنجز، ولم يؤكده عدد كافٍ ممن يطلبهم المعيار.',
  'reason.performance-disputed': 'قيل إنه أُنجز ونُفي ذلك.',
  'reason.performance-inconclusive': 'قيل إنه أُنجز، ولم يستطع المكلفون بالتحقق الجزم.',
  'reason.performance-unreported': 'لا شيء يحسم هل أُنجز.',
  'reason.defeated': 'أُوقف منذ {at} بالشرط الذي ينص عليه النص.',
  'reason.permits': 'النص يجيز ذلك، فلا يمكن الإخلال به.',
  'reason.intends': 'النص يعلن نية، فلا يمكن الإخلال به.',
  'reason.unattributed':
    '{count, plural, one {بلاغ واحد عن فعل كهذا لا يسمي} two {بلاغان عن أفعال كهذه لا يسميان} few {# بلاغات عن أفعال كهذه لا تسمي} many {# بلاغًا عن أفعال كهذه لا تسمي} other {# بلاغ عن أفعال كهذه لا تسمي}} فاعلًا.',
  'reason.extended': 'مُدِّد بموجب {power} اعتبارًا من {from}.',
  'reason.extended-without-end': 'مُدِّد بموجب {power} دون نهاية اعتبارًا من {from}.',
  'reason.extended-too-late': 'جاء التمديد بموجب {power} بعد انتهاء المدة فلا أثر له.',
  'reason.withdrawn': 'انسحب {party} بموجب {power} اعتبارًا من {from}.',
  'reason.waived': 'جرى التنازل بموجب {power} اعتبارًا من {from}.',
  'reason.suspended': 'عُلِّق بموجب {power} اعتبارًا من {from}.',
  'reason.power-wrong-body': 'مارس الصلاحية {power} من لا يملكها: لا أثر.',
  'reason.power-short-of-quorum':
    'تتطلب الصلاحية {power} أن يمارسها معًا من أصحابها {needs}، ولم يمارسها إلا {have}: لا أثر.',
  'reason.power-condition-not-met': 'لم يتحقق شرط الصلاحية {power}: لا أثر.',
  'reason.power-does-not-reach': 'لا تمتد الصلاحية {power} إلى ذلك: لا أثر.',
  'reason.power-without-reasons':
    'يطلب النص تعليلًا من كل من يمارسون معًا الصلاحية {power}، ولم يعلّل عدد كافٍ منهم: لا أثر.',
  'reason.power-not-told-in-time':
    'لم يثبت بساعة السجل أن ممارسة الصلاحية {power} أُبلغ عنها قبل سريانها بالمدة المطلوبة ({within}): لا أثر.',
  'reason.power-too-late': 'استُخدمت الصلاحية {power} بعد الوقت الذي يسمح به النص: لا أثر.',
  'reason.power-too-long': 'استُخدمت الصلاحية {power} لمدة أطول مما يسمح به النص: لا أثر.',
  'reason.power-used-up': 'سبق أن استُخدمت الصلاحية {power} بعدد المرات الذي يسمح به النص: لا أثر.',
  'reason.power-ground-overturned':
    'نُقض الأساس الذي استُخدمت عليه الصلاحية {power}، ويسقط استخدامها معه: لا أثر.',
  'reason.power-stands-overturned':
    'نُقض لاحقًا الأساس الذي استُخدمت عليه الصلاحية {power}. ويبقى استخدامها قائمًا كما ينص النص.',
  'reason.power-taken-back': 'سُحبت ممارسة الصلاحية {power} اعتبارًا من {from} قبل سريانها: لا أثر.',
  'reason.power-ended-taken-back':
    'سُحبت ممارسة الصلاحية {power} اعتبارًا من {from}: لا أثر لها اعتبارًا من {until}.',
  'reason.power-stands-taken-back':
    'سُحبت ممارسة الصلاحية {power} اعتبارًا من {from} بعد فوات الأوان: لا يغيّر ذلك شيئًا، وتبقى قائمة.',
  'reason.power-unread-taken-back':
    'سُحبت ممارسة الصلاحية {power} اعتبارًا من {from}. وتبقى قائمة إلى أن يقرأ السجل ساعته بعد ذلك.',
  'reason.waits-for-killed': 'ينتظر أن يتجاوز عدد القتلى في انتهاكات {clause} العدد {over}.',
  'reason.waits-for-civilians-killed':
    'ينتظر أن يتجاوز عدد القتلى المدنيين في انتهاكات {clause} العدد {over}.',
  'reason.waits-for-injured': 'ينتظر أن يتجاوز عدد الجرحى في انتهاكات {clause} العدد {over}.',
  'reason.waits-for-overturning': 'ينتظر نقض الأساس الذي استُخدمت عليه الصلاحية {power}.',
  'reason.leg-out-of-turn':
    'نُفذ {clause} {when, select, before {قبل} other {في وقت لا يتأخر عن}} {before} الذي كان دوره.',
  'reason.leg-perhaps-out-of-turn':
    'لم يُحسم ما إذا كان {clause} قد نُفذ في غير دوره بالنسبة إلى {before}: الأوقات غير معروفة بدقة كافية.',
  'reason.legs-held': 'ما سُلّم محفوظ لدى {who} حتى يسلّم الآخرون أيضًا، على ألا يتجاوز ذلك {until}.',
  'reason.legs-released': 'سلّم الجميع: يفرج {who} عما كان محفوظًا لديه.',
  'reason.legs-returned': 'انقضت المدة التي يحفظ فيها {who} ما سُلّم: ويعاد إلى أصحابه.',
  'reason.legs-perhaps-returned':
    'لم يُحسم ما إذا كان الجميع قد سلّموا إلى {who} في الوقت: الأوقات غير معروفة بدقة كافية.',
  'reason.state-window-not-full':
    'لا يمكن أن تقوم قبل {possible}: فحتى ذلك الحين لم تنقضِ المدة المحسوبة كلها.',
  'reason.state-count-over':
    'غير قائمة: {count, plural, one {ثبت انتهاك واحد} two {ثبت انتهاكان} few {ثبتت # انتهاكات} other {ثبت # انتهاكًا}} في المدة المحسوبة، وهو أكثر مما يسمح به النص.',
  'reason.state-count-within':
    'قائمة: {count, plural, =0 {لا بلاغ} one {بلاغ واحد على الأكثر} two {بلاغان على الأكثر} few {# بلاغات على الأكثر} other {# بلاغًا على الأكثر}} في المدة المحسوبة، وهو لا يتجاوز ما يسمح به النص، وقد أغلقت المصادر.',
  'reason.no-occurrence': 'لم يستدعه شيء حتى الآن.',
  'reason.breached-before-dropped':
    'حذف تعديل البند {clause} بالنسبة إلى {party} اعتبارًا من {from}. انتهاكاته قبل ذلك: الثابت {found}، والمزعوم {alleged}. والتعديل لا يلغي شيئًا منها.',
  'reason.elsewhere-circular':
    'يتعلق بانتهاكات {agreement}، وهذا يعود إلى هذا الاتفاق نفسه ({circle}). ولا يُعتد بالنص اللاحق الذي يغلق الدائرة.',
  'reason.elsewhere-not-in-force': 'يتعلق بانتهاكات {agreement}، ولا نص نافذًا منه في حدود المعروف.',
  'reason.elsewhere-missing':
    'يتعلق بانتهاكات {clauses} في {agreement}، ولم يرد مثل هذا البند في أي نص من نصوص ذلك الاتفاق.',
  'reason.occurrences-breached':
    '{count, plural, one {فات مرة واحدة} two {فات مرتين} few {فات # مرات} other {فات # مرة}}.',
  'reason.occurrences-contested':
    '{count, plural, one {مرة واحدة} two {مرتان} few {# مرات} other {# مرة}} متنازع في تنفيذها.',
  'reason.occurrences-overdue':
    '{count, plural, one {تأخر مرة واحدة} two {تأخر مرتين} few {تأخر # مرات} other {تأخر # مرة}}: لا شيء يحسم ما إذا كان قد نُفذ.',
  'reason.occurrences-expired':
    '{count, plural, one {انتهت مرة واحدة} two {انتهت مرتان} few {انتهت # مرات} other {انتهت # مرة}} دون حسم.',
  'reason.occurrences-due-soon':
    '{count, plural, one {مستحق قريبًا} two {مستحق قريبًا مرتين} few {مستحق قريبًا # مرات} other {مستحق قريبًا # مرة}}.',
  'reason.occurrences-active':
    '{count, plural, one {واجب الآن، ولم يتأخر} two {واجب الآن مرتين، ولم يتأخر} few {واجب الآن # مرات، ولم يتأخر} other {واجب الآن # مرة، ولم يتأخر}}.',
  'reason.occurrences-fulfilled':
    '{count, plural, one {نُفذ مرة واحدة كما يجب} two {نُفذ مرتين كما يجب} few {نُفذ # مرات كما يجب} other {نُفذ # مرة كما يجب}}.',
  'reason.occurrences-waived':
    '{count, plural, one {أُعفي منه مرة واحدة} two {أُعفي منه مرتين} few {أُعفي منه # مرات} other {أُعفي منه # مرة}}.',
  'reason.occurrences-suspended':
    '{count, plural, one {عُلّق مرة واحدة} two {عُلّق مرتين} few {عُلّق # مرات} other {عُلّق # مرة}}.',
  'reason.performance-time-uncertain':
    'قيل إنه نُفذ، لكن لم يُحسم ما إذا كان ذلك في الوقت المحسوب: الوقت غير معروف بدقة كافية.',
  'reason.waits-for-moment': 'ينتظر تحديد {term}.',
  'reason.waits-for-time': 'يبدأ في {at}.',
  'reason.waits-for-clause': 'ينتظر تنفيذ {clause}.',
  'reason.waits-for-proof': 'ينتظر {clause}: قيل إنه نُفِّذ ولم يُتحقق منه.',
  'reason.waits-for-breach': 'ينتظر ثبوت انتهاك {clause}.',
  'reason.waits-for-state': 'ينتظر أن تدوم حالة «{state}» دون انقطاع.',
  'reason.waits-for-power':
    'ينتظر ممارسة الصلاحية {power}{needs, plural, =1 {} other { من {needs} من أصحابها معًا، ومارسها حتى الآن {have}}}.',
  'reason.waits-for-accession': 'ينتظر قبول {party} للشروط.',
  'reason.waits-for-count': 'ينتظر أن يتجاوز عدد انتهاكات {clause} العدد {over}.',
  'reason.waits-for-condition': 'ينتظر شرطًا في النص.',
  'reason.state-broken': 'لا تقوم: سُجل إخلال، أو قال ذلك أصحاب القرار.',
  'reason.state-determined': 'قال أصحاب القرار إنها قائمة.',
  'reason.state-doubted': 'غير محسومة: هناك مزاعم بالإخلال.',
  'reason.state-quiet': 'قائمة: لا بلاغ، وقد أغلقت المصادر.',
  'reason.state-unknown': 'غير محسومة: لا شيء يفصل فيها.',
  'reason.end-after-clock': 'جاء التصريح في {at} عند نهاية هذه المدة أو بعدها.',
  'reason.end-time-uncertain': 'قد يكون التصريح قبل نهاية هذه المدة أو بعدها؛ يُقرأ على الوجه الأخف.',
  'reason.end-by-withdrawal': 'جاء التصريح في {at} قبل نهاية هذه المدة ممن يجوز له الانسحاب بموجب {power}.',
  'reason.end-after-withdrawal': 'جاء التصريح في {at} ممن انسحب بموجب {power}، وبانسحابه انتهت هذه المدة.',
  'reason.end-under-earlier-text':
    'يُقرأ بالنص الذي كان نافذًا في ذلك الوقت، ولم يحل محله تعديل إلا اعتبارًا من {from}.',
  'reason.end-withdrawal-uncertain':
    'جاء التصريح قبل نهاية هذه المدة من صاحب الصلاحية {power}. ولهذه الصلاحية أثر من أحد طرفي الوقت المذكور دون الآخر؛ يُقرأ على الوجه الأخف.',
  'reason.end-before-clock': 'جاء التصريح في {at} قبل نهاية هذه المدة ممن لا يملك صلاحية إنهائها.',
  'reason.end-without-effect':
    'جاء التصريح في {at} قبل نهاية هذه المدة. للطرف {party} صلاحية الانسحاب، ولا أثر للتصريح إن قُرئ ممارسةً لها.',
}
