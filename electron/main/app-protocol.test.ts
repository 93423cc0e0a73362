import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileOf, handleAppProtocol } from './app-protocol.ts'

let folder = ''
let handler: (request: Request) => Response | Promise<Response>

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'renderer-'))
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'renderer', 'index.html'), '<p>page</p>')
  writeFileSync(join(folder, 'renderer', 'assets', 'app.js'), '1')
  writeFileSync(join(folder, 'renderer', 'app.js.map'), '{}')
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  const protocol = {
    handle: (_scheme: string, given: typeof handler) => {
      handler = given
    },
  }
  handleAppProtocol(protocol, join(folder, 'renderer'), { other: async () => new Response('other') })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const get = async (url: string, init?: RequestInit) => handler(new Request(url, init))

describe('fileOf', () => {
  const root = '/app/renderer'
  it.each([
    ['/', '/app/renderer/index.html'],
    ['/assets/app.js', '/app/renderer/assets/app.js'],
    ['/%D9%BE.svg', '/app/renderer/پ.svg'],
  ])('leads %s to the file', (path, file) => expect(fileOf(path, root)).toBe(file))

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/C:/secret.txt',
    '//etc/passwd/../../x',
    '/a%00.html',
    '/%',
    '/.',
  ])('refuses %s', (path) => expect(fileOf(path, root)).toBeNull())
})

describe('the app: scheme', () => {
  it('serves the page with the strict policy', async () => {
    const response = await get('app://pishkhan/')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('<p>page</p>')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const csp = response.headers.get('content-security-policy') ?? ''
    expect(csp.split('; ').toSorted()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "script-src 'self'",
      "style-src 'self'",
    ])
  })

  it('answers HEAD without content, and a further host by its own handler', async () => {
    const head = await get('app://pishkhan/assets/app.js', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(await (await get('app://other/')).text()).toBe('other')
  })

  it.each([
    ['a file that is not there', 'app://pishkhan/none.js', 'GET', 404],
    ['a folder', 'app://pishkhan/assets', 'GET', 404],
    ['an extension that is not served', 'app://pishkhan/app.js.map', 'GET', 404],
    ['a way out', 'app://pishkhan/..%2fsecret.txt', 'GET', 404],
    ['another host', 'app://elsewhere/', 'GET', 404],
    ['a host that every object has', 'app://constructor/', 'GET', 404],
    ['a host that only begins alike', 'app://pishkhan.example/', 'GET', 404],
    ['another method', 'app://pishkhan/', 'POST', 405],
  ])('refuses %s', async (_what, url, method, status) => {
    const response = await get(url, { method })
    expect(response.status).toBe(status)
    expect(await response.text()).toBe('')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})
