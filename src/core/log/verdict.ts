import type { Sha256 } from '../bytes/sha256.ts'

/**
 * What a check of a log came to. A log caught misbehaving is a finding to publish, not an exception to swallow: every
 * verdict carries the evidence that lets a third person reach it again. All fields are plain JSON; heads are whole
 * signed notes as text, hashes are base64.
 */
export type Verdict = Holds | Misbehaviour

export type Holds = { readonly holds: true }

export const HOLDS: Holds = { holds: true }

type Fails<Name extends string, Evidence extends object> = {
  readonly holds: false
  readonly why: Name
} & Readonly<Evidence>

export type Misbehaviour =
  /** The log now shows fewer entries than a head that it signed before. */
  | Fails<'log-shrank', { kept: string; shown: string; keptSize: number; shownSize: number }>
  /**
   * A head that it signed before is not the beginning of what it shows now. `path`, where it is given, is the
   * consistency proof from `computedRoot` to `shown`: with it the two heads convict the log without its entries.
   */
  | Fails<
      'history-rewritten',
      { kept: string; shown: string; keptSize: number; computedRoot: string; path?: readonly string[] }
    >
  /** Two signed heads of one size with different roots: different readers were shown different logs. */
  | Fails<'split-view', { one: string; other: string; size: number }>
  /** A signature in the log's or an author's name does not fit; `index` is absent where it is the head's own. */
  | Fails<'signature-invalid', { signer: string; keyId: string; index?: number }>
  /** The log's key has not signed the head at all. */
  | Fails<'head-unsigned', { signer: string; head: string }>
  | Fails<'head-malformed', { code: string; because: string }>
  /** The entries do not hash to the root that the log signed. */
  | Fails<'root-differs', { head: string; size: number; signedRoot: string; computedRoot: string }>
  /** The entry handed in is not the one that stands at this index. */
  | Fails<'entry-differs', { index: number; head: string; leaf: string }>
  /** An entry that the rules of this log should never have let in; `code` names the refusal. */
  | Fails<'entry-inadmissible', { index: number; code: string; because: string }>
  /** A served tile is not what the entries make it. */
  | Fails<'tile-differs', { path: string; because: string }>
  | Fails<'proof-malformed', { because: string }>
  /** The signed head says that it exists, and it is not handed out. */
  | Fails<'withheld', { path: string; because: string }>
  /**
   * The log's keeper published a digest of the picture (`published`, in entry `index`), and the same entries make another
   * (`computed`). `figure` is the first line in which the two pictures part, where the keeper's text was to be had.
   */
  | Fails<
      'picture-differs',
      { index: number; size: number; published: Sha256; computed: Sha256; figure: PartingFigure | null }
    >
  /** Fewer of the expected cosigners stand behind the head than the reader asks for. */
  | Fails<'cosigners-missing', { head: string; needed: number; given: readonly string[] }>

export type Why = Misbehaviour['why']

/** The first line, counted from 1, in which two pictures part; `null` where one of them has ended. */
export type PartingFigure = {
  readonly line: number
  readonly published: string | null
  readonly computed: string | null
}
