/**
 * UCDP's names of sides as parties of the 2016 agreements. “Syrian insurgents” is UCDP's umbrella name and the groups
 * listed here are groups of the armed opposition; that each of them had accepted the terms is not known (97 had, by no
 * published list). A name that is missing here, a state that is no party among them, stays a name in the words.
 */
const PARTY_OF: ReadonlyMap<string, string> = new Map([
  ['Government of Syria', 'SYR'],
  ['NDF (Syria)', 'SYR'],
  ['Government of Russia (Soviet Union)', 'RUS'],
  ['Government of United States of America', 'USA'],
  ['SDF', 'KURD'],
  ['YPG', 'KURD'],
  ['IS', 'ISIL'],
  ['Jabhat Fateh al-Sham', 'JFS'],
  ['HTS', 'JFS'],
  ['Syrian insurgents', 'OPP'],
  ['13th Division', 'OPP'],
  ['Ahrar al-Sham', 'OPP'],
  ['Fatah Halab', 'OPP'],
  ['FSA', 'OPP'],
  ['Hawar Kilis Operations Room', 'OPP'],
  ['Islamic Front', 'OPP'],
  ['Jaysh al-Islam', 'OPP'],
  ['Jaysh Asoud al-Sharqiya', 'OPP'],
  ['Levant Front', 'OPP'],
  ["Mare' Operations Room", 'OPP'],
  ['Martyr Lieutenant Ahmed Abdou Brigades', 'OPP'],
  ['Mujahideen Army', 'OPP'],
  ['Rahman Corps', 'OPP'],
  ['SRF', 'OPP'],
  ['Southern Front', 'OPP'],
  ['Tahrir al- Sham Army', 'OPP'],
])

/**
 * The party for which a side's name stands: where the name is a list, the one to which every name of it belongs.
 * `undefined` where a name is not in the table or the list mixes parties, such as opposition groups with Nusra.
 */
export function partyOfSide(side: string): string | undefined {
  const parties = new Set(side.split(', ').map((name) => PARTY_OF.get(name)))
  const [only] = parties
  return parties.size === 1 ? only : undefined
}
