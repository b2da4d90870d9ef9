import { Button } from 'react-aria-components'
import type { NodesView } from '../../../core/api/nodes.ts'
import { useSpeech } from '../../app/language.tsx'
import { Code } from '../../parts/refs.tsx'
import { inEights } from './in-eights.ts'
import { saveText } from './save-file.ts'

/** What the node that answers made of the entries, signed by it: to be compared with what others made, and kept. */
export function PictureClaim({ of }: { readonly of: NonNullable<NodesView['picture']> }) {
  const { say } = useSpeech()
  return (
    <div className="following">
      <p className="small">{say('nodes.picture', { n: of.size })}</p>
      <p className="small">
        <Code>{inEights(of.digest)}</Code>
      </p>
      <Button
        className="button small-button no-print"
        onPress={() => saveText(`picture-${of.size}.txt`, of.claim)}
      >
        {say('nodes.pictureSave')}
      </Button>
    </div>
  )
}
