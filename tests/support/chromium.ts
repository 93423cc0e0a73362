import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

/**
 * The one place that knows which Chromium the tests and the bench run in, and with which flags.
 */

const fromEnvironment = ['PISHKHAN_CHROMIUM', 'CHROMIUM_PATH'] as const

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

function knownPlaces(): string[] {
  switch (process.platform) {
    case 'win32':
      return [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => [
          join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(folder, 'Chromium', 'Application', 'chrome.exe'),
          join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ])
    case 'darwin':
      return ['Chromium', 'Google Chrome', 'Microsoft Edge'].flatMap((name) =>
        ['/Applications', join(process.env.HOME ?? '/', 'Applications')].map((folder) =>
          join(folder, `${name}.app`, 'Contents', 'MacOS', name),
        ),
      )
    default:
      return (process.env.PATH ?? '')
        .split(delimiter)
        .filter((folder) => folder !== '')
        .flatMap((folder) => commands.map((command) => join(folder, command)))
  }
}

/** The Chromium to use: the one named in the environment, an installed one, Playwright's own; undefined: none is there. */
export function findChromium(): string | undefined {
  const named = fromEnvironment.map((name) => process.env[name]).find((path) => path)
  if (named) return named
  return [...knownPlaces(), chromium.executablePath()].find((path) => existsSync(path))
}

/** The Chromium to use, for a test that cannot go without. Throws when there is none. */
export function chromiumPath(): string {
  const path = findChromium()
  if (path && existsSync(path)) return path
  throw new Error(
    path
      ? `There is no Chromium at ${path}.`
      : 'There is no Chromium: install one, name it in CHROMIUM_PATH, or run npm test, which gets one.',
  )
}

/** Chromium's sandbox does not work for root. */
const sandbox = process.getuid?.() !== 0

/**
 * Flags for every Chromium that is started here: nothing is asked of the network in the background, and pages look the
 * same on every machine.
 */
export const chromiumArgs: readonly string[] = [
  ...(sandbox ? [] : ['--no-sandbox']),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-quic',
  '--disable-gpu',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
]

/** What Playwright's `chromium.launch` and its configuration want. */
export function chromiumLaunchOptions(): {
  executablePath: string
  chromiumSandbox: boolean
  args: string[]
} {
  return { executablePath: chromiumPath(), chromiumSandbox: sandbox, args: [...chromiumArgs] }
}
