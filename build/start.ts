import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Bundle } from './bundle.ts'
import { desktopBundles, makeBundles } from './bundle.ts'
import { electronArgs, fetchElectron, findElectron, hasDisplay } from './electron-binary.ts'
import { openBrowser } from './open-browser.ts'
import type { Program } from './program.ts'
import { startQuietly, startService } from './program.ts'
import { cacheFolder } from './project.ts'

/**
 * `npm start`: the embedded central system with a demonstration office, and the application on it.
 *
 *   npm start -- [--data DIR] [--browser] [--no-open]
 *
 * `--browser` goes without Electron, `--no-open` only prints the address. Standard output gets one line of JSON when
 * everything is ready; SIGTERM and Ctrl+C let the programs drain, and end with 0.
 */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: join(cacheFolder, 'demo') },
    browser: { type: 'boolean', default: false },
    'no-open': { type: 'boolean', default: false },
  },
})
const data = resolve(options.data)

const centralReady = z.object({
  ready: z.literal(true),
  central: z.url(),
  demo: z.object({ activationCode: z.string() }),
})
const officeReady = z.object({ ready: z.literal(true), app: z.url() })

const desktopAddress = 'app://pishkhan/'

/** A desktop app that cannot run on this machine ends within this time. */
const desktopSettlesMs = 4_000

const programs: Program[] = []
const keep = (program: Program) => programs.push(program)
let stopping = false

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Stops what runs, the last started first, so that the office can still send what it has; then ends this process. */
async function stop(code: number): Promise<never> {
  stopping = true
  for (const program of programs.toReversed()) {
    if (!(await program.stop())) say(`${program.name} did not end as it should.`)
  }
  process.exit(code)
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!stopping) void stop(0)
  })
}

async function electronProgram(): Promise<string | undefined> {
  if (options.browser) return undefined
  if (!hasDisplay()) {
    say('There is no display here, so the application runs in the browser.')
    return undefined
  }
  const found = findElectron()
  if (found) return found
  say('Fetching Electron, once…')
  const fetched = await fetchElectron()
  if (!fetched) say('Electron is not to be had here, so the application runs in the browser.')
  return fetched
}

async function build(names: readonly Bundle[]): Promise<void> {
  const built = await makeBundles(names)
  if (built.length > 0) say(`Built: ${built.join(', ')}.`)
}

/** @returns the desktop app, or undefined when it ended at once: then the browser has to do */
async function startDesktop(electron: string, central: string, activation: string) {
  const args = ['--data-dir', join(data, 'desktop'), '--central', central, '--activation', activation]
  const program = startQuietly('The desktop app', electron, [...electronArgs(), '.', ...args])
  const ended = await Promise.race([program.ended, delay(desktopSettlesMs)])
  if (ended === undefined) return program
  say(`${ended} The application runs in the browser instead.`)
  return undefined
}

async function startOffice(central: string, activation: string): Promise<string> {
  const args = ['--port', '0', '--data', join(data, 'office'), '--central', central]
  const line = await startService(
    'The office',
    'electron/core/office.ts',
    [...args, '--activation', activation, '--renderer', 'out/renderer'],
    keep,
  )
  return officeReady.parse(line).app
}

async function run(): Promise<void> {
  const electron = await electronProgram()
  await build([...(electron ? desktopBundles : (['renderer'] as const)), 'portal'])
  const central = centralReady.parse(
    await startService(
      'The central system',
      'central/main.ts',
      ['--port', '0', '--data', join(data, 'central'), '--seed', 'demo', '--past-days', '28'],
      keep,
    ),
  )
  const { activationCode } = central.demo
  const desktop = electron && (await startDesktop(electron, central.central, activationCode))
  if (desktop) keep(desktop)
  const app = desktop ? desktopAddress : await startOffice(central.central, activationCode)
  process.stdout.write(`${JSON.stringify({ ready: true, app, central: central.central })}\n`)
  say(`The citizen's portal: ${central.central}/`)
  if (!desktop) {
    say(`Open ${app}`)
    if (process.stdout.isTTY && !options['no-open']) openBrowser(app)
  }
  // The user closing the desktop app is the way to end; anything else that ends has failed.
  const first = await Promise.race(programs.map(async (program) => ({ program, why: await program.ended })))
  if (stopping) return
  if (first.program !== desktop) say(first.why)
  await stop(first.program === desktop ? 0 : 1)
}

try {
  await run()
} catch (error) {
  if (!stopping) {
    say(
      error instanceof z.ZodError
        ? `Not the line of JSON that was expected: ${z.prettifyError(error)}`
        : String(error),
    )
    await stop(1)
  }
}
