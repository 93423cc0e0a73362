import { once } from 'node:events'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { clockFrom } from '#shared/clock.ts'
import { chainStart, type OfficeEvent } from '#shared/domain/event.ts'
import { hashEvent } from '#shared/domain/event-chain.ts'
import { CentralDevice } from '#tests/support/central-device.ts'
import { appointmentsIn, checkIn } from '#tests/support/central-visits.ts'
import { createTestDatabase, type TestDatabase, testInstant } from '#tests/support/postgres.ts'
import { type Program, startProgram } from '#tests/support/program.ts'

let database: TestDatabase | undefined
const programs: Program[] = []
afterEach(async () => {
  await Promise.all(programs.splice(0).map((program) => program.stop()))
  await database?.drop()
})

const start = async (url: string) => {
  const program = await startProgram('central/main.ts', [
    '--port',
    '0',
    '--database-url',
    url,
    '--seed',
    'demo',
    '--clock',
    testInstant,
  ])
  programs.push(program)
  return program
}

test('two processes on one database serve one device by turns; one is killed, nothing is lost or doubled', async () => {
  database = await createTestDatabase({ clock: clockFrom(testInstant) })
  // Both at once on a fresh database: migrations, keys and demonstration must not be made twice.
  const [one, two] = await Promise.all([start(database.url), start(database.url)])
  const urls = [one.ready.central ?? '', two.ready.central ?? '']
  const device = await CentralDevice.activate(urls[0] ?? '', one.ready.demo?.activationCode ?? '')
  const second = await CentralDevice.activate(urls[1] ?? '', two.ready.demo?.activationCode ?? '')
  const appointments = appointmentsIn((await device.pull()).changes).filter(
    ({ date }) => date === '2026-11-22',
  )
  const events: OfficeEvent[] = appointments.map((appointment, index) =>
    checkIn(device, appointment, index + 1),
  )
  const token = await device.token()
  // While its process lives.
  await second.token()

  const send = (url: string, batch: OfficeEvent[]) =>
    fetch(`${url}/v1/office/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ events: batch }),
    })
  let turn = 0
  let killed = false
  for (let from = 0; from < events.length; ) {
    const batch = events.slice(from, from + 7)
    const url = (killed ? urls[0] : urls[turn % 2]) ?? ''
    turn += 1
    const answer = send(url, batch).catch(() => null)
    if (turn === 10 && url === urls[1]) {
      // In the middle of its work: whether it was done, only the database knows.
      killed = true
      two.process.kill('SIGKILL')
      await once(two.process, 'exit')
      await answer
      continue
    }
    const response = await answer
    expect(response?.status).toBe(200)
    from += batch.length
  }
  expect(killed).toBe(true)

  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    const { rows } = await client.query<{ body: OfficeEvent; status: string }>(
      'SELECT body, status FROM office_events WHERE device_id = $1 ORDER BY device_seq',
      [device.deviceId],
    )
    expect(rows.map(({ body }) => body.id)).toEqual(events.map(({ id }) => id))
    expect(rows.every(({ status }) => status === 'applied')).toBe(true)
    let hash = chainStart
    for (const { body } of rows) {
      expect(body.previousHash).toBe(hash)
      hash = hashEvent(body)
    }
  } finally {
    await client.end()
  }
  // The other device learns of all of it from the process that is left.
  const other = new Map(
    appointmentsIn((await reachedBy(second, urls[0] ?? '').pull()).changes).map(({ id, state }) => [
      id,
      state,
    ]),
  )
  expect(appointments.every(({ id }) => other.get(id) === 'arrived')).toBe(true)
})

/** The same device, asking another process with the token it has. */
function reachedBy(device: CentralDevice, url: string): CentralDevice {
  return Object.assign(Object.create(device) as CentralDevice, {
    fetch: async (path: string, init: RequestInit = {}) =>
      fetch(`${url}${path}`, {
        ...init,
        headers: {
          authorization: `Bearer ${await device.token()}`,
          ...(init.headers as Record<string, string>),
        },
      }),
  })
}
