import type { Agreement, Clause, Power, SourcePlace, Standard, Who } from '../agreement/agreement.ts'
import { blockedChoicesIn, type Blocked } from './blocked-choices.ts'
import { speaker } from './build-graph.ts'
import type { Graph } from './graph.ts'
import { firstPlace, placeAt, type Goal } from './losses.ts'
import { listed, REMARKS, type FixCode, type RemarkValues } from './remark.ts'
import { namedIn, whoIn, withOneLess, withOneMore, written } from './said.ts'

/** What would keep a set of players from stopping something, and where in the text. */
export type Repairs = {
  readonly at: SourcePlace
  readonly fix: readonly FixCode[]
  readonly values: RemarkValues
}

/** The repairs for sets who can all stop the same goals; the first of them stands for the others. */
type RepairsFor = (sets: readonly (readonly string[])[], goals: readonly Goal[]) => Repairs

/** An agreement, and who may speak in it for neither side. */
type Text = { readonly agreement: Agreement; readonly neutral: readonly Who[] }

/**
 * The changes by which sets of players could no longer stop what they can stop only together: one more who may say it or
 * hold it, one less to be asked for, silence that decides, or what keeps one of them from leaving its own part undone.
 * A text has many such sets, so what is the same for all of them is worked out once.
 */
export function repairsIn(agreement: Agreement, graph: Graph): RepairsFor {
  const text = { agreement, neutral: neutralIn(agreement) }
  const blockedChoices = blockedChoicesIn(graph)
  return (sets, goals) => repairsOf(text, blockedChoices(sets[0] ?? [], goals), sets, goals)
}

function repairsOf(
  text: Text,
  blocked: readonly Blocked[],
  sets: readonly (readonly string[])[],
  goals: readonly Goal[],
): Repairs {
  const { agreement } = text
  const theirs = new Set(sets.flat())
  const changes = blocked.map((one) => ({ at: one.at, ...changeAt(text, one, theirs) }))
  const [first] = changes
  if (first === undefined) {
    const ids = goals.map(({ id }) => id)
    return { at: firstPlace(agreement, ids), fix: ['begin-otherwise'], values: { sites: 'none' } }
  }
  const { at, fix, values } = first
  const isAlike = (one: Change): boolean =>
    one.fix.join() === fix.join() && one.values?.change === values?.change
  return {
    at: placeAt(agreement, at),
    fix,
    values: {
      sites: listed(changes.map((one) => one.at)),
      site: listed(changes.flatMap((one) => (isAlike(one) ? one.at : []))),
      ...values,
    },
  }
}

/** The repairs of one block, with the lines as they would stand in it. */
type Change = {
  readonly fix: readonly FixCode[]
  readonly values?: { readonly change: string; readonly silence?: string; readonly heard?: string }
}

/** What keeps somebody from leaving its own part undone, as where it can stop something alone. */
const USUAL = {
  accession: REMARKS['opt-in'].fix,
  permission: REMARKS['stall-by-permission'].fix,
  delay: REMARKS['stall-by-delay'].fix,
  'without-consequence': REMARKS['stall-without-consequence'].fix,
} as const

function changeAt(text: Text, { at, by }: Blocked, theirs: ReadonlySet<string>): Change {
  const { agreement } = text
  if (by !== 'verification' && by !== 'consent' && by !== 'power') return { fix: USUAL[by] }
  const find = <T>(blocks: ReadonlyMap<string, T>): T | undefined => blocks.get(at)
  const [clause, power, term] = [find(agreement.clauses), find(agreement.powers), find(agreement.terms)]
  if (clause !== undefined) return changeOfClause(text, clause, theirs)
  if (power !== undefined) return changeOfPower(agreement, power, theirs)
  const [key, standard] =
    term?.is === 'moment'
      ? ['set by', term.setBy]
      : ['decided by', term?.is === 'state' ? term.decidedBy : undefined]
  if (standard === undefined) return { fix: ['word-of-another'] }
  const { fix, values } = changeOfWords(text, key, standard, theirs)
  return { fix: [...fix, 'default-instead-of-consent'], ...(values !== undefined && { values }) }
}

function changeOfClause(text: Text, clause: Clause, theirs: ReadonlySet<string>): Change {
  const { evidence, bearers, duty, ifSilent } = clause
  const insiders = new Set([...theirs, ...bearers])
  const { fix, values } = changeOfWords(text, 'shown by', evidence, insiders)
  const third = outsider(text, insiders)
  if (values === undefined || third === undefined || ifSilent !== 'unknown')
    return { fix, ...(values !== undefined && { values }) }
  const silence = `if silent: ${duty === 'achieve' ? 'breach' : 'compliant'}`
  const heard = `heard from: ${speaker(third)}`
  return { fix: [...fix, 'let-silence-decide'], values: { ...values, silence, heard } }
}

function changeOfWords(text: Text, key: string, standard: Standard, insiders: ReadonlySet<string>): Change {
  const third = outsider(text, new Set([...insiders, ...namedIn(standard)]))
  if (third !== undefined) return change('add-word', `${key}: ${written(withOneMore(standard, third))}`)
  return standard.is === 'quorum'
    ? change('ask-for-fewer', `${key}: ${written(withOneLess(standard))}`)
    : { fix: ['word-of-another'] }
}

function changeOfPower(
  { parties }: Agreement,
  { holders, quorum }: Power,
  theirs: ReadonlySet<string>,
): Change {
  const third = [...parties.values()].find(
    ({ id, side, excluded }) => side === 'C' && !excluded && !theirs.has(id) && !holders.includes(id),
  )
  const who = (least: number, of: readonly string[]): string =>
    `who: ${least < 2 ? 'each of' : `any ${least} of`} ${of.join(', ')}`
  if (third !== undefined) return change('add-word', who(quorum, [...holders, third.id]))
  return quorum > 1 ? change('ask-for-fewer', who(quorum - 1, holders)) : { fix: ['word-of-another'] }
}

function change(fix: FixCode, line: string): Change {
  return { fix: [fix], values: { change: line } }
}

const outsider = ({ neutral }: Text, insiders: ReadonlySet<string>): Who | undefined =>
  neutral.find((who) => !insiders.has(speaker(who)))

/** Who may speak in a text for neither side, each once: the roles that are heard in it first, then third parties. */
function neutralIn({ clauses, parties }: Agreement): readonly Who[] {
  const heard = [...clauses.values()].flatMap(({ evidence, sources }) => [...whoIn(evidence), ...sources])
  const third = [...parties.values()].flatMap(({ id, side, excluded }): readonly Who[] =>
    side === 'C' && !excluded ? [{ is: 'party', party: id }] : [],
  )
  const roles = heard.filter(({ is }) => is === 'role')
  const all = [...roles, ...third, MONITORS, RELIEF_WORKERS]
  return [...new Map(all.map((who) => [speaker(who), who])).values()]
}

const MONITORS: Who = { is: 'role', role: 'monitor' }
const RELIEF_WORKERS: Who = { is: 'role', role: 'humanitarian' }
