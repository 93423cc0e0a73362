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

it('reads what Vitest counted, and which tests failed', () => {
  const test = (fullName: string, status: string, ...failureMessages: string[]) => ({
    fullName,
    status,
    failureMessages,
  })
  const report = {
    numPassedTests: 5,
    numFailedTests: 2,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      {
        name: join(process.cwd(), 'db', 'a.test.ts'),
        status: 'failed',
        assertionResults: [
          test('stays', 'passed'),
          test('goes', 'failed', '\u001b[31mAssertionError\u001b[39m: 1\n\n    at here\n  is not 2'),
        ],
      },
      { name: 'db/b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    ],
    more: 'ignored',
  }
  expect(readVitestReport(file(JSON.stringify(report)))).toEqual({
    passed: 5,
    failed: 2,
    skipped: 2,
    failures: [
      `${join('db', 'a.test.ts')} › goes: AssertionError: 1 is not 2`,
      `${join('db', 'b.test.ts')} › the file itself: no such module`,
    ],
  })
})

it('reads what Playwright counted, and a flaky test is a failed one', () => {
  const spec = (title: string, status: string, ...messages: string[]) => ({
    title,
    file: 'day.spec.ts',
    tests: [
      {
        projectName: 'browser',
        status,
        results: messages.map((message) => ({ errors: [{ message }] })),
      },
    ],
  })
  const report = {
    stats: { expected: 7, unexpected: 1, flaky: 2, skipped: 3 },
    errors: [{ message: 'no browser' }],
    suites: [
      {
        specs: [spec('opens', 'unexpected', `never ${'so '.repeat(400)}`), spec('shows', 'expected')],
        suites: [{ specs: [spec('closes', 'flaky', 'once')], suites: [] }],
      },
    ],
  }
  const read = readPlaywrightReport(file(JSON.stringify(report)))
  expect(read).toMatchObject({ passed: 7, failed: 3, skipped: 3 })
  const day = join('tests', 'e2e', 'day.spec.ts')
  expect(read?.failures[0]).toBe(`${join('tests', 'e2e')} › outside of a test: no browser`)
  expect(read?.failures[1]).toMatch(/ › opens \[browser\]: never so .*so…$/)
  expect(read?.failures[1]?.length).toBeLessThan(500)
  expect(read?.failures[2]).toBe(`${day} › closes [browser]: once`)
  expect(read?.failures).toHaveLength(3)
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
