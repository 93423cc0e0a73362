import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { createCondition } from '#core/condition/condition.ts'
import { assembleCore } from '#core/core.ts'
import { createKeyEscrow } from '#core/escrow/key-escrow.ts'
import type { HttpHost } from '#core/http/host.ts'
import { startHttpHost } from '#core/http/host.ts'
import { createLive } from '#core/live.ts'
import type { LogLine } from '#core/log.ts'
import { createBackupService } from '#core/recovery/backup-service.ts'
import { createTray } from '#core/services/tray.ts'
import { CentralFailure } from '#core/sync/central-failure.ts'
import { openStore } from '#db/open-store.ts'
import type { Store } from '#db/store.ts'
import type { CorePage } from '#shared/contract/channels.ts'
import type { LogVerification } from '#shared/contract/event-log.ts'
import type { OfficeContract, SyncStatus } from '#shared/contract/office.ts'
import { deviceSyncDouble } from './device-double.ts'
import type { SeedUser } from './seed-store.ts'
import { seedNow, seedPassword, seedStore, seedUsers } from './seed-store.ts'

export type OfficeClient = ContractRouterClient<OfficeContract>
export type Desk = { client: OfficeClient; close(): void }

/**
 * A core on a real database in a folder of its own, without a central system: the sync is a double that only counts
 * how often it was woken. `setNow` moves the clock, which stands still.
 */
export function openTestCore(
  options: { appointments?: number; seed?: boolean; now?: string; escrow?: 'none' } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'pishkhan-core-'))
  let now = new Date(options.now ?? seedNow)
  const clock = { now: () => now }
  const database = {
    file: join(folder, 'office.db'),
    key: randomBytes(32),
    backupDir: join(folder, 'backups'),
    clock,
  }
  const store = openStore(database)
  const seeded = options.seed === false ? null : seedStore(store, options)
  const live = createLive()
  const logged: LogLine[] = []
  let woken = 0
  const held: (() => void)[] = []
  let holding = false
  const sync = {
    wake: () => {
      woken += 1
    },
    status: (): SyncStatus => ({
      connection: 'offline',
      lastSyncAt: null,
      dataByFileAt: null,
      ...store.events.counts(),
      problem: 'network',
      clockOffsetMs: store.settings.get('clockOffsetMs') ?? 0,
    }),
    syncNow: () => (holding ? new Promise<void>((resolve) => held.push(resolve)) : Promise.resolve()),
    takeOver: () => Promise.reject(new CentralFailure('network')),
    ...deviceSyncDouble,
  }
  const escrow = createKeyEscrow({
    store,
    clock,
    log: (line) => logged.push(line),
    databaseKey: database.key,
    dataDir: folder,
    journalDir: folder,
  })
  // An office at work has its code on paper; who wants one without says so.
  if (options.escrow !== 'none') escrow.confirm(escrow.make().madeAt)
  logged.splice(0)
  let freeBytes: number | null = null
  const condition = createCondition({
    store,
    clock,
    live,
    appVersion: '0.0.0-test',
    journal: { problem: null },
    backups: { failingSince: null },
    escrow,
    freeBytes: () => freeBytes,
  })
  const restarts: string[] = []
  const backup = createBackupService({
    database,
    journal: { problem: null },
    backUp: () => void store.backUp(),
    restart: () => restarts.push('wanted'),
  })
  const tray = createTray({ store, live, clock, sync, condition })
  const core = assembleCore({
    store,
    clock,
    live,
    sync,
    tray,
    condition,
    escrow,
    backup,
    fetch: () => Promise.reject(new TypeError('this office has no network')),
    log: (line) => logged.push(line),
    appVersion: '0.0.0-test',
    dataDir: folder,
  })
  const closers: (() => unknown)[] = []
  return {
    store,
    live,
    clock,
    core,
    logged,
    seeded,
    condition,
    escrow,
    backup,
    folder,
    woken: () => woken,
    /** From here on `sync.now` does not answer; gives how many wait, and a way to let them go. */
    holdSync() {
      holding = true
      return {
        waiting: () => held.length,
        release() {
          holding = false
          for (const answer of held.splice(0)) answer()
        },
      }
    },
    restarts,
    /** What the disk has left from now on. */
    setFreeBytes(bytes: number) {
      freeBytes = bytes
      condition.look()
    },
    setNow(instant: string) {
      now = new Date(instant)
    },
    /** A page of the desktop app; of another core on the same database, if told so, or the waiting room's. */
    portDesk(of = core, page?: CorePage): Desk {
      const { port1, port2 } = new MessageChannel()
      of.attachPort(port1, page)
      port2.start()
      closers.push(() => port2.close())
      return { client: createORPCClient(new PortLink({ port: port2 })), close: () => port2.close() }
    },
    async host(): Promise<HttpHost> {
      const rendererDir = join(folder, 'renderer')
      mkdirSync(join(rendererDir, 'assets'), { recursive: true })
      writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><title>Pishkhan</title>')
      writeFileSync(join(rendererDir, 'display.html'), '<!doctype html><title>Waiting room</title>')
      writeFileSync(join(rendererDir, 'assets', 'app-1a2b3c.js'), 'export {}')
      const host = await startHttpHost({ core, port: 0, rendererDir })
      closers.push(() => host.close())
      return host
    },
    async close() {
      for (const closer of closers.reverse()) await closer()
      live.close()
      store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type TestCore = ReturnType<typeof openTestCore>

/** A browser at the host: it keeps its cookies. */
export function httpDesk(host: Pick<HttpHost, 'url'>): Desk & { cookies: Map<string, string> } {
  const cookies = new Map<string, string>()
  const link = new FetchLink({
    url: new URL('/rpc', host.url),
    fetch: async (request, init) => {
      const sent = new Request(request, init)
      if (cookies.size > 0) {
        sent.headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
      }
      const response = await fetch(sent)
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        const [name = '', value = ''] = pair.split('=')
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      }
      return response
    },
  })
  return { client: createORPCClient(link), cookies, close: () => cookies.clear() }
}

/** Signs in at a desk with the password of the seeded users. */
export async function signIn(desk: Desk, username: SeedUser): Promise<OfficeClient> {
  await desk.client.session.signIn({ username: seedUsers[username].username, password: seedPassword })
  return desk.client
}

/** What a call was refused with: `{ code, data }`, or a failure of the test when it was not. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ code: string; defined: boolean; data: unknown }> {
  try {
    await call
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'defined' in error) {
      const data = 'data' in error ? error.data : undefined
      return { code: String(error.code), defined: error.defined === true, data }
    }
    throw error
  }
  throw new Error('the call was not refused')
}

/** Everything that is stored, as one text: equal before and after means that nothing was changed. */
export function dumpStore(store: Store, date: string): string {
  const rows = store.appointments.listDay(date)
  return JSON.stringify({
    rows,
    appointments: rows.map(({ id }) => [store.appointments.get(id), store.events.historyOf(id)]),
    day: store.days.get(date),
    head: store.events.head(),
    counts: store.events.counts(),
    cursor: store.settings.get('cursor'),
    device: store.settings.get('device'),
  })
}

/** What the check of the log has found. */
export async function verified(client: OfficeClient): Promise<LogVerification> {
  for await (const step of await client.log.verify()) if (step.kind === 'done') return step.verification
  throw new Error('the check ended without a result')
}
