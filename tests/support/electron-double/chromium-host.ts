import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { CdpConnection } from './cdp.ts'
import { settings } from './settings.ts'
import { ElectronDoubleError } from './strict.ts'

/** The Chromium whose pages are the application's windows. One for each application, with a profile of its own. */
export type ChromiumHost = { endpoint: string; connection: CdpConnection; process: ChildProcess }

let host: Promise<ChromiumHost> | null = null

/** Starts Chromium, the first time it is asked for. */
export function chromiumHost(): Promise<ChromiumHost> {
  host ??= start()
  return host
}

async function start(): Promise<ChromiumHost> {
  const { chromium } = settings()
  const child = spawn(
    chromium.executablePath,
    [
      ...chromium.args,
      '--headless=new',
      '--no-startup-window',
      '--remote-debugging-port=0',
      '--hide-scrollbars',
      '--mute-audio',
      '--disable-breakpad',
      `--user-data-dir=${chromium.profileDir}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  process.once('exit', () => child.kill('SIGKILL'))
  let log = ''
  const endpoint = await new Promise<string>((resolve, reject) => {
    const lines = createInterface({ input: child.stderr })
    lines.on('line', (line) => {
      log += `${line}\n`
      const url = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1]
      if (url !== undefined) resolve(url)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new ElectronDoubleError(`Chromium exited with ${code}\n${log}`)))
  })
  return { endpoint, connection: await CdpConnection.open(endpoint), process: child }
}

/** Ends Chromium, if it was ever started, and waits until it has let go of its profile. */
export async function endChromium(): Promise<void> {
  if (host === null) return
  const { process: child, connection } = await host
  connection.close()
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGKILL')
  await gone
}
