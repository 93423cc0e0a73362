import { readFile, stat } from 'node:fs/promises'
import { AdminError } from './admin-error.ts'

const LONGEST_BYTES = 64 * 1024 * 1024

/** The text of a UTF-8 file, without a byte order mark. Throws `file_unreadable`, `file_invalid`. */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await readBytes(path)
  try {
    // The decoder takes the mark away.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new AdminError('file_invalid', `${path} is not UTF-8: save it as "CSV UTF-8"`)
  }
}

/** Throws `file_unreadable`. */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    if ((await stat(path)).size > LONGEST_BYTES) throw new Error('larger than 64 MB')
    return await readFile(path)
  } catch (error) {
    throw new AdminError(
      'file_unreadable',
      `${path}: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
