import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A wish lives beside the database until the start that fulfils it: nothing else could outlast the database's change. */
const path = (file: string) => join(dirname(file), 'restore-request')

/** The next start puts the copy of this name in the place of the database. Throws what the file system throws. */
export function requestRestore(file: string, copyName: string): void {
  writeFileSync(path(file), copyName, { mode: 0o600, flush: true })
}

/** Name of the copy that is to be put in place; null when nobody has asked. */
export function requestedRestore(file: string): string | null {
  try {
    return readFileSync(path(file), 'utf8')
  } catch {
    return null
  }
}

export function forgetRestoreRequest(file: string): void {
  rmSync(path(file), { force: true })
}
