import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from '#tests/support/chromium.ts'
import { findPdftoppm } from '#tests/support/poppler.ts'
import { projectRoot } from './project.ts'

/** Programs that the tests need and npm does not bring: looked for first, then fetched where that can be done. */

function run(command: string, args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], env }).status === 0
}

/** Installs a Debian package. @returns whether it could be tried and succeeded; only root on such a system can */
function installFromDebian(name: string): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  run('apt-get', ['update', '-qq'])
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name])
}

/**
 * A Chromium for the tests: an installed one, else Playwright's own build, else Debian's.
 * @throws Error when none is to be had
 */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found
  process.stderr.write('There is no Chromium here: getting one…\n')
  const playwright = join(projectRoot, 'node_modules', '@playwright', 'test', 'cli.js')
  const got = run(process.execPath, [playwright, 'install', 'chromium']) || installFromDebian('chromium')
  const path = got ? findChromium() : undefined
  if (path) return path
  throw new Error(
    'There is no Chromium and none could be installed: install one, or name it in CHROMIUM_PATH.',
  )
}

/** `pdftoppm`, with which tests look at the printed pages; undefined where it is not to be had. */
export function ensurePdftoppm(): string | undefined {
  const found = findPdftoppm()
  if (found) return found
  process.stderr.write('There is no pdftoppm here: getting one…\n')
  return installFromDebian('poppler-utils') ? findPdftoppm() : undefined
}
