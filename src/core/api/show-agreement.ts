import type {
  Agreement,
  Choice,
  Clause,
  DocumentPart,
  Exchange,
  Power,
  Repetition,
  SourcePlace,
  Term,
} from '../agreement/agreement.ts'
import type { Period } from '../evidence/scope.ts'
import type { Reading } from '../evidence/reading.ts'
import { readingsOf } from '../evidence/readings.ts'
import { textsKnown, type AdoptedAgreement, type Picture } from '../picture/picture.ts'
import { textInForce } from '../standing/board.ts'
import { nameOf } from '../standing/exchange.ts'
import type { Instant } from '../time/instant.ts'
import { problems } from '../problem.ts'
import type { AgreementId } from '../statement/fields.ts'
import type { AgreementsView, AgreementView } from './agreement.ts'
import { conditionPhrases, endPhrase } from './condition-phrases.ts'
import type { Frozen } from './write.ts'

type Adopted = Pick<AdoptedAgreement, 'agreement' | 'adoptedBy' | 'markdown' | 'problems'>

/**
 * The text of an agreement that was adopted or amended last, as known.
 * @throws Problem `agreement-unknown`
 */
export function textKnown(picture: Picture, id: AgreementId, known: number): AdoptedAgreement {
  const text = textsKnown(picture, id, known).at(-1)
  if (text !== undefined) return text
  const have = [...picture.agreements.keys()].filter((each) => textsKnown(picture, each, known).length > 0)
  const fix = have.length === 0 ? 'none was adopted by then' : `there are ${have.join(', ')}`
  throw problems.agreementUnknown({ agreement: id, fix })
}

/**
 * The text of an agreement that was in force at an event time, as known.
 * @throws Problem `agreement-unknown`
 */
export function textAt(picture: Picture, id: AgreementId, at: Instant, known: number): AdoptedAgreement {
  const { entry } = textInForce(picture.engine, { agreement: id, at, known })
  return (
    textsKnown(picture, id, known).find(({ adoptedBy }) => adoptedBy === entry) ??
    textKnown(picture, id, known)
  )
}

/** The newest text of every agreement, as known, in the order in which they were first adopted. */
export function allTextsKnown(picture: Picture, known: number): readonly AdoptedAgreement[] {
  return [...picture.agreements.keys()].flatMap((id) => textsKnown(picture, id, known).at(-1) ?? [])
}

/**
 * One of an agreement's readings; without a name the first, by which each clause uses its own standard.
 * @throws Problem `reading-unknown`
 */
export function readingNamed(agreement: Agreement, id: string | undefined): Reading {
  const readings = readingsOf(agreement)
  const reading = id === undefined ? readings[0] : readings.find((each) => each.id === id)
  if (reading !== undefined) return reading
  throw problems.readingUnknown({ reading: id ?? '', known: readings.map((each) => each.id) })
}

function everyChoice(agreement: Agreement): readonly Choice[] {
  const holders = [agreement.terms, agreement.clauses, agreement.exchanges, agreement.powers]
  return holders.flatMap((each) => [...each.values()].flatMap((block) => block.choices))
}

export function showAgreements(adopted: readonly Adopted[], known: number): Frozen<AgreementsView> {
  return {
    known,
    agreements: adopted.map(({ agreement, adoptedBy }) => ({
      id: agreement.id,
      title: agreement.title,
      force: agreement.force,
      agreed: agreement.agreed,
      adoptedBy,
      clauses: agreement.clauses.size,
      choices: everyChoice(agreement).length,
    })),
  }
}

/** The fenced block that stands at `at` in the document, fences left out. */
function blockAt(lines: readonly string[], { line }: SourcePlace): string {
  let first = line - 1
  // A block's place may be its fence or a line inside it; the fence above is where it begins.
  while (first > 0 && !/^\s*(`{3,}|~{3,})\s*jig\b/.test(lines[first] ?? '')) first--
  const fence = /^\s*(`{3,}|~{3,})/.exec(lines[first] ?? '')?.[1] ?? '```'
  const end = lines.findIndex((text, i) => i > first && text.trim() === fence)
  return lines.slice(first + 1, end === -1 ? undefined : end).join('\n')
}

function showTerm(term: Term, lines: readonly string[]): Frozen<AgreementView>['terms'][number] {
  const { id, is, name, means, choices, at } = term
  const test = term.is === 'state' ? term.test : undefined
  const counts = { counts: test?.of ?? [], ...(test?.in !== undefined && { countsIn: test.in }) }
  return { id, is, name, means, ...counts, choices, block: blockAt(lines, at) }
}

/** From when on is left to the block, which stands beside it. */
function showRepetition(
  repeats: Repetition,
): NonNullable<Frozen<AgreementView>['clauses'][number]['repeats']> {
  if (repeats.is === 'every') return repeats
  const { is, breaches, alleged } = repeats
  return { is, breaches, alleged }
}

function showConditions({
  when,
  unless,
  window: { until },
}: Clause): Frozen<AgreementView['clauses'][number]['conditions']> {
  return {
    ...(when !== undefined && { when: conditionPhrases(when) }),
    ...(unless !== undefined && { unless: conditionPhrases(unless) }),
    ...(until !== undefined && { until: [endPhrase(until)] }),
  }
}

function showExchange(
  { id, wording, legs, mode, ifNobodyMoves, choices, at }: Exchange,
  lines: readonly string[],
): Frozen<AgreementView>['exchanges'][number] {
  return {
    id,
    wording,
    legs,
    mode: mode.is === 'held' ? { ...mode, by: nameOf(mode.by) } : mode,
    ...(ifNobodyMoves !== undefined && { ifNobodyMoves }),
    choices,
    block: blockAt(lines, at),
  }
}

function showPower(power: Power, lines: readonly string[]): Frozen<AgreementView>['powers'][number] {
  const { id, wording, holders, quorum, may, over, effect, ifOverturned, limits, form, choices, at } = power
  const { times, length } = limits ?? {}
  return {
    id,
    wording,
    holders,
    quorum,
    may,
    over,
    effect,
    ...(ifOverturned !== undefined && {
      ifOverturned: ifOverturned.is === 'compensate' ? { owed: ifOverturned.clause } : ifOverturned.is,
    }),
    ...(times !== undefined && { times }),
    ...(length !== undefined && { length }),
    ...(form !== undefined && { form }),
    choices,
    block: blockAt(lines, at),
  }
}

function showPart(part: DocumentPart, lines: readonly string[]): Frozen<AgreementView>['document'][number] {
  if (part.is !== 'left-out') return part
  const { is, kind, id, text, at } = part
  return { is, kind, id, ...(text !== undefined && { text }), line: at.line, block: blockAt(lines, at) }
}

/**
 * The statement by which an agreement first came into the record, and the time that it bears.
 * @throws Problem `agreement-unknown`
 */
export function firstAdoption(
  picture: Picture,
  id: AgreementId,
  known: number,
): Frozen<AgreementView['firstAdopted']> {
  const [first = textKnown(picture, id, known)] = textsKnown(picture, id, known)
  const said = picture.record.said.get(first.adoptedBy)
  if (said === undefined) throw problems.agreementUnknown({ agreement: id })
  return { entry: first.adoptedBy, saidAt: said.statement.saidAt }
}

/** One agreement in reading order; `period` is that of its own clock (`textPeriod`). */
export function showAgreement(
  { agreement, adoptedBy, markdown, problems: faults }: Adopted,
  firstAdopted: Frozen<AgreementView['firstAdopted']>,
  { starts, ends }: Period,
): Frozen<AgreementView> {
  const lines = markdown.split('\n')
  const { calendar } = agreement
  return {
    id: agreement.id,
    title: agreement.title,
    force: agreement.force,
    agreed: agreement.agreed,
    period: { ...(starts !== undefined && { starts }), ...(ends !== undefined && { ends }) },
    adoptedBy,
    firstAdopted,
    digest: agreement.digest,
    zone: calendar.zone,
    offsets: [
      { from: null, minutes: calendar.offsetMinutes },
      ...calendar.transitions.map(({ at, offsetMinutes }) => ({ from: at, minutes: offsetMinutes })),
    ],
    parties: [...agreement.parties.values()].map(({ id, name, excluded, side, answersTo }) => {
      return { id, name, excluded, side: side ?? null, answersTo }
    }),
    terms: [...agreement.terms.values()].map((term) => showTerm(term, lines)),
    clauses: [...agreement.clauses.values()].map((clause) => ({
      id: clause.id,
      wording: clause.wording,
      bearers: clause.bearers,
      duty: clause.duty,
      says: clause.conduct.says,
      exceptions: clause.exceptions,
      ifSilent: clause.ifSilent,
      ...(clause.repeats !== undefined && { repeats: showRepetition(clause.repeats) }),
      conditions: showConditions(clause),
      choices: clause.choices,
      block: blockAt(lines, clause.at),
    })),
    exchanges: [...agreement.exchanges.values()].map((exchange) => showExchange(exchange, lines)),
    powers: [...agreement.powers.values()].map((power) => showPower(power, lines)),
    document: agreement.document.map((part) => showPart(part, lines)),
    problems: faults.map(({ code, message, fix, where }) => ({
      code,
      detail: message,
      ...(fix !== undefined && { fix }),
      ...(where?.line !== undefined && { line: where.line }),
      ...(where?.column !== undefined && { column: where.column }),
    })),
    readings: readingsOf(agreement).map(({ id, name }) => ({ id, name })),
  }
}
