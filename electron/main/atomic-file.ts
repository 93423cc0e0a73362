import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The steps between which a machine can die; the tests kill the process at each. */
export type WriteStep = 'created' | 'written' | 'synced' | 'renamed' | 'folder_synced'

/**
 * Writes a file so that a crash at any moment leaves either what was there before or the whole new content, and
 * so that it is on the disk when the promise resolves. Errors are Node's own (`ENOSPC`, `EACCES`, …), and then no
 * temporary file stays.
 *
 * @param reached is told after each step; the tests' place to crash.
 */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
  reached: (step: WriteStep) => void = () => undefined,
): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      reached('created')
      await file.writeFile(content)
      reached('written')
      await file.sync()
      reached('synced')
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    reached('renamed')
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
  reached('folder_synced')
}

/** Without this the new name itself can be lost with the power. Windows has no such call and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
