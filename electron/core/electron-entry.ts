import { clockFrom } from '#shared/clock.ts'
import type { CoreStart } from '#shared/contract/channels.ts'
import { describeError } from './log.ts'
import { officeLog } from './log-file.ts'
import { startCore } from './start-core.ts'
import { type ParentPort, runInUtilityProcess } from './utility-process.ts'

// The core's way in when the desktop app runs it: everything comes by message from the parent process.
const { parentPort } = process as { parentPort?: ParentPort }
if (parentPort === undefined) throw new Error('this file runs only in a utility process of the desktop app')

const start = async ({ clockStart, ...options }: CoreStart) => {
  const log = officeLog(options.dataDir)
  process.on('unhandledRejection', (error) => {
    log({ level: 'error', event: 'unhandled_rejection', ...describeError(error) })
  })
  // Node would print the error's message, and messages quote values.
  process.on('uncaughtException', (error) => {
    log({ level: 'error', event: 'core_crashed', ...describeError(error) })
    process.exit(1)
  })
  try {
    const core = await startCore({
      ...options,
      log,
      ...(clockStart === undefined ? {} : { clock: clockFrom(clockStart) }),
      // The shell starts a core that has ended anew.
      onRestartWanted: () => void core.close().then(() => process.exit(0)),
    })
    return core
  } catch (error) {
    log({ level: 'error', event: 'core_start_failed', ...describeError(error) })
    throw error
  }
}

runInUtilityProcess(parentPort, start, (code) => process.exit(code))
