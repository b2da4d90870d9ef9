import type { Named, TermId } from '../statement/fields.ts'
import type { Duration, Instant } from '../time/instant.ts'
import type { Choice, SourcePlace } from './source.ts'
import type { Silence, Standard, Who } from './standard.ts'
import type { Anchor, BreachesOf } from './when.ts'

export type Term =
  | (TermBase & { readonly is: 'moment'; readonly setBy: Standard; readonly fixed: Instant | undefined })
  | (TermBase & {
      readonly is: 'state'
      readonly test: StateTest | undefined
      readonly decidedBy: Standard | undefined
      readonly ifSilent: Silence
      readonly sources: readonly Who[]
    })
  | (TermBase & { readonly is: 'area'; readonly extent: AreaExtent })
  | (TermBase & { readonly is: 'line'; readonly points: readonly PointE7[]; readonly agreed: boolean })
  | (TermBase & { readonly is: 'class'; readonly members: readonly string[] })

type TermBase = {
  readonly id: TermId
  readonly name: Named
  readonly means: string
  readonly choices: readonly Choice[]
  readonly at: SourcePlace
}

export type PointE7 = { readonly latE7: number; readonly lonE7: number }

/**
 * Where an area is. `everywhere` is the agreement's whole territory; governorates are matched by the name a place
 * carries; a circle has its radius in metres and carries metres per 1e-7 degree on both axes, so that measuring needs no trigonometry.
 */
export type AreaExtent =
  | { readonly is: 'everywhere' }
  | { readonly is: 'governorates'; readonly names: readonly string[] }
  | { readonly is: 'circle'; readonly centre: PointE7; readonly radius: number; readonly scale: Scale }
  | { readonly is: 'polygon'; readonly points: readonly PointE7[] }
  | { readonly is: 'not-agreed' }

/** Micrometres per 1e-7 degree of latitude and of longitude at an area's middle: decided when the text is written. */
export type Scale = { readonly lat: number; readonly lon: number }

/**
 * A state is counted over conduct. `no-breach`: it holds while no breach of these clauses (or of anybody's duty in them)
 * is on record. `at-most`: it holds while the window that ends now has no more of them than the limit.
 */
export type StateTest =
  | (BreachesOf & { readonly is: 'no-breach' })
  | (BreachesOf & { readonly is: 'at-most'; readonly within: Duration; readonly limit: CountLimit })

/** A number that the text names, or what the same clauses came to in a window of the same length from `from` on. */
export type CountLimit =
  | { readonly is: 'number'; readonly count: number }
  | { readonly is: 'baseline'; readonly from: Anchor }
