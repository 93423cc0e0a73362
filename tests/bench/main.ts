import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cacheFolder } from '#build/project.ts'
import type { Bench } from './bench.ts'
import { benches } from './benches.ts'
import type { Figure } from './figure.ts'
import { runBench } from './run-bench.ts'
import { formatTable } from './table.ts'

/**
 * `npm run bench [-- --only NAME]…`: prints each figure beside the floor that was measured in the same run and writes
 * the same as JSON to `.cache/bench.json`. A target that is missed is no failure (docs/performance.md); a bench that
 * cannot run is.
 */

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

function chosen(names: readonly string[]): readonly Bench[] {
  const unknown = names.filter((name) => !benches.some((bench) => bench.name === name))
  if (unknown.length > 0) {
    const known = benches.map((bench) => bench.name).join(', ')
    throw new Error(`there is no bench ${unknown.join(', ')}; there are ${known}`)
  }
  return benches.filter((bench) => names.length === 0 || names.includes(bench.name))
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [] } } })
  const figures: Figure[] = []
  for (const bench of chosen(values.only)) {
    say(`${bench.name}…`)
    try {
      figures.push(...(await runBench(bench, 'full', say)))
    } catch (error) {
      say(`${bench.name} could not run: ${error instanceof Error ? (error.stack ?? error.message) : error}`)
      process.exitCode = 1
    }
  }
  const machine = {
    platform: `${process.platform}-${process.arch}`,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    node: process.versions.node,
  }
  mkdirSync(cacheFolder, { recursive: true })
  writeFileSync(
    join(cacheFolder, 'bench.json'),
    `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, figures }, null, 2)}\n`,
  )
  process.stdout.write(formatTable(figures))
}

if (import.meta.main) await main()
