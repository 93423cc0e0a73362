import { chmod, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmbedded } from './embedded.ts'

let parent: string
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'pishkhan embedded '))
})
afterAll(() => rm(parent, { recursive: true, force: true }))

const asked = async <T>(url: string, question: string): Promise<T | undefined> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ answer: T }>(question)
    return rows[0]?.answer
  } finally {
    await client.end()
  }
}

test('it is durable, heard only on this machine, and its application has no special rights', async () => {
  const server = await startEmbedded({ dataDir: join(parent, 'one'), throwaway: true })
  try {
    for (const [setting, value] of [
      ['fsync', 'on'],
      ['synchronous_commit', 'on'],
      ['full_page_writes', 'on'],
      ['listen_addresses', '127.0.0.1'],
      ['unix_socket_directories', ''],
      ['server_version_num', expect.stringMatching(/^18/)],
    ]) {
      expect(await asked(server.adminUrl, `SELECT current_setting('${setting}') AS answer`)).toEqual(value)
    }
    const special =
      'SELECT rolsuper OR rolcreatedb OR rolcreaterole AS answer FROM pg_roles WHERE rolname = current_user'
    expect(await asked(server.databaseUrl, special)).toBe(false)
    const guessed = new URL(server.adminUrl)
    guessed.password = 'password'
    await expect(asked(guessed.href, 'SELECT 1 AS answer')).rejects.toThrow('password authentication failed')
  } finally {
    await server.stop()
  }
})

test('its log holds neither what was asked nor what a row held', async () => {
  const dataDir = join(parent, 'one')
  const server = await startEmbedded({ dataDir, throwaway: true })
  try {
    const client = new pg.Client({ connectionString: server.databaseUrl })
    await client.connect()
    await client.query('CREATE TABLE person (code text PRIMARY KEY)')
    await client.query("INSERT INTO person VALUES ('0093849370')")
    await client.query("INSERT INTO person VALUES ('0093849370')").catch(() => {})
    await client.query("SELECT '0093849370'::int4range").catch(() => {})
    await client.end()
  } finally {
    await server.stop()
  }
  expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('0093849370')
})

describe.runIf(process.getuid?.() === 0)('as root', () => {
  test('data in a folder that is closed to others are reached, and the folder stays closed', async () => {
    const closed = join(parent, 'بسته')
    await mkdir(closed)
    await chmod(closed, 0o700)
    const dataDir = join(closed, 'داده')
    const first = await startEmbedded({ dataDir, throwaway: true })
    await asked(first.databaseUrl, 'CREATE TABLE kept AS SELECT 7 AS answer')
    await first.stop()
    const second = await startEmbedded({ dataDir, throwaway: true })
    try {
      expect(await asked(second.databaseUrl, 'SELECT answer FROM kept')).toBe(7)
      expect((await stat(closed)).mode & 0o777).toBe(0o700)
      expect((await stat(join(dataDir, 'postgres'))).uid).not.toBe(0)
    } finally {
      await second.stop()
    }
  })

  test('programs in a closed folder are used from a copy that everybody can start', async () => {
    const { copyToShared, findBinaries } = await import('./embedded/binaries.ts')
    const { chooseAccount } = await import('./embedded/account.ts')
    const copied = await copyToShared(await findBinaries())
    const account = chooseAccount(join(parent, 'none'))
    expect(account.reaches([copied.initdb, copied.postgres])).toBe(true)
    const hidden = join(parent, 'بسته', 'برنامه')
    await mkdir(hidden, { recursive: true })
    expect(account.reaches([hidden])).toBe(false)
  })
})
