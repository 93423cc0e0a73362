import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from '#tests/support/chromium.ts'
import { findPdftoppm } from '#tests/support/poppler.ts'
import { projectRoot } from './project.ts'

/** Programs that the tests need and npm does not bring: looked for first, then fetched where that can be done. */

type Outcome = { readonly succeeded: boolean; readonly said: string }

function run(command: string, args: readonly string[]): Outcome {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status, stdout, stderr, error } = spawnSync(command, args, { env, encoding: 'utf8' })
  return { succeeded: status === 0, said: `${stdout ?? ''}${stderr ?? ''}${error ?? ''}` }
}

const isRoot = process.getuid?.() === 0

/** Installs a Debian package, which only root on such a system can. */
function installFromDebian(name: string): Outcome {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return { succeeded: false, said: '' }
  run('apt-get', ['update', '-qq'])
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name])
}

/** Whether it starts: a build that was downloaded may lack libraries of the system. */
function starts(chromium: string): boolean {
  return process.platform !== 'linux' || run(chromium, ['--version']).succeeded
}

function installFromPlaywright(): Outcome {
  const playwright = (...args: string[]) =>
    run(process.execPath, [join(projectRoot, 'node_modules', '@playwright', 'test', 'cli.js'), ...args])
  const installed = playwright('install', 'chromium')
  const chromium = findChromium()
  if (!installed.succeeded || !chromium || starts(chromium)) return installed
  return isRoot
    ? playwright('install-deps', 'chromium')
    : { succeeded: false, said: run(chromium, ['--version']).said }
}

/**
 * A Chromium for the tests: an installed one, else Playwright's own build, else Debian's.
 * @throws Error when none is to be had
 */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found
  process.stderr.write('There is no Chromium here: getting one…\n')
  const tried: string[] = []
  for (const install of [installFromPlaywright, () => installFromDebian('chromium')]) {
    const { succeeded, said } = install()
    const path = succeeded ? findChromium() : undefined
    if (path) return path
    tried.push(said)
  }
  throw new Error(
    `${tried.join('\n')}\nThere is no Chromium and none could be installed: install one, or name it in CHROMIUM_PATH.`,
  )
}

/** `pdftoppm`, with which tests look at the printed pages; undefined where it is not to be had. */
export function ensurePdftoppm(): string | undefined {
  const found = findPdftoppm()
  if (found) return found
  process.stderr.write('There is no pdftoppm here: getting one…\n')
  return installFromDebian('poppler-utils').succeeded ? findPdftoppm() : undefined
}
