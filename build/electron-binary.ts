import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './project.ts'

const packageFolder = join(projectRoot, 'node_modules', 'electron')
const downloadLimitMs = 10 * 60_000

/** The Electron program, if its package has it; the npm package brings it only on first use. */
export function findElectron(): string | undefined {
  const pathFile = join(packageFolder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageFolder, 'dist')
  const file = join(folder, readFileSync(pathFile, 'utf8'))
  return existsSync(file) ? file : undefined
}

/**
 * Lets the package's own installer fetch the program, once. Without a network it fails within seconds.
 * @returns the program, or undefined when it is not to be had
 */
export async function fetchElectron(): Promise<string | undefined> {
  const installer = spawn(process.execPath, [join(packageFolder, 'install.js')], {
    stdio: 'ignore',
    timeout: downloadLimitMs,
  })
  await new Promise((resolve) => installer.once('error', resolve).once('exit', resolve))
  return findElectron()
}

/** Whether a window can be opened at all. Only Linux runs without a display. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** What Electron needs on this machine before the application's own arguments: Chromium's sandbox refuses root. */
export function electronArgs(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}
