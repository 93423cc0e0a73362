import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '#shared/clock.ts'
import { readOfficeOptions } from './office-options.ts'

let project: string
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'pishkhan-options-'))
  mkdirSync(join(project, 'out', 'renderer'), { recursive: true })
  writeFileSync(join(project, 'out', 'renderer', 'index.html'), '')
})
afterEach(() => rmSync(project, { recursive: true, force: true }))

const usual = { '--port': '0', '--data': '/data', '--central': 'http://127.0.0.1:8080/' }
const read = (changes: Record<string, string | null> = {}, ...more: string[]) => {
  const options = Object.entries({ ...usual, ...changes })
  const args = options.flatMap(([name, value]) => (value === null ? [] : [name, value]))
  return readOfficeOptions([...args, ...more], project)
}

test('what is not given has its usual place', () => {
  expect(read()).toEqual({
    port: 0,
    dataDir: '/data',
    centralUrl: 'http://127.0.0.1:8080',
    activationCode: undefined,
    rendererDir: join(project, 'out', 'renderer'),
    keyFile: '/data/office.key',
    clock: systemClock,
  })
})

test('what is given holds', () => {
  const options = read({
    '--port': '8443',
    '--central': 'https://central.example/office',
    '--activation': ' ABCD-EFGH ',
    '--key-file': '/secret/key',
    '--clock': '2026-11-22T06:52:00.000Z',
  })
  expect(options).toMatchObject({
    port: 8443,
    centralUrl: 'https://central.example/office',
    activationCode: 'ABCD-EFGH',
    keyFile: '/secret/key',
  })
  expect(options.clock.now().toISOString()).toMatch(/^2026-11-22T06:52:00/)
})

test.each<[string, Record<string, string | null>, string[]]>([
  ['port_invalid', { '--port': null }, []],
  ['port_invalid', { '--port': '65536' }, []],
  ['port_invalid', { '--port': '0x50' }, []],
  ['port_invalid', { '--port': '' }, []],
  ['data_missing', { '--data': null }, []],
  ['central_missing', { '--central': null }, []],
  ['central_invalid', { '--central': 'central.example' }, []],
  ['central_invalid', { '--central': 'http://central.example' }, []],
  ['central_invalid', { '--central': 'ftp://127.0.0.1' }, []],
  ['activation_invalid', { '--activation': 'short' }, []],
  ['activation_invalid', { '--activation': 'x'.repeat(65) }, []],
  ['renderer_missing', { '--renderer': '/nowhere' }, []],
  ['clock_invalid', { '--clock': 'yesterday' }, []],
  ['option_unknown', {}, ['--debug']],
  ['option_unknown', {}, ['stray']],
  ['option_unknown', {}, ['--port']],
])('%s: %j %j', (code, changes, more) => {
  expect(() => read(changes, ...more)).toThrow(expect.objectContaining({ name: 'OptionError', code }))
})
