import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const house = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const read = (path: string): string => readFileSync(join(house, path), 'utf8')

test('the README states the demonstration’s root and size as they are pinned', () => {
  const { size, root } = JSON.parse(read('data/syria-2016/root.json')) as { size: number; root: string }
  expect(read('README.md')).toContain(root)
  expect(read('README.md')).toContain(Buffer.from(root, 'hex').toString('base64'))
  expect(read('README.md')).toContain(`${size} entries`)
})

const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'GLOSSARY.md',
  'CHANGELOG.md',
]

test.each(documents)('every file that %s points to is there', (document) => {
  const links = [...read(document).matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? '')
  expect(links.filter((link) => !existsSync(join(house, link)))).toEqual([])
})

test('every source file that ARCHITECTURE.md names is there', () => {
  const named = [...read('ARCHITECTURE.md').matchAll(/`((?:core|server|cli|web|src)\/[\w./-]+\.tsx?)`/g)].map(
    (match) => (match[1] ?? '').replace(/^(?!src\/)/, 'src/'),
  )
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((path) => !existsSync(join(house, path)))).toEqual([])
})
