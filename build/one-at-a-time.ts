import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * Does the work while no other process does any under the same lock file. A lock whose owner has died is taken over.
 * @param lockFile a path; its folder is made
 */
export async function oneAtATime<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(lockFile), { recursive: true })
  while (!take(lockFile)) await delay(50)
  try {
    return await work()
  } finally {
    rmSync(lockFile, { force: true })
  }
}

/** A link either is made or is not: nobody ever sees a lock without its owner in it. */
function take(lockFile: string): boolean {
  const own = `${lockFile}.${process.pid}`
  writeFileSync(own, String(process.pid))
  try {
    linkSync(own, lockFile)
    return true
  } catch {
    removeIfAbandoned(lockFile)
    return false
  } finally {
    rmSync(own, { force: true })
  }
}

function removeIfAbandoned(lockFile: string): void {
  try {
    process.kill(Number(readFileSync(lockFile, 'utf8')), 0)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ESRCH') rmSync(lockFile, { force: true })
  }
}
