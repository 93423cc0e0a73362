import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lastLogLines, openLogFile } from './log-file.ts'

let folder = ''
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'pishkhan-log-')), 'logs')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

const numbers = (lines: readonly string[]) => lines.map((line) => JSON.parse(line).number)
const write = (count: number, limits?: { maxBytes: number; maxFiles: number }, from = 0) => {
  const file = openLogFile(folder, limits)
  for (let number = from; number < from + count; number += 1)
    file.log({ level: 'info', event: 'counted', number })
  file.close()
}

describe('the log’s files', () => {
  it('go on where they stopped, one line of JSON for each, with its time', () => {
    write(2)
    write(1, undefined, 2)
    const lines = readFileSync(join(folder, 'office.log'), 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      [0, 1, 2].map((number) => ({ time: expect.any(String), level: 'info', event: 'counted', number })),
    )
  })

  it('take turns at their size, and the oldest goes at their number', () => {
    const limits = { maxBytes: 1000, maxFiles: 3 }
    write(100, limits)
    expect(readdirSync(folder).toSorted()).toEqual(['office.1.log', 'office.2.log', 'office.log'])
    for (const name of readdirSync(folder))
      expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(1000)
    const kept = numbers(lastLogLines(folder, 1000))
    expect(kept).toEqual(kept.map((_, place) => 100 - kept.length + place))
    expect(kept.length).toBeGreaterThan(20)
    // A start finds the file as full as it was left.
    write(30, limits, 100)
    expect(numbers(lastLogLines(folder, 5))).toEqual([125, 126, 127, 128, 129])
    expect(readdirSync(folder)).toHaveLength(3)
  })

  it.skipIf(process.platform === 'win32')('are nobody else’s to read', () => {
    write(1)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'office.log')).mode & 0o777).toBe(0o600)
  })

  it('that cannot be written lose their lines and nothing else', () => {
    writeFileSync(folder, 'a file stands where the folder should be')
    const file = openLogFile(folder)
    file.log({ level: 'info', event: 'lost' })
    rmSync(folder)
    file.log({ level: 'info', event: 'written' })
    file.close()
    expect(lastLogLines(folder, 9)).toEqual([expect.stringContaining('"written"')])
  })

  it('hold no person and no key, whatever a line was given', () => {
    const file = openLogFile(folder)
    const key = 'q3Jz0b9cXvT1mYw8LrPa5dKfUe7hNsGi2oZt4xVjBQA'
    file.log({
      level: 'error',
      event: 'x',
      code: 'no row of 0093849370 علی‌رضا',
      name: key,
      number: 9121234567,
    })
    file.close()
    const text = readFileSync(join(folder, 'office.log'), 'utf8')
    expect(JSON.parse(text)).toMatchObject({ code: 'no row of […] […]', name: '[…]', number: '[…]' })
  })

  it('give the last lines, or none', () => {
    expect(lastLogLines(folder, 3)).toEqual([])
    write(5)
    expect(numbers(lastLogLines(folder, 3))).toEqual([2, 3, 4])
  })
})
