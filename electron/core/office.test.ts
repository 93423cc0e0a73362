import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startProgram } from '#tests/support/program.ts'
import { httpDesk } from '#tests/support/test-core.ts'

const projectDir = fileURLToPath(new URL('../..', import.meta.url))
const central = 'http://127.0.0.1:9'
let folder: string
let renderer: string
let data: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'پیشخوان office-'))
  renderer = join(folder, 'renderer')
  data = join(folder, 'data')
  mkdirSync(renderer)
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>Pishkhan</title>')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type End = { code: number | null; out: string; err: string }

/** Runs the command to its end, for what it refuses. */
function run(...args: string[]): Promise<End> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['electron/core/office.ts', ...args], { cwd: projectDir })
    const end = { code: null as number | null, out: '', err: '' }
    child.stdout.on('data', (part: Buffer) => {
      end.out += part.toString()
    })
    child.stderr.on('data', (part: Buffer) => {
      end.err += part.toString()
    })
    child.on('close', (code) => resolve({ ...end, code }))
  })
}
const usual = () => ['--port', '0', '--data', data, '--central', central, '--renderer', renderer]

test('a command line that cannot be followed ends with 2, says why, and touches nothing', async () => {
  const end = await run(...usual(), '--debug')
  expect(end).toMatchObject({ code: 2, out: '' })
  expect(end.err).toMatch(/^office: option_unknown: .*--debug.*\nusage: office --port/)
  expect(readdirSync(folder)).toEqual(['renderer'])
})

test('prints one line when it is ready, serves the app, and ends with 0 on SIGTERM; again on the same data', async () => {
  for (const round of [1, 2]) {
    const office = await startProgram('electron/core/office.ts', [
      ...usual(),
      '--clock',
      '2026-11-22T06:52:00.000Z',
    ])
    try {
      expect(office.ready).toEqual({
        ready: true,
        app: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/),
        central,
      })
      const url = office.ready.app ?? ''
      expect(await (await fetch(url)).text()).toContain('Pishkhan')
      const { client } = httpDesk({ url })
      expect(await client.device.status()).toMatchObject({
        activated: false,
        centralUrl: central,
        hasUsers: false,
      })
      expect((await client.session.current()).today).toBe('2026-11-22')
      expect(readFileSync(join(data, 'office.key'))).toHaveLength(32)
    } finally {
      expect(await office.stop(), `round ${round}: ${office.log()}`).toBe(0)
    }
    expect(readFileSync(join(data, 'office.db')).subarray(0, 6).toString('latin1')).not.toBe('SQLite')
  }
})

test('a central system that is not there does not keep the office from opening', async () => {
  const office = await startProgram('electron/core/office.ts', [...usual(), '--activation', 'ABCD-EFGH'])
  try {
    const { client } = httpDesk({ url: office.ready.app ?? '' })
    expect(await client.device.status()).toMatchObject({ activated: false })
    expect(office.log()).toContain('"event":"activation_failed"')
    expect(office.log()).not.toContain('ABCD-EFGH')
  } finally {
    expect(await office.stop()).toBe(0)
  }
})

test('what keeps it from running ends it with 1 and a stable code', async () => {
  const office = await startProgram('electron/core/office.ts', usual())
  const twice = await run(...usual())
  expect(twice).toMatchObject({ code: 1, out: '' })
  expect(twice.err).toContain('"code":"database_in_use"')
  await office.stop()

  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  const taken = await run(...usual(), '--port', port)
  expect(taken).toMatchObject({ code: 1, out: '' })
  expect(taken.err).toContain('"code":"EADDRINUSE"')
  server.close()

  const keyFile = join(data, 'office.key')
  const key = readFileSync(keyFile)
  const failing = async () => (await run(...usual())).err
  chmodSync(keyFile, 0o644)
  expect(await failing()).toContain('"code":"key_file_exposed"')
  chmodSync(keyFile, 0o600)
  writeFileSync(keyFile, new Uint8Array(32))
  expect(await failing()).toContain('"code":"database_key_wrong"')
  rmSync(keyFile)
  expect(await failing()).toContain('"code":"key_file_missing"')
  expect(readdirSync(data)).not.toContain('office.key')
  writeFileSync(keyFile, key, { mode: 0o600 })
  const again = await startProgram('electron/core/office.ts', usual())
  expect(await again.stop()).toBe(0)
})
