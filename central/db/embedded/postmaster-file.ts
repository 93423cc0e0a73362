import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a running (or killed) server left in `postmaster.pid`. */
export type PostmasterFile = { pid: number; port: number | null; ready: boolean }

/** Reads `postmaster.pid` of a data directory; null when there is none, or it is only half written. */
export async function readPostmasterFile(dataDir: string): Promise<PostmasterFile | null> {
  let text: string
  try {
    text = await readFile(join(dataDir, 'postmaster.pid'), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  // pid, data directory, start time, port, socket directory, address, shared memory, status
  const lines = text.split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  if (!Number.isInteger(pid) || pid <= 0) return null
  const port = Number.parseInt(lines[3] ?? '', 10)
  return { pid, port: port > 0 ? port : null, ready: lines[7]?.trim() === 'ready' }
}

/** Whether a process of that number lives, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Whether the process of that number is a server of this data directory; null where the system cannot tell. */
export async function isServerOf(pid: number, dataDir: string): Promise<boolean | null> {
  if (process.platform !== 'linux') return null
  try {
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0')
    return words.includes(dataDir)
  } catch {
    return false
  }
}
