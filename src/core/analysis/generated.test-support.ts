import type {
  Agreement,
  Anchor,
  Clause,
  Condition,
  Exchange,
  Party,
  Power,
  Standard,
  Term,
  Who,
} from '../agreement/agreement.ts'
import {
  ACTS,
  type ActorId,
  type AgreementId,
  type ClauseId,
  type PartyId,
  type Sha256,
  type TermId,
} from '../statement/fields.ts'
import type { Duration, Instant } from '../time/instant.ts'

const HOUR = 3_600_000
const AGREED = 1_473_447_600_000 as Instant
const PARTIES = ['NORTH', 'SOUTH', 'EAST', 'WEST', 'HILL', 'COAST'] as PartyId[]
const OUTSIDE = 'OUTLAW' as PartyId
const MOMENTS = ['DayD', 'DayE', 'Fixed'] as TermId[]
const STATES = ['quiet', 'access'] as TermId[]
/** Districts enough that few clauses share one, as in a text that speaks of many places. */
const DISTRICTS = Array.from({ length: 60 }, (_, index) => `District${index}` as TermId)
const AREAS = ['Whole', 'Unmapped', ...DISTRICTS] as TermId[]
const DUTIES = ['achieve', 'maintain', 'refrain', 'permit', 'intend'] as const

/** The same numbers in every run and on every machine (xorshift32). */
function numbers(seed: number): (below: number) => number {
  let state = seed | 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/**
 * An agreement of so many clauses that no lawyer wrote, for the benchmark and for properties: conditions of every kind,
 * exchanges, powers, and now and then a clause that waits for a later one.
 */
export function generatedAgreement(count: number, seed: number): Agreement {
  const pick = numbers(seed * 2_654_435_761)
  const of = <T>(list: readonly T[]): T => list[pick(list.length)] as T
  const one = (chance: number): boolean => pick(chance) === 0
  const hours = (most: number): Duration => ((pick(most) + 1) * HOUR) as Duration
  const id = (index: number): ClauseId => `G.${index}` as ClauseId
  const anchor = (): Anchor =>
    one(8)
      ? { is: 'instant', instant: (AGREED + hours(500)) as Instant }
      : { is: 'moment', moment: of(MOMENTS), plus: one(2) ? (0 as Duration) : hours(200) }
  const who = (): Who => {
    if (one(3)) return { is: 'party', party: of(PARTIES) }
    return one(2)
      ? { is: 'role', role: of(['monitor', 'humanitarian'] as const) }
      : { is: 'actor', actor: `desk.${pick(20)}` as ActorId }
  }
  const speaker = (): Standard => ({ is: 'said', how: one(2) ? 'asserted' : 'verified', by: who() })
  /** Some of the parties, each once, and how many of them are enough. */
  const held = () => {
    const first = pick(PARTIES.length)
    const holders = [...PARTIES, ...PARTIES].slice(first, first + 1 + pick(4))
    return { holders, quorum: 1 + pick(holders.length) }
  }
  const quorum = (): Standard => {
    const { holders, quorum: least } = held()
    const parties = holders.map((party): Who => ({ is: 'party', party }))
    return { is: 'quorum', least, how: 'verified', of: one(3) ? [...parties, who()] : parties }
  }
  const standard = (): Standard => {
    if (one(2)) return speaker()
    return one(4) ? quorum() : { is: one(3) ? 'all' : 'any', of: [speaker(), speaker()] }
  }
  const atom = (near: number): Condition => {
    const other = one(40) ? pick(count) : Math.max(0, near - 1 - pick(12))
    switch (pick(7)) {
      case 0:
        return { is: 'reached', anchor: anchor() }
      case 1:
        return { is: 'breached', clause: id(other), by: one(2) ? of(PARTIES) : undefined }
      case 2:
        return { is: 'holds', state: of(STATES), for: hours(200), since: one(2) ? anchor() : undefined }
      case 3:
        return { is: 'acceded', party: one(30) ? OUTSIDE : of(PARTIES) }
      case 4:
        return { is: 'counted', clauses: [id(other), id(pick(count))], over: pick(4), within: hours(200) }
      default:
        return { is: 'done', clause: id(other), by: one(5) ? of(PARTIES) : undefined }
    }
  }
  const condition = (near: number): Condition => {
    if (one(2)) return atom(near)
    return { is: one(2) ? 'any' : 'all', of: [atom(near), atom(near), ...(one(3) ? [condition(near)] : [])] }
  }
  const at = (line: number) => ({ line, column: 1 })
  const wording = { text: { en: 'Words.' }, cites: '¶1', source: undefined }

  const clauses = new Map<ClauseId, Clause>()
  for (let index = 0; index < count; index++) {
    const duty = of(DUTIES)
    const window = {
      within: duty === 'achieve' && one(2) ? hours(100) : undefined,
      by: duty === 'achieve' && one(4) ? anchor() : undefined,
      until: duty !== 'achieve' && one(2) ? anchor() : undefined,
      late: one(4) ? ('lapses' as const) : ('still-due' as const),
    }
    clauses.set(id(index), {
      id: id(index),
      wording,
      bearers: one(3) ? [of(PARTIES)] : [of(PARTIES), of(PARTIES)],
      duty,
      conduct: {
        says: 'what is promised',
        acts: one(3) ? [] : [of(ACTS), of(ACTS)],
        against: one(3) ? [of(PARTIES)] : one(6) ? [OUTSIDE] : [],
        area: one(20) ? undefined : of(AREAS),
        distance: undefined,
        atMost: undefined,
      },
      when: one(3) ? undefined : condition(index),
      unless: one(10) ? condition(index) : undefined,
      exceptions: one(10) ? ['self-defence'] : [],
      window,
      evidence: standard(),
      ifSilent: one(4) ? 'compliant' : 'unknown',
      sources: [{ is: 'role', role: 'monitor' }],
      choices: [],
      at: at(1000 + index),
    })
  }
  const exchanges = new Map<ClauseId, Exchange>()
  for (let index = 0; index + 1 < count; index += 25) {
    const name = `X.${index}` as ClauseId
    exchanges.set(name, {
      id: name,
      wording,
      legs: [id(index), id(index + 1)],
      mode: { is: 'simultaneous', within: hours(10) },
      after: one(3) ? atom(index) : undefined,
      ifNobodyMoves: one(2) ? 'Each is due at its date.' : undefined,
      choices: [],
      at: at(100_000 + index),
    })
  }
  const powers = new Map<ClauseId, Power>()
  for (let index = 0; index < count; index += 30) {
    const name = `P.${index}` as ClauseId
    powers.set(name, {
      id: name,
      wording,
      ...held(),
      may: of(['waive', 'extend', 'suspend', 'resume', 'withdraw'] as const),
      over: one(5) ? [] : [id(pick(count)), id(pick(count))],
      when: one(2) ? condition(index) : undefined,
      effect: 'ex-nunc',
      choices: [],
      at: at(200_000 + index),
    })
  }
  return {
    id: 'GEN' as AgreementId,
    title: { en: 'Generated' },
    force: 'in-force',
    agreed: AGREED,
    startsOn: { is: 'moment', moment: MOMENTS[0] as TermId, plus: 0 as Duration },
    calendar: { zone: 'Asia/Damascus', offsetMinutes: 180, transitions: [] },
    terms: generatedTerms(),
    parties: new Map([...PARTIES, OUTSIDE].map((party, index) => [party, partyOf(party, at(10 + index))])),
    clauses,
    exchanges,
    powers,
    document: [],
    digest: '0'.repeat(64) as Sha256,
  }

  function generatedTerms(): ReadonlyMap<TermId, Term> {
    const base = (term: TermId, line: number) => ({
      id: term,
      name: { en: term },
      means: '',
      choices: [],
      at: at(line),
    })
    const both: Standard = { is: 'all', of: [said('NORTH'), said('SOUTH')] }
    const terms: Term[] = [
      { ...base('DayD' as TermId, 30), is: 'moment', setBy: both, fixed: undefined },
      { ...base('DayE' as TermId, 31), is: 'moment', setBy: speaker(), fixed: undefined },
      { ...base('Fixed' as TermId, 32), is: 'moment', setBy: { is: 'any', of: [] }, fixed: AGREED },
      {
        ...base('quiet' as TermId, 33),
        is: 'state',
        test: { is: 'no-breach', of: [id(0)] },
        decidedBy: undefined,
        ifSilent: 'unknown',
        sources: [],
      },
      {
        ...base('access' as TermId, 34),
        is: 'state',
        test: undefined,
        decidedBy: both,
        ifSilent: 'unknown',
        sources: [],
      },
      { ...base('Whole' as TermId, 37), is: 'area', extent: { is: 'everywhere' } },
      { ...base('Unmapped' as TermId, 38), is: 'area', extent: { is: 'not-agreed' } },
    ]
    for (const [index, district] of DISTRICTS.entries())
      terms.push({
        ...base(district, 40 + index),
        is: 'area',
        extent: { is: 'governorates', names: [district] },
      })
    return new Map(terms.map((term) => [term.id, term]))
  }
}

const said = (party: string): Standard => ({
  is: 'said',
  how: 'asserted',
  by: { is: 'party', party: party as PartyId },
})

const partyOf = (id: PartyId, at: Party['at']): Party => ({
  id,
  name: { en: id },
  excluded: id === OUTSIDE,
  side: undefined,
  answersTo: [],
  at,
})
