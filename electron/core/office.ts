import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { recoverKeyByCommand, wantsKeyBack } from './escrow/recover-key-command.ts'
import { startHttpHost } from './http/host.ts'
import { loadOrCreateKey } from './key-file.ts'
import type { Log } from './log.ts'
import { describeError, stderrLog } from './log.ts'
import { officeLog } from './log-file.ts'
import { OptionError, readOfficeOptions, usage } from './office-options.ts'
import { databaseFile, startCore } from './start-core.ts'

/**
 * `npm run office`: the office's core in plain Node, with its web host (DESIGN 2 and 6). Prints one line of JSON when
 * it is ready. Exit codes: 0 after SIGTERM or SIGINT, 1 when it could not run, 2 for a command line it cannot follow.
 */
const projectDir = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

// Until the command line has named the folder that the log lies in.
let log: Log = stderrLog

async function run(): Promise<void> {
  const args = process.argv.slice(2)
  if (wantsKeyBack(args)) process.exit(await recoverKeyByCommand(args))
  const options = readOfficeOptions(args, projectDir)
  const { dataDir, centralUrl, activationCode, clock } = options
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  log = officeLog(dataDir)
  const databaseKey = loadOrCreateKey(options.keyFile, { mayCreate: !existsSync(databaseFile(dataDir)) })
  const { journalDir } = options
  const open = async (port: number) => {
    const core = await startCore({
      dataDir,
      databaseKey,
      centralUrl,
      ...(journalDir === undefined ? {} : { journalDir }),
      ...(activationCode === undefined ? {} : { activationCode }),
      appVersion: appVersion(),
      clock,
      log,
      onRestartWanted: () => void restart(),
    })
    const host = await startHttpHost({ core, port, rendererDir: options.rendererDir }).catch(
      async (error: unknown) => {
        await core.close()
        throw error
      },
    )
    const close = async () => {
      await host.close()
      await core.close()
    }
    return { host, close }
  }
  let running = open(options.port)
  const { host } = await running

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    try {
      await (await running).close()
      process.exit(0)
    } catch (error) {
      fail(error)
    }
  }
  /** At the same address, so that the screens find their way back. */
  const restart = async () => {
    if (stopping) return
    running = running.then(async ({ close }) => {
      await close()
      return open(host.port)
    })
    await running.catch(fail)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
  process.stdout.write(`${JSON.stringify({ ready: true, app: host.url, central: centralUrl })}\n`)
}

function appVersion(): string {
  const text = readFileSync(join(projectDir, 'package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version
}

function fail(error: unknown): never {
  if (error instanceof OptionError) {
    process.stderr.write(`office: ${error.code}: ${error.message}\nusage: ${usage}\n`)
    process.exit(2)
  }
  log({ level: 'error', event: 'office_failed', ...describeError(error) })
  process.exit(1)
}

// What nobody has awaited must not end the office in the middle of a day.
process.on('unhandledRejection', (error) => {
  log({ level: 'error', event: 'unhandled_rejection', ...describeError(error) })
})
// Node would print the error's message, and messages quote values.
process.on('uncaughtException', fail)

run().catch(fail)
