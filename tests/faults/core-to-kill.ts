import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { startHttpHost } from '#core/http/host.ts'
import { startCore } from '#core/start-core.ts'

/**
 * An office's core with its web host as a process of its own, that kills itself without a last word at a named point.
 * Arguments: folder of its data, key in hex, point, how many times the point is passed before. Prints the host's address
 * when it is ready.
 */
const [dataDir = '', key = '', point = '', passes = '0'] = process.argv.slice(2)
let left = Number(passes)
const core = await startCore({
  dataDir,
  databaseKey: Buffer.from(key, 'hex'),
  appVersion: '0.0.0-test',
  log: () => {},
  faults: {
    at(reached) {
      if (reached !== point) return
      if (left === 0) process.kill(process.pid, 'SIGKILL')
      left -= 1
    },
  },
})
const rendererDir = join(dataDir, 'no-screen')
mkdirSync(rendererDir, { recursive: true })
const host = await startHttpHost({ core, port: 0, rendererDir })
process.stdout.write(`${host.url}\n`)
