import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import pg from 'pg'

/**
 * The least that could take events into PostgreSQL over HTTP: `POST /` with a JSON array of events, one insert of all
 * of them, committed before the answer. No check of any kind. Started as a program of its own, like the central system.
 */
const { values } = parseArgs({ options: { 'database-url': { type: 'string' } } })
const pool = new pg.Pool({ connectionString: values['database-url'], max: 4 })
await pool.query('drop table if exists bare_event')
await pool.query(
  'create table bare_event (id uuid primary key, device_seq bigint not null, body text not null)',
)

type BareEvent = { id: string; deviceSeq: number }

async function insert(events: readonly BareEvent[]): Promise<void> {
  await pool.query({
    // Without a name PostgreSQL plans it anew each time, at half the speed.
    name: 'insert_events',
    text: 'insert into bare_event select * from unnest($1::uuid[], $2::bigint[], $3::text[])',
    values: [
      events.map((event) => event.id),
      events.map((event) => event.deviceSeq),
      events.map((event) => JSON.stringify(event)),
    ],
  })
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const events = JSON.parse(Buffer.concat(chunks).toString('utf8')) as BareEvent[]
    insert(events).then(
      () => response.end(JSON.stringify(events.map(({ id }) => ({ id, status: 'applied' })))),
      (error: Error) => response.writeHead(500).end(error.message),
    )
  })
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  process.stdout.write(`${JSON.stringify({ ready: true, central: `http://127.0.0.1:${port}` })}\n`)
})
process.on('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
  void pool.end()
})
