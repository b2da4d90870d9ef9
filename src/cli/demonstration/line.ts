import type { Where } from '../../core/problem.ts'

/** A statement of the demonstration before references are resolved and log and version are added. */
export type Line = {
  /** `E065-sohr`, `UCDP-227822`: the name by which later lines refer to it. */
  readonly id: string
  readonly where: Where
  readonly value: Readonly<Record<string, unknown>>
}

/** Stands in every statement of the demonstration, as its last citation. */
export const RECONSTRUCTION = {
  title:
    'Reconstruction from public sources: these are retold words, and not a statement that this body signed',
  mark: 'I',
} as const
