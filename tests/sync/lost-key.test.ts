import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { projectRoot } from '#build/project.ts'
import { createLine, type Line } from '#tests/support/line.ts'
import { startTestCentral, type TestCentral, testInstant } from '#tests/support/postgres.ts'
import { type Program, startProgram } from '#tests/support/program.ts'
import { httpDesk } from '#tests/support/test-core.ts'

/** The key file of a plain core is lost with work that nobody else knows of; the code on paper brings it back. */
let central: TestCentral
let line: Line
let folder: string
let office: Program | null
beforeEach(async () => {
  central = await startTestCentral({ seed: 'demo' })
  line = await createLine(central.url)
  folder = mkdtempSync(join(tmpdir(), 'pishkhan کلید '))
  mkdirSync(join(folder, 'renderer'))
  writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html><title>Pishkhan</title>')
  office = null
})
afterEach(async () => {
  await office?.kill()
  await line.close()
  await central.close()
  rmSync(folder, { recursive: true, force: true })
})

const data = () => join(folder, 'data')
const start = async (...more: string[]) => {
  office = await startProgram('electron/core/office.ts', [
    ...['--port', '0', '--data', data(), '--central', line.url],
    ...['--renderer', join(folder, 'renderer'), '--clock', testInstant, ...more],
  ])
  const { client } = httpDesk({ url: office.ready.app ?? '' })
  await expect.poll(async () => (await client.device.status()).hasUsers, { timeout: 30_000 }).toBe(true)
  await client.session.signIn({ username: 'masoul', password: 'pishkhan-demo' })
  return client
}
const recover = async (input: string) => {
  const child = spawn(process.execPath, ['electron/core/office.ts', '--recover-key', '--data', data()], {
    cwd: projectRoot,
  })
  child.stdin.end(input)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { out, err, code: code as number }
}

test('unsent check-ins outlive the key file, and are sent', async () => {
  const client = await start('--activation', central.demo?.activationCode ?? '')
  expect(await client.condition.get()).toContainEqual({ code: 'escrow_missing', wanted: false })
  const { code, madeAt } = await client.escrow.make()
  await client.escrow.confirm({ madeAt })
  expect((await client.condition.get()).map((each) => each.code)).not.toContain('escrow_missing')

  line.cut()
  const { rows } = await client.day.list({ date: testInstant.slice(0, 10) })
  const people = rows.filter(({ state }) => state === 'booked').slice(0, 3)
  for (const { id } of people) await client.visit.checkIn({ appointmentId: id })
  expect((await client.sync.status()).queued).toBe(3)
  expect(await office?.stop()).toBe(0)
  rmSync(join(data(), 'office.key'))

  const wrong = await recover(`${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}\n`)
  expect(wrong).toMatchObject({ code: 1, out: '' })
  expect(JSON.parse(wrong.err)).toMatchObject({ error: { code: 'escrow_code_invalid' } })
  expect(readdirSync(data())).not.toContain('office.key')
  const right = await recover(`${code.toLowerCase().replaceAll('-', ' ')}\n`)
  expect(right).toMatchObject({ code: 0, err: '' })
  expect(readFileSync(join(data(), 'office.key'))).toHaveLength(32)
  for (const said of [wrong.err, right.out, office?.log() ?? '']) {
    expect(said.toUpperCase()).not.toContain(code.slice(0, 14))
  }

  const again = await start()
  expect((await again.sync.status()).queued).toBe(3)
  for (const { id } of people)
    expect((await again.visit.get({ appointmentId: id })).appointment.state).toBe('arrived')
  line.mend()
  await again.sync.now()
  const arrived = async () => {
    const { rows: stored } = await central.pool.query<{ id: string }>(
      `SELECT appointment_id AS id FROM office_events WHERE type = 'checked_in' AND status = 'applied' ORDER BY device_seq`,
    )
    return stored.map(({ id }) => id).join() === people.map(({ id }) => id).join()
  }
  await expect.poll(arrived, { timeout: 30_000 }).toBe(true)
})
