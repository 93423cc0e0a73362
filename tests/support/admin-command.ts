import pg from 'pg'
import { runAdmin } from '#central/admin/run-admin.ts'
import { clockFrom } from '#shared/clock.ts'
import { createTestDatabase, testInstant } from './postgres.ts'

export type AdminAnswer = { code: number; out: string; err: string }

/** The operator's command line on a database of its own, in this process. */
export type TestAdmin = {
  databaseUrl: string
  pool: pg.Pool
  /** Runs a command line and gives what it printed. */
  run(line: readonly string[], input?: string): Promise<AdminAnswer>
  /** Runs a command that must succeed and gives its JSON. */
  json<T = Record<string, unknown>>(line: readonly string[], input?: string): Promise<T>
  /** Runs a command that must be refused and gives the error's JSON; checks that nothing was recorded. */
  refusal(
    line: readonly string[],
    input?: string,
  ): Promise<{ exit: number; code: string; message: string } & Record<string, unknown>>
  close(): Promise<void>
}

export async function startTestAdmin(database = createTestDatabase()): Promise<TestAdmin> {
  const { url, drop } = await database
  // One clock for all commands, so that they come one after the other.
  const clock = clockFrom(testInstant)
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  const run = async (line: readonly string[], input = ''): Promise<AdminAnswer> => {
    let [out, err] = ['', '']
    const code = await runAdmin(
      [...line, '--database-url', url, '--as', 'آزمون', '--clock', clock.now().toISOString()],
      {
        print: (text) => {
          out += text
        },
        complain: (text) => {
          err += text
        },
        readInput: async () => input,
      },
    )
    return { code, out, err }
  }
  const recordedActions = async () =>
    (await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM operator_actions')).rows[0]
      ?.count
  return {
    databaseUrl: url,
    pool,
    run,
    async json<T>(line: readonly string[], input?: string) {
      const { code, out, err } = await run([...line, '--json'], input)
      if (code !== 0) throw new Error(`${line.join(' ')}: exit ${code}: ${err}`)
      return JSON.parse(out) as T
    },
    async refusal(line, input) {
      const before = await recordedActions()
      const { code: exit, out, err } = await run([...line, '--json'], input)
      if (exit === 0) throw new Error(`${line.join(' ')} was not refused: ${out}`)
      if ((await recordedActions()) !== before) throw new Error(`${line.join(' ')} was refused and recorded`)
      return { exit, ...(JSON.parse(err) as { error: { code: string; message: string } }).error }
    },
    async close() {
      await pool.end()
      await drop()
    },
  }
}
