import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const bytes = 20 * 1024

/**
 * The least that a durable change can cost on this disk: about as many bytes as a check-in writes, over a place in a
 * file that is there already, and one fsync.
 */
export function openDurableOverwrite(folder: string): { overwrite(): void; close(): void } {
  const file = openSync(join(folder, 'overwrite'), 'w+')
  const content = Buffer.alloc(bytes, 0x5a)
  const overwrite = (): void => {
    writeSync(file, content, 0, bytes, 0)
    fsyncSync(file)
  }
  overwrite()
  return { overwrite, close: () => closeSync(file) }
}
