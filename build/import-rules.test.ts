import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from './project.ts'

/**
 * Shows that lint refuses a breach of the import rules (design, section 2): the project's own biome.json is taken to an
 * empty folder, offending and allowed files are laid there, and what Biome says of each line is compared.
 */

const topFolders = {
  shared: '#shared/domain/state.ts',
  db: '#db/connection.ts',
  'electron/core': '#core/services/visit.ts',
  'electron/main': '#main/windows.ts',
  'electron/preload': '#preload/bridge.ts',
  renderer: '#renderer/app/frame.tsx',
  central: '#central/ingest/events.ts',
  build: '#build/project.ts',
  tests: '#tests/support/chromium.ts',
} as const

type Folder = keyof typeof topFolders

const may: Partial<Record<Folder, readonly Folder[]>> = {
  shared: [],
  db: ['shared'],
  'electron/core': ['db', 'shared'],
  'electron/main': ['shared'],
  'electron/preload': [],
  renderer: ['shared'],
  central: ['shared'],
}
const ruled = Object.keys(may) as Folder[]

type Line = { readonly file: string; readonly code: string; readonly refused: boolean; readonly why: string }
const lines: Line[] = []
const refuse = (file: string, why: string, code: string) => lines.push({ file, why, code, refused: true })
const allow = (file: string, why: string, code: string) => lines.push({ file, why, code, refused: false })

for (const folder of ruled) {
  const file = `${folder}/one/offender.ts`
  for (const other of Object.keys(topFolders) as Folder[]) {
    if (other === folder) continue
    const path = topFolders[other]
    const lay = may[folder]?.includes(other) ? allow : refuse
    lay(file, `statement ${other}`, `import { a } from '${path}'`)
    lay(file, `type ${other}`, `import type { A } from '${path}'`)
    lay(file, `side effect ${other}`, `import '${path}'`)
    lay(file, `re-export ${other}`, `export * from '${path}'`)
    lay(file, `named re-export ${other}`, `export { a } from '${path}'`)
    lay(file, `at run time ${other}`, `const a = await import('${path}')`)
    if (lay === refuse) {
      refuse(file, `template at run time ${other}`, `const a = await import(\`${path}\`)`)
      refuse(file, `required ${other}`, `const a = require('${path}')`)
      refuse(file, `type query ${other}`, `type A = import('${path}').A`)
    }
    // A unit test may import anything.
    allow(`${folder}/one/beside.test.ts`, `test ${other}`, `import { a } from '${path}'`)
  }
  const shell = folder === 'electron/main' || folder === 'electron/preload'
  for (const module of ['electron', 'electron/main', 'electron/renderer']) {
    const lay = shell ? allow : refuse
    lay(file, `statement ${module}`, `import { app } from '${module}'`)
    lay(file, `type ${module}`, `import type { App } from '${module}'`)
    lay(file, `at run time ${module}`, `const a = await import('${module}')`)
  }
  refuse(file, 'type query electron', `type App = import('electron').App`)

  const inside = ['', 'one/', 'one/two/', 'one/two/three/', 'one/two/three/four/']
  for (const [depth, folders] of inside.entries()) {
    const deep = `${folder}/${folders}deep.ts`
    const up = '../'.repeat(depth)
    refuse(deep, 'leaves', `import { a } from '../${up}db/one.ts'`)
    refuse(deep, 'leaves as a type', `import type { A } from '../${up}shared/one.ts'`)
    refuse(deep, 'leaves by dot', `import { a } from './../${up}db/one.ts'`)
    refuse(deep, 'leaves by re-export', `export * from '../${up}db/one.ts'`)
    refuse(deep, 'leaves at run time', `const a = await import('../${up}db/one.ts')`)
    refuse(deep, 'leaves by template', `const a = await import(\`../${up}db/one.ts\`)`)
    refuse(deep, 'leaves by require', `const a = require('../${up}db/one.ts')`)
    refuse(deep, 'leaves by type query', `type A = import('../${up}db/one.ts').A`)
    refuse(deep, 'leaves farther', `import { a } from '../../../${up}db/one.ts'`)
    // central/db is central's own: the same words as a breach elsewhere.
    if (depth > 0) allow(deep, 'stays', `import { a } from '${up}db/one.ts'`)
    allow(deep, 'stays beside', `import { a } from './db/one.ts'`)
  }
}
allow('electron/preload/index.ts', 'channels', `import { channels } from '#shared/contract/channels.ts'`)
allow('shared/domain/event-chain.ts', 'a hash', `import { createHash } from 'node:crypto'`)
refuse('shared/domain/event-chain.ts', 'a file', `import { readFileSync } from 'node:fs'`)
refuse('renderer/app/frame.tsx', 'Node', `import { createHash } from 'node:crypto'`)
refuse('build/start.ts', 'electron in build', `import { app } from 'electron'`)
allow('tests/support/double.ts', 'tests', `import type { App } from 'electron'`)
allow('tests/support/double.ts', 'tests', `import { a } from '#core/services/visit.ts'`)

let folder = ''
const refused = new Set<string>()
const place = (file: string, line: number) => `${file}:${line}`

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pishkhan-import-rules-'))
  const config = JSON.parse(readFileSync(join(projectRoot, 'biome.json'), 'utf8'))
  // Only what the rules say is of interest; the folder is no repository.
  config.vcs = { enabled: false }
  const restricted = config.linter.rules.style.noRestrictedImports
  config.linter.rules = { preset: 'none', style: { noRestrictedImports: restricted } }
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(config))
  cpSync(join(projectRoot, 'build', 'lint'), join(folder, 'build', 'lint'), { recursive: true })
  for (const [file, itsLines] of Map.groupBy(lines, (line) => line.file)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), itsLines.map((line) => `${line.code}\n`).join(''))
  }
  const biome = join(projectRoot, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.']
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 })
  type Diagnostic = { severity: string; location: { path: string; start: { line: number } } }
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: Diagnostic[] }
  for (const { severity, location } of diagnostics) {
    if (severity === 'error') refused.add(place(location.path.split(sep).join('/'), location.start.line))
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(ruled)('%s', (top) => {
  for (const [file, itsLines] of Map.groupBy(lines, (line) => line.file)) {
    if (!file.startsWith(`${top}/`)) continue
    it(`${file}: refuses each breach and nothing else`, () => {
      const verdict = (is: (index: number) => boolean) =>
        itsLines.map((line, index) => `${is(index) ? 'refused' : 'allowed'}: ${line.why}: ${line.code}`)
      expect(verdict((index) => refused.has(place(file, index + 1)))).toEqual(
        verdict((index) => itsLines[index]?.refused ?? false),
      )
    })
  }
})

describe('the sources', () => {
  it('lie no deeper than the rules reach', () => {
    const tooDeep = ruled.flatMap((top) => {
      const start = join(projectRoot, top)
      if (!existsSync(start)) return []
      const files = readdirSync(start, { recursive: true, withFileTypes: true, encoding: 'utf8' })
      return files
        .filter((entry) => /\.tsx?$/.test(entry.name))
        .map((entry) => relative(start, join(entry.parentPath, entry.name)))
        .filter((file) => file.split(sep).length > 5)
    })
    expect(tooDeep).toEqual([])
  })
})
