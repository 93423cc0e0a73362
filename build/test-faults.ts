import { parseArgs } from 'node:util'
import { endTogether, runPackage } from './run-package.ts'

/**
 * `npm run test:faults`: the fault suite in full (`npm test` runs a short form of each).
 *
 *   npm run test:faults -- [simulation|kill|…] [--seed TEXT] [--runs N] [--repeat NAME]
 *
 * `--seed` draws other runs, `--runs` as many of them, `--repeat` is one run by the name that a failure prints.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, runs: { type: 'string' }, repeat: { type: 'string' } },
})

endTogether()
process.env.PISHKHAN_FAULTS = 'full'
if (values.seed !== undefined) process.env.PISHKHAN_SEED = values.seed
if (values.runs !== undefined) process.env.PISHKHAN_RUNS = values.runs
if (values.repeat !== undefined) process.env.PISHKHAN_REPEAT = values.repeat
const files = positionals.length > 0 ? positionals.map((name) => `tests/faults/${name}`) : ['tests/faults/']
const passed = await runPackage('vitest/vitest.mjs', ['run', '--reporter=verbose', ...files])
process.exitCode = passed ? 0 : 1
