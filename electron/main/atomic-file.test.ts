import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeFileAtomically } from './atomic-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atomic-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('writeFileAtomically', () => {
  it('replaces the file and leaves nothing else behind', async () => {
    const path = join(folder, 'file')
    await writeFileAtomically(path, 'one')
    await writeFileAtomically(path, new Uint8Array([0x74, 0x77, 0x6f]))
    expect(readFileSync(path, 'utf8')).toBe('two')
    expect(readdirSync(folder)).toEqual(['file'])
  })

  it.skipIf(process.platform === 'win32')('lets nobody else read it', async () => {
    await writeFileAtomically(join(folder, 'file'), 'x')
    expect(statSync(join(folder, 'file')).mode & 0o777).toBe(0o600)
  })

  it('keeps the old content and removes its own when it fails', async () => {
    const path = join(folder, 'file')
    writeFileSync(path, 'old')
    const failing = writeFileAtomically(path, 'new', (step) => {
      if (step === 'written') throw new Error('disk full')
    })
    await expect(failing).rejects.toThrow('disk full')
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['file'])
  })

  it.each(['created', 'written', 'synced', 'renamed', 'folder_synced'])(
    'killed when it has %s: the old content or the new, whole',
    (step) => {
      const path = join(folder, 'file')
      writeFileSync(path, 'old')
      const module = JSON.stringify(new URL('./atomic-file.ts', import.meta.url).href)
      const script = `import { writeFileAtomically } from ${module}
        await writeFileAtomically(${JSON.stringify(path)}, 'new content', (step) => {
          if (step === '${step}') process.kill(process.pid, 'SIGKILL')
        })`
      const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script])
      expect(signal).toBe('SIGKILL')
      const renamed = step === 'renamed' || step === 'folder_synced'
      expect(readFileSync(path, 'utf8')).toBe(renamed ? 'new content' : 'old')
    },
  )
})
