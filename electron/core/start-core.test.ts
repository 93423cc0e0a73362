import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '#db/open-store.ts'
import { clockFrom } from '#shared/clock.ts'
import { seedNow, seedPassword, seedStore } from '#tests/support/seed-store.ts'
import type { OfficeClient } from '#tests/support/test-core.ts'
import { refusalOf } from '#tests/support/test-core.ts'
import type { LogLine } from './log.ts'
import type { Core } from './start-core.ts'
import { databaseFile, startCore } from './start-core.ts'

const databaseKey = new Uint8Array(randomBytes(32))
const date = '2026-11-22'
let dataDir: string
let logged: LogLine[]
const cores: Core[] = []

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'pishkhan-start-'))
  logged = []
})
afterEach(async () => {
  for (const core of cores.splice(0)) await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(options: { centralUrl?: string } = {}): Promise<Core> {
  const core = await startCore({
    dataDir,
    databaseKey,
    appVersion: '1.2.3',
    clock: clockFrom(seedNow),
    log: (line) => logged.push(line),
    ...options,
  })
  cores.push(core)
  return core
}

function connect(core: Core): OfficeClient {
  const { port1, port2 } = new MessageChannel()
  core.attachPort(port1)
  port2.start()
  port2.unref()
  return createORPCClient(new RPCLink({ port: port2 }))
}

/** What an activation and a first pull leave behind. */
function seed(): string {
  const store = openStore({
    file: databaseFile(dataDir),
    key: databaseKey,
    backupDir: join(dataDir, 'backups'),
    clock: clockFrom(seedNow),
  })
  const { appointments } = seedStore(store)
  store.close()
  return appointments[0]?.id ?? ''
}

test('what was recorded is there after closing and starting again', async () => {
  const appointmentId = seed()
  const first = await start()
  const desk = connect(first)
  await desk.session.signIn({ username: 'paziresh', password: seedPassword })
  await desk.visit.checkIn({ appointmentId })
  await first.close()
  await first.close()
  expect(readdirSync(join(dataDir, 'backups'))).toHaveLength(1)
  const text = readFileSync(databaseFile(dataDir)).toString('latin1')
  expect(text).not.toContain('SQLite format')
  expect(text).not.toContain('paziresh')

  const again = connect(await start())
  expect((await again.session.current()).user).toBeNull()
  await again.session.signIn({ username: 'paziresh', password: seedPassword })
  const visit = await again.visit.get({ appointmentId })
  expect(visit).toMatchObject({ sync: 'queued', appointment: { state: 'arrived', queueNumber: 1 } })
})

test.each(['damaged', 'deleted'] as const)(
  'a %s database is put back, with what was recorded since the copy',
  async (how) => {
    const appointmentId = seed()
    const first = await start()
    const morning = connect(first)
    await morning.session.signIn({ username: 'paziresh', password: seedPassword })
    await morning.visit.checkIn({ appointmentId })
    await first.close()
    const backupDir = join(dataDir, 'backups')
    const copies = readdirSync(backupDir)
    const second = await start()
    const desk = connect(second)
    await desk.session.signIn({ username: 'paziresh', password: seedPassword })
    await desk.visit.undoCheckIn({ appointmentId, reason: 'نوبت دیگری بود' })
    await second.close()
    for (const name of readdirSync(backupDir)) if (!copies.includes(name)) rmSync(join(backupDir, name))
    if (how === 'deleted') rmSync(databaseFile(dataDir))
    else writeFileSync(databaseFile(dataDir), randomBytes(64 * 1024))

    const third = connect(await start())
    await third.session.signIn({ username: 'paziresh', password: seedPassword })
    const visit = await third.visit.get({ appointmentId })
    expect(visit.appointment.state).toBe('booked')
  },
)

test('closing lets a running call end and takes no further one', async () => {
  seed()
  const core = await start()
  const desk = connect(core)
  const signingIn = desk.session.signIn({ username: 'paziresh', password: seedPassword })
  await new Promise((resolve) => setImmediate(resolve))
  const watched = connect(core)
  await watched.session.signIn({ username: 'masoul', password: seedPassword })
  const notices = await watched.live.watch()
  const closing = core.close()
  const late = refusalOf(watched.day.list({ date }))
  expect((await signingIn).username).toBe('paziresh')
  expect(await late).toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  const rest: string[] = []
  for await (const notice of notices) rest.push(notice.kind)
  expect(rest.filter((kind) => kind !== 'sync')).toEqual([])
  await closing
  expect(existsSync(`${databaseFile(dataDir)}-wal`)).toBe(false)
})

test('a central system that has moved is asked at its new address', async () => {
  seed()
  const moved = connect(await start({ centralUrl: 'http://127.0.0.1:10/' }))
  expect((await moved.device.status()).centralUrl).toBe('http://127.0.0.1:10')
  await cores.pop()?.close()
  const kept = connect(await start({ centralUrl: 'http://central.example' }))
  expect((await kept.device.status()).centralUrl).toBe('http://127.0.0.1:10')
  expect(logged).toContainEqual(expect.objectContaining({ event: 'central_url_ignored' }))
})

test('a wrong key opens nothing and says so by its code', async () => {
  seed()
  const opening = startCore({ dataDir, databaseKey: new Uint8Array(32).fill(1), appVersion: '1' })
  await expect(opening).rejects.toMatchObject({ code: 'database_key_wrong' })
})
