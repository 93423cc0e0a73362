import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'

export type Tally = { readonly passed: number; readonly failed: number; readonly skipped: number }
/** @property failures which tests failed and why, a line each */
export type Report = Tally & { readonly failures: readonly string[] }

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z
    .array(
      z.object({
        name: z.string(),
        status: z.string(),
        message: z.string().default(''),
        assertionResults: z.array(
          z.object({
            fullName: z.string(),
            status: z.string(),
            failureMessages: z.array(z.string()).nullish(),
          }),
        ),
      }),
    )
    .default([]),
})

const message = z.object({ message: z.string().default('') })
const playwrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({
      projectName: z.string(),
      status: z.string(),
      results: z.array(z.object({ errors: z.array(message).default([]) })),
    }),
  ),
})
const playwrightSuite = z.object({
  specs: z.array(playwrightSpec).default([]),
  get suites() {
    return z.array(playwrightSuite).default([])
  },
})
type PlaywrightSuite = z.infer<typeof playwrightSuite>
const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  suites: z.array(playwrightSuite).default([]),
  errors: z.array(message).default([]),
})

const LONGEST_LINE = 400

/** On one line, uncoloured, and not without end: enough to know what to look at. */
function failureLine(file: string, test: string, message: string): string {
  const words = stripVTControlCharacters(message)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('at '))
    .join(' ')
  const line = `${relative('.', file)} › ${test}: ${words}`
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line
}

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(file)) return undefined
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

/** What Vitest's JSON reporter counted; undefined when there is no whole report. */
export function readVitestReport(file: string): Report | undefined {
  const report = read(file, vitestReport)
  if (!report) return undefined
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    // A file that fails before its tests has none.
    if (failed.length === 0) return status === 'failed' ? [failureLine(name, 'the file itself', message)] : []
    return failed.map((test) => failureLine(name, test.fullName, test.failureMessages?.[0] ?? ''))
  })
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  }
}

/** What Playwright's JSON reporter counted; a flaky test counts as failed. */
export function readPlaywrightReport(file: string): Report | undefined {
  const report = read(file, playwrightReport)
  if (!report) return undefined
  const { expected, unexpected, flaky, skipped } = report.stats
  const outside = report.errors.map(({ message }) => failureLine('tests/e2e', 'outside of a test', message))
  return {
    passed: expected,
    failed: unexpected + flaky,
    skipped,
    failures: [...outside, ...report.suites.flatMap(failuresOf)],
  }
}

function failuresOf({ specs, suites }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ title, file, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ projectName, results }) => {
        const errors = results.flatMap(({ errors }) => errors)
        return failureLine(`tests/e2e/${file}`, `${title} [${projectName}]`, errors[0]?.message ?? '')
      }),
  )
  return [...own, ...suites.flatMap(failuresOf)]
}

/**
 * What a check adds to the sum. A check that failed adds at least one failure, whatever its report says: a runner can
 * fail outside of any test, or before it wrote a report.
 */
export function tallyOf(succeeded: boolean, report: Tally | undefined): Tally {
  const counted = report ?? { passed: 0, failed: 0, skipped: 0 }
  return succeeded || counted.failed > 0 ? counted : { ...counted, failed: 1 }
}

export function sum(tallies: readonly Tally[]): Tally {
  const total = (pick: (tally: Tally) => number) => tallies.reduce((so, tally) => so + pick(tally), 0)
  return { passed: total((t) => t.passed), failed: total((t) => t.failed), skipped: total((t) => t.skipped) }
}
