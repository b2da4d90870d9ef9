import { addToPicture, createPicture, type Picture } from '../../core/picture/picture.ts'
import { putAway, takeUp, type PutAwayPicture } from '../../core/picture/put-away.ts'
import type { Fold, FoldKeeping } from '../../server/ledger/ports.ts'

/** A picture, and the fold that makes it: the texts that entries name are kept beside it. */
export function foldedPicture(): { readonly picture: Picture; readonly fold: Fold } {
  const picture = createPicture()
  const texts = new Map<string, Uint8Array>()
  return {
    picture,
    fold: {
      add: (entry) => addToPicture(picture, entry, (sha256) => texts.get(sha256)),
      blobAdded: (sha256, bytes) => void texts.set(sha256, bytes),
      keeping: keepingOf(picture),
    },
  }
}

function keepingOf(picture: Picture): FoldKeeping {
  return {
    putAway: () => putAway(picture),
    statement(index) {
      const statement = picture.record.said.get(index)?.statement
      if (statement === undefined) throw new RangeError(`entry ${index} is not in the picture`)
      return statement
    },
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is what `putAway` gave to the same version
    takeUp: (away, statements) => takeUp(picture, away as PutAwayPicture, statements),
  }
}
