import { clockFrom } from '#shared/clock.ts'
import type { CoreStart } from '#shared/contract/channels.ts'
import { startCore } from './start-core.ts'
import { type ParentPort, runInUtilityProcess } from './utility-process.ts'

// The core's way in when the desktop app runs it: everything comes by message from the parent process.
const { parentPort } = process as { parentPort?: ParentPort }
if (parentPort === undefined) throw new Error('this file runs only in a utility process of the desktop app')

const start = ({ clockStart, ...options }: CoreStart) =>
  startCore(clockStart === undefined ? options : { ...options, clock: clockFrom(clockStart) })

runInUtilityProcess(parentPort, start, (code) => process.exit(code))
