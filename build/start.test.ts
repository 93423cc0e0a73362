import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { projectRoot } from './project.ts'

const data = mkdtempSync(join(tmpdir(), 'نمایش پیشخوان '))
afterAll(() => rmSync(data, { recursive: true, force: true, maxRetries: 5 }))

/** `npm start` without Electron, as on a machine where its binary is not to be had. */
function start() {
  const child = spawn(process.execPath, ['build/start.ts', '--browser', '--no-open', '--data', data], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ready = new Promise<{ app: string; central: string }>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text
      if (said.out.endsWith('\n')) resolve(JSON.parse(said.out))
    })
    void ended.then((code) => reject(new Error(`it ended with ${code}\n${said.err}`)))
  })
  return { child, said, ready, ended }
}

it.skipIf(process.platform === 'win32')(
  'starts the demonstration, answers at both addresses, drains on SIGTERM, and starts again on the same data',
  { timeout: 180_000 },
  async () => {
    for (const round of ['first', 'second']) {
      const { child, said, ready, ended } = start()
      try {
        const line = await ready
        const page = await fetch(line.app)
        expect(page.status, round).toBe(200)
        // The policy of the page allows no inline script, so the build must have made none.
        expect(page.headers.get('content-security-policy')).not.toContain('unsafe')
        const html = await page.text()
        expect(html).toContain('<script type="module"')
        expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|javascript:|\son\w+=/)
        expect((await fetch(new URL('/healthz', line.central))).status).toBe(200)
        child.kill('SIGTERM')
        expect(await ended, said.err).toBe(0)
        expect(said.out.trim().split('\n')).toHaveLength(1)
      } finally {
        child.kill('SIGKILL')
      }
    }
  },
)
