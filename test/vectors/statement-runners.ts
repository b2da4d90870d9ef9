import { z } from 'zod'
import { verifyEd25519 } from '../../src/core/bytes/ed25519.ts'
import { fromHex } from '../../src/core/bytes/hex.ts'
import { fromUtf8 } from '../../src/core/bytes/utf8.ts'
import { isSignedBy } from '../../src/core/log/signed-note.ts'
import { parseVerifierKey } from '../../src/core/log/verifier-key.ts'
import { statementSchema, type StatementText } from '../../src/core/statement/kinds.ts'
import { parseStatement } from '../../src/core/statement/parse.ts'
import { signStatement } from '../../src/core/statement/sign.ts'
import { parseStrictJson } from '../../src/core/statement/strict-json.ts'
import { statementLine } from '../../src/core/statement/write.ts'
import { refusal, runner, seeds, signers, stated } from './outcome.ts'

const place = { line: z.number().optional(), column: z.number().optional(), path: z.string().optional() }

export const strictJson = runner(
  { text: z.string(), accepted: z.boolean(), value: z.unknown().optional(), ...place },
  (v) => {
    if (v.accepted) return { got: parseStrictJson(v.text), want: v.value }
    const { code, where } = refusal(() => parseStrictJson(v.text))
    const { line, column, path } = v
    return {
      got: { code, ...stated(where, v) },
      want: { code: 'json-malformed', ...stated({ line, column, path }, v) },
    }
  },
)

/** The text as it goes into signing. It is compared with what was signed elsewhere, so it is not parsed here. */
const statementText = z.custom<StatementText>((value) => statementSchema.safeParse(value).success)

export const statement = runner(
  {
    hex: z.string().optional(),
    repeat: z.strictObject({ hex: z.string(), times: z.number() }).optional(),
    accepted: z.boolean(),
    code: z.string().optional(),
    text: statementText.optional(),
    seeds: seeds.optional(),
    keys: z.array(z.string()).optional(),
    ...place,
  },
  (v) => {
    const bytes = fromHex(v.hex ?? (v.repeat?.hex ?? '').repeat(v.repeat?.times ?? 0))
    if (!v.accepted || v.text === undefined) {
      const { code, where, fix } = refusal(() => parseStatement(bytes))
      const { line, path } = v
      const helps = fix || Object.keys(where).length > 0
      return {
        got: { code, helps, ...stated(where, v) },
        want: { code: v.code, helps: true, ...stated({ line, path }, v) },
      }
    }
    const { statement: read, note } = parseStatement(bytes)
    return {
      got: {
        kind: read.kind,
        line: statementLine(v.text),
        verify: v.keys?.map((key) => isSignedBy(note, parseVerifierKey(key), verifyEd25519)),
        signed: fromUtf8(signStatement(v.text, signers(v.seeds ?? []))),
      },
      want: {
        kind: v.text.kind,
        line: note.text,
        verify: v.text.by.map(() => true),
        signed: fromUtf8(bytes),
      },
    }
  },
)
