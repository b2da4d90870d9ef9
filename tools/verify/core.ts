import { checkPictures, type PicturesChecked } from '../../src/core/picture/check-pictures.ts'
import { parseStatement } from '../../src/core/statement/parse.ts'

/**
 * For jig-verify.mjs, which has checked the entries by itself: folds them by jig's own rules, and holds every published
 * digest of the picture against what they make.
 * @throws Problem where a statement cannot be read after all
 */
export async function comparePictures(
  entries: readonly Uint8Array[],
  read: (path: string) => Promise<Uint8Array>,
): Promise<PicturesChecked> {
  return checkPictures(
    entries.map((entry) => parseStatement(entry).statement),
    read,
  )
}
