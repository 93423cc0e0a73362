import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('oneAtATime', () => {
  it('keeps processes apart', async () => {
    const log = join(folder, 'log')
    const module = JSON.stringify(new URL('./one-at-a-time.ts', import.meta.url).href)
    const script = `import { appendFileSync } from 'node:fs'
      import { oneAtATime } from ${module}
      for (let round = 0; round < 5; round += 1) await oneAtATime(${JSON.stringify(join(folder, 'a', 'lock'))}, async () => {
        appendFileSync(${JSON.stringify(log)}, '(')
        await new Promise((resolve) => setTimeout(resolve, 5))
        appendFileSync(${JSON.stringify(log)}, ')')
      })`
    const children = [1, 2, 3].map(() => spawn(process.execPath, ['--input-type=module', '-e', script]))
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0]))
    expect(codes).toEqual([0, 0, 0])
    expect(readFileSync(log, 'utf8')).toBe('()'.repeat(15))
  })

  it('gives the lock back when the work fails, and takes over one whose owner has died', async () => {
    const lock = join(folder, 'lock')
    await expect(oneAtATime(lock, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(existsSync(lock)).toBe(false)
    const gone = spawn(process.execPath, ['-e', ''])
    await once(gone, 'exit')
    writeFileSync(lock, String(gone.pid))
    expect(await oneAtATime(lock, async () => 'done')).toBe('done')
  })
})
