import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadOrCreateKey } from './key-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pishkhan-key-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const refusal = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
  return 'no error'
}

test('makes a key of 32 bytes that only the owner reads, once, and leaves no draft behind', () => {
  const file = join(folder, 'office.key')
  const key = loadOrCreateKey(file, { mayCreate: true })
  expect(key).toHaveLength(32)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect([...loadOrCreateKey(file, { mayCreate: false })]).toEqual([...key])
  expect([...readFileSync(file)]).toEqual([...key])
  expect(readdirSync(folder)).toEqual(['office.key'])
  expect([...loadOrCreateKey(join(folder, 'other.key'), { mayCreate: true })]).not.toEqual([...key])
})

test('a database without its key is refused, not given a new one', () => {
  const file = join(folder, 'office.key')
  expect(refusal(() => loadOrCreateKey(file, { mayCreate: false }))).toBe('key_file_missing')
  expect(readdirSync(folder)).toEqual([])
})

test('a cut, long, empty or exposed key is refused and left as it is', () => {
  const file = join(folder, 'office.key')
  for (const length of [0, 31, 33, 64]) {
    writeFileSync(file, new Uint8Array(length).fill(7), { mode: 0o600 })
    expect(refusal(() => loadOrCreateKey(file, { mayCreate: true }))).toBe('key_file_invalid')
    expect(statSync(file).size).toBe(length)
  }
  writeFileSync(file, new Uint8Array(32).fill(7))
  chmodSync(file, 0o640)
  expect(refusal(() => loadOrCreateKey(file, { mayCreate: true }))).toBe('key_file_exposed')
})

test('a draft left by a process that was killed is not taken for a key', () => {
  writeFileSync(join(folder, 'office.key.1.abcd.tmp'), new Uint8Array(3))
  expect(loadOrCreateKey(join(folder, 'office.key'), { mayCreate: true })).toHaveLength(32)
})

test('a folder that is not there is told by its code', () => {
  const file = join(folder, 'none', 'office.key')
  expect(refusal(() => loadOrCreateKey(file, { mayCreate: true }))).toBe('key_file_failed')
})
