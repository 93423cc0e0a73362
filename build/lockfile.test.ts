import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from './project.ts'

type Locked = { resolved?: string; optionalDependencies?: Record<string, string> }

const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>
}

/** Where a package at `from` finds `name`: the nearest node_modules on the way up. */
function isLocked(from: string, name: string): boolean {
  const nested = `${from}/node_modules/${name}`.replace(/^\//, '')
  if (packages[nested]) return true
  if (from === '') return false
  return isLocked(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name)
}

// A registry that lacks the packages of other platforms makes npm leave them out of the lock without a word, and then
// `npm ci` refuses the lock, here and on those platforms.
it('locks the optional packages of every platform', () => {
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(from, name)),
  )
  expect(missing).toEqual([])
})

it('names no registry', () => {
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
})
