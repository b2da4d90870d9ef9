import { describe, expect, test } from 'vitest'
import { DIRECTIONS, PACKAGES } from './directions.ts'
import { partOf, sourceFiles, type SourceFile } from './source-files.ts'

const all = sourceFiles('src')
const shipped = all.filter((file) => !/\.test(-support)?\.tsx?$/.test(file.path))
const at = (files: readonly SourceFile[], room: string) =>
  files.filter((file) => file.path.startsWith(`src/${room}/`))

describe('the house', () => {
  test('every file stands in a part that the table of directions knows', () => {
    expect(
      shipped.filter((file) => DIRECTIONS[partOf(file.path)] === undefined).map((file) => file.path),
    ).toEqual([])
  })

  test('imports go only in the directions of the table', () => {
    const wrong = shipped.flatMap((file) => {
      const from = partOf(file.path)
      const allowed = [from, 'core/problem', ...(DIRECTIONS[from] ?? [])]
      return file.imports
        .filter((path) => path.startsWith('src/') && !allowed.includes(partOf(path)))
        .map((path) => `${file.path} imports ${path}`)
    })
    expect(wrong).toEqual([])
  })

  test('each room uses only the packages that the table gives it', () => {
    const wrong = shipped.flatMap((file) => {
      const room = file.path.split('/')[1] as keyof typeof PACKAGES
      return file.imports
        .filter(
          (name) =>
            !/^(src|data|agreements|package\.json)\b/.test(name) &&
            !PACKAGES[room].some((allowed) => allowed.test(name)),
        )
        .map((name) => `${file.path} imports ${name}`)
    })
    expect(wrong).toEqual([])
  })

  test('core asks nobody for the time, for chance, for a locale or for trigonometry', () => {
    const forbidden =
      /\b(new Date|Date\.(now|parse|UTC)|Math\.(random|sin|cos|tan|asin|acos|atan2?|exp|log\w*|pow|hypot|cbrt)|Intl\.|localeCompare|toLocale\w*|performance\.|process\.|globalThis\.|fetch\(|setTimeout|setInterval|crypto\.)/
    const wrong = at(shipped, 'core').flatMap((file) =>
      file.text.split('\n').flatMap((line, i) => {
        const code = line.replace(/^\s*(\/\/|\*|\/\*).*$/, '').replace(/\/\/ .*$/, '')
        return forbidden.test(code) ? [`${file.path}:${i + 1} ${line.trim()}`] : []
      }),
    )
    expect(wrong).toEqual([])
  })

  test('no file is a drawer for whatever fits nowhere', () => {
    expect(
      all
        .map((file) => file.path)
        .filter((path) => /\b(utils?|helpers?|managers?|common|misc)\b/i.test(path)),
    ).toEqual([])
  })

  test('no type error is silenced (the linter refuses `any` and the non-null mark)', () => {
    const silenced = /@ts-(ignore|nocheck|expect-error)/
    expect(shipped.filter((file) => silenced.test(file.text)).map((file) => file.path)).toEqual([])
  })

  test('words that would aim force stand nowhere in the house', () => {
    const aiming = /\b(strike package|nomination|kill chain|battle damage|\bBDA\b|enemy|engage(s|d)? the)\b/i
    expect(shipped.filter((file) => aiming.test(file.text)).map((file) => file.path)).toEqual([])
  })
})
