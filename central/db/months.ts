import type { Pool, PoolClient } from 'pg'

const partitioned = ['appointments', 'office_events'] as const
type Partitioned = (typeof partitioned)[number]

/** Taken while a partition is made, so that two processes do not make the same one. */
const PARTITION_LOCK = 720_106

const known = new WeakMap<Pool, Set<string>>()

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12
    ? `${String(year + 1).padStart(4, '0')}-01`
    : `${String(year).padStart(4, '0')}-${String(number + 1).padStart(2, '0')}`
}

/**
 * Makes sure that rows of these civil dates have a partition. Cheap once a month is known; call it before the
 * transaction that writes, because it has its own.
 */
export async function ensureMonths(pool: Pool, table: Partitioned, dates: Iterable<string>): Promise<void> {
  let ready = known.get(pool)
  if (!ready) {
    ready = new Set()
    known.set(pool, ready)
  }
  const months = new Set<string>()
  for (const date of dates) {
    const month = date.slice(0, 7)
    if (!ready.has(`${table}:${month}`)) months.add(month)
  }
  if (months.size === 0) return
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [PARTITION_LOCK])
    for (const month of [...months].sort()) await makePartition(client, table, month)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
  for (const month of months) ready.add(`${table}:${month}`)
}

async function makePartition(client: PoolClient, table: Partitioned, month: string): Promise<void> {
  const name = `${table}_${month.replace('-', '_')}`
  const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    name,
  ])
  if (rows[0]?.there) return
  // Made apart and attached: unlike PARTITION OF that keeps nobody from reading and writing the rest meanwhile.
  await client.query(`CREATE TABLE ${name} (LIKE ${table} INCLUDING ALL)`)
  // A body of up to 8 KB stays in its row, uncompressed: it is read and written at every turn.
  await client.query(`ALTER TABLE ${name} SET (fillfactor = 80, toast_tuple_target = 8160)`)
  await client.query(
    `ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM ('${month}-01') TO ('${monthAfter(month)}-01')`,
  )
}
