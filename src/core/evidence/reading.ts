import type { Named, PartyId, Role } from '../statement/fields.ts'

/**
 * Whose evidence is admitted, and how: a coordinate of every question. The same fold under different readings gives
 * the columns that stand side by side; they are never merged into one number.
 */
export type Reading = {
  readonly id: string
  readonly name: Named
  readonly rule:
    /** Each clause by the evidence standard that it names itself. */
    | { readonly is: 'clause-standard' }
    /** What these parties (and those acting for them) say is taken as established; nobody else is heard. */
    | { readonly is: 'word-of'; readonly parties: readonly PartyId[] }
    /** Only findings and confirmations by actors in these roles. */
    | { readonly is: 'found-by'; readonly roles: readonly Role[] }
    /** Only what every one of these parties has said or accepted. */
    | { readonly is: 'accepted-by-all'; readonly parties: readonly PartyId[] }
}
