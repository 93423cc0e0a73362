import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { Program } from './program.ts'
import { startService } from './program.ts'

const folder = mkdtempSync(join(tmpdir(), 'pishkhan-program-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function start(source: string): Promise<{ ready: unknown; program: Program }> {
  const file = join(folder, 'service.ts')
  writeFileSync(file, source)
  let program: Program | undefined
  const ready = await startService('The service', file, [], (started) => {
    program = started
  })
  if (!program) throw new Error('the program was not handed over')
  return { ready, program }
}

const ready = 'process.stdout.write(JSON.stringify({ ready: true }) + "\\n"); setInterval(() => {}, 1000);'

it('gives the line of JSON, and stops it by asking', async () => {
  const { ready: line, program } = await start(`process.on('SIGTERM', () => process.exit(0)); ${ready}`)
  expect(line).toEqual({ ready: true })
  expect(await program.stop()).toBe(true)
  expect(await program.ended).toContain('The service ended with')
})

it('ends by force what does not end when asked, and tells', async () => {
  const { program } = await start(`process.on('SIGTERM', () => {}); ${ready}`)
  expect(await program.stop(200)).toBe(false)
})

it('stops a program that has ended already', async () => {
  const { program } = await start(`${ready} setTimeout(() => process.exit(3), 50)`)
  expect(await program.ended).toBe('The service ended with 3.')
  expect(await program.stop()).toBe(false)
})

it('fails when the program ends before it is ready', async () => {
  await expect(start('process.exit(4)')).rejects.toThrow('The service ended with 4.')
})

it('fails when it prints something else', async () => {
  await expect(start('process.stdout.write("hello\\n")')).rejects.toThrow('hello')
})

it('is not blocked by what the program prints later', async () => {
  const flood = 'process.stdout.write("x".repeat(1 << 20) + "\\n", () => process.exit(0));'
  const { program } = await start(`process.stdout.write(JSON.stringify({ ready: true }) + "\\n"); ${flood}`)
  expect(await program.ended).toBe('The service ended with 0.')
})
