import type { AnswerParts } from '../../../core/api/question.ts'
import { Go } from '../../app/go.tsx'
import { useSpeech } from '../../app/language.tsx'
import { ScrollX } from '../../parts/scroll-x.tsx'
import { Code } from '../../parts/refs.tsx'
import { Time } from '../../parts/time.tsx'
import { Notices } from '../incidents/notices.tsx'

/** Where an answer can be looked into: the screen that shows it whole, or its own table. */
export function AnswerDetail({ parts }: { readonly parts: AnswerParts }) {
  const { say } = useSpeech()
  switch (parts.is) {
    case 'ends':
      return <Open to={`/agreements/${parts.agreement}`} text={say('questions.openClocks')} />
    case 'incident':
      return (
        <Open
          to={`/incidents/${encodeURIComponent(parts.incident.id)}`}
          text={say('questions.openIncident')}
        />
      )
    case 'clause-ever':
      return (
        <Open
          to={`/agreements/${parts.agreement}?clause=${parts.clause}#clause-${parts.clause}`}
          text={say('questions.openClause')}
        />
      )
    case 'exchange':
      return (
        <Open
          to={`/agreements/${parts.agreement}#clause-${parts.exchange.exchange}`}
          text={say('questions.openExchange')}
        />
      )
    case 'tallies':
      return (
        <Open
          to={`/tallies?month=${new Date(parts.from).toISOString().slice(0, 7)}`}
          text={say('questions.openTallies')}
        />
      )
    case 'notices':
      return (
        <div className="question-notices">
          <Notices notices={parts.notices} />
        </div>
      )
    case 'notice-lead':
      return (
        <ScrollX label={say('lead.caption', { hours: parts.leadHours, zone: parts.zone })}>
          <table className="small">
            <caption>{say('lead.caption', { hours: parts.leadHours, zone: parts.zone })}</caption>
            <thead>
              <tr>
                <th scope="col">{say('lead.given')}</th>
                <th scope="col">{say('lead.activity')}</th>
                <th scope="col">{say('lead.real')}</th>
                <th scope="col">{say('lead.wall')}</th>
                <th scope="col">{say('lead.earliest')}</th>
              </tr>
            </thead>
            <tbody>
              {parts.rows.map((row) => (
                <tr key={`${row.given} ${row.activity}`}>
                  <td>
                    <Code>{row.givenLocal}</Code>
                  </td>
                  <td>
                    <Code>{row.activityLocal}</Code>
                  </td>
                  <td>
                    <Code>{hours(row.minutes)}</Code> {say(row.inTime ? 'lead.inTime' : 'lead.late')}
                  </td>
                  <td>
                    <Code>{hours(row.wallMinutes)}</Code>
                  </td>
                  <td>
                    <Time of={row.earliest} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollX>
      )
  }
}

function Open({ to, text }: { readonly to: string; readonly text: string }) {
  return (
    <p>
      <Go to={to}>{text}</Go>
    </p>
  )
}

/** `23:00`: hours and minutes of a length of time. */
function hours(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}
