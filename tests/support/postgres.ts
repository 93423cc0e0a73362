import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { ConnectionLimits, TlsKeys } from '#central/api/web-server.ts'
import { openDatabase } from '#central/db/connection.ts'
import { type DemoOffice, seedDemo } from '#central/demo/seed.ts'
import { type RunningCentral, startCentral } from '#central/server.ts'
import { type Clock, clockFrom } from '#shared/clock.ts'
import { tehranDateOf } from '#shared/domain/tehran-time.ts'

/**
 * PostgreSQL for tests: one server for a run of the test runner, whichever worker needs it first, and a database of its
 * own for each test, cloned from a template that is migrated (and seeded) once.
 */

const START_TIMEOUT_MS = 60_000
/** Taken while a template is made. */
const TEMPLATE_LOCK = 720_107

/** Sunday, 1 Azar 1405, 10:22 in Tehran: the moment that demonstrations and tests are set to. */
export const testInstant = '2026-11-22T06:52:00.000Z'

type Server = { adminUrl: string; databaseUrl: string }
let shared: Promise<Server> | undefined

/** The run's server; started when nobody has yet. */
export function testServer(): Promise<Server> {
  shared ??= findOrStart()
  return shared
}

async function findOrStart(): Promise<Server> {
  // Workers are children of the runner, whose end is the end of the run.
  const runner = process.ppid
  const folder = join(tmpdir(), `pishkhan-tests-${runner}`)
  const deadline = Date.now() + START_TIMEOUT_MS
  for (;;) {
    const known = await readFile(join(folder, 'server.json'), 'utf8').catch(() => null)
    if (known !== null) {
      const server = JSON.parse(known) as Server
      if (await answers(server)) return server
      // Left behind by a keeper that was killed, under a process id that came round again.
      await rm(folder, { recursive: true, force: true })
    }
    // Whoever makes the folder starts the keeper; the others wait for its announcement.
    const mine = await mkdir(folder, { mode: 0o711 }).then(
      () => true,
      () => false,
    )
    if (mine) startKeeper(folder, runner)
    if (Date.now() > deadline) throw new Error(`no PostgreSQL for the tests: ${keeperLog(folder)}`)
    await sleep(50)
  }
}

function startKeeper(folder: string, runner: number): void {
  const log = openSync(join(folder, 'keeper.log'), 'a', 0o600)
  const keeper = fileURLToPath(new URL('./postgres-keeper.ts', import.meta.url))
  const child = spawn(process.execPath, [keeper, folder, String(runner)], {
    detached: true,
    stdio: ['ignore', log, log],
  })
  child.unref()
  closeSync(log)
}

function keeperLog(folder: string): string {
  try {
    return readFileSync(join(folder, 'keeper.log'), 'utf8').slice(-1000)
  } catch {
    return 'its keeper left no log'
  }
}

async function answers({ adminUrl }: Server): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { adminUrl } = await testServer()
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function urlOf(database: string): Promise<string> {
  const url = new URL((await testServer()).databaseUrl)
  url.pathname = `/${database}`
  return url.href
}

export type TestDatabase = { url: string; drop(): Promise<void> }

/** A migrated database that nobody else has; with the demonstration's office and its week from `seedDate` on. */
export async function createTestDatabase(seed: { clock: Clock } | null = null): Promise<TestDatabase> {
  const template = seed ? `demo_${tehranDateOf(seed.clock.now().toISOString()).replaceAll('-', '')}` : 'empty'
  const name = `test_${randomBytes(8).toString('hex')}`
  await asAdmin(async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK])
    try {
      await ensureTemplate(admin, template, seed)
    } finally {
      await admin.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK])
    }
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER pishkhan`)
  })
  return {
    url: await urlOf(name),
    drop: () =>
      asAdmin(async (admin) => {
        await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      }),
  }
}

async function ensureTemplate(admin: pg.Client, name: string, seed: { clock: Clock } | null): Promise<void> {
  const { rows } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
  if (rows.length > 0) return
  const making = `${name}_making`
  await admin.query(`DROP DATABASE IF EXISTS ${making} WITH (FORCE)`)
  await admin.query(`CREATE DATABASE ${making} OWNER pishkhan`)
  const database = await openDatabase({ databaseUrl: await urlOf(making) })
  try {
    if (seed) await seedDemo({ database, clock: seed.clock, news: { announce: () => {} } })
  } finally {
    await database.close()
  }
  await admin.query(`ALTER DATABASE ${making} RENAME TO ${name}`)
}

export type TestCentral = {
  url: string
  databaseUrl: string
  /** Connections of the server itself: what a test asks here is what the server sees. */
  pool: pg.Pool
  demo: DemoOffice | null
  running: RunningCentral
  close(): Promise<void>
}

/**
 * A central system in this process, on a database of its own that goes with it.
 *
 * @param options.clock stands at `testInstant` and runs, unless given
 * @param options.databaseUrl a database that is there already, for a second process on it; it is left alone at the end
 */
export async function startTestCentral(
  options: {
    seed?: 'demo' | 'none'
    pastDays?: number
    clock?: Clock
    databaseUrl?: string
    /** Where many requests of one address are the subject, or its means. */
    limits?: 'on' | 'off'
    trustProxy?: readonly string[]
    tls?: TlsKeys
    connections?: Partial<ConnectionLimits>
    log?: (message: string) => void
  } = {},
): Promise<TestCentral> {
  const clock = options.clock ?? clockFrom(testInstant)
  const seed = options.seed ?? 'none'
  const own =
    options.databaseUrl === undefined ? await createTestDatabase(seed === 'demo' ? { clock } : null) : null
  const databaseUrl = own?.url ?? options.databaseUrl ?? ''
  const running = await startCentral({
    databaseUrl,
    clock,
    seed,
    pastDays: options.pastDays ?? 0,
    limits: options.limits ?? 'on',
    trustProxy: options.trustProxy ?? [],
    tls: options.tls ?? null,
    connections: options.connections ?? {},
    ...(options.log ? { log: options.log } : {}),
  })
  return {
    url: running.url,
    databaseUrl,
    pool: running.database.pool,
    demo: running.demo,
    running,
    close: async () => {
      await running.close()
      await own?.drop()
    },
  }
}

/** How many connections of the database wait for a lock. */
export async function waitingIn(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ waiting: number }>(
    "SELECT count(*) AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  )
  return rows[0]?.waiting ?? 0
}
