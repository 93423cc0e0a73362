import { existsSync, linkSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The lock on a data folder. As with Chromium's own on Linux, a lock whose owner has died is taken over, and a second instance
 * leaves its command line with the first.
 */
export class SingleInstance {
  readonly isFirst: boolean
  readonly #path: string
  readonly #letters: string

  private constructor(path: string, letters: string, isFirst: boolean) {
    this.#path = path
    this.#letters = letters
    this.isFirst = isFirst
  }

  static request(userData: string, second: (argv: string[], cwd: string) => void): SingleInstance {
    const path = join(userData, '.double-lock')
    const letters = join(userData, '.double-second')
    const isFirst = take(path)
    if (isFirst) {
      writeFileSync(letters, '')
      const watcher = watch(letters, () => {
        const text = existsSync(letters) ? readFileSync(letters, 'utf8') : ''
        if (text === '') return
        writeFileSync(letters, '')
        const { argv, cwd } = JSON.parse(text) as { argv: string[]; cwd: string }
        second(argv, cwd)
      })
      watcher.unref()
    } else writeFileSync(letters, JSON.stringify({ argv: process.argv, cwd: process.cwd() }))
    return new SingleInstance(path, letters, isFirst)
  }

  release(): void {
    if (!this.isFirst) return
    rmSync(this.#path, { force: true })
    rmSync(this.#letters, { force: true })
  }
}

function take(path: string): boolean {
  const own = `${path}.${process.pid}`
  writeFileSync(own, String(process.pid))
  try {
    linkSync(own, path)
    return true
  } catch {
    if (isAlive(Number(readFileSync(path, 'utf8')))) return false
    rmSync(path, { force: true })
    return take(path)
  } finally {
    rmSync(own, { force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch {
    return false
  }
}
