import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningCentral, startCentral } from '#central/server.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts'

/** Stands for a build: what it holds does not matter here. */
const folder = mkdtempSync(join(tmpdir(), 'pishkhan portal '))
const page = '<!doctype html><html><head><title>portal</title></head><body></body></html>'
const said: string[] = []
let database: TestDatabase
let central: RunningCentral

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), page)
  writeFileSync(join(folder, 'assets', 'index-abc123.js'), 'export {}')
  database = await createTestDatabase()
  central = await startCentral({ databaseUrl: database.url, portalDir: folder })
})
afterAll(async () => {
  await central.close()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const browse = (path: string) => fetch(`${central.url}${path}`, { headers: { accept: 'text/html' } })

describe('the portal', () => {
  it('is at each of its addresses, under a strict policy, and never kept', async () => {
    for (const path of ['/', '/register', '/booking', '/recovery', '/status', '/demo']) {
      const answer = await browse(path)
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, page])
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      const policy = answer.headers.get('content-security-policy')
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|https?:|\*/)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    }
  })

  it('lets files be kept that are named by their content', async () => {
    const answer = await fetch(`${central.url}/assets/index-abc123.js`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('javascript')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('answers an unknown address by the page to a person and by a problem document to a program', async () => {
    const person = await browse('/no-such-page')
    expect([person.status, await person.text()]).toEqual([404, page])
    const program = await fetch(`${central.url}/no-such-page`)
    expect([program.status, program.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  })

  it('leaves the interface, its files and its other methods alone, whoever asks', async () => {
    for (const path of ['/v1/no-such-thing', '/v1', '/v1?x', '/assets/none.js', '/demo/none']) {
      const { status, headers } = await browse(path)
      const form = [headers.get('content-type'), headers.get('cache-control')]
      expect([path, status, ...form]).toEqual([path, 404, 'application/problem+json', 'no-store'])
    }
    const posted = await fetch(`${central.url}/register`, {
      method: 'POST',
      headers: { accept: 'text/html' },
    })
    expect([posted.status, posted.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  })

  it('is left out, and this is said, where it was not built', async () => {
    const other = await startCentral({
      databaseUrl: database.url,
      portalDir: join(folder, 'not built'),
      log: (line) => said.push(line),
    })
    const answer = await fetch(other.url, { headers: { accept: 'text/html' } })
    await other.close()
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    expect(said.some((line) => line.startsWith('no portal:'))).toBe(true)
  })
})
