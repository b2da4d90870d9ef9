/** A whole agreement, as short as can be: one party must not shell. */
export const TRIAL_AGREEMENT = `# A trial truce

\`\`\`jig agreement TRY
name: {en: A trial truce, ar: هدنة, ru: Перемирие}
force: in force
agreed: 2016-09-09T00:00:00Z
starts: on DayD
calendar: {zone: Asia/Damascus, offset: "+03:00"}
\`\`\`

\`\`\`jig party SYR
name: {en: Syrian armed forces, ar: القوات, ru: Вооружённые силы}
side: A
\`\`\`

\`\`\`jig party RUS
name: {en: Russia, ar: روسيا, ru: Россия}
side: A
\`\`\`

\`\`\`jig moment DayD
means: the day on which it begins
set by: jointly SYR, RUS
\`\`\`

> No shelling.

\`\`\`jig clause TRY.1
cites: "¶1"
who: SYR
must not: shell
acts: [shelling]
shown by: verified by role monitor
if silent: unknown
\`\`\`
`
