import { z } from 'zod'
import { bound } from '../../src/core/agreement/bind.ts'
import { runner } from './outcome.ts'

/** What binds the one block of the text to the words before it. */
export const binding = runner({ text: z.string(), binds: z.string() }, ({ text, binds }) => ({
  got: /^binds: (.*)$/m.exec(bound(text))?.[1],
  want: binds,
}))
