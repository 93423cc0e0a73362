import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { auditDependencies } from './audit.ts'
import { bundles, makeBundles } from './bundle.ts'
import { cacheFolder } from './project.ts'
import { endTogether, runPackage } from './run-package.ts'
import type { Report, Tally } from './test-results.ts'
import { readPlaywrightReport, readVitestReport, sum, tallyOf } from './test-results.ts'
import { ensureChromium, ensurePdftoppm } from './test-tools.ts'

/**
 * `npm test`: every check, one after the other, all of them even when one fails; non-zero when any failed. The last line
 * is `N passed, N failed` over the tests, and a failure for each other check that failed; above it stands which failed.
 *
 *   npm test -- [--only lint,types,audit,unit,build,e2e]
 */
type Check = {
  readonly name: string
  readonly heading: string
  /** @returns whether it succeeded */
  readonly run: () => Promise<boolean>
  readonly report?: () => Report | undefined
}

const results = join(cacheFolder, 'test')
const vitestFile = join(results, 'unit.json')
const playwrightFile = join(results, 'e2e.json')

endTogether()

/** What this machine did not let us look at, to be said at the end. */
const notTested: string[] = []

const checks: readonly Check[] = [
  {
    name: 'lint',
    heading: 'Lint and format',
    run: () => {
      // It colours also where nobody reads colours, when it sees that it runs in CI.
      const colours = process.stdout.isTTY ? [] : ['--colors=off']
      return runPackage('@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', ...colours, '.'])
    },
  },
  {
    name: 'types',
    heading: 'Types',
    run: () => {
      const incremental = ['--incremental', '--tsBuildInfoFile', join(cacheFolder, 'types.tsbuildinfo')]
      return runPackage('typescript/bin/tsc', ['--noEmit', '-p', '.', ...incremental])
    },
  },
  {
    name: 'audit',
    heading: 'Known vulnerabilities',
    run: async () => {
      const { succeeded, notAsked } = auditDependencies()
      if (notAsked !== null) notTested.push(`known vulnerabilities were not looked up: ${notAsked}.`)
      return succeeded
    },
  },
  {
    name: 'unit',
    heading: 'Unit and integration tests',
    run: () =>
      runPackage('vitest/vitest.mjs', [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${vitestFile}`,
      ]),
    report: () => readVitestReport(vitestFile),
  },
  {
    name: 'build',
    heading: 'Build',
    run: async () => {
      const built = await makeBundles(bundles)
      process.stdout.write(`${built.length > 0 ? `built ${built.join(', ')}` : 'up to date'}\n`)
      return true
    },
  },
  {
    name: 'e2e',
    heading: 'End to end',
    run: () => runPackage('@playwright/test/cli.js', ['test']),
    report: () => readPlaywrightReport(playwrightFile),
  },
]

const { values: options } = parseArgs({ options: { only: { type: 'string' } } })
const only = options.only?.split(',')
const unknown = only?.filter((name) => !checks.some((check) => check.name === name)) ?? []
if (unknown.length > 0) {
  process.stderr.write(
    `There is no check called ${unknown.join(', ')}: ${checks.map(({ name }) => name).join(', ')}\n`,
  )
  process.exit(2)
}
const chosen = checks.filter(({ name }) => only === undefined || only.includes(name))

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

let pdftoppm: string | undefined
if (chosen.some(({ report }) => report)) {
  process.env.PISHKHAN_CHROMIUM = ensureChromium()
  pdftoppm = ensurePdftoppm()
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

async function succeeds(check: Check): Promise<boolean> {
  try {
    return await check.run()
  } catch (error) {
    process.stdout.write(`${error}\n`)
    return false
  }
}

const tallies: Tally[] = []
const summary: string[] = []
const started = performance.now()
for (const check of chosen) {
  process.stdout.write(`\n=== ${check.heading} ===\n`)
  const since = performance.now()
  const succeeded = await succeeds(check)
  const report = check.report?.()
  const tally = tallyOf(succeeded, report)
  tallies.push(tally)
  const counts = check.report
    ? `, ${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`
    : ''
  const line = `${succeeded ? 'ok    ' : 'FAILED'}  ${check.heading}  (${seconds(since)}${counts})`
  process.stdout.write(`--- ${line}\n`)
  summary.push(line, ...(report?.failures ?? []).map((failure) => `        ${failure}`))
}

process.stdout.write(`\n=== Summary (${seconds(started)}) ===\n${summary.join('\n')}\n`)
if (chosen.some(({ report }) => report) && !pdftoppm)
  notTested.push('no pdftoppm here (poppler), so pages on paper were not looked at.')
for (const line of notTested) process.stdout.write(`NOT EVERYTHING WAS TESTED: ${line}\n`)
const { passed, failed, skipped } = sum(tallies)
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
process.exitCode = failed > 0 ? 1 : 0
