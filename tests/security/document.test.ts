import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#build/project.ts'

const text = readFileSync(join(projectRoot, 'docs', 'security.md'), 'utf8')
const named = [...text.matchAll(/`((?:[\w.-]+\/)+[\w.-]+\.(?:ts|tsx|md|yml))`/g)].map(([, path = '']) => path)

test('whatever the document of threats names is there', () => {
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([])
})

test('each threat names a test that shows its measure', () => {
  const [, table = ''] = text.split('## Threats and measures')
  const [rows = ''] = table.split('\n## ')
  const threats = rows.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| threat'))
  expect(threats.length).toBeGreaterThan(10)
  expect(threats.filter((line) => !/\.(test|spec)\.tsx?`/.test(line))).toEqual([])
})

test('each chapter of the standard is judged', () => {
  for (let chapter = 1; chapter <= 17; chapter += 1)
    expect(text).toMatch(new RegExp(`^\\| V${chapter} `, 'm'))
})
