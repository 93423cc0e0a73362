import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The whole core with its web host, as a process of its own. */
export type CoreProcess = {
  child: ChildProcess
  /** Where its host answers; null when it died before it was ready. */
  url: string | null
  died: Promise<unknown>
  readonly isDead: boolean
  /** `SIGKILL`: no chance to do anything. */
  kill(): Promise<void>
}

const program = fileURLToPath(new URL('./core-to-kill.ts', import.meta.url))

/** @param killed the named point at which it kills itself, and how many times it passes that before */
export async function startCoreProcess(
  data: { dataDir: string; key: Uint8Array },
  killed: { point: string; passes: number } = { point: '', passes: 0 },
): Promise<CoreProcess> {
  const key = Buffer.from(data.key).toString('hex')
  const args = [program, data.dataDir, key, killed.point, String(killed.passes)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const died = once(child, 'exit')
  const ready = once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line))
  // It may die before it is ready: the first pull passes the points, too.
  const url = await Promise.race([ready, died.then(() => null)])
  return {
    child,
    url,
    died,
    get isDead() {
      return child.exitCode !== null || child.signalCode !== null
    },
    async kill() {
      child.kill('SIGKILL')
      await died
    },
  }
}
