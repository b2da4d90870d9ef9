import { certificateView, type CertificateView } from '../../core/api/certificate.ts'
import { problems } from '../../core/problem.ts'
import { fieldPath } from '../../core/statement/schema-refusal.ts'
import { lineAndColumn, parseStrictJson } from '../../core/statement/strict-json.ts'
import { readGivenText } from './statement-file.ts'

/**
 * Reads a certificate from a file, or from the standard input where the file is `-`.
 * @throws Problem `file-unreadable`, `utf8-malformed`, `json-malformed`, `certificate-malformed`
 */
export async function readCertificateFile(file: string): Promise<CertificateView> {
  const text = await readGivenText(file)
  const places = new Map<string, number>()
  const value = parseStrictJson(text, (path, offset) => places.set(path, offset))
  const read = certificateView.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const path = fieldPath(issue?.path ?? [])
  throw problems.certificateMalformed({
    because: issue?.message ?? 'it is empty',
    where: { file, ...lineAndColumn(text, places.get(path) ?? 0), path },
    fix: 'see docs/formats/certificate.md',
  })
}
