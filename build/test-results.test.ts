import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readPlaywrightReport, readVitestReport, sum, tallyOf } from './test-results.ts'

const folder = mkdtempSync(join(tmpdir(), 'pishkhan-results-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(content: string): string {
  const path = join(folder, 'report.json')
  writeFileSync(path, content)
  return path
}

it('reads what Vitest counted', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 2,
    numPendingTests: 1,
    numTodoTests: 1,
    more: 'ignored',
  }
  expect(readVitestReport(file(JSON.stringify(report)))).toEqual({ passed: 5, failed: 2, skipped: 2 })
})

it('reads what Playwright counted, and a flaky test is a failed one', () => {
  const report = { stats: { expected: 7, unexpected: 1, flaky: 2, skipped: 3 } }
  expect(readPlaywrightReport(file(JSON.stringify(report)))).toEqual({ passed: 7, failed: 3, skipped: 3 })
})

it('has no counts without a whole report', () => {
  expect(readVitestReport(join(folder, 'absent.json'))).toBeUndefined()
  expect(readVitestReport(file('{"numPassedTests": 5'))).toBeUndefined()
  expect(readPlaywrightReport(file('{}'))).toBeUndefined()
})

it('counts a failure for a check that failed outside of any test', () => {
  expect(tallyOf(false, undefined)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  expect(tallyOf(false, { passed: 5, failed: 0, skipped: 1 })).toEqual({ passed: 5, failed: 1, skipped: 1 })
  expect(tallyOf(false, { passed: 5, failed: 2, skipped: 1 })).toEqual({ passed: 5, failed: 2, skipped: 1 })
  expect(tallyOf(true, undefined)).toEqual({ passed: 0, failed: 0, skipped: 0 })
})

it('sums', () => {
  const one = { passed: 1, failed: 2, skipped: 3 }
  expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 })
  expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0 })
})
