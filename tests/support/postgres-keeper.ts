import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '#central/db/embedded.ts'

/**
 * Keeps one PostgreSQL server for a whole test run: started by the first test that needs it, stopped and cleared away
 * when the runner is gone. Started by postgres.ts with the folder and the runner's process id.
 */
const [folder = '', runner = ''] = process.argv.slice(2)
const runnerPid = Number(runner)
if (folder === '' || !Number.isInteger(runnerPid)) throw new Error('usage: postgres-keeper FOLDER PID')

const runnerLives = () => {
  try {
    process.kill(runnerPid, 0)
    return true
  } catch {
    return false
  }
}

let asked = false
process.on('SIGTERM', () => {
  asked = true
})

await mkdir(folder, { recursive: true, mode: 0o711 })
const server = await startEmbedded({ dataDir: join(folder, 'data'), throwaway: true })
const announcement = join(folder, 'server.json')
const content = { adminUrl: server.adminUrl, databaseUrl: server.databaseUrl, keeper: process.pid }
await writeFile(`${announcement}.part`, JSON.stringify(content), { mode: 0o600 })
await rename(`${announcement}.part`, announcement)
while (!asked && runnerLives()) await sleep(300)
await server.stop()
await rm(folder, { recursive: true, force: true })
