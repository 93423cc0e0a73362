import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from './project.ts'

const lines: readonly (readonly [refused: boolean, code: string])[] = [
  [true, `export const a = 'کد ملی'`],
  [true, 'export const b = `$' + '{one}، $' + '{two}`'],
  [true, `export const c = <p>Check in</p>`],
  [true, `export const d = <p>پ</p>`],
  [true, `export const e = <input aria-label="Search" />`],
  [true, `export const f = <Button label="Close" />`],
  [true, `export const g = <input placeholder="نام" />`],
  [false, `export const h = t('common.close')`],
  [false, `export const i = <p className="text-small" dir="ltr">{t('common.close')} · 12</p>`],
  [false, `export const j = <p>–</p>`],
  [false, `export const k = one // کد ملی`],
]

it('lint refuses a text outside the catalogues in a screen, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pishkhan-catalogue-texts-'))
  try {
    const config = JSON.parse(readFileSync(join(projectRoot, 'biome.json'), 'utf8'))
    config.vcs = { enabled: false }
    config.linter.rules = { preset: 'none' }
    config.overrides = []
    writeFileSync(join(folder, 'biome.json'), JSON.stringify(config))
    cpSync(join(projectRoot, 'build', 'lint'), join(folder, 'build', 'lint'), { recursive: true })
    const code = lines.map(([, line]) => `${line}\n`).join('')
    const files = ['renderer/one/screen.tsx', 'central/portal/one/page.tsx', 'renderer/one/screen.test.tsx']
    for (const file of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), code)
    }
    const biome = join(projectRoot, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
    const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.']
    const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    type Diagnostic = { location: { path: string; start: { line: number } } }
    const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: Diagnostic[] }
    const refused = (file: string) =>
      lines.map((_, at) =>
        diagnostics.some(({ location }) => location.path === file && location.start.line === at + 1),
      )
    const expected = lines.map(([is]) => is)
    expect(refused('renderer/one/screen.tsx')).toEqual(expected)
    expect(refused('central/portal/one/page.tsx')).toEqual(expected)
    expect(refused('renderer/one/screen.test.tsx')).toEqual(expected.map(() => false))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
