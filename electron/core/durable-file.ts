import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** A new file beside `file`, for its owner alone, whole and on the disk; gives its path. Errors are Node's own. */
export function writeDraft(file: string, content: Uint8Array): string {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`
  try {
    const fd = openSync(draft, 'wx', 0o600)
    try {
      for (let written = 0; written < content.length; ) written += writeSync(fd, content, written)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  return draft
}

/**
 * Puts a file in the place of what has its name: whatever happens, either the one or the other is there, whole; when this
 * returns the new one is on the disk. Errors are Node's own.
 */
export function replaceFile(file: string, content: Uint8Array): void {
  const draft = writeDraft(file, content)
  try {
    renameSync(draft, file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  syncFolder(dirname(file))
}

/** Without this a new name itself can be lost with the power. Windows has no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const fd = openSync(folder, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
