import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Log } from './log.ts'
import { lineText, stderrLog } from './log.ts'

/** Enough for months of an office; together never more than `maxFiles` times `maxBytes`. */
const usualLimits = { maxBytes: 1024 * 1024, maxFiles: 5 }

/** Where the office's log lies; `office.log` is the one that is written to, `office.1.log` the one before. */
export const logFolder = (dataDir: string): string => join(dataDir, 'logs')

const fileName = (age: number): string => (age === 0 ? 'office.log' : `office.${age}.log`)

/**
 * A log in files that take turns: at `maxBytes` the next begins, and the oldest goes when there are `maxFiles`. A disk
 * that takes no more lines loses them, and never keeps the office from its work.
 */
export function openLogFile(folder: string, limits = usualLimits): { log: Log; close(): void } {
  let file: { descriptor: number; bytes: number } | null = null

  const close = () => {
    if (file !== null) closeSync(file.descriptor)
    file = null
  }
  const open = () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const descriptor = openSync(join(folder, fileName(0)), 'a', 0o600)
    file = { descriptor, bytes: fstatSync(descriptor).size }
    return file
  }
  const rotate = () => {
    close()
    rmSync(join(folder, fileName(limits.maxFiles - 1)), { force: true })
    for (let age = limits.maxFiles - 2; age >= 0; age -= 1) move(folder, age)
    return open()
  }

  return {
    log(line) {
      const bytes = Buffer.from(`${lineText(line)}\n`)
      try {
        let current = file ?? open()
        if (current.bytes > 0 && current.bytes + bytes.length > limits.maxBytes) current = rotate()
        current.bytes += writeSync(current.descriptor, bytes)
      } catch {
        close()
      }
    },
    close,
  }
}

function move(folder: string, age: number): void {
  try {
    renameSync(join(folder, fileName(age)), join(folder, fileName(age + 1)))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}

/** The last lines that were written, oldest first, over the change of files. */
export function lastLogLines(folder: string, count: number): string[] {
  const lines: string[] = []
  for (let age = 0; lines.length < count; age += 1) {
    let text: string
    try {
      text = readFileSync(join(folder, fileName(age)), 'utf8')
    } catch {
      break
    }
    lines.unshift(...text.split('\n').filter((line) => line !== ''))
  }
  return lines.slice(-count)
}

/** The log of an office: in its folder, and on standard error for whoever started it by hand. */
export function officeLog(dataDir: string): Log {
  const { log } = openLogFile(logFolder(dataDir))
  return (line) => {
    stderrLog(line)
    log(line)
  }
}
