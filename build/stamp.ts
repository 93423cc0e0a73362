import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/** The files below `path`, or `path` itself, sorted, so that the order of a directory does not matter. */
function filesUnder(path: string): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/**
 * A hash over the names and contents of `inputs` (files or folders under `root`). Unit tests do not count: they are in
 * no bundle.
 */
export function fingerprint(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256')
  for (const input of inputs) {
    for (const file of filesUnder(join(root, input))) {
      if (/\.test\.tsx?$/.test(file)) continue
      const content = readFileSync(file)
      hash.update(`${relative(root, file).split(sep).join('/')}\0${content.length}\0`).update(content)
    }
  }
  return hash.digest('hex')
}

/**
 * Runs `make` unless the stamp says that it has already run for this fingerprint and every output is still there.
 * The stamp is written only after success.
 * @returns whether it had to run
 */
export async function unlessMade(
  stampFile: string,
  wanted: string,
  outputs: readonly string[],
  make: () => Promise<void>,
): Promise<boolean> {
  const made = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted
  if (made && outputs.every((output) => existsSync(output))) return false
  await make()
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, wanted)
  return true
}
