import { startCore } from './start-core.ts'
import { runInUtilityProcess } from './utility-process.ts'

// The core's way in when the desktop app runs it: everything comes by message from the parent process.
const { parentPort } = process as { parentPort?: Parameters<typeof runInUtilityProcess>[0] }
if (parentPort === undefined) throw new Error('this file runs only in a utility process of the desktop app')
runInUtilityProcess(parentPort, startCore, (code) => process.exit(code))
