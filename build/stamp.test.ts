import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint, unlessMade } from './stamp.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'پیشخوان stamp '))
  mkdirSync(join(root, 'from', 'inner'), { recursive: true })
  writeFileSync(join(root, 'from', 'inner', 'a.ts'), 'a')
  writeFileSync(join(root, 'from', 'b.ts'), 'b')
})
afterEach(() => rmSync(root, { recursive: true }))

describe('fingerprint', () => {
  const now = () => fingerprint(root, ['from', 'absent'])

  it('stays while nothing changes', () => {
    expect(now()).toBe(now())
  })

  it.each([
    ['a content', () => writeFileSync(join(root, 'from', 'b.ts'), 'c')],
    ['a new file', () => writeFileSync(join(root, 'from', 'c.ts'), '')],
    ['a file gone', () => rmSync(join(root, 'from', 'b.ts'))],
    ['an input that comes into being', () => writeFileSync(join(root, 'absent'), '')],
    [
      'content moved from one file to the next',
      () => {
        writeFileSync(join(root, 'from', 'b.ts'), '')
        writeFileSync(join(root, 'from', 'inner', 'a.ts'), 'ab')
      },
    ],
  ])('changes with %s', (_what, change) => {
    const before = now()
    change()
    expect(now()).not.toBe(before)
  })

  it('does not change with a unit test', () => {
    const before = now()
    writeFileSync(join(root, 'from', 'b.test.ts'), 'test')
    expect(now()).toBe(before)
  })
})

describe('unlessMade', () => {
  const make = async (wanted: string, then = async () => writeFileSync(join(root, 'out'), wanted)) =>
    await unlessMade(join(root, 'stamps', 'one'), wanted, [join(root, 'out')], then)

  it('makes once, and again when asked for something else or the output is gone', async () => {
    expect(await make('1')).toBe(true)
    expect(await make('1')).toBe(false)
    expect(await make('2')).toBe(true)
    rmSync(join(root, 'out'))
    expect(await make('2')).toBe(true)
    expect(await make('2')).toBe(false)
  })

  it('does not take a failure for made', async () => {
    await make('1')
    const failing = async () => {
      throw new Error('no')
    }
    await expect(make('2', failing)).rejects.toThrow('no')
    expect(await make('2')).toBe(true)
  })
})
