import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '#build/project.ts'
import type { Bench, Size } from './bench.ts'
import type { Figure } from './figure.ts'

/** Runs one bench in a folder of its own. */
export async function runBench(bench: Bench, size: Size, say: (line: string) => void): Promise<Figure[]> {
  // Below .cache and not in the temporary folder, which may be memory: what is measured is a disk.
  const parent = join(cacheFolder, 'bench')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, `${bench.name}-`))
  try {
    return await bench.run({ size, folder, say })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
