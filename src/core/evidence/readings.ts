import type { Agreement, Party } from '../agreement/agreement.ts'
import type { Named, PartyId } from '../statement/fields.ts'
import type { Reading } from './reading.ts'

/** The reading that is meant where none is named: each clause by the evidence standard it names itself. */
export const RECORD_READING: Reading = {
  id: 'record',
  name: {
    en: 'By each clause’s own standard',
    ar: 'وفق معيار الإثبات في كل بند',
    ru: 'По критерию доказывания каждого пункта',
  },
  rule: { is: 'clause-standard' },
}

const MONITORS: Reading = {
  id: 'monitors',
  name: { en: 'Findings of monitors', ar: 'نتائج المراقبين', ru: 'Выводы наблюдателей' },
  rule: { is: 'found-by', roles: ['monitor'] },
}

/**
 * The readings that an agreement offers, side by side and never merged: the record first, then each party's word, each
 * side's word, monitors' findings, and what both guarantors (or else both sides) accept.
 */
export function readingsOf(agreement: Agreement): Reading[] {
  const parties = [...agreement.parties.values()].filter(({ excluded }) => !excluded)
  const words = parties.map(({ id, name }): Reading => ({
    id: `word-of-${id}`,
    name: wordOf(name),
    rule: { is: 'word-of', parties: [id] },
  }))
  const readings = [RECORD_READING, ...words, ...sideWords(parties), MONITORS]
  const both = whoseAgreement(parties)
  if (both.length >= 2) {
    readings.push({
      id: 'agreed',
      name: { en: 'What all accept', ar: 'ما يقبله الجميع', ru: 'Признаётся всеми' },
      rule: { is: 'accepted-by-all', parties: both },
    })
  }
  return readings
}

function wordOf({ en, ar, ru }: Named): Named {
  return {
    en: `On the word of: ${en}`,
    ar: `بحسب رواية: ${ar ?? en}`,
    ru: `По утверждению: ${ru ?? en}`,
  }
}

/** A side's word is a column of its own only where more than one party stands on that side. */
function sideWords(parties: readonly Party[]): readonly Reading[] {
  return (['A', 'B'] as const).flatMap((side): readonly Reading[] => {
    const on = parties.filter((party) => party.side === side).map(({ id }) => id)
    if (on.length < 2) return []
    return [
      {
        id: `word-of-side-${side}`,
        name: {
          en: `On the word of side ${side}`,
          ar: `بحسب رواية الطرف ${side}`,
          ru: `По утверждению стороны ${side}`,
        },
        rule: { is: 'word-of', parties: on },
      },
    ]
  })
}

/** The guarantors whom parties answer to, or, where there are none, the first party of each side. */
function whoseAgreement(parties: readonly Party[]): readonly PartyId[] {
  const guarantors = [...new Set(parties.flatMap(({ answersTo }) => answersTo))]
  if (guarantors.length >= 2) return guarantors.toSorted()
  const sides = (['A', 'B'] as const).map((side) => parties.find((party) => party.side === side)?.id)
  return sides.filter((id) => id !== undefined)
}
