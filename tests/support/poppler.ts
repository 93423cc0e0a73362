import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where `pdftoppm` of poppler is, which draws a PDF's pages as pictures; undefined: not on this machine. */
export function findPdftoppm(): string | undefined {
  const file = process.platform === 'win32' ? 'pdftoppm.exe' : 'pdftoppm'
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, file))
    .find((path) => existsSync(path))
}
