import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CentralDevice } from '#tests/support/central-device.ts'
import { appointmentsIn, checkIn } from '#tests/support/central-visits.ts'
import { testInstant } from '#tests/support/postgres.ts'
import { startProgram } from '#tests/support/program.ts'

/** A folder with a space and Persian letters in its name, as people have them. */
let parent: string
let data: string
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'pishkhan central '))
  data = join(parent, 'داده‌های سامانه')
})
afterAll(() => rm(parent, { recursive: true, force: true }))

const start = (...more: string[]) =>
  startProgram('central/main.ts', [
    '--port',
    '0',
    '--data',
    data,
    '--seed',
    'demo',
    '--clock',
    testInstant,
    ...more,
  ])
const postmaster = () => {
  const file = join(data, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null
}
const lives = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('starts on nothing, keeps its data over a stop and over SIGKILL, and leaves no process behind', async () => {
  const first = await start()
  expect(first.ready).toEqual({
    ready: true,
    central: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    demo: { activationCode: expect.any(String), officeId: expect.any(String) },
  })
  expect((await stat(join(data, 'postgres-password'))).mode & 0o777).toBe(0o600)
  const device = await CentralDevice.activate(
    first.ready.central ?? '',
    first.ready.demo?.activationCode ?? '',
  )
  const [appointment] = appointmentsIn((await device.pull()).changes)
  if (!appointment) throw new Error('the demonstration has appointments')
  await device.push(checkIn(device, appointment))
  const firstServer = postmaster() ?? 0
  expect(lives(firstServer)).toBe(true)
  expect(await first.stop()).toBe(0)
  expect(lives(firstServer)).toBe(false)
  expect(postmaster()).toBeNull()

  const second = await start()
  const again = await CentralDevice.activate(
    second.ready.central ?? '',
    second.ready.demo?.activationCode ?? '',
  )
  const stateIn = async (on: CentralDevice) =>
    appointmentsIn((await on.pull()).changes).find(({ id }) => id === appointment.id)?.state
  expect(await stateIn(again)).toBe('arrived')
  const secondServer = postmaster() ?? 0
  await second.kill()
  // Without waiting: the server that was left behind may still be going.
  const third = await start()
  expect(postmaster()).not.toBe(secondServer)
  const last = await CentralDevice.activate(third.ready.central ?? '', third.ready.demo?.activationCode ?? '')
  expect(await stateIn(last)).toBe('arrived')

  // Both at once, and the trace names a process that is somebody else's now.
  process.kill(postmaster() ?? Number.NaN, 'SIGKILL')
  await third.kill()
  await sleep(50)
  await writeFile(
    join(data, 'postgres', 'postmaster.pid'),
    `${process.pid}\n${join(data, 'postgres')}\n1\n5432\n\n127.0.0.1\n  1 1\nready   \n`,
  )
  const fourth = await start()
  expect(await fourth.stop()).toBe(0)
}, 120_000)

test('a second one on the same data is told so, and the first goes on', async () => {
  const first = await start()
  try {
    await expect(start()).rejects.toThrow('data_dir_in_use')
    expect((await fetch(`${first.ready.central}/readyz`)).status).toBe(200)
  } finally {
    expect(await first.stop()).toBe(0)
  }
}, 60_000)

test('a stop drains what is under way and ends the streams', async () => {
  const program = await start()
  const url = program.ready.central ?? ''
  const device = await CentralDevice.activate(url, program.ready.demo?.activationCode ?? '')
  const { changes } = await device.pull()
  const events = appointmentsIn(changes)
    .filter(({ date }) => date === '2026-11-22')
    .map((appointment, index) => checkIn(device, appointment, index + 1))
  const stream = await device.fetch('/v1/office/changes/stream')
  const answer = device.push(...events)
  await sleep(5)
  const code = program.stop()
  expect((await answer).results).toHaveLength(events.length)
  await stream.body?.pipeTo(new WritableStream())
  expect(await code).toBe(0)
}, 60_000)

test('a signal while it starts ends it, too', async () => {
  const fresh = join(parent, 'interrupted')
  const child = spawn(process.execPath, ['central/main.ts', '--port', '0', '--data', fresh], {
    stdio: 'ignore',
  })
  const exit = once(child, 'exit') as Promise<[number | null]>
  await expect.poll(() => existsSync(join(fresh, 'postgres-password')), { timeout: 40_000 }).toBe(true)
  child.kill('SIGTERM')
  expect((await exit)[0]).toBe(0)
  expect(existsSync(join(fresh, 'postgres', 'postmaster.pid'))).toBe(false)
}, 60_000)

test.each([
  [['--port', '99999', '--data', 'x']],
  [['--port', '0']],
  [['--port', '0', '--data', 'x', '--database-url', 'postgresql://x']],
  [['--port', '0', '--data', 'x', '--seed', 'much']],
  [['--port', '0', '--data', 'x', '--seed', 'demo', '--past-days', '61']],
  [['--port', '0', '--data', 'x', '--past-days', '7']],
  [['--port', '0', '--data', 'x', '--clock', 'noon']],
  [['--port', '0', '--data', 'x', '--limits', 'some']],
  [['--port', '0', '--data', 'x', '--trust-proxy', '']],
  [['--port', '0', '--data', 'x', '--trust-proxy', '10.0.0.1,proxy.example']],
  [['--port', '0', '--data', 'x', '--trust-proxy', '10.0.0.0/33']],
  [['--what']],
])('the command line %j is refused with its usage', async (args) => {
  const child = spawn(process.execPath, ['central/main.ts', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
  })
  const [code] = (await once(child, 'close')) as [number]
  expect(code).toBe(2)
  expect(err).toContain('usage: central')
  expect(out).toBe('')
})

test('a database that does not answer is named without its password', async () => {
  const failing = startProgram('central/main.ts', [
    '--port',
    '0',
    '--database-url',
    'postgresql://u:secret@127.0.0.1:1/db',
  ])
  const error = await failing.then(
    () => null,
    (reason: Error) => reason,
  )
  expect(error?.message).toContain('ECONNREFUSED')
  expect(error?.message).not.toContain('secret')
})
