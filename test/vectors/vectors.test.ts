import { describe, expect, test } from 'vitest'
import { binding } from './binding-runner.ts'
import { cosignature, ed25519, signedNote, tilePaths, treeHead, verifierKey } from './log-runners.ts'
import { mfotl } from './mfotl-runner.ts'
import { merkle } from './merkle-runner.ts'
import type { Runner } from './outcome.ts'
import { pictureClaim } from './picture-claim-runner.ts'
import { picture } from './picture-runner.ts'
import { formats, vectorsOf } from './read-vectors.ts'
import { standing } from './standing-runner.ts'
import { statement, strictJson } from './statement-runners.ts'
import { cosignRequest, policy, receipt, verdict } from './trust-runners.ts'

const RUNNERS: Readonly<Record<string, Runner>> = {
  binding,
  'cosign-request': cosignRequest,
  cosignature,
  ed25519,
  merkle,
  mfotl,
  'picture-claim': pictureClaim,
  'picture-digest': picture,
  policy,
  receipt,
  'signed-note': signedNote,
  standing,
  statement,
  'strict-json': strictJson,
  'tile-path': tilePaths,
  'tree-head': treeHead,
  'verifier-key': verifierKey,
  verdict,
}

test('every file of vectors is run, and every runner has its file', () => {
  expect(Object.keys(RUNNERS).toSorted()).toEqual(formats())
})

describe.each(formats())('%s', (format) => {
  test.each(vectorsOf(format))('$name: $why', async (vector) => {
    const outcome = await RUNNERS[format]?.(vector)
    expect(outcome).toBeDefined()
    expect(outcome?.got).toEqual(outcome?.want)
  })
})
