import { problems } from '../../core/problem.ts'

/** One row of a CSV file by column name, and its line in the file (from 1). */
export type CsvRow = { readonly line: number; cell(column: string): string }

/**
 * Reads CSV (RFC 4180) with a heading row; no field of ours holds a line break.
 * @throws Problem `file-unreadable` for a row with more or fewer fields than the heading, or an unknown column
 */
export function readCsv(text: string, file: string): readonly CsvRow[] {
  const [heading = '', ...lines] = text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n')
  const columns = fieldsOf(heading)
  return lines.map((row, i) => {
    const line = i + 2
    const fields = fieldsOf(row)
    const refuse = (because: string) => problems.fileUnreadable({ file, because, where: { file, line } })
    if (fields.length !== columns.length) {
      throw refuse(`line ${line} has ${fields.length} fields instead of ${columns.length}`)
    }
    return {
      line,
      cell(column) {
        const field = fields[columns.indexOf(column)]
        if (field === undefined) throw refuse(`there is no column “${column}”`)
        return field
      },
    }
  })
}

function fieldsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )
}
