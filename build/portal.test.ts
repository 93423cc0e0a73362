import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeBundle } from './bundle.ts'
import { outFolder } from './project.ts'

const folder = join(outFolder, 'portal')
const limit = 200_000

beforeAll(() => makeBundle('portal'))

const scripts = () =>
  readdirSync(join(folder, 'assets'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(folder, 'assets', name)))

describe('the bundle of the portal', () => {
  it('is, with every page and both languages, under 200 KB of script gzipped', () => {
    const sizes = scripts().map((script) => gzipSync(script).length)
    expect(sizes.length).toBeGreaterThan(5)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(limit)
  })

  it('carries neither a schema library nor the runtime of the contract', () => {
    for (const script of scripts())
      expect(script.toString()).not.toMatch(/\bZodError\b|\bORPCError\b|invalid_type/)
  })

  it('has nothing inline in its page, which the content security policy would refuse', () => {
    const html = readFileSync(join(folder, 'index.html'), 'utf8')
    expect(html).toContain('<script type="module"')
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|javascript:|data:|\son\w+=/)
  })
})
