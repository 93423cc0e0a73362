import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

export type Tally = { readonly passed: number; readonly failed: number; readonly skipped: number }

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
})

const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
})

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(file)) return undefined
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

/** Counts of a report of Vitest's JSON reporter; undefined when there is no whole report. */
export function readVitestReport(file: string): Tally | undefined {
  const report = read(file, vitestReport)
  return (
    report && {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    }
  )
}

/** Counts of a report of Playwright's JSON reporter; a flaky test counts as failed. */
export function readPlaywrightReport(file: string): Tally | undefined {
  const stats = read(file, playwrightReport)?.stats
  return stats && { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
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
