import { incident } from '../incident/incident.ts'
import { problems } from '../problem.ts'
import type { Reason } from '../standing/standing.ts'
import type { IncidentId, Range } from '../statement/fields.ts'
import { reason, type Answered } from './answer.ts'
import { askingOf } from './asking.ts'
import type { Picture } from './picture.ts'
import type { Ask } from './question.ts'

function found(picture: Picture, id: IncidentId, known: number) {
  const whole = incident(picture.incidents, id, askingOf(picture, known))
  if (whole === undefined) throw problems.notFound({ what: `incident ${id}` })
  return whole
}

function between(code: string, { least, most }: Range): Reason {
  return most === null ? reason(`${code}-at-least`, { least }) : reason(code, { least, most })
}

/** How an incident stands, under which agreements it falls, and that harm and notices are kept apart from that. */
export function incidentAnswer(
  picture: Picture,
  ask: Extract<Ask, { is: 'incident' }>,
  known: number,
): Answered {
  const whole = found(picture, ask.incident, known)
  const { scopes, findings, notices, harm } = whole
  const summary = [
    reason(
      `incident-${whole.status}`,
      { incident: whole.id },
      findings.map(({ entry }) => entry),
    ),
    ...scopes.flatMap(({ agreement, verdict, because, touches }) => [
      reason(`scope-${verdict}`, { agreement, touches: touches.length }),
      ...because.map((each) => reason(each, { agreement })),
    ]),
    ...(harm.killed.hull === undefined ? [] : [between('harm-recorded', harm.killed.hull)]),
    ...(notices.length === 0
      ? []
      : [
          reason(
            'notice-kept-apart',
            { notices: notices.length },
            notices.map(({ entry }) => entry),
          ),
        ]),
  ]
  return { summary, parts: { is: 'incident', incident: whole } }
}

/** Who was told, and who is on record as having acknowledged. That nothing is on record is said, and not read as no. */
export function noticesAnswer(
  picture: Picture,
  ask: Extract<Ask, { is: 'notices' }>,
  known: number,
): Answered {
  const { notices } = found(picture, ask.incident, known)
  const summary = notices.flatMap(({ entry, to }) =>
    to.map(({ party, acknowledged }) =>
      acknowledged === undefined
        ? reason('acknowledgement-unknown', { party }, [entry])
        : reason('acknowledged', { party }, [entry, acknowledged.entry]),
    ),
  )
  return {
    summary: summary.length === 0 ? [reason('no-notice', { incident: ask.incident })] : summary,
    parts: { is: 'notices', incident: ask.incident, notices },
  }
}
