import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isTrustedSender } from './trusted-sender.ts'

const page = { parent: null, url: 'app://pishkhan/', origin: 'app://pishkhan' }

describe('isTrustedSender', () => {
  it('trusts the top frame of our own page', () => {
    expect(isTrustedSender(page)).toBe(true)
    expect(isTrustedSender({ ...page, url: 'app://pishkhan/index.html#day' })).toBe(true)
  })

  it.each([
    ['a frame that is gone', null],
    ['a frame inside the page', { ...page, parent: {} }],
    ['another origin', { ...page, origin: 'https://pishkhan' }],
    ['another host', { ...page, origin: 'app://passphrase', url: 'app://passphrase/' }],
    [
      'an origin that only begins alike',
      { ...page, origin: 'app://pishkhan.example', url: 'app://pishkhan.example/' },
    ],
    ['an opaque origin', { ...page, origin: 'null' }],
    ['a page that has navigated away', { ...page, url: 'https://example.com/' }],
    ['an address that only begins alike', { ...page, url: 'app://pishkhan.example/' }],
  ])('refuses %s', (_what, frame) => expect(isTrustedSender(frame)).toBe(false))

  it('stands before everything that main receives: ipcMain is used only by ipc.ts', () => {
    const folder = import.meta.dirname
    const users = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .filter((name) => /ipcMain\s*\.\s*\w+\s*\(/.test(readFileSync(join(folder, name), 'utf8')))
    expect(users).toEqual(['ipc.ts'])
  })
})
